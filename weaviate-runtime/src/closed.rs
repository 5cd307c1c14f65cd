//! A write waits while its class is closed for the last step of a rebuild, and goes then to the class that took its
//! place.
//!
//! It is the last layer of each client, so that programs which know nothing of the rebuild wait as well. Nothing is
//! asked unless a server refuses a write because a shard is read-only.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use futures_core::future::BoxFuture;
use serde_json::Value;
use weaviate_migrate::Closing;
use weaviate_query::{
    Error, ErrorKind, Result,
    wire::{Refusals, Removed},
};

use crate::{
    env::{Env, after},
    layer::{Layer, Next},
    op::{Op, ReadKind, ReadOp, Reply, Target, Verb, WriteKind, WriteOp},
    refusal,
    transport::segment,
};

/// How long it waits before it looks again: first, and at most.
const WAITS: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(250));

/// The layer.
pub(crate) struct Closed {
    env: Arc<dyn Env>,
    /// The class in which rebuilds say where they are.
    store: String,
}

impl Closed {
    pub(crate) fn new(env: Arc<dyn Env>, store: String) -> Self {
        Self { env, store }
    }

    async fn write(&self, op: WriteOp, next: Next<'_>) -> Result<Reply> {
        let mut wait = WAITS.0;
        let mut opened = 0;
        loop {
            let answer = next.run(Op::Write(op.clone())).await;
            if !is_closed(&op, &answer) {
                return answer;
            }
            let Ok(Some(closing)) = self.rebuild(&op, next).await else { return answer };
            if !closing.is_closed() {
                // It was opened again while this was asked; twice is something else than a rebuild.
                opened += 1;
                if opened > 2 {
                    return answer;
                }
                if let Some(gone) = closing.stale(|class| contains(&op.call.body, class)) {
                    return Err(stale(gone));
                }
                continue;
            }
            let resume = after(&*self.env, wait);
            if resume >= op.call.deadline {
                return answer;
            }
            self.env.sleep_until(resume).await;
            wait = (wait * 2).min(WAITS.1);
        }
    }

    /// The rebuild that this write's class is part of, if there is one.
    async fn rebuild(&self, op: &WriteOp, next: Next<'_>) -> Result<Option<Closing>> {
        let mut call = op.call.clone();
        call.target =
            Target::Rest(Verb::Get, format!("objects/{}/{}", segment(&self.store), Closing::RECORD));
        call.body = Bytes::new();
        let collection = self.store.clone();
        let read = ReadOp { kind: ReadKind::Object, collection, tenant: None, call };
        let body = next.run(Op::Read(read)).await?.body;
        let object: Value = serde_json::from_slice(&body)
            .map_err(|error| Error::decode("the record of a rebuild is not JSON").with_source(error))?;
        Ok(Closing::read(object.get("properties").unwrap_or(&Value::Null))
            .filter(|closing| closing.is_of(&op.collection)))
    }
}

impl Layer for Closed {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
        match op {
            Op::Write(op) if is_of_objects(&op) => Box::pin(self.write(op, next)),
            other => next.run(other),
        }
    }
}

/// Whether a call could have to wait.
pub(crate) fn minds(op: &Op) -> bool {
    matches!(op, Op::Write(op) if is_of_objects(op))
}

fn is_of_objects(op: &WriteOp) -> bool {
    let of_objects = !matches!(op.kind, WriteKind::Schema | WriteKind::Aliases | WriteKind::Tenants);
    // A stream has no collection; its messages are answered one by one.
    of_objects && !op.collection.is_empty()
}

/// Whether a server refused a write, or might have, because a shard takes none.
fn is_closed(op: &WriteOp, answer: &Result<Reply>) -> bool {
    match (op.kind, answer) {
        // Of many objects a server sometimes cannot write down what it says of a closed shard (1.39.0).
        (_, Err(error)) => error
            .server_message()
            .is_some_and(|text| refusal::is_read_only(text) || op.repeatable && refusal::is_garbled(text)),
        (WriteKind::InsertMany, Ok(reply)) => Refusals::read(&reply.body)
            .is_ok_and(|reply| reply.errors.iter().any(|error| refusal::is_read_only(&error.message))),
        (WriteKind::DeleteWhere, Ok(reply)) => {
            Removed::read(&reply.body).is_ok_and(|removed| removed.failed > 0)
        }
        // Links that were added are not to be added twice.
        (WriteKind::Links, Ok(reply)) => {
            !op.ids.is_empty() && count(&reply.body, refusal::READ_ONLY.as_bytes()) >= op.ids.len()
        }
        _ => false,
    }
}

/// The class that a write names is not in use any more: as a server says it, so that the names are read again.
fn stale(class: &str) -> Error {
    Error::server(ErrorKind::NotFound, format!("could not find class {class} in schema: it was rebuilt"))
}

fn contains(body: &[u8], text: &str) -> bool {
    count(body, text.as_bytes()) > 0
}

fn count(body: &[u8], text: &[u8]) -> usize {
    body.windows(text.len()).filter(|window| *window == text).count()
}
