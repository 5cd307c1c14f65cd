//! The clauses of a question for numbers that are not part of its search, and how it ends.

use super::{
    asking::AggregateBuilder,
    grouping::{By, Filtered, Grouping, Groups, GroupsBeside},
    metric::{AggregateItems, Totals},
    question::Aggregate,
};
use crate::{
    plain::sealed::Sealed,
    typed::{
        collection::Collection,
        filter::{Counts, Filter, IntoFilter},
        marker::Property,
        search::{Complete, State},
        token::Field,
    },
};

impl<C: Collection, S: State, G: Grouping> AggregateBuilder<C, S, G> {
    /// Which objects count. `None` is no filter; of one that no object passes the answer is known without a request. A second
    /// call replaces the first: join filters with `&`.
    pub fn filter<K: Counts>(mut self, filter: impl IntoFilter<C, K>) -> AggregateBuilder<C, S::Narrow, G>
    where
        G: Filtered,
    {
        self.ir.filter = filter.into_filter().map(Filter::into_question);
        self.to()
    }

    /// One answer for each value of a property: text, int, number, boolean, date, uuid, lists of these, and links. A second
    /// call replaces the first.
    pub fn group_by<P: Property<Kind: Groups<P> + GroupsBeside<S, P>>>(
        mut self,
        _: Field<C, (), P>,
    ) -> AggregateBuilder<C, S, By<P>> {
        self.ir.group_by = Some(P::NAME.into());
        self.by()
    }

    /// How many groups at most, the largest first; needs `group_by`, else the question is `InvalidInput`.
    pub fn groups(mut self, groups: u32) -> Self {
        self.ir.groups = Some(groups);
        self
    }

    /// How many of a search's results are looked at; needs a search. A `near_*` search has this, a distance or a certainty.
    pub fn object_limit(mut self, objects: u32) -> Self {
        self.ir.object_limit = Some(objects);
        self
    }

    /// Ends the question with its items and what becomes of each answer.
    #[doc(hidden)]
    pub fn rows<I: AggregateItems, R: 'static>(
        mut self,
        items: I,
        row: fn(I::Row) -> R,
    ) -> Aggregate<C, G::Of<R>> {
        self.ir.items = items.ir();
        Aggregate::new(self.ir, move |reply| G::read(reply, |answer| items.read(&answer).map(row)))
    }
}

impl<C: Collection, S: State + Complete<C>, G: Grouping> AggregateBuilder<C, S, G> {
    /// Selects by hand: the answer is the tuple of what `pick` returns, of up to ten items; with `group_by` a `Vec` of groups
    /// of it. Metrics of a property are taken with [`pick_metrics`](Field::pick_metrics):
    ///
    /// ```
    /// use weaviate_query::{Aggregate, Collection, token::{Field, IntProperty}};
    ///
    /// /// The number of objects, and how often a value is set in them.
    /// fn filled<C: Collection, P>(words: Field<C, (), P>) -> Aggregate<C, (u64, (u64,))>
    /// where
    ///     P: IntProperty<Kind = weaviate_query::kind::int>,
    /// {
    ///     C::aggregate().select(|_fields, all| (all.count(), words.pick_metrics(|of| (of.count(),))))
    /// }
    /// ```
    pub fn select<I: AggregateItems>(
        self,
        pick: impl FnOnce(&'static C::Fields<C, ()>, Totals) -> I,
    ) -> Aggregate<C, G::Of<I::Row>> {
        let items = pick(C::fields(), Totals::new());
        self.rows(items, |row| row)
    }

    /// What `query!` writes for `select`, with [`AggregateBuilder::rows`].
    #[doc(hidden)]
    pub fn open(self) -> (Self, Totals) {
        (self, Totals::new())
    }

    /// What `query!` writes for a `select` without numbers of all objects, with [`AggregateBuilder::rows`].
    #[doc(hidden)]
    pub fn closed(self) -> Self {
        self
    }
}

/// The clauses with a rule again, for their messages.
#[doc(hidden)]
pub trait RefusedAggregate<C: Collection, S: State, G: Grouping>: Sealed + Sized {
    #[doc(hidden)]
    fn refused(self) -> AggregateBuilder<C, S, G>;

    #[doc(hidden)]
    fn open(self) -> (AggregateBuilder<C, S, G>, Totals)
    where
        S: Complete<C>,
    {
        self.refused().open()
    }

    #[doc(hidden)]
    fn closed(self) -> AggregateBuilder<C, S, G>
    where
        S: Complete<C>,
    {
        self.refused()
    }
}

impl<C: Collection, S: State, G: Grouping> RefusedAggregate<C, S, G> for AggregateBuilder<C, S, G> {
    fn refused(self) -> Self {
        self
    }
}
