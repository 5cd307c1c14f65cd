//! A question for numbers while it is asked.

use std::{marker::PhantomData, sync::Arc};

use uuid::Uuid;
use weaviate_proto::aggregate_reply::group::GroupedBy;

use super::{Aggregate, AggregateItems, All, By, GroupKey, Grouping, Totals};
use crate::{
    Error, Result,
    builder::{Concepts, MediaBytes, SearchText, hybrid, keywords, searches, text},
    filter::IntoFilter,
    ir, kind,
    modules::medium,
    rows::GroupName,
    search::{
        AimOf, Aimed, Blended, Certain, Complete, EachOf, Hears, Hybrid, Known, Limited, Listing, Movable,
        Move, NearMedia, NearObject, NearText, NearVector, On, Part, Searchless, State, Takes, Targeted,
        Targets, Vectored, Worded, Wordless,
    },
    token::{Collection, Field, Property},
};

/// A question for numbers about the collection `C`; `S` is its search, `G` its grouping.
pub struct AggregateBuilder<C, S = Listing, G = All> {
    ir: ir::Aggregate,
    /// What `target` named for the search to come.
    targets: ir::Targets,
    of: PhantomData<fn() -> (C, S, G)>,
}

impl<C, S, G> std::fmt::Debug for AggregateBuilder<C, S, G> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.ir.fmt(f)
    }
}

/// Kinds whose values can name groups.
#[diagnostic::on_unimplemented(
    message = "`{P}` cannot group",
    label = "an aggregate groups by text, int, number, boolean, date and uuid properties, arrays of them, and links; this is {Self}"
)]
pub trait Groups<P> {}

macro_rules! groups {
    ($($kind:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<P> Groups<P> for kind::$kind {}
        #[diagnostic::do_not_recommend]
        impl<P> Groups<P> for kind::list<kind::$kind> {}
    )* };
}
groups! { text int number boolean date uuid reference }

/// What names the groups of a property of this kind. Total, so that a rule that fails leaves the answer's type known.
pub trait KeyOf<P> {
    /// The type of a group's value.
    type Value: GroupName;

    /// From the reply.
    fn read(by: GroupedBy) -> Result<Self::Value>;
}

macro_rules! keys {
    ($($kind:ident)*) => { $(
        impl<P: Property<Type: GroupKey>> KeyOf<P> for kind::$kind {
            type Value = <P::Type as GroupKey>::Value;

            fn read(by: GroupedBy) -> Result<Self::Value> {
                <P::Type as GroupKey>::read(by)
            }
        }
    )* };
}
keys! { text int number boolean date uuid }

impl<P: Property<Type: GroupKey>, K> KeyOf<P> for kind::list<K> {
    type Value = <P::Type as GroupKey>::Value;

    fn read(by: GroupedBy) -> Result<Self::Value> {
        <P::Type as GroupKey>::read(by)
    }
}

macro_rules! no_keys {
    ($($kind:ident)*) => { $(
        impl<P> KeyOf<P> for kind::$kind {
            type Value = ();

            fn read(_: GroupedBy) -> Result<()> {
                Err(Error::decode("the reply has groups of what cannot name groups"))
            }
        }
    )* };
}
no_keys! { geo_coordinates phone_number blob object vector }

/// A group by a link is named by the id of the object that it leads to.
impl<P> KeyOf<P> for kind::reference {
    type Value = Uuid;

    fn read(by: GroupedBy) -> Result<Uuid> {
        Uuid::parse(&<String as super::GroupKey>::read(by)?)
    }
}

impl<C: Collection> AggregateBuilder<C, Listing, All> {
    pub(crate) fn new() -> Self {
        Self { ir: ir::Aggregate::new(C::SCHEMA.name), targets: ir::Targets::default(), of: PhantomData }
    }
}

impl<C: Collection, S: State, G: Grouping> AggregateBuilder<C, S, G> {
    fn to<T>(self) -> AggregateBuilder<C, T, G> {
        AggregateBuilder { ir: self.ir, targets: self.targets, of: PhantomData }
    }

    /// Which objects.
    pub fn filter(mut self, filter: impl IntoFilter<C>) -> Self {
        self.ir.filter = filter.into_filter().map(crate::Filter::into_ir);
        self
    }

    /// One answer for each value of a property.
    pub fn group_by<P: Property<Kind: Groups<P>>>(
        mut self,
        _: Field<C, (), P>,
    ) -> AggregateBuilder<C, S, By<P>> {
        self.ir.group_by = Some(P::NAME.into());
        AggregateBuilder { ir: self.ir, targets: self.targets, of: PhantomData }
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
        Aggregate {
            ir: self.ir,
            read: Arc::new(move |reply| G::read(reply, |answer| items.read(&answer).map(row))),
            of: PhantomData,
        }
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

searches! { AggregateBuilder, G: Grouping, RefusedAggregateSearch }

/// The clauses with a rule again, for their messages.
#[doc(hidden)]
pub trait RefusedAggregate<C: Collection, S: State, G: Grouping>: Sized {
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
