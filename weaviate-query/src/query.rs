//! A finished question for objects: plain data and a decoder.

use std::{fmt, marker::PhantomData, sync::Arc};

use crate::{
    Result, ir,
    wire::{ObjectBytes, results},
};

type Decoder<R> = Arc<dyn Fn(ObjectBytes<'_>) -> Result<R> + Send + Sync>;

/// A question about the collection `C` whose answer is rows of `R`.
///
/// Made by `query!`, or by [`Builder`](crate::Builder). It is data: it can be kept, cloned, and asked again.
pub struct Query<C, R> {
    ir: ir::Query,
    read: Decoder<R>,
    of: PhantomData<fn() -> C>,
}

impl<C, R> Query<C, R> {
    pub(crate) fn new(
        ir: ir::Query,
        read: impl Fn(ObjectBytes<'_>) -> Result<R> + Send + Sync + 'static,
    ) -> Self {
        Self { ir, read: Arc::new(read), of: PhantomData }
    }

    /// The question as plain data.
    pub fn ir(&self) -> &ir::Query {
        &self.ir
    }

    /// How many objects at most.
    pub fn limit(mut self, limit: u32) -> Self {
        self.ir.limit = Some(limit);
        self
    }

    /// Reads the rows of a `SearchReply`, straight from its bytes.
    ///
    /// # Errors
    ///
    /// `Decode` for the first row that is not what was asked for, naming object and property.
    pub fn read(&self, reply: &[u8]) -> Result<Vec<R>> {
        results(reply, |object| (self.read)(object))
    }
}

impl<C, R> Clone for Query<C, R> {
    fn clone(&self) -> Self {
        Self { ir: self.ir.clone(), read: Arc::clone(&self.read), of: PhantomData }
    }
}

impl<C, R> fmt::Debug for Query<C, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}
