//! The layers that every request passes.

use std::sync::Arc;

use futures_core::future::BoxFuture;
use weaviate_query::Result;

use crate::op::{Op, Reply};

/// Sees every request of a client and every answer: a cache, an audit log, a policy.
///
/// The first layer of a client is the outermost. Below the last one stand the retries and the transport, so a
/// layer sees a call once, however often it is sent.
///
/// ```
/// use futures_core::future::BoxFuture;
/// use weaviate::{layer::{Layer, Next, Op, Reply}, Result};
///
/// /// Lets nothing be written.
/// struct ReadOnly;
///
/// impl Layer for ReadOnly {
///     fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
///         Box::pin(async move {
///             match op {
///                 Op::Write(_) => Err(weaviate::Error::invalid("this client only reads")),
///                 read => next.run(read).await,
///             }
///         })
///     }
/// }
///
/// let client = weaviate::Client::builder("http://localhost:8080").layer(ReadOnly).build()?;
/// # Ok::<(), weaviate::Error>(())
/// ```
pub trait Layer: Send + Sync + 'static {
    /// Answers `op`, usually with what `next` answers.
    ///
    /// # Errors
    ///
    /// What `next` fails with, and the layer's own.
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, Result<Reply>>;
}

/// What stands below a layer.
///
/// It is `Copy`, so that a layer may send twice.
///
/// ```
/// use futures_core::future::BoxFuture;
/// use weaviate::{layer::{Layer, Next, Op, Reply}, Result};
///
/// /// Asks once more what was answered with an error.
/// struct Twice;
///
/// impl Layer for Twice {
///     fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
///         Box::pin(async move {
///             match next.run(op.clone()).await {
///                 Err(_) if op.is_repeatable() => next.run(op).await,
///                 answer => answer,
///             }
///         })
///     }
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Next<'a> {
    layers: &'a [Arc<dyn Layer>],
    end: &'a dyn End,
}

/// What stands below the last layer and sends. There are two: the retries for a call that has one answer, and
/// what opens a stream, so that a stream passes the same layers as a call.
pub(crate) trait End: Send + Sync {
    fn finish(&self, op: Op) -> BoxFuture<'_, Result<Reply>>;
}

impl<'a> Next<'a> {
    pub(crate) fn new(layers: &'a [Arc<dyn Layer>], end: &'a dyn End) -> Self {
        Self { layers, end }
    }

    /// Hands `op` on.
    ///
    /// # Errors
    ///
    /// What the layers below and the server fail with.
    pub fn run(self, op: Op) -> BoxFuture<'a, Result<Reply>> {
        match self.layers.split_first() {
            Some((layer, layers)) => layer.call(op, Next { layers, end: self.end }),
            None => self.end.finish(op),
        }
    }
}

impl std::fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Next").field("layers", &self.layers.len()).finish_non_exhaustive()
    }
}
