//! The operators of tokens.
//!
//! Each group stands in an `impl` whose bound is the rule, so that completion offers only what is legal; and once
//! more in the hidden trait [`Refused`], with the rule on the method. rustc comes to that one only where no
//! inherent method fits, and then its bound fails with the rule's message.

use std::marker::PhantomData;

use super::{
    Filter, at,
    operand::{Among, Listing, Operand, Operands},
    rules::{
        Equated, Filterable, HasLength, Lengths, Linked, Listed, NullState, Nullable, Ordered, Place,
        Textual, Timestamps, Words,
    },
    test,
};
use crate::{
    plain::{
        ir::{self, Operator, Value},
        value::GeoPoint,
    },
    typed::{
        kind::{date, metadata},
        marker::{Owner, Property},
        token::{CreatedAt, Field, Id, Reach, UpdatedAt, Way},
    },
};

fn negated<R>(filter: Filter<R>) -> Filter<R> {
    !filter
}

type TakesOrdered<P> = <<P as Property>::Kind as Ordered<P>>::Takes;
type TakesEquated<P> = <<P as Property>::Kind as Equated<P>>::Takes;
type TakesTextual<P> = <<P as Property>::Kind as Textual<P>>::Takes;
type TakesWords<P> = <<P as Property>::Kind as Words<P>>::Takes;
type TakesListed<P> = <<P as Property>::Kind as Listed<P>>::Takes;

/// One operator with one operand, in a group of its rule.
macro_rules! compare {
    ($($(#[$meta:meta])* $name:ident: $takes:ident => $operator:ident;)*) => { $(
        $(#[$meta])*
        pub fn $name<V: Operand<$takes<P>, P>>(self, value: V) -> Filter<R> {
            test::<R, Pa, P>(Operator::$operator, value.value())
        }
    )* };
}

impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Equated<P>>> Field<R, Pa, P> {
    compare! {
        /// `==`: the same value.
        eq: TakesEquated => Equal;
        /// `!=`: another value, or none.
        ne: TakesEquated => NotEqual;
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Ordered<P>>> Field<R, Pa, P> {
    compare! {
        /// `<`: less.
        lt: TakesOrdered => Less;
        /// `<=`: less or the same.
        le: TakesOrdered => LessEqual;
        /// `>`: more.
        gt: TakesOrdered => Greater;
        /// `>=`: more or the same.
        ge: TakesOrdered => GreaterEqual;
    }

    /// `in`: one of the values of a list, or a value of a range.
    pub fn is_in<V: Among<TakesOrdered<P>, P>>(self, values: V) -> Filter<R> {
        among(values.among(), test::<R, Pa, P>)
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Textual<P>>> Field<R, Pa, P> {
    compare! {
        /// `like`: a pattern, `*` for any characters and `?` for one.
        like: TakesTextual => Like;
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Words<P>>> Field<R, Pa, P> {
    compare! {
        /// `matches`: has all these words, in any order.
        matches: TakesWords => Matches;
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Listed<P>>> Field<R, Pa, P> {
    /// At least one of the values; no object passes if there are none.
    pub fn contains_any<V: Operands<TakesListed<P>, P>>(self, values: V) -> Filter<R> {
        contains(values.values(), Operator::ContainsAny, test::<R, Pa, P>)
    }

    /// All of the values; every object passes if there are none.
    pub fn contains_all<V: Operands<TakesListed<P>, P>>(self, values: V) -> Filter<R> {
        contains(values.values(), Operator::ContainsAll, test::<R, Pa, P>)
    }

    /// None of the values; every object passes if there are none.
    pub fn contains_none<V: Operands<TakesListed<P>, P>>(self, values: V) -> Filter<R> {
        contains(values.values(), Operator::ContainsNone, test::<R, Pa, P>)
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Place<P>>> Field<R, Pa, P> {
    /// Not farther than `metres` from `point`.
    pub fn within(self, point: GeoPoint, metres: f32) -> Filter<R> {
        let GeoPoint { latitude, longitude } = point;
        test::<R, Pa, P>(Operator::WithinRange, Value::Geo { latitude, longitude, distance: metres })
    }
}

impl<R, Pa: Way + Reach<R>, P: Property> Field<R, Pa, P>
where
    P::Type: crate::typed::property::PropertyType<Optional: Nullable<P, Index: NullState<P::Owner>>>,
{
    /// The object lacks it.
    pub fn is_null(self) -> Filter<R> {
        test::<R, Pa, P>(Operator::IsNull, Value::Boolean(true))
    }

    /// The object has it.
    pub fn is_not_null(self) -> Filter<R> {
        test::<R, Pa, P>(Operator::IsNull, Value::Boolean(false))
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Kind: HasLength<P, Index: Lengths<P::Owner>>>> Field<R, Pa, P> {
    /// The number of characters of a text, or of values of an array.
    pub fn len(self) -> Length<R, Pa, P> {
        Length(PhantomData)
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Kind: Linked<P>>> Field<R, Pa, P> {
    /// The number of links.
    pub fn count(self) -> Count<R, Pa, P> {
        Count(PhantomData)
    }
}

/// Reads a list: what is empty is known without a server, and the rest goes out as one array.
fn contains<R>(values: Vec<Value>, operator: Operator, test: fn(Operator, Value) -> Filter<R>) -> Filter<R> {
    if values.is_empty() {
        return Filter::new(ir::Filter::Constant(operator != Operator::ContainsAny));
    }
    test(operator, array(values))
}

fn among<R>(listing: Listing, test: fn(Operator, Value) -> Filter<R>) -> Filter<R> {
    match listing {
        Listing::Values(values) => contains(values, Operator::ContainsAny, test),
        Listing::Between(start, end) => {
            let start = start.map(|value| test(Operator::GreaterEqual, value));
            let end = end.map(|(value, inside)| {
                test(if inside { Operator::LessEqual } else { Operator::Less }, value)
            });
            Filter::all(start.into_iter().chain(end))
        }
    }
}

/// Values of one type as the array of that type. The operand's type parameter keeps them of one type.
fn array(values: Vec<Value>) -> Value {
    let (mut texts, mut ints, mut numbers, mut booleans) = (vec![], vec![], vec![], vec![]);
    for value in values {
        match value {
            Value::Text(text) => texts.push(text),
            Value::Int(int) => ints.push(int),
            Value::Number(number) => numbers.push(number),
            Value::Boolean(boolean) => booleans.push(boolean),
            // No operand is an array or a place.
            _ => {}
        }
    }
    if !texts.is_empty() {
        Value::Texts(texts)
    } else if !ints.is_empty() {
        Value::Ints(ints)
    } else if !numbers.is_empty() {
        Value::Numbers(numbers)
    } else {
        Value::Booleans(booleans)
    }
}

/// The length of a property, to be compared.
pub struct Length<R, Pa, P>(pub(super) PhantomData<fn() -> (R, Pa, P)>);

/// The number of links of a property, to be compared.
pub struct Count<R, Pa, P>(pub(super) PhantomData<fn() -> (R, Pa, P)>);

macro_rules! numeric {
    ($t:ident, $length:literal, $count:literal) => {
        numeric! { $t, $length, $count,
            /// `==`
            eq => Equal
            /// `!=`
            ne => NotEqual
            /// `<`
            lt => Less
            /// `<=`
            le => LessEqual
            /// `>`
            gt => Greater
            /// `>=`
            ge => GreaterEqual
        }
    };
    ($t:ident, $length:literal, $count:literal, $($(#[$meta:meta])* $name:ident => $operator:ident)*) => {
        impl<R, Pa: Way, P: Property> $t<R, Pa, P> {
            $($(#[$meta])*
            pub fn $name<V: Operand<i64, P>>(self, value: V) -> Filter<R> {
                at::<R, Pa>(P::NAME, $length, $count, Operator::$operator, value.value())
            })*
        }
    };
}

numeric! { Length, true, false }
numeric! { Count, false, true }

impl<R, Pa: Way> Id<R, Pa> {
    /// `==`: the object of this id.
    pub fn eq<V: Operand<uuid::Uuid, metadata::id>>(self, id: V) -> Filter<R> {
        at::<R, Pa>("_id", false, false, Operator::Equal, id.value())
    }

    /// `!=`: every other object.
    pub fn ne<V: Operand<uuid::Uuid, metadata::id>>(self, id: V) -> Filter<R> {
        negated(self.eq(id))
    }

    /// `in`: one of these ids.
    pub fn is_in<V: Operands<uuid::Uuid, metadata::id>>(self, ids: V) -> Filter<R> {
        contains(ids.values(), Operator::ContainsAny, |operator, value| {
            at::<R, Pa>("_id", false, false, operator, value)
        })
    }
}

macro_rules! time {
    ($t:ident, $of:ident, $wire:literal, $($(#[$meta:meta])* $name:ident => $operator:ident)*) => {
        impl<R: Owner<Timestamps: Timestamps<R>>, Pa: Way> $t<R, Pa> {
            $($(#[$meta])*
            pub fn $name<V: Operand<date, metadata::$of>>(self, value: V) -> Filter<R> {
                at::<R, Pa>($wire, false, false, Operator::$operator, value.value())
            })*
        }
    };
    ($t:ident, $of:ident, $wire:literal) => {
        time! { $t, $of, $wire,
            /// `==`
            eq => Equal
            /// `!=`
            ne => NotEqual
            /// `<`
            lt => Less
            /// `<=`
            le => LessEqual
            /// `>`
            gt => Greater
            /// `>=`
            ge => GreaterEqual
        }
    };
}

time! { CreatedAt, created_at, "_creationTimeUnix" }
time! { UpdatedAt, updated_at, "_lastUpdateTimeUnix" }
