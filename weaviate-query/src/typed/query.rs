//! A finished question for objects: plain data and a decoder.
//!
//! The data is [`ir::Query`], with names and no types; what it cannot say is how a row is made of an object's bytes, and
//! that is the decoder. The decoder reads straight from the bytes of a reply, object by object: no message of the reply
//! is built in between.

use std::{fmt, marker::PhantomData, sync::Arc};

use uuid::Uuid;

use crate::{
    plain::{
        error::{Error, Result},
        ir,
        rows::{BadRow, Reading},
        wire::{ObjectBytes, results},
    },
    typed::answer::{Answer, Flat},
};

type Decoder<R> = Arc<dyn Fn(ObjectBytes<'_>) -> Result<R> + Send + Sync>;

/// A question about the collection `C` whose answer is rows of `R`, or groups of them where `A` is
/// [`Grouped`](crate::typed::answer::Grouped).
///
/// Made by `query!`, or by [`Builder`](crate::typed::builder::Builder). It is data: it can be kept, cloned (the decoder is
/// shared), sent to another thread, and asked again. Asking is a handle's business.
///
/// A function that returns one names its row. For whole objects that is [`Hit`](crate::Hit), whose second parameter is
/// the state the question is in, for a tuple the tuple:
///
/// ```
/// use weaviate_query::{BadRow, Collection, Hit, Query, search::Listing};
///
/// fn first<C: Collection>(many: u32) -> Query<C, Hit<C, Listing>> {
///     C::query().all().limit(many).on_bad_row(BadRow::Skip)
/// }
/// ```
pub struct Query<C, R, A = Flat> {
    ir: Box<ir::Query>,
    read: Decoder<R>,
    bad: BadRow,
    of: PhantomData<fn() -> (C, A)>,
}

impl<C, R, A: Answer> Query<C, R, A> {
    pub(crate) fn new(
        ir: Box<ir::Query>,
        read: impl Fn(ObjectBytes<'_>) -> Result<R> + Send + Sync + 'static,
    ) -> Self {
        Self { ir, read: Arc::new(read), bad: BadRow::Fail, of: PhantomData }
    }

    /// The question as plain data, for what has no types: renderers, logs, `explain`.
    pub fn ir(&self) -> &ir::Query {
        &self.ir
    }

    /// How many objects at most: as [`Builder::limit`](crate::Builder::limit), and it replaces what that said.
    pub fn limit(mut self, limit: u32) -> Self {
        self.ir.limit = Some(limit);
        self
    }

    /// What becomes of rows that are not what was asked for, such as an object that lacks a property of the row. Without
    /// this the first one fails the question; with [`BadRow::Skip`] it is left out, and its error is kept in the answer.
    #[must_use]
    pub fn on_bad_row(mut self, bad: BadRow) -> Self {
        self.bad = bad;
        self
    }

    /// Reads a `SearchReply`, straight from its bytes.
    ///
    /// # Errors
    ///
    /// `Decode` for the first row that is not what was asked for, naming object and property, unless
    /// [`on_bad_row`](Self::on_bad_row) says otherwise.
    pub fn read(&self, reply: &[u8]) -> Result<A::Of<R>> {
        // The groups of a search by vectors alone are named as their values are stored (1.39.0).
        let json = self.ir.search.as_ref().is_some_and(|search| search.near().is_some());
        A::read(reply, Reading { bad: self.bad, json }, &mut |object| (self.read)(object))
    }

    /// The answer to a question that needs no server, because nothing can be found: no rows, or no groups. Whether it is
    /// such a question the IR knows ([`ir::Query::is_empty`]).
    pub fn empty_answer(&self) -> A::Of<R> {
        A::none()
    }
}

impl<C, R> Query<C, R> {
    /// Reads a `SearchReply` that is a page of a longer walk: every object with its id, also those that are not what was
    /// asked for.
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no reply, and for an object without an id.
    pub fn read_page(&self, reply: &[u8]) -> Result<Vec<(Uuid, Result<R>)>> {
        results(reply, |object| {
            let id = object.id()?.ok_or_else(|| Error::decode("the server sent no id"))?;
            Ok((id, (self.read)(object).map_err(|error| error.context(format!("object {id}")))))
        })
    }

    /// What becomes of rows that are not what was asked for.
    pub fn bad_rows(&self) -> BadRow {
        self.bad
    }
}

impl<C, R, A> Clone for Query<C, R, A> {
    fn clone(&self) -> Self {
        Self { ir: self.ir.clone(), read: Arc::clone(&self.read), bad: self.bad, of: PhantomData }
    }
}

impl<C, R, A> fmt::Debug for Query<C, R, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}
