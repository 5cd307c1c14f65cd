//! What a property may be compared with.
//!
//! | a property holding | is compared with |
//! |---|---|
//! | text | `str`, `String`, `Cow<str>`, `Box<str>` |
//! | int | `i64` `i32` `i16` `u8` `u16` `u32`, an integer literal |
//! | number | `f64` `f32` `i32` `u32`, an integer literal; not `i64`, which an `f64` cannot always hold |
//! | boolean | `bool` |
//! | date | `DateTime` of any zone; not text, which a server would have to parse |
//! | uuid, ids | `Uuid`; not text |
//!
//! and with references to these, to any depth. Operands are read through a reference, so `query!` can pass `&(value)` of all
//! but literals and arrays: nothing that is compared is moved, as with Rust's own `==`.
//!
//! An `Option` is never an operand. What an absent value should mean (no condition, or `is_null`?) only the caller
//! knows, so the message asks for it. [`TakesNone`] exists only for that message: nothing
//! implements it.
//!
//! What rustc adds to a message are the steps to what failed, and the impls that it could have been. So impls stand here
//! with `do_not_recommend` where they are no step to a message, and of any `K` where they are: those are listed by name.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
    ops::{Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive},
};

use uuid::Uuid;

use super::Lone;

use crate::{
    plain::{ir, sealed::Sealed},
    typed::kind,
};

/// A value that a property holding `K` can be compared with. `P` is the property, so that the message can name it.
#[diagnostic::on_unimplemented(
    message = "`{P}` holds `{K}`: it cannot be compared with `{Self}`",
    label = "not a `{K}`"
)]
pub trait Operand<K, P>: Sealed {
    /// The value as the wire has it.
    fn value(&self) -> ir::Value;
}

macro_rules! operands {
    ($k:ty: $($t:ty => |$x:ident| $value:expr),* $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl<P> Operand<$k, P> for $t {
            fn value(&self) -> ir::Value {
                let $x = self;
                $value
            }
        }
    )* };
}

operands! { String:
    Cow<'_, str> => |x| ir::Value::Text(x.to_string()),
    Box<str> => |x| ir::Value::Text(x.to_string()),
}
operands! { i64:
    i64 => |x| ir::Value::Int(*x),
    i32 => |x| ir::Value::Int((*x).into()),
    i16 => |x| ir::Value::Int((*x).into()),
    u8 => |x| ir::Value::Int((*x).into()),
    u16 => |x| ir::Value::Int((*x).into()),
    u32 => |x| ir::Value::Int((*x).into()),
    integer => |x| ir::Value::Int(x.0),
}
operands! { f64:
    f64 => |x| ir::Value::Number(*x),
    f32 => |x| ir::Value::Number((*x).into()),
    i32 => |x| ir::Value::Number((*x).into()),
    u32 => |x| ir::Value::Number((*x).into()),
    integer => |x| ir::Value::Number(x.0 as f64),
}
operands! { bool: bool => |x| ir::Value::Boolean(*x) }
operands! { Uuid: Uuid => |x| ir::Value::Text(x.to_string()) }

#[cfg(feature = "chrono")]
const _: () = {
    use chrono::{DateTime, TimeZone};

    use crate::plain::value::date::{INDEXABLE, is_indexable, to_text};

    #[diagnostic::do_not_recommend]
    impl<P, Z: TimeZone<Offset: std::fmt::Display>> Operand<kind::date, P> for DateTime<Z> {
        fn value(&self) -> ir::Value {
            match to_text(self) {
                Err(error) => ir::Value::Refused(error.to_string()),
                Ok(text) if is_indexable(self) => ir::Value::Text(text),
                Ok(text) => ir::Value::Refused(format!(
                    "the date {text} is beyond {INDEXABLE}: a server compares no others rightly"
                )),
            }
        }
    }
};

/// What a property holds that text is compared with.
#[diagnostic::on_unimplemented(
    message = "`{P}` holds `{Self}`: it cannot be compared with text",
    label = "not a `{Self}`"
)]
pub trait HoldsText<P>: Sealed {}

impl<P> HoldsText<P> for String {}
#[diagnostic::do_not_recommend]
impl<P> HoldsText<P> for kind::date {}

/// All that properties hold but dates, which hold text only on the wire: the rule beside [`HoldsText`], with a message of its own.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a date: it cannot be compared with text",
    label = "expected a `DateTime<Utc>`: `\"2024-01-01T00:00:00Z\".parse()?`"
)]
pub trait Undated<P>: Sealed {}

macro_rules! undated {
    ($($k:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<P> Undated<P> for $k {}
    )* };
}
undated! { String i64 f64 bool Uuid }

// Of every `K`, and the rule a bound: rustc then lists these in a word each where another type does not fit. Not by a macro,
// whose invocation it would show.
impl<K: HoldsText<P> + Undated<P>, P> Operand<K, P> for str {
    fn value(&self) -> ir::Value {
        text(self)
    }
}

impl<K: HoldsText<P> + Undated<P>, P> Operand<K, P> for String {
    fn value(&self) -> ir::Value {
        text(self)
    }
}

/// A text as a value: one function for all properties.
#[inline(never)]
fn text(text: &str) -> ir::Value {
    ir::Value::Text(text.to_owned())
}

/// An integer literal: `query!` wraps a lone one in this. It takes `3_000_000_000` without a suffix, which the
/// fallback to `i32` would refuse, and is an operand of number properties as well.
#[expect(non_camel_case_types, reason = "it is printed where `{integer}` would be")]
#[derive(Debug, Clone, Copy)]
pub struct integer(pub i64);

impl Sealed for integer {}

impl<K, P, T: ?Sized + Operand<K, P>> Operand<K, P> for &T {
    fn value(&self) -> ir::Value {
        (**self).value()
    }
}

/// Never implemented: it is there for its message.
#[diagnostic::on_unimplemented(
    message = "`{P}` cannot be compared with an `Option`",
    label = "write `if let Some(x) = … {{ … x }}`, or `is_null()`"
)]
pub trait TakesNone<P>: Sealed {}

impl<K: TakesNone<P>, P, T> Operand<K, P> for Option<T> {
    fn value(&self) -> ir::Value {
        // Never called: nothing implements `TakesNone`.
        ir::Value::Boolean(false)
    }
}

/// A list of values that a property holding `K` can be compared with: an array, a slice, a `Vec`, a `HashSet` or a
/// `BTreeSet`, all of one type. Not any iterator: an `Option` is one too, and would be a list by accident.
#[diagnostic::on_unimplemented(
    message = "`{P}` is compared with a list here, not with one `{Self}`",
    label = "expected an array, slice, `Vec` or set of `{K}`"
)]
pub trait Operands<K, P>: Sealed {
    /// The values as the wire has them.
    fn values(&self) -> Vec<ir::Value>;
}

/// The literal `[]`, which has no element type of its own: the macro writes this for it, and the answer is folded.
#[expect(non_camel_case_types, reason = "a value in expansions, like a literal")]
#[derive(Debug, Clone, Copy)]
pub struct nothing;

impl Sealed for nothing {}

impl<K, P> Operands<K, P> for nothing {
    fn values(&self) -> Vec<ir::Value> {
        Vec::new()
    }
}

macro_rules! lists {
    ($([$($generics:tt)*] $t:ty),* $(,)?) => { $(
        impl<K, P, T: Operand<K, P>, $($generics)*> Operands<K, P> for $t {
            fn values(&self) -> Vec<ir::Value> {
                self.iter().map(|x| x.value()).collect()
            }
        }

        impl<K, P, Pa, T: Operand<K, P>, $($generics)*> Among<K, P, Pa> for $t {
            fn among(&self) -> Listing {
                Listing::Values(self.iter().map(|x| x.value()).collect())
            }
        }
    )* };
}

lists! { [const N: usize] [T; N], [] [T], [] Vec<T>, [] BTreeSet<T>, [S] HashSet<T, S> }

impl<K, P, T: ?Sized + Operands<K, P>> Operands<K, P> for &T {
    fn values(&self) -> Vec<ir::Value> {
        (**self).values()
    }
}

/// What a value may be `in`: a list, or a range of any form but `..`, which would be no condition. `Pa` is the way to the
/// property: a range with two ends is two tests of a server's, so it must lead to one object ([`Lone`]).
#[diagnostic::on_unimplemented(
    message = "`{P}` is looked for in a list or range here, not in one `{Self}`",
    label = "expected an array, slice, `Vec`, set or range of `{K}`"
)]
pub trait Among<K, P, Pa>: Sealed {
    /// The values, or the two ends.
    fn among(&self) -> Listing;
}

/// Where a value is looked for: what [`Among`] makes of a list or a range.
#[derive(Debug, Clone, PartialEq)]
pub enum Listing {
    /// One of these.
    Values(Vec<ir::Value>),
    /// From the first, which is in, to the second, whose flag says whether it is in; either may be open.
    Between(Option<ir::Value>, Option<(ir::Value, bool)>),
}

impl Sealed for Listing {}

impl<K, P, Pa> Among<K, P, Pa> for nothing {
    fn among(&self) -> Listing {
        Listing::Values(Vec::new())
    }
}

impl<K, P, Pa, T: ?Sized + Among<K, P, Pa>> Among<K, P, Pa> for &T {
    fn among(&self) -> Listing {
        (**self).among()
    }
}

macro_rules! ranges {
    ($($t:ty $([$rule:ident])? => |$x:ident| $start:expr, $end:expr;)*) => { $(
        impl<K, P, Pa $(: $rule<P>)?, T: Operand<K, P>> Among<K, P, Pa> for $t {
            fn among(&self) -> Listing {
                let $x = self;
                Listing::Between($start, $end)
            }
        }
    )* };
}

ranges! {
    Range<T> [Lone] => |x| Some(x.start.value()), Some((x.end.value(), false));
    RangeInclusive<T> [Lone] => |x| Some(x.start().value()), Some((x.end().value(), true));
    RangeFrom<T> => |x| Some(x.start.value()), None;
    RangeTo<T> => |x| None, Some((x.end.value(), false));
    RangeToInclusive<T> => |x| None, Some((x.end.value(), true));
}
