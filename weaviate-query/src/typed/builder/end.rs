//! How a question for objects ends: with a selection, with whole objects, or with a row that has a name.
//!
//! All three put the selection into the IR and a decoder beside it. The decoder is erased to an `Arc<dyn Fn>`, so that
//! a [`Query`](crate::Query) has the row as its parameter and not the shape of the selection: functions can name its type,
//! and rustc does not make the machinery anew for each question.
//!
//! `query!` calls `open`, which hands out the metadata, or `closed` where it needs none, emits each item once and in order,
//! and ends with `rows`, whose function pointer turns the tuple of values into the anonymous struct of the question.

use super::asking::Builder;
use crate::{
    plain::{
        ir,
        schema::{CollectionDef, DataType, Role},
        sealed::Sealed,
    },
    typed::{
        answer::{Extra, Extras},
        collection::Collection,
        fields::HasFields,
        query::Query,
        search::{Complete, State},
        select::{Hit, Items, Meta},
    },
};

/// The metadata of the rows of a question.
type RowMeta<C, S, X> = Meta<C, <X as Extra>::Row<S>, X>;

/// A question and its metadata: what `query!` goes on with.
type Open<C, S, X> = (Builder<C, S, X>, RowMeta<C, S, X>);

/// A question, its tokens and its metadata: what `#[derive(Select)]` goes on with.
type OpenRows<C, S, X> = (Builder<C, S, X>, &'static <C as HasFields>::Fields<C, ()>, RowMeta<C, S, X>);

impl<C: Collection, S: State, X: Extra> Builder<C, S, X> {
    /// What `#[derive(Select)]` writes: like [`Builder::open`], where the question was checked before.
    #[doc(hidden)]
    pub fn open_rows(self) -> OpenRows<C, S, X> {
        (self, C::fields(), Meta::new())
    }

    /// Ends the question with the items of a selection and what becomes of each row.
    #[doc(hidden)]
    pub fn rows<I: Items, R: 'static>(mut self, items: I, row: fn(I::Row) -> R) -> Query<C, R, X::Answer> {
        self.ir.selection = items.selection();
        self.ir.selection.on_every_way(C::SCHEMA);
        name_what_is_readable(&mut self.ir, C::SCHEMA);
        Query::new(self.ir, move |object| items.read(object).map(row))
    }
}

impl<C: Collection, S: State + Complete<C>, X: Extra> Builder<C, S, X> {
    /// Selects by hand: `pick` gets the tokens and the metadata, and the row is the tuple of what it returns, of one to 32
    /// items.
    ///
    /// ```
    /// use uuid::Uuid;
    /// use weaviate_query::{Collection, Query};
    ///
    /// fn scored<C: Collection>(words: &str) -> Query<C, (Uuid, f32)> {
    ///     C::query().bm25(words).select(|_fields, meta| (meta.id(), meta.score()))
    /// }
    /// ```
    ///
    /// Metadata that the question does not make is not there:
    ///
    /// ```compile_fail
    /// # use weaviate_query::Collection;
    /// fn distances<C: Collection>(words: &str) {
    ///     C::query().bm25(words).select(|_fields, meta| (meta.distance(),));
    /// }
    /// ```
    pub fn select<I: Items>(
        self,
        pick: impl FnOnce(&'static C::Fields<C, ()>, RowMeta<C, S, X>) -> I,
    ) -> Query<C, I::Row, X::Answer> {
        let items = pick(C::fields(), Meta::new());
        self.rows(items, |row| row)
    }

    /// Everything that the struct holds, as a [`Hit`]: its properties, links, vectors and metadata, all of which travel.
    pub fn all(mut self) -> Query<C, Hit<C, X::Row<S>>, X::Answer> {
        self.ir.selection = Hit::<C, X::Row<S>>::selection();
        name_what_is_readable(&mut self.ir, C::SCHEMA);
        Query::new(self.ir, Hit::<C, X::Row<S>>::read)
    }

    /// A row that was declared with `#[derive(Select)]`, for questions that functions return by name. Where the question
    /// does not make what the row holds, the error stands here and the row is named.
    pub fn select_as<R: SelectRow<C, S, X>>(self) -> Query<C, R, X::Answer> {
        R::rows(self)
    }

    /// What `query!` writes for `select`, with [`Builder::rows`].
    #[doc(hidden)]
    pub fn open(self) -> Open<C, S, X> {
        (self, Meta::new())
    }

    /// What `query!` writes for a `select` without metadata, with [`Builder::rows`].
    #[doc(hidden)]
    pub fn closed(self) -> Self {
        self
    }
}

/// A row declared with `#[derive(Select)]`: legal for the questions whose state has what it asks for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of this question about `{C}`",
    label = "`{Self}` is selected from another collection, or asks for metadata that this search does not give"
)]
pub trait SelectRow<C, S, X: Extra = Extras>: Sized + 'static {
    /// Ends the question with this row.
    fn rows(builder: Builder<C, S, X>) -> Query<C, Self, X::Answer>;
}

/// The ends of a question again, for the message of what it still lacks.
#[doc(hidden)]
pub trait RefusedEnd<C: Collection, S: State, X: Extra>: Sealed + Sized {
    #[doc(hidden)]
    fn refused_end(self) -> Builder<C, S, X>;

    #[doc(hidden)]
    fn all(self) -> Query<C, Hit<C, X::Row<S>>, X::Answer>
    where
        S: Complete<C>,
    {
        self.refused_end().all()
    }

    #[doc(hidden)]
    fn select_as<R: SelectRow<C, S, X>>(self) -> Query<C, R, X::Answer>
    where
        S: Complete<C>,
    {
        R::rows(self.refused_end())
    }

    #[doc(hidden)]
    fn open(self) -> Open<C, S, X>
    where
        S: Complete<C>,
    {
        self.refused_end().open()
    }

    #[doc(hidden)]
    fn closed(self) -> Builder<C, S, X>
    where
        S: Complete<C>,
    {
        self.refused_end()
    }
}

impl<C: Collection, S: State, X: Extra> RefusedEnd<C, S, X> for Builder<C, S, X> {
    fn refused_end(self) -> Self {
        self
    }
}

/// A server cannot hand nested objects to a language model unless they are selected (1.39.0 fails the question), so
/// a task about all of an object names what can be read.
fn name_what_is_readable(asked: &mut ir::Query, of: &CollectionDef) {
    let fields = of.fields;
    if let Some(grouped) = asked.generative.as_mut().and_then(|generative| generative.grouped.as_mut())
        && grouped.properties.is_empty()
        && fields.iter().any(|field| field.of.data_type == DataType::Object)
    {
        let readable =
            fields.iter().filter(|field| field.role == Role::Property && field.of.data_type.is_readable());
        grouped.properties = readable.map(|field| field.name.to_owned()).collect();
    }
}
