//! Ctrl-C: what moves objects ends where the same command goes on, and gives back what it took.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::Notify;
use weaviate_query::{Error, ErrorKind, Result};
use weaviate_runtime::{Layer, Next, Op, ReadKind, Reply, WriteKind};

/// Whether somebody wants the command to end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    is_set: AtomicBool,
    set: Notify,
}

impl Stop {
    pub(crate) fn set(&self) {
        self.0.is_set.store(true, Ordering::Relaxed);
        self.0.set.notify_waiters();
    }

    pub(crate) fn is_set(&self) -> bool {
        self.0.is_set.load(Ordering::Relaxed)
    }

    /// Until somebody wants it.
    pub(crate) async fn wanted(&self) {
        let set = self.0.set.notified();
        if !self.is_set() {
            set.await;
        }
    }
}

/// Lets no more objects through once the command is to end.
///
/// A future that is dropped cannot give back a lock or let a tenant go. So the command goes on, and fails at the next
/// request that moves objects; those that tidy up behind it pass.
pub(crate) struct Brake(pub(crate) Stop);

impl Layer for Brake {
    fn call<'a>(
        &'a self,
        op: Op,
        next: Next<'a>,
    ) -> Pin<Box<dyn Future<Output = Result<Reply>> + Send + 'a>> {
        let moves = match &op {
            Op::Read(read) => read.kind == ReadKind::Search,
            Op::Write(write) => write.kind == WriteKind::InsertMany,
            _ => false,
        };
        if moves && self.0.is_set() {
            return Box::pin(async { Err(Error::new(ErrorKind::Closed, "the command was stopped")) });
        }
        next.run(op)
    }
}
