//! A finished question for numbers: plain data and a decoder, as [`Query`](crate::Query) is for objects. Replies are small
//! here, so they are read through the messages of the protocol.

use std::{fmt, marker::PhantomData, sync::Arc};

use crate::plain::{error::Result, ir, numbers::Reply};

/// A finished question for numbers whose answer is `R`: a struct or tuple of numbers, or with `group_by` a `Vec` of
/// [`Group`](super::Group) of it. It is data: it can be kept, cloned and asked again.
pub struct Aggregate<C, R> {
    ir: ir::Aggregate,
    read: Arc<dyn Fn(Reply) -> Result<R> + Send + Sync>,
    of: PhantomData<fn() -> C>,
}

impl<C, R> Aggregate<C, R> {
    pub(super) fn new(ir: ir::Aggregate, read: impl Fn(Reply) -> Result<R> + Send + Sync + 'static) -> Self {
        Self { ir, read: Arc::new(read), of: PhantomData }
    }

    /// The question as plain data.
    pub fn ir(&self) -> &ir::Aggregate {
        &self.ir
    }

    /// Reads the bytes of an `AggregateReply`; no bytes are the answer about no objects.
    ///
    /// # Errors
    ///
    /// `Decode` for an answer that is not what was asked for.
    pub fn read(&self, reply: &[u8]) -> Result<R> {
        let reply = Reply::read(reply)?;
        (self.read)(if self.ir.gets_json() { reply.unescaped() } else { reply })
    }
}

impl<C, R> Clone for Aggregate<C, R> {
    fn clone(&self) -> Self {
        Self { ir: self.ir.clone(), read: Arc::clone(&self.read), of: PhantomData }
    }
}

impl<C, R> fmt::Debug for Aggregate<C, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}
