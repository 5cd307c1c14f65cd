//! Which types the language's rules are about: nobody outside adds one.
//!
//! A trait with the supertrait [`Sealed`] can be named in a bound, and implemented only here. So a rule can
//! be made stricter, and a trait get a method, without a new major version.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
    ops::{Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive},
    time::Duration,
};

use uuid::Uuid;

use crate::plain::tuples::for_tuples;

/// What only this crate implements.
pub trait Sealed {}

macro_rules! sealed {
    ($([$($generics:tt)*] $t:ty),* $(,)?) => { $(impl<$($generics)*> Sealed for $t {})* };
}

sealed! {
    [] (), [] bool, [] i8, [] i16, [] i32, [] i64, [] i128, [] isize, [] u8, [] u16, [] u32, [] u64, [] u128, [] usize,
    [] f32, [] f64, [] str, [] String, [] Uuid, [] Duration, [] Box<str>, [] Cow<'_, str>,
    [T: ?Sized] &T, [T] [T], [T, const N: usize] [T; N], [T] Vec<T>, [T] Option<T>, [T, S] HashSet<T, S>, [T] BTreeSet<T>,
    [T] Range<T>, [T] RangeInclusive<T>, [T] RangeFrom<T>, [T] RangeTo<T>, [T] RangeToInclusive<T>,
}

#[cfg(feature = "chrono")]
sealed! { [Z: chrono::TimeZone] chrono::DateTime<Z>, [] chrono::TimeDelta }

/// Tuples stand for lists whose members differ in type.
macro_rules! tuples {
    ($($t:ident $of:ident $n:tt)+) => {
        impl<$($t),+> Sealed for ($($t,)+) {}
    };
}
for_tuples!(tuples, 32);
