//! The operators again, in hidden traits, for their messages.
//!
//! rustc comes here only where no inherent method of [`operator`](super::operator) fits; the rule, which is on the
//! method, fails then and says why. The trait must be in scope: `query!` imports it without a name at the start of its
//! block, and the prelude has it for code by hand.
//!
//! Operands are free type parameters here. Only the rule may fail; a wrong operand after a wrong operator would be a
//! second error. The bounds stand in the order in which they should be heard: first the way, then the index, then the
//! kind.

use std::marker::PhantomData;

use super::{
    Filter, Tested,
    condition::Weighs,
    lacks::Lacks,
    lone::Lone,
    operator::{Count, Length},
    rules::{
        Absent, Equated, Filterable, HasLength, KnownLength, Lengths, Linked, Listed, NullState, Nullable,
        Ordered, Place, Textual, Timestamps, Words,
    },
};
use crate::{
    plain::{ir, sealed::Sealed},
    typed::{
        marker::{Owner, Property},
        property::Shape,
        token::{CreatedAt, Field, Id, Reach, UpdatedAt, Way},
    },
};

/// The hidden twin of one operator: same name, the rule on the method, the operand free. Invoked for each of its
/// own, because rustc shows the whole invocation.
macro_rules! refused {
    ($name:ident: [$($rule:tt)*]) => {
        #[doc(hidden)]
        fn $name<V>(self, _: V) -> Filter<Self::Root, Self::Scope>
        where
            Self::Path: Reach<Self::Root>,
            $($rule)*
        {
            never()
        }
    };
}

/// The body of every hidden twin. It never runs: where a twin's bounds hold there is an inherent method, which rustc takes
/// first.
fn never<C, K>() -> Filter<C, K> {
    Filter::new(ir::Filter::Constant(false))
}

/// The operators again, for their messages.
#[doc(hidden)]
#[expect(clippy::len_without_is_empty, reason = "twins of the operators")]
pub trait Refused: Sealed + Sized {
    type Root;
    type Path;
    type P: Property;
    type Scope;
    type Placed;
    type Len;
    type Links;

    refused! { eq: [<Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Equated<Self::P>, Self::Path: Weighs<<Self::P as Property>::Kind, Self::P>] }
    refused! { ne: [<Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Equated<Self::P>, Self::Path: Weighs<<Self::P as Property>::Kind, Self::P>] }
    refused! { lt: [<Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Ordered<Self::P>, Self::Path: Weighs<<Self::P as Property>::Kind, Self::P>] }
    refused! { le: [<Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Ordered<Self::P>, Self::Path: Weighs<<Self::P as Property>::Kind, Self::P>] }
    refused! { gt: [<Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Ordered<Self::P>, Self::Path: Weighs<<Self::P as Property>::Kind, Self::P>] }
    refused! { ge: [<Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Ordered<Self::P>, Self::Path: Weighs<<Self::P as Property>::Kind, Self::P>] }
    refused! { is_in: [<Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Ordered<Self::P>, Self::Path: Weighs<<Self::P as Property>::Kind, Self::P>] }
    refused! { like: [Self::Path: Way, <Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Textual<Self::P>] }
    refused! { matches: [Self::Path: Way, <Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Words<Self::P>] }
    refused! { matches_any: [Self::Path: Way, <Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Words<Self::P>] }
    refused! { matches_all: [Self::Path: Way, <Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Words<Self::P>, Self::Path: Lone<Self::P>] }
    refused! { matches_none: [Self::Path: Way, <Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Words<Self::P>] }
    refused! { contains_any: [Self::Path: Way, <Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Listed<Self::P>] }
    refused! { contains_all: [Self::Path: Way, <Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Listed<Self::P>, Self::Path: Lone<Self::P>] }
    refused! { contains_none: [Self::Path: Way, <Self::P as Property>::Filterable: Filterable<Self::P>, <Self::P as Property>::Kind: Listed<Self::P>] }

    #[doc(hidden)]
    fn within<A, B>(self, _: A, _: B) -> Filter<Self::Root, Self::Placed>
    where
        Self::Path: Way + Reach<Self::Root>,
        <Self::P as Property>::Filterable: Filterable<Self::P>,
        <Self::P as Property>::Kind: Place<Self::P>,
    {
        never()
    }

    #[doc(hidden)]
    fn is_null(self) -> Filter<Self::Root, Self::Scope>
    where
        Self::Path: Way + Reach<Self::Root>,
        OptionalOf<Self::P>: Nullable<Self::P>,
        <Self::P as Property>::Kind: Absent<Self::P>,
        <OptionalOf<Self::P> as Nullable<Self::P>>::Index: NullState<<Self::P as Property>::Owner>,
        Self::Path: Lacks<Self::P>,
    {
        never()
    }

    #[doc(hidden)]
    fn is_not_null(self) -> Filter<Self::Root, Self::Scope>
    where
        Self::Path: Way + Reach<Self::Root>,
        OptionalOf<Self::P>: Nullable<Self::P>,
        <Self::P as Property>::Kind: Absent<Self::P>,
        <OptionalOf<Self::P> as Nullable<Self::P>>::Index: NullState<<Self::P as Property>::Owner>,
    {
        never()
    }

    #[doc(hidden)]
    fn len(self) -> Self::Len
    where
        Self::Path: Way + Reach<Self::Root>,
        <Self::P as Property>::Kind: HasLength<Self::P>,
        <<Self::P as Property>::Kind as HasLength<Self::P>>::Index: Lengths<<Self::P as Property>::Owner>,
        OptionalOf<Self::P>: KnownLength<Self::P>,
    {
        Self::length()
    }

    #[doc(hidden)]
    fn count(self) -> Self::Links
    where
        Self::Path: Way + Reach<Self::Root>,
        <Self::P as Property>::Kind: Linked<Self::P>,
    {
        Self::links()
    }

    /// Braces after a scalar, `.title { … }`: the message of [`Shape`]. What it returns fits everything, so that what stands
    /// in the braces makes no second error.
    #[doc(hidden)]
    fn open<Opened>(self) -> Opened
    where
        <Self::P as Property>::Type: Shape<Self::P>,
    {
        unreachable!("braces after a scalar do not compile")
    }

    #[doc(hidden)]
    fn length() -> Self::Len;

    #[doc(hidden)]
    fn links() -> Self::Links;
}

type OptionalOf<P> = <<P as Property>::Type as crate::typed::property::PropertyType>::Optional;

impl<R, Pa: Tested, P: Property> Refused for Field<R, Pa, P> {
    type Root = R;
    type Path = Pa;
    type P = P;
    type Scope = Pa::Scope;
    type Placed = Pa::Placed;
    type Len = Length<R, Pa, P>;
    type Links = Count<R, Pa, P>;

    fn length() -> Length<R, Pa, P> {
        Length(PhantomData)
    }

    fn links() -> Count<R, Pa, P> {
        Count(PhantomData)
    }
}

/// Metadata that has an order: the two times. A server would order ids as text, which nobody means.
#[diagnostic::on_unimplemented(message = "ids have no order", label = "compare ids with `==`, `!=` or `in`")]
pub trait Timed: Sealed {}

/// Metadata that operators of properties look into: none has words, patterns or elements.
#[diagnostic::on_unimplemented(
    message = "ids and times have no such operator",
    label = "compare ids with `==`, `!=` and `in`, times with `==`, `!=`, `<`, `<=`, `>` and `>=`"
)]
pub trait LookedInto: Sealed {}

/// Metadata that can be told apart: all of it.
pub trait Told: Sealed {}

impl<R: Owner<Timestamps: Timestamps<R>>, Pa: Way> Timed for CreatedAt<R, Pa> {}
impl<R: Owner<Timestamps: Timestamps<R>>, Pa: Way> Timed for UpdatedAt<R, Pa> {}
impl<R: Owner<Timestamps: Timestamps<R>>, Pa: Way> Told for CreatedAt<R, Pa> {}
impl<R: Owner<Timestamps: Timestamps<R>>, Pa: Way> Told for UpdatedAt<R, Pa> {}
impl<R, Pa: Way> Told for Id<R, Pa> {}

macro_rules! metadata {
    ($($t:ident)*) => { $(
        impl<R, Pa: Tested> RefusedTime for $t<R, Pa> {
            type Root = R;
            type Scope = Pa::Scope;
        }
    )* };
}
metadata! { CreatedAt UpdatedAt Id }

/// The hidden twin of one operator of metadata.
macro_rules! refused_time {
    ($name:ident: $rule:ident) => {
        #[doc(hidden)]
        fn $name<V>(self, _: V) -> Filter<Self::Root, Self::Scope>
        where
            Self: $rule,
        {
            never()
        }
    };
}

/// The operators of metadata again, for their messages.
#[doc(hidden)]
pub trait RefusedTime: Sealed + Sized {
    type Root;
    type Scope;

    refused_time! { eq: Told }
    refused_time! { ne: Told }
    refused_time! { lt: Timed }
    refused_time! { le: Timed }
    refused_time! { gt: Timed }
    refused_time! { ge: Timed }
    refused_time! { is_in: LookedInto }
    refused_time! { like: LookedInto }
    refused_time! { matches: LookedInto }
    refused_time! { matches_any: LookedInto }
    refused_time! { matches_all: LookedInto }
    refused_time! { matches_none: LookedInto }
    refused_time! { contains_any: LookedInto }
    refused_time! { contains_all: LookedInto }
    refused_time! { contains_none: LookedInto }
}
