//! The clauses of a question for numbers that are not part of its search.

use super::{
    asking::AggregateBuilder,
    grouping::{By, Grouping, Groups},
    metric::{AggregateItems, Totals},
    question::Aggregate,
};
use crate::{
    plain::sealed::Sealed,
    typed::{
        collection::Collection,
        filter::{Filter, IntoFilter},
        marker::Property,
        search::{Complete, State},
        token::Field,
    },
};

impl<C: Collection, S: State, G: Grouping> AggregateBuilder<C, S, G> {
    /// Which objects.
    pub fn filter(mut self, filter: impl IntoFilter<C>) -> Self {
        self.ir.filter = filter.into_filter().map(Filter::into_ir);
        self
    }

    /// One answer for each value of a property.
    pub fn group_by<P: Property<Kind: Groups<P>>>(
        mut self,
        _: Field<C, (), P>,
    ) -> AggregateBuilder<C, S, By<P>> {
        self.ir.group_by = Some(P::NAME.into());
        self.by()
    }

    /// How many groups at most, the largest first.
    pub fn groups(mut self, groups: u32) -> Self {
        self.ir.groups = Some(groups);
        self
    }

    /// How many of a search's results are looked at.
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
    /// Selects by hand: the answer is the tuple of what `pick` returns.
    pub fn select<I: AggregateItems>(
        self,
        pick: impl FnOnce(&'static C::Fields<C, ()>, Totals) -> I,
    ) -> Aggregate<C, G::Of<I::Row>> {
        let items = pick(C::fields(), Totals::new());
        self.rows(items, |row| row)
    }

    /// What `query!` writes for `select`, with [`AggregateBuilder::rows`].
    #[doc(hidden)]
    pub fn open(self) -> (Self, &'static C::Fields<C, ()>, Totals) {
        (self, C::fields(), Totals::new())
    }
}

/// The clauses with a rule again, for their messages.
#[doc(hidden)]
pub trait RefusedAggregate<C: Collection, S: State, G: Grouping>: Sealed + Sized {
    #[doc(hidden)]
    fn refused(self) -> AggregateBuilder<C, S, G>;

    #[doc(hidden)]
    fn open(self) -> (AggregateBuilder<C, S, G>, &'static C::Fields<C, ()>, Totals)
    where
        S: Complete<C>,
    {
        (self.refused(), C::fields(), Totals::new())
    }
}

impl<C: Collection, S: State, G: Grouping> RefusedAggregate<C, S, G> for AggregateBuilder<C, S, G> {
    fn refused(self) -> Self {
        self
    }
}
