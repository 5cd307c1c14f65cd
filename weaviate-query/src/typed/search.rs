//! What a question is so far, as types: its search decides which clauses and which metadata it may have.

mod aim;
pub(crate) mod clauses;
mod part;
mod shift;
mod target;
mod vector;

use std::marker::PhantomData;

use crate::{
    plain::{modules::Blends, sealed::Sealed, tuples::for_tuples},
    typed::{
        kind,
        marker::{Property, VectorProperty},
        token::Field,
    },
};

pub use aim::{Many, NoVector, Nothing, One, Several};
pub use part::{Part, TextPart, VectorPart, near_text, near_vector};
pub use shift::Move;
pub use target::{
    AimAt, AimOf, Joined, OfVectors, TargetList, Targets, Times, Unknown, VectorKind, WeightedList, average,
    minimum, relative, sum, weighted,
};
pub(crate) use vector::Targeted;
pub use vector::{Accepts, EachOf, HasVector, Hears, Known, Takes, With};

/// Nothing yet: it lists the collection.
#[derive(Debug, Clone, Copy)]
pub struct Listing;

impl Sealed for Listing {}
/// It lists what a filter, an order or an offset leaves.
#[derive(Debug, Clone, Copy)]
pub struct Narrowed;

impl Sealed for Narrowed {}
/// It walks the collection behind an id.
#[derive(Debug, Clone, Copy)]
pub struct Cursor;

impl Sealed for Cursor {}
/// A target was named for the vector search to come.
#[derive(Debug, Clone, Copy)]
pub struct Aimed<T>(PhantomData<T>);

impl<T> Sealed for Aimed<T> {}
/// A search by words.
#[derive(Debug, Clone, Copy)]
pub struct Bm25;

impl Sealed for Bm25 {}
/// A search by words and a vector; `V` says whether the vector was given.
#[derive(Debug, Clone, Copy)]
pub struct Hybrid<T, V = Missing>(PhantomData<(T, V)>);

impl<T, V> Sealed for Hybrid<T, V> {}
/// A search by a vector.
#[derive(Debug, Clone, Copy)]
pub struct NearVector<T>(PhantomData<T>);

impl<T> Sealed for NearVector<T> {}
/// A search by another object's vector.
#[derive(Debug, Clone, Copy)]
pub struct NearObject<T>(PhantomData<T>);

impl<T> Sealed for NearObject<T> {}
/// A search by text that the server makes a vector of.
#[derive(Debug, Clone, Copy)]
pub struct NearText<T>(PhantomData<T>);

impl<T> Sealed for NearText<T> {}
/// A search by a medium that the server makes a vector of.
#[derive(Debug, Clone, Copy)]
pub struct NearMedia<T>(PhantomData<T>);

impl<T> Sealed for NearMedia<T> {}
/// The objects of a group of a question in the state `S`: a server says less of them.
#[derive(Debug, Clone, Copy)]
pub struct InGroup<S>(PhantomData<S>);

impl<S> Sealed for InGroup<S> {}
/// What is selected inside a link or nested object.
#[derive(Debug, Clone, Copy)]
pub struct Inside;

impl Sealed for Inside {}

/// The vector of a `hybrid` was not given yet.
#[derive(Debug, Clone, Copy)]
pub enum Missing {}
/// A `hybrid` without words, whose vector was not given yet.
#[derive(Debug, Clone, Copy)]
pub enum Wordless {}
/// A `hybrid` with `alpha: 0`, which searches words only.
#[derive(Debug, Clone, Copy)]
pub enum Zero {}
/// The vector of a `hybrid` was given, or is not needed.
#[derive(Debug, Clone, Copy)]
pub enum Given {}

/// A state of a question. Total: every state has all of it, so that a rule that fails elsewhere never leaves the
/// type of the next step unknown.
pub trait State: Sealed + 'static {
    /// What a filter, an order or an offset makes of it.
    type Narrow: State;
    /// What its vector search aims at, where the collection declares `Declared`.
    type Target<Declared: 'static>: 'static;
    /// What giving a vector makes of it.
    type Full: State;
    /// What `alpha: 0` makes of it.
    type Worded: State;
    /// What ranks it, which decides what its results can be grouped by.
    type Ranking: 'static;
}

/// Nothing ranks it.
#[derive(Debug, Clone, Copy)]
pub enum Unranked {}
/// Words rank it, or words and a vector.
#[derive(Debug, Clone, Copy)]
pub enum ByWords {}
/// Vectors rank it.
#[derive(Debug, Clone, Copy)]
pub enum ByVectors {}

macro_rules! states {
    ($([$($generics:tt)*] $t:ty: $narrow:ty, $full:ty, $worded:ty, $ranking:ident, |$d:ident| $target:ty;)*) => { $(
        impl<$($generics)*> State for $t {
            type Narrow = $narrow;
            type Target<$d: 'static> = $target;
            type Full = $full;
            type Worded = $worded;
            type Ranking = $ranking;
        }
    )* };
}

states! {
    [] Listing: Narrowed, Listing, Listing, Unranked, |D| D;
    [] Narrowed: Narrowed, Narrowed, Narrowed, Unranked, |D| D;
    [] Cursor: Cursor, Cursor, Cursor, Unranked, |D| Nothing;
    [T: 'static] Aimed<T>: Aimed<T>, Aimed<T>, Aimed<T>, Unranked, |D| T;
    [] Bm25: Bm25, Bm25, Bm25, ByWords, |D| Nothing;
    [T: 'static, V: 'static] Hybrid<T, V>: Hybrid<T, V>, Hybrid<T, Given>, Hybrid<T, Zero>, ByWords, |D| T;
    [T: 'static] NearVector<T>: NearVector<T>, NearVector<T>, NearVector<T>, ByVectors, |D| T;
    [T: 'static] NearObject<T>: NearObject<T>, NearObject<T>, NearObject<T>, ByVectors, |D| T;
    [T: 'static] NearText<T>: NearText<T>, NearText<T>, NearText<T>, ByVectors, |D| T;
    [T: 'static] NearMedia<T>: NearMedia<T>, NearMedia<T>, NearMedia<T>, ByVectors, |D| T;
    [] Inside: Inside, Inside, Inside, Unranked, |D| Nothing;
    [S: 'static] InGroup<S>: InGroup<S>, InGroup<S>, InGroup<S>, Unranked, |D| Nothing;
}

/// One rule: invoked for each of its own, because rustc shows the whole invocation.
macro_rules! rules {
    ($(#[$meta:meta])* $rule:ident: $([$($generics:tt)*] $t:ty),*;) => {
        $(#[$meta])*
        pub trait $rule: Sealed {}
        $(#[diagnostic::do_not_recommend] impl<$($generics)*> $rule for $t {})*
    };
}

rules! {
    /// A question without a search.
    #[diagnostic::on_unimplemented(message = "a query has one search", label = "there is a search before this: remove one of the two; words and a vector together are `hybrid: \"…\", vector: …`")]
    Searchless: [] Listing, [] Narrowed, [T] Aimed<T>;
}

rules! {
    /// A question that blends two searches.
    #[diagnostic::on_unimplemented(message = "`alpha`, `fusion` and `max_distance` belong to a `hybrid` search", label = "no `hybrid` before this")]
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
    #[diagnostic::on_unimplemented(message = "`distance` belongs to a `near_*` search", label = "no `near_*` before this; a `hybrid` has `max_distance`")]
    Limited: [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
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
    Narrowable: [] Listing, [] Narrowed, [T] Aimed<T>, [] Bm25, [T, V] Hybrid<T, V>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

rules! {
    /// A search that ranks by a score.
    #[diagnostic::on_unimplemented(message = "`score` is not part of these results", label = "`score` comes with `bm25` and `hybrid`; the objects of a group have none: there, remove `score` or `group_by`")]
    Scored: [] Bm25, [T, V] Hybrid<T, V>;
}

rules! {
    /// A search that ranks by a distance.
    #[diagnostic::on_unimplemented(message = "`distance` is not part of these results", label = "`distance` comes with the `near_*` searches")]
    Measured: [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>, [S: Measured] InGroup<S>;
}

rules! {
    /// A search whose query vector can be shifted.
    #[diagnostic::on_unimplemented(message = "`move_to` and `move_away` belong to `near_text`", label = "no `near_text` before this")]
    Movable: [T] NearText<T>;
}

rules! {
    /// A search that compares vectors, so that its results can be told apart.
    #[diagnostic::on_unimplemented(message = "`diversity` compares vectors, and these results have none", label = "add a `near_*` search or `hybrid` before this")]
    Diverse: [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>, [T, V] Hybrid<T, V>;
}

rules! {
    /// A question whose order a boost may change.
    #[diagnostic::on_unimplemented(message = "`after` walks in the order of ids: a `boost` would break it", label = "remove `boost` to walk all objects, or remove `after` and page with `offset`")]
    Boostable: [] Listing, [] Narrowed, [T] Aimed<T>, [] Bm25, [T, V] Hybrid<T, V>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

rules! {
    /// Objects that are said when they were written.
    #[diagnostic::on_unimplemented(message = "the server does not say when the objects of a group were written", label = "leave it out, or ask without `group_by`")]
    Dated: [] Listing, [] Narrowed, [] Cursor, [T] Aimed<T>, [] Bm25, [T, V] Hybrid<T, V>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>, [] Inside;
}

rules! {
    /// A question that is ranked, so that its scores can jump.
    #[diagnostic::on_unimplemented(message = "this clause is for the results of a search, and nothing ranks these", label = "add a search before this")]
    Ranked: [] Bm25, [T, V] Hybrid<T, V>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

rules! {
    /// The objects of a collection themselves, not what stands inside them.
    #[diagnostic::on_unimplemented(message = "this is known of the object found, not of what it leads to", label = "ask for it at the top of `select`")]
    Outermost: [] Listing, [] Narrowed, [] Cursor, [T] Aimed<T>, [] Bm25, [T, V] Hybrid<T, V>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

/// A question that has all it needs.
#[diagnostic::on_unimplemented(
    message = "this `hybrid` needs a vector: `{C}` has no vectorizer to make one from the text",
    label = "add `vector: …`, or `alpha: 0` to search words only"
)]
pub trait Complete<C>: Sealed {}

macro_rules! complete {
    ($([$($generics:tt)*] $t:ty),*) => { $(#[diagnostic::do_not_recommend] impl<C, $($generics)*> Complete<C> for $t {})* };
}
complete! { [] Listing, [] Narrowed, [] Cursor, [] Bm25, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>, [T] Hybrid<T, Given>, [T: Blending] Hybrid<T, Missing> }

impl<C, T: Wanting<C>> Complete<C> for Hybrid<T, Wordless> {}

impl<C, T: Named<C>> Complete<C> for Hybrid<T, Zero> {}

/// Whether a server is told which vector a `hybrid` is about; it wants to know even where only words are searched.
#[diagnostic::on_unimplemented(
    message = "`{C}` has several vectors and this search names none",
    label = "add `target: .name`: the server wants it even where only words are searched"
)]
pub trait Named<C>: Sealed {}

#[diagnostic::do_not_recommend]
impl<C, P> Named<C> for One<P> {}
#[diagnostic::do_not_recommend]
impl<C, T> Named<C> for Many<T> {}
#[diagnostic::do_not_recommend]
impl<C> Named<C> for NoVector {}
#[diagnostic::do_not_recommend]
impl<C> Named<C> for Nothing {}

/// Implemented by nothing that is searched: `hybrid: none` needs a vector.
#[diagnostic::on_unimplemented(
    message = "a `hybrid` without words needs a vector",
    label = "add `vector: …`"
)]
pub trait Wanting<C>: Sealed {}

impl<C> Wanting<C> for Nothing {}

/// Targets whose vectorizers make the vector of a `hybrid` from its text.
pub trait Blending: Sealed {}

#[diagnostic::do_not_recommend]
impl<P: VectorProperty<Vectorizer: Blends<P>>> Blending for One<P> {}
#[diagnostic::do_not_recommend]
impl Blending for Nothing {}

/// A vector search of one vector whose distance has a largest value.
#[diagnostic::on_unimplemented(
    message = "`certainty` is not part of these results",
    label = "`certainty` comes with `near_*` searches of one vector"
)]
pub trait Certain: Sealed {}

/// A distance between 0 and 2.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no certainty, its distance is `{Self}`",
    label = "ask for `distance`, or declare `#[weaviate(vector(distance = cosine))]`"
)]
pub trait Bounded<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Bounded<P> for kind::distance::cosine {}
impl<P: VectorProperty<Distance: Bounded<P>>> Certain for NearVector<One<P>> {}
impl<P: VectorProperty<Distance: Bounded<P>>> Certain for NearObject<One<P>> {}
impl<P: VectorProperty<Distance: Bounded<P>>> Certain for NearText<One<P>> {}
impl<P: VectorProperty<Distance: Bounded<P>>> Certain for NearMedia<One<P>> {}
impl<S: Certain> Certain for InGroup<S> {}

/// Whether the results of a search that is ranked by `Ranking` can be grouped by a property of this kind.
#[diagnostic::on_unimplemented(
    message = "`{P}` cannot group these results: it is {Self}",
    label = "`bm25` and `hybrid` group by text, date and uuid properties only; a `near_*` search (with `target: .name` where there are several vectors) groups by numbers, booleans and links too"
)]
pub trait Gathers<Ranking, P>: Sealed {}

macro_rules! gathers {
    ($($kind:ident)*; $($by_vectors:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<R, P> Gathers<R, P> for kind::$kind {}
        #[diagnostic::do_not_recommend]
        impl<R, P> Gathers<R, P> for kind::list<kind::$kind> {}
    )* $(
        #[diagnostic::do_not_recommend]
        impl<P> Gathers<ByVectors, P> for kind::$by_vectors {}
        #[diagnostic::do_not_recommend]
        impl<P> Gathers<ByVectors, P> for kind::list<kind::$by_vectors> {}
        // Without a search another rule says so.
        #[diagnostic::do_not_recommend]
        impl<P> Gathers<Unranked, P> for kind::$by_vectors {}
    )* };
}
gathers! { text date uuid; int number boolean reference }

/// A kind that a reranker reads.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not text for a reranker to read",
    label = "`rerank` takes a text property"
)]
pub trait RerankText<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> RerankText<P> for kind::text {}

/// A property that keyword search covers.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not in the keyword index",
    label = "`bm25` and `hybrid` search text properties without `searchable = false`"
)]
pub trait Searchable<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Searchable<P> for kind::yes {}

/// A kind that keyword search covers.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not in the keyword index",
    label = "`bm25` and `hybrid` search text properties"
)]
pub trait Keywords<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Keywords<P> for kind::text {}
#[diagnostic::do_not_recommend]
impl<P> Keywords<P> for kind::list<kind::text> {}

/// A property searched by words, with its weight.
#[derive(Debug, Clone, Copy)]
pub struct Weighted<P> {
    weight: u32,
    of: PhantomData<P>,
}

impl<P> Sealed for Weighted<P> {}

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
pub trait On<C>: Sealed {
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
    ($($i:ident $of:ident $n:tt)+) => {
        #[allow(non_snake_case)]
        impl<Of, $($i: On<Of>),+> On<Of> for ($($i,)+) {
            fn add(self, out: &mut Vec<(String, u32)>) {
                let ($($i,)+) = self;
                $($i.add(out);)+
            }
        }
    };
}
for_tuples!(on, 8);

impl<C, T: On<C>, const N: usize> On<C> for [T; N] {
    fn add(self, out: &mut Vec<(String, u32)>) {
        for on in self {
            on.add(out);
        }
    }
}
