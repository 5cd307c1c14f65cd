//! A question for objects while it is asked.
//!
//! Clauses that every question may have are inherent methods. A clause with a rule stands in an `impl` whose bound
//! is the rule, so that completion offers it only where it is legal, and once more in the hidden
//! [`RefusedClause`], where its bound fails with the rule's message. What a clause returns never goes through the
//! bound that may fail.

use std::{fmt, marker::PhantomData};

use uuid::Uuid;

use crate::{
    Hit, Query,
    filter::IntoFilter,
    ir,
    search::{
        AimOf, Aimed, Blended, Bm25, Complete, Cursor, Hybrid, Known, Limited, Listing, Narrowable,
        NearObject, NearVector, On, Ranked, Searchless, Sortable, State, Takes, Targeted, Targets, Vectored,
        Walkable, Worded,
    },
    select::{Items, Meta},
    sort::IntoSort,
    token::Collection,
};

/// A question about the collection `C` in the state `S`. `select` or `all` ends it.
pub struct Builder<C, S> {
    ir: ir::Query,
    state: PhantomData<fn() -> (C, S)>,
}

impl<C, S> fmt::Debug for Builder<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}

impl<C: Collection> Builder<C, Listing> {
    pub(crate) fn new() -> Self {
        Self { ir: ir::Query::new(C::SCHEMA.name), state: PhantomData }
    }
}

impl<C: Collection, S: State> Builder<C, S> {
    fn to<T>(self) -> Builder<C, T> {
        Builder { ir: self.ir, state: PhantomData }
    }

    /// How many objects at most; 0 asks nothing. Without it the server chooses, 10 unless it is set otherwise.
    pub fn limit(mut self, limit: u32) -> Self {
        self.ir.limit = Some(limit);
        self
    }

    /// The vector that the search to come aims at.
    pub fn target<T: AimOf<Token: Targets<C>>>(self, _: T) -> Builder<C, Aimed<T::Of>> {
        self.to()
    }

    /// What `#[derive(Select)]` writes: like [`Builder::open`], where the question was checked before.
    #[doc(hidden)]
    pub fn open_rows(self) -> (Self, &'static C::Fields<C, ()>, Meta<C, S>) {
        (self, C::fields(), Meta::new())
    }

    /// Ends the question with the items of a selection and what becomes of each row.
    #[doc(hidden)]
    pub fn rows<I: Items, R: 'static>(mut self, items: I, row: fn(I::Row) -> R) -> Query<C, R> {
        self.ir.selection = items.selection();
        Query::new(self.ir, move |object| items.read(object).map(row))
    }

    fn keywords(&mut self) -> Option<&mut ir::Bm25> {
        match &mut self.ir.search {
            Some(ir::Search::Bm25(keywords)) => Some(keywords),
            Some(ir::Search::Hybrid(hybrid)) => Some(&mut hybrid.keywords),
            _ => None,
        }
    }

    fn hybrid_mut(&mut self) -> Option<&mut ir::Hybrid> {
        match &mut self.ir.search {
            Some(ir::Search::Hybrid(hybrid)) => Some(hybrid),
            _ => None,
        }
    }
}

impl<C: Collection, S: State + Complete<C>> Builder<C, S> {
    /// Selects by hand: `pick` gets the tokens and the metadata, and the row is the tuple of what it returns.
    pub fn select<I: Items>(
        self,
        pick: impl FnOnce(&'static C::Fields<C, ()>, Meta<C, S>) -> I,
    ) -> Query<C, I::Row> {
        let items = pick(C::fields(), Meta::new());
        self.rows(items, |row| row)
    }

    /// Everything that the struct holds.
    pub fn all(mut self) -> Query<C, Hit<C, S>> {
        self.ir.selection = Hit::<C, S>::selection();
        Query::new(self.ir, Hit::<C, S>::read)
    }

    /// A row that was declared with `#[derive(Select)]`.
    pub fn select_as<R: SelectRow<C, S>>(self) -> Query<C, R> {
        R::rows(self)
    }

    /// What `query!` writes for `select`, with [`Builder::rows`].
    #[doc(hidden)]
    pub fn open(self) -> (Self, &'static C::Fields<C, ()>, Meta<C, S>) {
        self.open_rows()
    }
}

/// A row declared with `#[derive(Select)]`: legal for the questions whose state has what it asks for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of this question about `{C}`",
    label = "`{Self}` is selected from another collection, or asks for metadata that this search does not give"
)]
pub trait SelectRow<C, S>: Sized + 'static {
    /// Ends the question with this row.
    fn rows(builder: Builder<C, S>) -> Query<C, Self>;
}

/// Text to search for.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no text to search for",
    label = "expected `&str` or `String`"
)]
pub trait SearchText {
    /// The text.
    fn into_text(self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Into<String>> SearchText for T {
    fn into_text(self) -> String {
        self.into()
    }
}

/// An id, or none.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is not an id",
    label = "expected a `Uuid` or an `Option<Uuid>`"
)]
pub trait MaybeId {
    /// The id.
    fn into_id(self) -> Option<Uuid>;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Option<Uuid>>> MaybeId for T {
    fn into_id(self) -> Option<Uuid> {
        self.into()
    }
}

/// Declares clauses twice: inherent where their rule holds, and in the hidden trait for its message.
macro_rules! clauses {
    ($($rule:tt { $(
        $(#[$meta:meta])*
        fn $name:tt $(<$g:ident>)? ($builder:ident, $($arg:ident: $t:ty),*) -> $to:ty $(where [$($extra:tt)*])? $body:block
    )+ })*) => {
        $(impl<C: Collection, S: State + $rule> Builder<C, S> { $(
            $(#[$meta])*
            pub fn $name $(<$g>)? (self, $($arg: $t),*) -> Builder<C, $to> $(where $($extra)*)? {
                #[allow(unused_mut)]
                let mut $builder = self;
                $body
                $builder.to()
            }
        )+ })*

        /// The clauses again, for their messages.
        #[doc(hidden)]
        pub trait RefusedClause<C: Collection, S: State>: Sized {
            #[doc(hidden)]
            fn refused(self) -> Builder<C, S>;
            $($(
                #[doc(hidden)]
                fn $name $(<$g>)? (self, $(_: $t),*) -> Builder<C, $to> where S: $rule {
                    self.refused().to()
                }
            )+)*
        }

        impl<C: Collection, S: State> RefusedClause<C, S> for Builder<C, S> {
            fn refused(self) -> Builder<C, S> {
                self
            }
        }
    };
}

clauses! {
    Searchless {
        /// Searches by words.
        fn bm25(b, query: impl SearchText) -> Bm25 {
            b.ir.search = Some(ir::Search::Bm25(ir::Bm25 { query: query.into_text(), ..ir::Bm25::default() }));
        }
        /// Searches by words and a vector, which `vector` gives.
        fn hybrid(b, query: impl SearchText) -> Hybrid<S::Target<C::Vectors>> {
            b.ir.search = Some(ir::Search::Hybrid(ir::Hybrid {
                keywords: ir::Bm25 { query: query.into_text(), ..ir::Bm25::default() },
                ..ir::Hybrid::default()
            }));
        }
    }
    Blended {
        /// How much the vector counts, from 0 (only words) to 1 (only the vector).
        fn alpha(b, alpha: f32) -> S {
            if let Some(hybrid) = b.hybrid_mut() {
                hybrid.alpha = Some(alpha);
            }
        }
        /// `alpha: 0`: only words, so that no vector is needed.
        fn alpha_zero(b,) -> S::Full {
            if let Some(hybrid) = b.hybrid_mut() {
                hybrid.alpha = Some(0.0);
            }
        }
    }
    Worded {
        /// How many of the words must be there.
        fn operator(b, operator: ir::KeywordOperator) -> S {
            if let Some(keywords) = b.keywords() {
                keywords.operator = Some(operator);
            }
        }
    }
    Limited {
        /// The largest distance that is still near.
        fn distance(b, distance: f64) -> S {
            match &mut b.ir.search {
                Some(ir::Search::NearVector(search)) => search.near.distance = Some(distance),
                Some(ir::Search::NearObject { near, .. }) => near.distance = Some(distance),
                Some(ir::Search::Hybrid(hybrid)) => hybrid.distance = Some(distance as f32),
                _ => {}
            }
        }
    }
    Narrowable {
        /// Which objects.
        fn filter<F>(b, filter: F) -> S::Narrow where [F: IntoFilter<C>] {
            b.ir.filter = filter.into_filter().map(crate::Filter::into_ir);
        }
        /// How many of the first objects to leave out.
        fn offset(b, offset: u32) -> S::Narrow {
            b.ir.offset = Some(offset);
        }
    }
    Sortable {
        /// In which order.
        fn sort<O>(b, order: O) -> S::Narrow where [O: IntoSort<C>] {
            b.ir.sort = order.into_sort();
        }
    }
    Walkable {
        /// Goes on behind the object of this id, in the order of ids.
        fn after(b, id: impl MaybeId) -> Cursor {
            b.ir.after = id.into_id().map(|id| id.to_string());
        }
    }
    Ranked {
        /// Cuts where the scores make their n-th jump.
        fn auto_limit(b, jumps: u32) -> S {
            b.ir.auto_limit = Some(jumps);
        }
    }
}

impl<C: Collection, S: State + Worded> Builder<C, S> {
    /// Which properties are searched by words, each with its weight; all of them if this is left out.
    pub fn on<O: On<C>>(mut self, on: O) -> Self {
        if let Some(keywords) = self.keywords() {
            on.add(&mut keywords.properties);
        }
        self
    }
}

impl<C: Collection, S: State + Vectored> Builder<C, S>
where
    S::Target<C::Vectors>: Known<C> + Targeted,
{
    /// The vector of a `hybrid`.
    #[allow(clippy::needless_pass_by_value)] // `V` may be a reference
    pub fn vector<V>(mut self, vector: V) -> Builder<C, S::Full>
    where
        S::Target<C::Vectors>: Takes<V>,
    {
        let aim = <S::Target<C::Vectors> as Targeted>::aim();
        if let Some(hybrid) = self.hybrid_mut() {
            hybrid.vector = Some(<S::Target<C::Vectors> as Takes<V>>::take(&vector));
            hybrid.target = aim.target.map(str::to_owned);
            hybrid.dimensions = aim.dimensions;
        }
        self.to()
    }
}

impl<C: Collection, S: State + Searchless> Builder<C, S>
where
    S::Target<C::Vectors>: Known<C> + Targeted,
{
    /// Searches by a vector.
    #[allow(clippy::needless_pass_by_value)] // `V` may be a reference
    pub fn near_vector<V>(mut self, vector: V) -> Builder<C, NearVector<S::Target<C::Vectors>>>
    where
        S::Target<C::Vectors>: Takes<V>,
    {
        let aim = <S::Target<C::Vectors> as Targeted>::aim();
        self.ir.search = Some(ir::Search::NearVector(ir::NearVector {
            vector: <S::Target<C::Vectors> as Takes<V>>::take(&vector),
            dimensions: aim.dimensions,
            near: ir::Near { target: aim.target.map(str::to_owned), ..ir::Near::default() },
        }));
        self.to()
    }

    /// Searches by the vector of another object.
    pub fn near_object(mut self, id: Uuid) -> Builder<C, NearObject<S::Target<C::Vectors>>> {
        let aim = <S::Target<C::Vectors> as Targeted>::aim();
        self.ir.search = Some(ir::Search::NearObject {
            id: id.to_string(),
            near: ir::Near { target: aim.target.map(str::to_owned), ..ir::Near::default() },
        });
        self.to()
    }
}

/// The clauses whose argument has a rule too, for the message of their own.
#[doc(hidden)]
pub trait RefusedSearch<C: Collection, S: State>: Sized {
    #[doc(hidden)]
    fn refused_search(self) -> Builder<C, S>;

    #[doc(hidden)]
    fn near_vector<V>(self, _: V) -> Builder<C, NearVector<S::Target<C::Vectors>>>
    where
        S: Searchless,
        S::Target<C::Vectors>: Known<C>,
    {
        self.refused_search().to()
    }

    #[doc(hidden)]
    fn near_object(self, _: Uuid) -> Builder<C, NearObject<S::Target<C::Vectors>>>
    where
        S: Searchless,
        S::Target<C::Vectors>: Known<C>,
    {
        self.refused_search().to()
    }

    #[doc(hidden)]
    fn vector<V>(self, _: V) -> Builder<C, S::Full>
    where
        S: Vectored,
        S::Target<C::Vectors>: Known<C>,
    {
        self.refused_search().to()
    }

    #[doc(hidden)]
    fn on<O>(self, _: O) -> Builder<C, S>
    where
        S: Worded,
    {
        self.refused_search()
    }

    #[doc(hidden)]
    fn all(self) -> Query<C, Hit<C, S>>
    where
        S: Complete<C>,
    {
        self.refused_search().all()
    }

    #[doc(hidden)]
    fn select_as<R: SelectRow<C, S>>(self) -> Query<C, R>
    where
        S: Complete<C>,
    {
        R::rows(self.refused_search())
    }

    #[doc(hidden)]
    fn open(self) -> (Builder<C, S>, &'static C::Fields<C, ()>, Meta<C, S>)
    where
        S: Complete<C>,
    {
        self.refused_search().open_rows()
    }
}

impl<C: Collection, S: State> RefusedSearch<C, S> for Builder<C, S> {
    fn refused_search(self) -> Builder<C, S> {
        self
    }
}
