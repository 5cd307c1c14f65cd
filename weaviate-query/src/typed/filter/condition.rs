//! Operators of conditions: what a boost compares.
//!
//! A boost has no index. It compares values, object by object, and answers anything else with "does not pass", an error
//! or nothing at all (1.39.0). So its conditions are made of tokens whose way is [`AtHand`], which have these operators and
//! no others, and are a type of their own, [`Condition`](crate::boost::Condition).
//!
//! | not there | because |
//! |---|---|
//! | ways along links or into objects, `count()`, `len()` | only the object's own values are at hand |
//! | `like`, `matches`, `contains_*`, `within`, `is_null` | only comparisons are known |
//! | an id or a time of the metadata | they are no properties |
//! | a list | one value is compared with one |
//! | a date | it would be compared as text: [`Boost::time_decay`](crate::Boost::time_decay) knows dates |

use uuid::Uuid;

use super::{
    Comparing, Filter,
    operand::{Among, Listing, Operand},
    rules::Filterable,
    test,
};
use crate::{
    plain::{
        ir::{Operator, Value},
        sealed::Sealed,
    },
    typed::{
        kind::{self, list},
        marker::Property,
        token::{AtHand, Below, Field},
    },
};

/// Kinds that a boost compares for equality. Text is compared whole, also where it is cut into words for its index, and
/// an index is not needed.
pub trait Weighed<P>: Sealed {
    /// The Rust type of its values.
    type Takes;
}

/// Those of them that it compares by size.
pub trait Ranked<P>: Sealed {
    /// The Rust type of its values.
    type Takes;
}

macro_rules! kinds {
    ($rule:ident: $($kind:ident => $takes:ty),*) => { $(#[diagnostic::do_not_recommend] impl<P> $rule<P> for kind::$kind { type Takes = $takes; })* };
}
kinds! { Weighed: text => String, int => i64, number => f64, boolean => bool, uuid => Uuid }
kinds! { Ranked: text => String, int => i64, number => f64, uuid => Uuid }

/// Kinds that a boost may compare, and those that nothing compares, of which the rules of operators say so: all but dates.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a date: the condition of a boost would compare it as text",
    label = "use `Boost::time_decay`, which knows dates"
)]
pub trait Timeless<P>: Sealed {}

macro_rules! timeless {
    ($($kind:ty),*) => { $(#[diagnostic::do_not_recommend] impl<P> Timeless<P> for $kind {})* };
}
timeless! { kind::text, kind::int, kind::number, kind::boolean, kind::uuid, kind::geo_coordinates, kind::phone_number }
timeless! { kind::blob, kind::blob_hash, kind::object, kind::reference, kind::collection, kind::vector, kind::no }
timeless! { list<kind::text>, list<kind::int>, list<kind::number>, list<kind::boolean>, list<kind::uuid>, list<kind::date> }

/// Whether what stands at the end of this way is found, where `F` says whether it has an index.
pub trait Looks<F, P>: Sealed {}

impl<F: Filterable<P>, P> Looks<F, P> for () {}
impl<Pa, Q, F: Filterable<P>, P> Looks<F, P> for Below<Pa, Q> {}
#[diagnostic::do_not_recommend]
impl<F, P> Looks<F, P> for AtHand {}

/// Whether a value of the kind `K` at the end of this way is compared as it is.
pub trait Weighs<K, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<K, P> Weighs<K, P> for () {}
#[diagnostic::do_not_recommend]
impl<Pa, Q, K, P> Weighs<K, P> for Below<Pa, Q> {}
impl<K: Timeless<P>, P> Weighs<K, P> for AtHand {}

fn compared<R, P: Property>(operator: Operator, value: Value) -> Filter<R, Comparing> {
    Filter::new(test::<R, (), P>(operator, value).into_ir())
}

type Equal<P> = <<P as Property>::Kind as Weighed<P>>::Takes;
type Size<P> = <<P as Property>::Kind as Ranked<P>>::Takes;

/// Equality, in the condition of a boost.
impl<R, P: Property<Kind: Weighed<P>>> Field<R, AtHand, P> {
    /// `==`: the same value.
    pub fn eq<V: Operand<Equal<P>, P>>(self, value: V) -> Filter<R, Comparing> {
        compared::<R, P>(Operator::Equal, value.value())
    }

    /// `!=`: another value, or none.
    pub fn ne<V: Operand<Equal<P>, P>>(self, value: V) -> Filter<R, Comparing> {
        compared::<R, P>(Operator::NotEqual, value.value())
    }
}

/// Order, in the condition of a boost.
impl<R, P: Property<Kind: Ranked<P>>> Field<R, AtHand, P> {
    /// `<`: less.
    pub fn lt<V: Operand<Size<P>, P>>(self, value: V) -> Filter<R, Comparing> {
        compared::<R, P>(Operator::Less, value.value())
    }

    /// `<=`: less or the same.
    pub fn le<V: Operand<Size<P>, P>>(self, value: V) -> Filter<R, Comparing> {
        compared::<R, P>(Operator::LessEqual, value.value())
    }

    /// `>`: more.
    pub fn gt<V: Operand<Size<P>, P>>(self, value: V) -> Filter<R, Comparing> {
        compared::<R, P>(Operator::Greater, value.value())
    }

    /// `>=`: more or the same.
    pub fn ge<V: Operand<Size<P>, P>>(self, value: V) -> Filter<R, Comparing> {
        compared::<R, P>(Operator::GreaterEqual, value.value())
    }

    /// `in`: one of the values of a list, or a value of a range.
    pub fn is_in<V: Among<Size<P>, P, AtHand>>(self, values: V) -> Filter<R, Comparing> {
        let test = compared::<R, P>;
        match values.among() {
            // One value is compared with one: a boost knows no lists.
            Listing::Values(values) => {
                Filter::any(values.into_iter().map(|value| test(Operator::Equal, value)))
            }
            Listing::Between(start, end) => {
                let start = start.map(|value| test(Operator::GreaterEqual, value));
                let end = end.map(|(value, inside)| {
                    test(if inside { Operator::LessEqual } else { Operator::Less }, value)
                });
                Filter::all(start.into_iter().chain(end))
            }
        }
    }
}
