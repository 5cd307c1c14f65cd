//! One deadline for a call and all of its tries, and when a try is repeated.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use futures_core::future::BoxFuture;
use futures_util::future::{Either, select};
use weaviate_query::{Error, ErrorKind, Result};

use crate::{
    breaker::Breaker,
    env::{Env, after, jitter},
    layer::End,
    op::{Op, ReadKind, Reply, Target},
    transport::{Again, Failure, Transport},
};

const BASE: Duration = Duration::from_millis(100);
const CAP: Duration = Duration::from_secs(5);

/// The end of the layers: tries until there is an answer, a reason not to try again, or no time left.
pub(crate) struct Retrying {
    pub(crate) transport: Arc<dyn Transport>,
    env: Arc<dyn Env>,
    /// How often a request is sent at most.
    attempts: u32,
    rpc: Breaker,
    rest: Breaker,
}

impl End for Retrying {
    fn finish(&self, op: Op) -> BoxFuture<'_, Result<Reply>> {
        Box::pin(self.run(op))
    }
}

impl Retrying {
    pub(crate) fn new(transport: Arc<dyn Transport>, env: Arc<dyn Env>, attempts: u32) -> Self {
        Self { transport, env, attempts, rpc: Breaker::default(), rest: Breaker::default() }
    }

    async fn run(&self, op: Op) -> Result<Reply> {
        let deadline = op.call().deadline;
        // A question for the server's health is about now.
        let health = matches!(&op, Op::Read(read) if read.kind == ReadKind::Health);
        let most = if health { 1 } else { self.attempts };
        let mut attempts = 0;
        loop {
            attempts += 1;
            op.call().sent.again();
            let failure = match self.once(&op, health).await {
                Ok(body) => return Ok(Reply { body, attempts }),
                Err(failure) => failure,
            };
            let again = match failure.again {
                Again::Always => true,
                Again::IfRepeatable => op.is_repeatable(),
                Again::Never => false,
            };
            if !again || attempts >= most {
                return Err(tried(failure.error, attempts));
            }
            let wait = jitter(&*self.env, BASE, attempts - 1, CAP)
                .max(failure.error.retry_after().unwrap_or_default());
            let resume = after(&*self.env, wait);
            if resume >= deadline {
                return Err(tried(failure.error, attempts));
            }
            tracing::debug!(attempts, ?wait, error = %failure.error, "trying again");
            self.env.sleep_until(resume).await;
        }
    }

    async fn once(&self, op: &Op, health: bool) -> Result<Bytes, Failure> {
        let call = op.call();
        let breaker = match call.target {
            Target::Rpc(_) => &self.rpc,
            Target::Rest(..) => &self.rest,
        };
        let pass = if health {
            breaker.pass()
        } else {
            breaker.enter(&*self.env, call.deadline).await.map_err(|wait| spared(&call.target, wait))?
        };
        let end = self.env.sleep_until(call.deadline);
        let answer = match select(self.transport.unary(call.clone()), end).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(late(&call.target).into()),
        };
        let not_sent = matches!(&answer, Err(Failure { again: Again::Always, .. }));
        if !not_sent {
            call.sent.may_have_arrived();
        }
        match &answer {
            _ if not_sent => pass.failed(&*self.env),
            // Whether the server is there is not known: a probe leaves it to the next.
            Err(failure) if failure.error.kind() == ErrorKind::Timeout => drop(pass),
            _ => pass.connected(),
        }
        answer
    }
}

fn late(target: &Target) -> Error {
    let message = format!(
        "no answer to `{target}` before the deadline: set a longer `timeout`, or look at what the server is doing"
    );
    Error::new(ErrorKind::Timeout, message)
}

fn spared(target: &Target, wait: Duration) -> Failure {
    let message = format!(
        "`{target}` was not sent: the last connections to the server failed, and the next one is tried in {wait:.1?}, behind the deadline"
    );
    Error::new(ErrorKind::Unavailable, message).into()
}

/// More than one try is worth knowing: the object may be there, the server was asked several times.
fn tried(error: Error, attempts: u32) -> Error {
    if attempts > 1 { error.context(format!("{attempts} tries")) } else { error }
}
