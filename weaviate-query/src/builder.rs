//! A question for objects while it is asked.
//!
//! Clauses that every question may have are inherent methods. A clause with a rule stands in an `impl` whose bound
//! is the rule, so that completion offers it only where it is legal, and once more in a hidden trait, where its bound
//! fails with the rule's message. What a clause returns never goes through the bound that may fail.

mod clauses;
mod search;
mod values;

use std::{fmt, marker::PhantomData};

use uuid::Uuid;

pub use clauses::RefusedClause;
pub(crate) use search::{hybrid, keywords, searches, text};
pub use values::{Concepts, Ids, MaybeId, MediaBytes, SearchText};

use crate::{
    Hit, Query,
    answer::{Extra, Extras},
    ir,
    modules::medium,
    schema::{DataType, Role},
    search::{
        AimOf, Aimed, Blended, Certain, Complete, EachOf, Hears, Hybrid, Known, Limited, Listing, Movable,
        Move, NearMedia, NearObject, NearText, NearVector, On, Part, Searchless, State, Takes, Targeted,
        Targets, Vectored, Worded, Wordless,
    },
    select::{Items, Meta},
    token::Collection,
};

/// A question about the collection `C` in the state `S`, with the extras `X`. `select` or `all` ends it.
pub struct Builder<C, S, X = Extras> {
    ir: ir::Query,
    /// What `target` named for the search to come.
    targets: ir::Targets,
    state: PhantomData<fn() -> (C, S, X)>,
}

impl<C, S, X> fmt::Debug for Builder<C, S, X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}

impl<C: Collection> Builder<C, Listing> {
    pub(crate) fn new() -> Self {
        Self { ir: ir::Query::new(C::SCHEMA.name), targets: ir::Targets::default(), state: PhantomData }
    }
}

impl<C, S, X> Builder<C, S, X> {
    fn to<T>(self) -> Builder<C, T, X> {
        Builder { ir: self.ir, targets: self.targets, state: PhantomData }
    }

    /// A server cannot hand nested objects to a language model unless they are selected (1.39.0 fails the question), so
    /// a task about all of an object names what can be read.
    fn grouped<D: Collection>(&mut self) {
        let fields = D::SCHEMA.fields;
        if let Some(grouped) = self.ir.generative.as_mut().and_then(|generative| generative.grouped.as_mut())
            && grouped.properties.is_empty()
            && fields.iter().any(|field| field.of.data_type == DataType::Object)
        {
            let readable = fields
                .iter()
                .filter(|field| field.role == Role::Property && field.of.data_type.is_readable());
            grouped.properties = readable.map(|field| field.name.to_owned()).collect();
        }
    }

    fn with<Y>(self) -> Builder<C, S, Y> {
        Builder { ir: self.ir, targets: self.targets, state: PhantomData }
    }
}

searches! { Builder, X: Extra, RefusedSearch }

/// The metadata of the rows of a question.
type RowMeta<C, S, X> = Meta<C, <X as Extra>::Row<S>, X>;

/// A question, its tokens and its metadata: what `query!` goes on with.
type Open<C, S, X> =
    (Builder<C, S, X>, &'static <C as crate::token::HasFields>::Fields<C, ()>, RowMeta<C, S, X>);

impl<C: Collection, S: State, X: Extra> Builder<C, S, X> {
    /// What `#[derive(Select)]` writes: like [`Builder::open`], where the question was checked before.
    #[doc(hidden)]
    pub fn open_rows(self) -> Open<C, S, X> {
        (self, C::fields(), Meta::new())
    }

    /// Ends the question with the items of a selection and what becomes of each row.
    #[doc(hidden)]
    pub fn rows<I: Items, R: 'static>(mut self, items: I, row: fn(I::Row) -> R) -> Query<C, R, X::Answer> {
        self.ir.selection = items.selection();
        self.grouped::<C>();
        Query::new(self.ir, move |object| items.read(object).map(row))
    }
}

impl<C: Collection, S: State + Complete<C>, X: Extra> Builder<C, S, X> {
    /// Selects by hand: `pick` gets the tokens and the metadata, and the row is the tuple of what it returns.
    pub fn select<I: Items>(
        self,
        pick: impl FnOnce(&'static C::Fields<C, ()>, RowMeta<C, S, X>) -> I,
    ) -> Query<C, I::Row, X::Answer> {
        let items = pick(C::fields(), Meta::new());
        self.rows(items, |row| row)
    }

    /// Everything that the struct holds.
    pub fn all(mut self) -> Query<C, Hit<C, X::Row<S>>, X::Answer> {
        self.ir.selection = Hit::<C, X::Row<S>>::selection();
        self.grouped::<C>();
        Query::new(self.ir, Hit::<C, X::Row<S>>::read)
    }

    /// A row that was declared with `#[derive(Select)]`.
    pub fn select_as<R: SelectRow<C, S, X>>(self) -> Query<C, R, X::Answer> {
        R::rows(self)
    }

    /// What `query!` writes for `select`, with [`Builder::rows`].
    #[doc(hidden)]
    pub fn open(self) -> Open<C, S, X> {
        self.open_rows()
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
pub trait RefusedEnd<C: Collection, S: State, X: Extra>: Sized {
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
        self.refused_end().open_rows()
    }
}

impl<C: Collection, S: State, X: Extra> RefusedEnd<C, S, X> for Builder<C, S, X> {
    fn refused_end(self) -> Self {
        self
    }
}
