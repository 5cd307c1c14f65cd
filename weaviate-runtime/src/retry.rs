//! One deadline for a call and all of its tries, and when a try is repeated.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use futures_core::future::BoxFuture;
use futures_util::future::{Either, select};
use tracing::Instrument as _;
use weaviate_query::{Error, ErrorKind, Result};

use crate::{
    breaker::{Breaker, Pass},
    budget::Budget,
    env::{Env, after, jitter},
    layer::End,
    op::{Call, Op, ReadKind, Reply, Target},
    queue::{Place, Queue},
    sight,
    signing::Signing,
    spent::{Phase, Spent},
    transport::{Again, Failure, Transport, choice::Choice, endpoint::Endpoint},
};

const BASE: Duration = Duration::from_millis(100);
const CAP: Duration = Duration::from_secs(5);

/// What a program may say of how calls are repeated and how many there are at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Policy {
    /// How often a request is sent at most.
    pub(crate) attempts: u32,
    /// How many retries may go out at once, beyond a tenth of the calls.
    pub(crate) burst: u32,
    /// How many requests may be under way to one address.
    pub(crate) in_flight: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self { attempts: 5, burst: 10, in_flight: 1_000 }
    }
}

/// The end of the layers: tries until there is an answer, a reason not to try again, or no time left.
pub(crate) struct Retrying {
    pub(crate) transport: Arc<dyn Transport>,
    env: Arc<dyn Env>,
    attempts: u32,
    choice: Arc<Choice>,
    /// In the order of `choice`.
    rpc: Vec<Way>,
    rest: Way,
    pub(crate) signing: Option<Signing>,
}

/// What all calls to one address share.
pub(crate) struct Way {
    pub(crate) to: Endpoint,
    pub(crate) breaker: Breaker,
    pub(crate) budget: Budget,
    pub(crate) queue: Queue,
}

impl Way {
    fn new(to: Endpoint, policy: &Policy) -> Self {
        Self {
            to,
            breaker: Breaker::default(),
            budget: Budget::new(policy.burst),
            queue: Queue::new(policy.in_flight),
        }
    }
}

impl End for Retrying {
    fn finish(&self, op: Op) -> BoxFuture<'_, Result<Reply>> {
        Box::pin(self.run(op))
    }
}

impl Retrying {
    /// `choice` and `rest` say where calls of either kind go.
    pub(crate) fn new(
        transport: Arc<dyn Transport>,
        env: Arc<dyn Env>,
        policy: Policy,
        choice: Arc<Choice>,
        rest: Endpoint,
        signing: Option<Signing>,
    ) -> Self {
        let attempts = policy.attempts.max(1);
        let rpc = choice.ways().iter().map(|to| Way::new(to.clone(), &policy)).collect();
        Self { transport, env, attempts, choice, rpc, rest: Way::new(rest, &policy), signing }
    }

    pub(crate) fn way(&self, target: &Target) -> &Way {
        match target {
            Target::Rpc(_) => &self.rpc[self.choice.now()],
            Target::Rest(..) => &self.rest,
        }
    }

    pub(crate) async fn run(&self, op: Op) -> Result<Reply> {
        let deadline = op.call().deadline;
        let way = self.way(&op.call().target);
        // A question for the server's health is about now.
        let health = matches!(&op, Op::Read(read) if read.kind == ReadKind::Health);
        let most = if health { 1 } else { self.attempts };
        let mut spent = Spent::new(&*self.env);
        if !health {
            way.budget.earn();
        }
        let mut attempts = 0;
        let mut renewed = false;
        loop {
            attempts += 1;
            op.call().sent.again();
            let span = sight::attempt(attempts, &way.to);
            let answer =
                self.signed(&op, way, health, &mut spent, &mut renewed).instrument(span.clone()).await;
            #[cfg(feature = "metrics")]
            sight::tried(&op, answer.as_ref().err().map(|failure| &failure.error));
            let failure = match answer {
                Ok(body) => return Ok(Reply { body, attempts }),
                Err(failure) => failure,
            };
            sight::failed(&span, &failure.error);
            let again = match failure.again {
                Again::Always => true,
                Again::IfRepeatable => op.is_repeatable(),
                Again::Never => false,
            };
            if !again || attempts >= most {
                return Err(tried(failure.error, attempts, &spent));
            }
            let wait = jitter(&*self.env, BASE, attempts - 1, CAP)
                .max(failure.error.retry_after().unwrap_or_default());
            let resume = after(&*self.env, wait);
            if resume >= deadline {
                return Err(tried(failure.error, attempts, &spent));
            }
            if failure.again != Again::Always && !way.budget.spend() {
                let error = failure.error.with_hint(
                    "it is not tried again: a tenth of the calls to this server are retries already, and more would keep it from recovering",
                );
                return Err(tried(error, attempts, &spent));
            }
            tracing::debug!(attempts, ?wait, error = %failure.error, "trying again");
            self.env.sleep_until(resume).await;
            spent.on(Phase::Between, &*self.env);
        }
    }

    /// One try, signed if the client signs its calls; once more with another token if the server refuses the one there
    /// is. What it refuses so it has not carried out, so that this is no retry, and no matter of what may be repeated.
    async fn signed(
        &self,
        op: &Op,
        way: &Way,
        health: bool,
        spent: &mut Spent,
        renewed: &mut bool,
    ) -> Result<Bytes, Failure> {
        let call = op.call();
        // A server says to anybody how it is, and a call may have a token of its own.
        let Some(signing) = self.signing.as_ref().filter(|_| !health && !call.headers.are_signed()) else {
            return self.once(call, way, health, spent).await;
        };
        let env = &*self.env;
        loop {
            call.sent.signed(false);
            let granted = signing.sign(env, call.deadline).await;
            spent.on(Phase::Token, env);
            let granted = granted?;
            call.sent.signed(true);
            let mut signed = call.clone();
            signed.headers.sign(granted.header);
            let answer = self.once(&signed, way, health, spent).await;
            match answer {
                Err(failure)
                    if failure.error.kind() == ErrorKind::Unauthenticated
                        && !*renewed
                        && signing.refused(granted.number, env) =>
                {
                    *renewed = true;
                    call.sent.again();
                }
                // Another token is no help.
                Err(Failure { error, again }) if error.kind() == ErrorKind::Unauthenticated => {
                    return Err(Failure { error: error.with_hint(MISMATCH), again });
                }
                answer => return answer,
            }
        }
    }

    async fn once(&self, call: &Call, way: &Way, health: bool, spent: &mut Spent) -> Result<Bytes, Failure> {
        let env = &*self.env;
        if env.now() >= call.deadline {
            return Err(late(&call.target, true).into());
        }
        let (pass, _place) =
            if health { (way.breaker.pass(), None) } else { self.leave(call, way, spent).await? };
        let answer = {
            let asking = self.transport.unary(call.clone());
            match select(asking, env.sleep_until(call.deadline)).await {
                Either::Left((answer, _)) => Some(answer),
                // What is dropped here says whether it had a connection.
                Either::Right(_) => None,
            }
        };
        let connected = answer.is_some() || !call.sent.was_connecting();
        spent.on(if connected { Phase::Answer } else { Phase::Connection }, env);
        let answer = answer.unwrap_or_else(|| Err(late(&call.target, connected).into()));
        let not_sent = matches!(&answer, Err(Failure { again: Again::Always, .. }));
        if !not_sent {
            call.sent.may_have_arrived();
            if answer.as_ref().is_err_and(|failure| !is_refusal(&failure.error)) {
                call.sent.breaks_off();
            }
        }
        match &answer {
            _ if not_sent => pass.failed(env),
            // Whether the server is there is not known: a probe leaves it to the next.
            Err(failure) if failure.error.kind() == ErrorKind::Timeout => drop(pass),
            _ => pass.connected(),
        }
        answer
    }

    /// Waits until the call may be sent: until the server is worth a try, and there is a place.
    async fn leave<'w>(
        &self,
        call: &Call,
        way: &'w Way,
        spent: &mut Spent,
    ) -> Result<(Pass<'w>, Option<Place<'w>>), Failure> {
        // Nearly always there is nothing to wait for, and no time to account for.
        if let Some(pass) = way.breaker.try_enter()
            && let Some(place) = way.queue.try_enter()
        {
            return Ok((pass, Some(place)));
        }
        let env = &*self.env;
        loop {
            let pass = way.breaker.enter(env, call.deadline).await;
            spent.on(Phase::Breaker, env);
            let pass = pass.map_err(|wait| spared(&call.target, wait))?;
            // All others wait for a probe: it stands in no queue.
            if pass.is_probe() {
                return Ok((pass, None));
            }
            let place = way.queue.enter(env, call.deadline).await.filter(|_| env.now() < call.deadline);
            spent.on(Phase::Queue, env);
            let Some(place) = place else { return Err(crowded(&call.target, way.queue.most()).into()) };
            // The server may have gone while the call stood in the queue.
            if !way.breaker.is_open() {
                return Ok((pass, Some(place)));
            }
        }
    }
}

/// Whether an error is the server's word that it did not do it, and not the lack of one.
pub(crate) fn is_refusal(error: &Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::Unavailable
            | ErrorKind::Timeout
            | ErrorKind::Server
            | ErrorKind::Decode
            | ErrorKind::Closed
    )
}

/// Of a new token that a server refuses.
const MISMATCH: &str = "the token is a new one: see that the clocks of the server and the issuer agree, and that the server knows this issuer and this client";

fn late(target: &Target, connected: bool) -> Error {
    let message = if connected {
        format!(
            "no answer to `{target}` before the deadline: set a longer `timeout`, or look at what the server is doing"
        )
    } else {
        format!(
            "no connection for `{target}` before the deadline: see that the address is the server's and that nothing on the way drops packets"
        )
    };
    Error::new(ErrorKind::Timeout, message)
}

fn crowded(target: &Target, most: usize) -> Error {
    let message = format!(
        "`{target}` was not sent: {most} requests are under way, and none of them ended in time: ask for less at once, or set a larger `max_in_flight`"
    );
    Error::new(ErrorKind::Timeout, message)
}

fn spared(target: &Target, wait: Duration) -> Failure {
    let message = format!(
        "`{target}` was not sent: the last connections to the server failed, and the next one is tried in {wait:.1?}, behind the deadline"
    );
    Error::new(ErrorKind::Unavailable, message).into()
}

/// More than one try is worth knowing: the object may be there, the server was asked several times. And so is what
/// the time went for when there is none left.
fn tried(error: Error, attempts: u32, spent: &Spent) -> Error {
    match (attempts, error.kind()) {
        (1, ErrorKind::Timeout) => error.context(spent.tell()),
        (1, _) => error,
        (_, _) => error.context(format!("{attempts} tries in {}", spent.tell())),
    }
}
