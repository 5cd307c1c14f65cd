//! What a question is so far, as types: its search decides which clauses and which metadata it may have.

mod vector;

use std::marker::PhantomData;

use crate::token::{Field, Property};

pub(crate) use vector::Targeted;
pub use vector::{
    Accepts, Aim, AimAt, AimOf, HasVector, Known, NoVector, Nothing, One, Several, Takes, Targets, VectorKind,
};

/// Nothing yet: it lists the collection.
#[derive(Debug, Clone, Copy)]
pub struct Listing;
/// It lists what a filter, an order or an offset leaves.
#[derive(Debug, Clone, Copy)]
pub struct Narrowed;
/// It walks the collection behind an id.
#[derive(Debug, Clone, Copy)]
pub struct Cursor;
/// A target was named for the vector search to come.
#[derive(Debug, Clone, Copy)]
pub struct Aimed<T>(PhantomData<T>);
/// A search by words.
#[derive(Debug, Clone, Copy)]
pub struct Bm25;
/// A search by words and a vector; `V` says whether the vector was given.
#[derive(Debug, Clone, Copy)]
pub struct Hybrid<T, V = Missing>(PhantomData<(T, V)>);
/// A search by a vector.
#[derive(Debug, Clone, Copy)]
pub struct NearVector<T>(PhantomData<T>);
/// A search by another object's vector.
#[derive(Debug, Clone, Copy)]
pub struct NearObject<T>(PhantomData<T>);
/// What is selected inside a link or nested object.
#[derive(Debug, Clone, Copy)]
pub struct Inside;

/// The vector of a `hybrid` was not given yet.
#[derive(Debug, Clone, Copy)]
pub enum Missing {}
/// The vector of a `hybrid` was given, or is not needed.
#[derive(Debug, Clone, Copy)]
pub enum Given {}

/// A state of a question. Total: every state has all of it, so that a rule that fails elsewhere never leaves the
/// type of the next step unknown.
pub trait State: 'static {
    /// What a filter, an order or an offset makes of it.
    type Narrow: State;
    /// What its vector search aims at, where the collection declares `Declared`.
    type Target<Declared: 'static>: 'static;
    /// What giving a vector makes of it.
    type Full: State;
}

macro_rules! states {
    ($([$($generics:tt)*] $t:ty: $narrow:ty, $full:ty, |$d:ident| $target:ty;)*) => { $(
        impl<$($generics)*> State for $t {
            type Narrow = $narrow;
            type Target<$d: 'static> = $target;
            type Full = $full;
        }
    )* };
}

states! {
    [] Listing: Narrowed, Listing, |D| D;
    [] Narrowed: Narrowed, Narrowed, |D| D;
    [] Cursor: Cursor, Cursor, |D| Nothing;
    [T: 'static] Aimed<T>: Aimed<T>, Aimed<T>, |D| T;
    [] Bm25: Bm25, Bm25, |D| Nothing;
    [T: 'static, V: 'static] Hybrid<T, V>: Hybrid<T, V>, Hybrid<T, Given>, |D| T;
    [T: 'static] NearVector<T>: NearVector<T>, NearVector<T>, |D| T;
    [T: 'static] NearObject<T>: NearObject<T>, NearObject<T>, |D| T;
    [] Inside: Inside, Inside, |D| Nothing;
}

/// One rule: invoked for each of its own, because rustc shows the whole invocation.
macro_rules! rules {
    ($(#[$meta:meta])* $rule:ident: $([$($generics:tt)*] $t:ty),*;) => {
        $(#[$meta])*
        pub trait $rule {}
        $(#[diagnostic::do_not_recommend] impl<$($generics)*> $rule for $t {})*
    };
}

rules! {
    /// A question without a search.
    #[diagnostic::on_unimplemented(message = "a query has one search", label = "there is a search before this: remove one of the two")]
    Searchless: [] Listing, [] Narrowed, [T] Aimed<T>;
}

rules! {
    /// A question that blends two searches.
    #[diagnostic::on_unimplemented(message = "`alpha` belongs to a `hybrid` search", label = "no `hybrid` before this")]
    Blended: [T, V] Hybrid<T, V>;
}

rules! {
    /// A question that takes a vector beside its text.
    #[diagnostic::on_unimplemented(message = "`vector` belongs to a `hybrid` search", label = "no `hybrid` before this; a search by a vector alone is `near_vector`")]
    Vectored: [T, V] Hybrid<T, V>;
}

rules! {
    /// A question that searches words.
    #[diagnostic::on_unimplemented(message = "`on` and `operator` belong to a search by words", label = "no `bm25` or `hybrid` before this")]
    Worded: [] Bm25, [T, V] Hybrid<T, V>;
}

rules! {
    /// A question whose vector search can be cut off.
    #[diagnostic::on_unimplemented(message = "`distance` belongs to a vector search", label = "no `near_*` or `hybrid` before this")]
    Limited: [T] NearVector<T>, [T] NearObject<T>, [T, V] Hybrid<T, V>;
}

rules! {
    /// A question whose order can be chosen.
    #[diagnostic::on_unimplemented(message = "a search orders its own results: it takes no `sort`", label = "remove this, or the search")]
    Sortable: [] Listing, [] Narrowed;
}

rules! {
    /// A question that can walk the whole collection.
    #[diagnostic::on_unimplemented(message = "`after` walks the whole collection: it takes no filter, sort, offset or search", label = "remove `after`, or page with `offset`")]
    Walkable: [] Listing;
}

rules! {
    /// A question that can be narrowed.
    #[diagnostic::on_unimplemented(message = "`after` walks the whole collection: it takes no filter, sort or offset", label = "not together with `after`")]
    Narrowable: [] Listing, [] Narrowed, [T] Aimed<T>, [] Bm25, [T, V] Hybrid<T, V>, [T] NearVector<T>, [T] NearObject<T>;
}

rules! {
    /// A search that ranks by a score.
    #[diagnostic::on_unimplemented(message = "`score` is not part of these results", label = "`score` comes with `bm25` and `hybrid`")]
    Scored: [] Bm25, [T, V] Hybrid<T, V>;
}

rules! {
    /// A search that ranks by a distance.
    #[diagnostic::on_unimplemented(message = "`distance` is not part of these results", label = "`distance` comes with the `near_*` searches")]
    Measured: [T] NearVector<T>, [T] NearObject<T>;
}

rules! {
    /// A question that is ranked, so that its scores can jump.
    #[diagnostic::on_unimplemented(message = "`auto_limit` cuts where the scores jump, and nothing ranks these results", label = "add a search before this")]
    Ranked: [] Bm25, [T, V] Hybrid<T, V>, [T] NearVector<T>, [T] NearObject<T>;
}

rules! {
    /// The objects of a collection themselves, not what stands inside them.
    #[diagnostic::on_unimplemented(message = "this is known of the object found, not of what it leads to", label = "ask for it at the top of `select`")]
    Outermost: [] Listing, [] Narrowed, [] Cursor, [T] Aimed<T>, [] Bm25, [T, V] Hybrid<T, V>, [T] NearVector<T>, [T] NearObject<T>;
}

/// A question that has all it needs.
#[diagnostic::on_unimplemented(
    message = "this `hybrid` needs a vector: `{C}` has no vectorizer to make one from the text",
    label = "add `vector: …`, or `alpha: 0` to search words only"
)]
pub trait Complete<C> {}

macro_rules! complete {
    ($([$($generics:tt)*] $t:ty),*) => { $(#[diagnostic::do_not_recommend] impl<C, $($generics)*> Complete<C> for $t {})* };
}
complete! { [] Listing, [] Narrowed, [] Cursor, [] Bm25, [T] NearVector<T>, [T] NearObject<T> }

#[diagnostic::do_not_recommend]
impl<C, T> Complete<C> for Hybrid<T, Given> {}

/// A vector search whose distance has a largest value.
#[diagnostic::on_unimplemented(
    message = "`certainty` is not part of these results",
    label = "`certainty` comes with `near_*` searches of one vector"
)]
pub trait Certain {}

/// A distance between 0 and 2.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no certainty, its distance is `{Self}`",
    label = "ask for `distance`, or declare `#[weaviate(vector(distance = cosine))]`"
)]
pub trait Bounded<P> {}

#[diagnostic::do_not_recommend]
impl<P> Bounded<P> for crate::kind::distance::cosine {}
impl<P: crate::token::VectorProperty<Distance: Bounded<P>>> Certain for NearVector<One<P>> {}
impl<P: crate::token::VectorProperty<Distance: Bounded<P>>> Certain for NearObject<One<P>> {}

/// A property that keyword search covers.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not in the keyword index",
    label = "`bm25` and `hybrid` search text properties without `searchable = false`"
)]
pub trait Searchable<P> {}

#[diagnostic::do_not_recommend]
impl<P> Searchable<P> for crate::kind::yes {}

/// A kind that keyword search covers.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not in the keyword index",
    label = "`bm25` and `hybrid` search text properties"
)]
pub trait Keywords<P> {}

#[diagnostic::do_not_recommend]
impl<P> Keywords<P> for crate::kind::text {}
#[diagnostic::do_not_recommend]
impl<P> Keywords<P> for crate::kind::list<crate::kind::text> {}

/// A property searched by words, with its weight.
#[derive(Debug, Clone, Copy)]
pub struct Weighted<P> {
    weight: u32,
    of: PhantomData<P>,
}

impl<C, P: Property> Field<C, (), P> {
    /// How much this property counts in a search by words, 1 being the rest.
    pub fn weight(self, weight: u32) -> Weighted<(C, P)> {
        Weighted { weight, of: PhantomData }
    }
}

/// Properties that a search by words looks at.
#[diagnostic::on_unimplemented(
    message = "this is no property of `{C}` to search",
    label = "`on` takes `.property` and `.property ^ weight` of `{C}`"
)]
pub trait On<C> {
    /// Adds name and weight of each.
    fn add(self, out: &mut Vec<(String, u32)>);
}

impl<C, P: Property<Searchable: Searchable<P>, Kind: Keywords<P>>> On<C> for Field<C, (), P> {
    fn add(self, out: &mut Vec<(String, u32)>) {
        out.push((P::NAME.into(), 1));
    }
}

impl<C, P: Property<Searchable: Searchable<P>, Kind: Keywords<P>>> On<C> for Weighted<(C, P)> {
    fn add(self, out: &mut Vec<(String, u32)>) {
        out.push((P::NAME.into(), self.weight));
    }
}

macro_rules! on {
    ($($($i:ident)+;)+) => { $(
        #[allow(non_snake_case)]
        impl<Of, $($i: On<Of>),+> On<Of> for ($($i,)+) {
            fn add(self, out: &mut Vec<(String, u32)>) {
                let ($($i,)+) = self;
                $($i.add(out);)+
            }
        }
    )+ };
}
on! { A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; }

impl<C, T: On<C>, const N: usize> On<C> for [T; N] {
    fn add(self, out: &mut Vec<(String, u32)>) {
        for on in self {
            on.add(out);
        }
    }
}
