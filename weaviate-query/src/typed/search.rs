//! What a question is so far, as types: its search decides which clauses and which metadata it may have.
//!
//! A builder has a *state*. It starts as [`Listing`], and each clause gives a builder in the state that the clause makes:
//! `C::query()` is a `Builder<C, Listing>`, `.filter(f)` makes it [`Narrowed`], `.bm25("x")` makes it [`Bm25`]. What may
//! follow is read off the state:
//!
//! | state | made by | filter, offset | sort | other searches | `after` | metadata |
//! |---|---|---|---|---|---|---|
//! | [`Listing`] | `query()` | yes | yes | yes | yes | |
//! | [`Narrowed`] | `filter`, `offset`, `sort`, `ids` on a listing | yes | yes | yes | no | |
//! | [`Cursor`] | `after` | no | no | no | no | |
//! | [`Aimed`] | `target` | yes | no | yes | no | |
//! | [`Bm25`] | `bm25` | yes | no | no | no | `score`, `explain_score` |
//! | [`Hybrid`] | `hybrid` | yes | no | no | no | `score`, `explain_score` |
//! | [`NearVector`], [`NearObject`], [`NearText`], [`NearMedia`] | `near_*` | yes | no | no | no | `distance`; `certainty` for one vector by cosine distance |
//! | [`InGroup`] of a state | `group_by`, for what is selected | | | | | `distance` where that state has it |
//! | [`Unclear`] | a clause that was refused | yes | yes | yes | yes | all |
//! | [`Inside`] | braces after a link or object, for what is selected | | | | | |
//!
//! `id` and vectors are known everywhere; `created_at` and `updated_at` everywhere but in groups; `is_consistent` only of
//! the objects found, not of those behind a link or in a group.
//!
//! Clauses of the searches:
//!
//! | clause | rule | states |
//! |---|---|---|
//! | `on`, `operator`, `and_cross` | [`Worded`] | `Bm25`, `Hybrid`; nothing after `and_cross` |
//! | `alpha` | [`Weighed`] | `Hybrid` with words |
//! | `fusion`, `max_distance` | [`Blended`] | `Hybrid` |
//! | `vector`, `vectors`, `vector_by` | [`Vectored`] | `Hybrid` |
//! | `distance` | [`Limited`] | `Near…` |
//! | `certainty` | [`Certain`] | `Near…` of one vector by cosine distance |
//! | `move_to`, `move_away` | [`Movable`] | `NearText` |
//! | `diversity` | [`Diverse`] | `Near…` but `NearMedia`, `Hybrid` |
//! | `auto_limit`, `group_by`, `rerank` and their clauses | [`Ranked`] | every search |
//! | `boost` | [`Boostable`] | every one but `Cursor` |
//!
//! # What a search aims at
//!
//! A search by vectors has a target as a parameter of its state: [`One`] vector, [`Many`] joined, [`NoVector`],
//! [`Several`] of which none was named, or [`Nothing`] after a mistake that was already said. It comes from
//! `Collection::Vectors`, or from `target`, which therefore stands before the search; the macro puts it there wherever it
//! was written. The files: `aim` has the targets, `target` what the clause takes, `vector` which query vectors fit,
//! `part` the half of a hybrid that is a search of its own, `words` where words are looked for, `cross` where all of them together, `shift` [`Move`], `clauses` the methods of both builders.
//!
//! # Why `State` is total
//!
//! [`State`] says for every state what each step makes of it, also where the step is illegal. So a rule that fails is one
//! error at one word: the type after it is known. After a clause that has no place where it stands the state is
//! [`Unclear`], which has every clause: a search that is missing is said at the first clause that wants one.

mod aim;
pub(crate) mod clauses;
mod cross;
mod part;
mod shift;
mod target;
mod vector;
mod words;

use std::marker::PhantomData;

use crate::{
    plain::{modules::Blends, sealed::Sealed},
    typed::{kind, marker::VectorProperty},
};

pub use aim::{Many, NoVector, Nothing, One, Several};
pub use cross::{
    Alike, AllText, Apart, Contains, Cut, Folded, Mixed, Nowhere, Only, Same, Searched, Spread, Texts,
    Uniform,
};
pub use part::{Part, TextPart, VectorPart, near_text, near_vector};
pub use shift::Move;
pub use target::{
    AimAt, AimOf, Joined, OfVectors, TargetList, Targets, Times, Unknown, VectorKind, WeightedList, average,
    minimum, relative, sum, weighted,
};
pub(crate) use vector::Targeted;
pub use vector::{Accepts, Each, Fits, HasVector, Known, Names, Separate, With};
pub use words::{Keywords, On, Operator, Searchable, Weighted};

/// Nothing yet: it lists the collection.
#[derive(Debug, Clone, Copy)]
pub struct Listing;

impl Sealed for Listing {}
/// It lists what a filter, an order, ids or an offset leave. The only difference to [`Listing`] is that it cannot be
/// walked with `after`, so a filter that is only sometimes there goes in as an `Option`, in one call.
#[derive(Debug, Clone, Copy)]
pub struct Narrowed;

impl Sealed for Narrowed {}
/// It walks the collection behind an id, in the order of ids: for reading all of it, a page at a time.
#[derive(Debug, Clone, Copy)]
pub struct Cursor;

impl Sealed for Cursor {}
/// A target was named for the vector search to come; `T` is what the next search aims at.
#[derive(Debug, Clone, Copy)]
pub struct Aimed<T>(PhantomData<T>);

impl<T> Sealed for Aimed<T> {}
/// A search by words: the score is BM25F over the properties of `on`, or all text that is searchable. `W` is [`Across`]
/// after `and_cross`.
#[derive(Debug, Clone, Copy)]
pub struct Bm25<W = Within>(PhantomData<W>);

impl<W> Sealed for Bm25<W> {}
/// A search by words and a vector. `V` says whether the vector is still needed: [`Missing`], [`Wordless`], [`Zero`],
/// [`Given`] or [`Alone`]. [`Complete`] is the rule about it. `W` is [`Across`] after `and_cross`.
#[derive(Debug, Clone, Copy)]
pub struct Hybrid<T, V = Missing, W = Within>(PhantomData<(T, V, W)>);

impl<T, V, W> Sealed for Hybrid<T, V, W> {}
/// A search by a vector that was given.
#[derive(Debug, Clone, Copy)]
pub struct NearVector<T>(PhantomData<T>);

impl<T> Sealed for NearVector<T> {}
/// A search by another object's vector, which the server looks up.
#[derive(Debug, Clone, Copy)]
pub struct NearObject<T>(PhantomData<T>);

impl<T> Sealed for NearObject<T> {}
/// A search by text that the server makes a vector of: the target needs a vectorizer that reads text.
#[derive(Debug, Clone, Copy)]
pub struct NearText<T>(PhantomData<T>);

impl<T> Sealed for NearText<T> {}
/// A search by a medium that the server makes a vector of: the target needs a vectorizer that reads it.
#[derive(Debug, Clone, Copy)]
pub struct NearMedia<T>(PhantomData<T>);

impl<T> Sealed for NearMedia<T> {}
/// The objects of a group of a question in the state `S`. A server fills in less metadata of them, and says nothing of
/// what it leaves out (1.39.0): so the rest does not compile here.
#[derive(Debug, Clone, Copy)]
pub struct InGroup<S>(PhantomData<S>);

impl<S> Sealed for InGroup<S> {}
/// What is selected inside a link or nested object. It was not found by the search, so it has no score or distance.
#[derive(Debug, Clone, Copy)]
pub struct Inside;

impl Sealed for Inside {}

/// It is not clear what it is: a clause was refused. What follows is judged no more, so that one mistake is one error.
#[derive(Debug, Clone, Copy)]
pub struct Unclear;

impl Sealed for Unclear {}

/// The vector of a `hybrid` was not given yet. That is enough where a vectorizer makes it of the text.
#[derive(Debug, Clone, Copy)]
pub enum Missing {}
/// A `hybrid` without words, whose vector was not given yet: nothing can make one, so it must come.
#[derive(Debug, Clone, Copy)]
pub enum Wordless {}
/// A `hybrid` with `alpha: 0`, which searches words only and needs no vector; where there are several, `target` must still
/// name one ([`Named`]).
#[derive(Debug, Clone, Copy)]
pub enum Zero {}
/// The vector of a `hybrid` was given: nothing is missing.
#[derive(Debug, Clone, Copy)]
pub enum Given {}
/// The vector of a `hybrid` without words was given.
#[derive(Debug, Clone, Copy)]
pub enum Alone {}

/// Words are looked for in each property by itself.
#[derive(Debug, Clone, Copy)]
pub enum Within {}
/// All words are looked for in several properties together, which `and_cross` has named: there is nothing to add.
#[derive(Debug, Clone, Copy)]
pub enum Across {}

impl Sealed for Within {}
impl Sealed for Across {}

/// What a `hybrid` still lacks, and what it is with a vector.
pub trait Lacks: Sealed + 'static {
    /// With a vector.
    type Filled: Lacks;
}

macro_rules! lacks {
    ($($t:ident: $filled:ident),*) => { $(
        impl Sealed for $t {}
        impl Lacks for $t {
            type Filled = $filled;
        }
    )* };
}
lacks! { Missing: Given, Wordless: Alone, Zero: Given, Given: Given, Alone: Alone }

/// A state of a question. Total: every state has all of it, so that a rule that fails elsewhere never leaves the
/// type of the next step unknown.
pub trait State: Sealed + 'static {
    /// What a filter, an order, ids or an offset make of it.
    type Narrow: State;
    /// What its vector search aims at, in a collection whose `Vectors` are `Declared`: that, unless `target` named something.
    type Target<Declared: 'static>: 'static;
    /// What giving a vector makes of it: a `hybrid` is then complete.
    type Full: State;
    /// What `alpha: 0` makes of it: a `hybrid` that needs no vector.
    type Worded: State;
    /// What `and_cross` makes of it: its words are spread, and where they are looked for is said.
    type Crossed: State;
    /// What ranks it, which decides what its results can be grouped by.
    type Ranking: 'static;
}

/// Nothing ranks it: a listing.
#[derive(Debug, Clone, Copy)]
pub enum Unranked {}
/// Words rank it, or words and a vector: it groups by text, date and uuid properties only.
#[derive(Debug, Clone, Copy)]
pub enum ByWords {}
/// Vectors rank it: it groups by int, number, boolean and links, too.
#[derive(Debug, Clone, Copy)]
pub enum ByVectors {}

macro_rules! states {
    ($([$($generics:tt)*] $t:ty: $narrow:ty, $full:ty, $worded:ty, $crossed:ty, $ranking:ident, |$d:ident| $target:ty;)*) => { $(
        impl<$($generics)*> State for $t {
            type Narrow = $narrow;
            type Target<$d: 'static> = $target;
            type Full = $full;
            type Worded = $worded;
            type Crossed = $crossed;
            type Ranking = $ranking;
        }
    )* };
}

states! {
    [] Listing: Narrowed, Listing, Listing, Listing, Unranked, |D| D;
    [] Narrowed: Narrowed, Narrowed, Narrowed, Narrowed, Unranked, |D| D;
    [] Cursor: Cursor, Cursor, Cursor, Cursor, Unranked, |D| Nothing;
    [T: 'static] Aimed<T>: Aimed<T>, Aimed<T>, Aimed<T>, Aimed<T>, Unranked, |D| T;
    [W: 'static] Bm25<W>: Bm25<W>, Bm25<W>, Bm25<W>, Bm25<Across>, ByWords, |D| Nothing;
    [T: 'static, V: Lacks, W: 'static] Hybrid<T, V, W>: Hybrid<T, V, W>, Hybrid<T, V::Filled, W>, Hybrid<T, Zero, W>, Hybrid<T, V, Across>, ByWords, |D| T;
    [T: 'static] NearVector<T>: NearVector<T>, NearVector<T>, NearVector<T>, NearVector<T>, ByVectors, |D| T;
    [T: 'static] NearObject<T>: NearObject<T>, NearObject<T>, NearObject<T>, NearObject<T>, ByVectors, |D| T;
    [T: 'static] NearText<T>: NearText<T>, NearText<T>, NearText<T>, NearText<T>, ByVectors, |D| T;
    [T: 'static] NearMedia<T>: NearMedia<T>, NearMedia<T>, NearMedia<T>, NearMedia<T>, ByVectors, |D| T;
    [] Unclear: Unclear, Unclear, Unclear, Unclear, ByVectors, |D| Nothing;
    [] Inside: Inside, Inside, Inside, Inside, Unranked, |D| Nothing;
    [S: 'static] InGroup<S>: InGroup<S>, InGroup<S>, InGroup<S>, InGroup<S>, Unranked, |D| Nothing;
}

/// Declares one rule: a trait, and an impl for each state that it holds for. Each rule is an invocation of its own,
/// because where its message appears rustc prints the whole invocation.
macro_rules! rules {
    ($(#[$meta:meta])* $rule:ident: $([$($generics:tt)*] $t:ty),*;) => {
        $(#[$meta])*
        pub trait $rule: Sealed {}
        $(#[diagnostic::do_not_recommend] impl<$($generics)*> $rule for $t {})*
        #[diagnostic::do_not_recommend]
        impl $rule for Unclear {}
    };
}

rules! {
    /// A question without a search, to which one may be added, or `ids`. A server refuses two ("choose one", 1.39.0): words
    /// and a vector together are a `hybrid`.
    #[diagnostic::on_unimplemented(message = "a query has one search", label = "there is a search before this: remove one of the two; words and a vector together are `hybrid: \"…\", vector: …`")]
    Searchless: [] Listing, [] Narrowed, [T] Aimed<T>;
}

/// A question without a search, to which one by words may be added. They aim at no vector: after `target` it is refused.
#[diagnostic::on_unimplemented(
    message = "a query has one search",
    label = "there is a search before this: remove one of the two; words and a vector together are `hybrid: \"…\", vector: …`"
)]
pub trait Wordwise: Sealed {}

#[diagnostic::do_not_recommend]
impl Wordwise for Listing {}
#[diagnostic::do_not_recommend]
impl Wordwise for Narrowed {}
impl<T: Unaimed> Wordwise for Aimed<T> {}
#[diagnostic::do_not_recommend]
impl Wordwise for Unclear {}

/// What a search by words may aim at, which is no vector. Never implemented for one: it exists for its message.
#[diagnostic::on_unimplemented(
    message = "`bm25` searches words: it takes no `target`",
    label = "remove `target`; words and a vector together are `hybrid: \"…\", vector: …`"
)]
pub trait Unaimed: Sealed {}

impl Unaimed for Nothing {}

/// What a question without a search may aim at, which is nothing: it exists for its message.
#[diagnostic::on_unimplemented(
    message = "`target` is for a search by vectors, and there is none",
    label = "remove `target`, or add a `near_*` search or `hybrid`"
)]
pub trait Searching: Sealed {}

impl Searching for Nothing {}

/// A `hybrid` with words, which [`alpha`](crate::Builder::alpha) can weigh against its vector.
#[diagnostic::on_unimplemented(
    message = "`alpha` weighs the words of a `hybrid` against its vector",
    label = "no `hybrid` before this"
)]
pub trait Weighed: Sealed {}

impl<T, V: Words, W> Weighed for Hybrid<T, V, W> {}
#[diagnostic::do_not_recommend]
impl Weighed for Unclear {}

/// Whether a `hybrid` has words.
#[diagnostic::on_unimplemented(
    message = "`hybrid: none` is the vector alone: there is nothing to weigh",
    label = "remove `alpha`, or give the words: `hybrid: \"…\"`"
)]
pub trait Words: Sealed {}

#[diagnostic::do_not_recommend]
impl Words for Missing {}
#[diagnostic::do_not_recommend]
impl Words for Zero {}
#[diagnostic::do_not_recommend]
impl Words for Given {}

rules! {
    /// A question that blends two searches: a `hybrid`, the only one with two halves.
    #[diagnostic::on_unimplemented(message = "`fusion` and `max_distance` belong to a `hybrid` search", label = "no `hybrid` before this")]
    Blended: [T, V, W] Hybrid<T, V, W>;
}

rules! {
    /// A question that takes a vector beside its text: a `hybrid`. Elsewhere the vector is the search, `near_vector`.
    #[diagnostic::on_unimplemented(message = "`vector` belongs to a `hybrid` search", label = "no `hybrid` before this; a search by a vector alone is `near_vector`")]
    Vectored: [T, V, W] Hybrid<T, V, W>;
}

/// A question that searches words, in properties that can be named: `bm25` and `hybrid`, once.
#[diagnostic::on_unimplemented(
    message = "`on` and `operator` belong to a search by words",
    label = "no `bm25` or `hybrid` before this"
)]
pub trait Worded: Sealed {}

impl<W: Open> Worded for Bm25<W> {}
impl<T, V, W: Open> Worded for Hybrid<T, V, W> {}
#[diagnostic::do_not_recommend]
impl Worded for Unclear {}

/// Whether it can still be said where words are looked for.
#[diagnostic::on_unimplemented(
    message = "`and_cross` says itself which properties are searched",
    label = "name all properties in `and_cross`, and remove this"
)]
pub trait Open: Sealed {}

#[diagnostic::do_not_recommend]
impl Open for Within {}

rules! {
    /// A question whose vector search can be cut off at a distance. A `hybrid` has `max_distance` for its half.
    #[diagnostic::on_unimplemented(message = "`distance` belongs to a `near_*` search", label = "no `near_*` before this; a `hybrid` has `max_distance`")]
    Limited: [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

rules! {
    /// A question whose order can be chosen: a listing. A search orders its own results, and a server refuses both together;
    /// sort the rows after they came, or leave the search out.
    #[diagnostic::on_unimplemented(message = "a search orders its own results: it takes no `sort`", label = "remove this, or the search")]
    Sortable: [] Listing, [] Narrowed;
}

rules! {
    /// A question that can walk the whole collection: a listing with nothing else. A server refuses `after` beside a filter,
    /// an order, an offset or a search (1.39.0).
    #[diagnostic::on_unimplemented(message = "`after` walks the whole collection: it takes no filter, sort, offset or search", label = "remove `after`, or page with `offset`")]
    Walkable: [] Listing;
}

rules! {
    /// A question that can be narrowed by a filter or an offset: all but a walk, for the reason of [`Walkable`].
    #[diagnostic::on_unimplemented(message = "`after` walks the whole collection: it takes no filter, sort or offset", label = "not together with `after`")]
    Narrowable: [] Listing, [] Narrowed, [T] Aimed<T>, [W] Bm25<W>, [T, V, W] Hybrid<T, V, W>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

rules! {
    /// A search that ranks by a score. For another a server would say 0.
    #[diagnostic::on_unimplemented(message = "`score` is not part of these results", label = "`score` comes with `bm25` and `hybrid`; the objects of a group have none: there, remove `score` or `group_by`")]
    Scored: [W] Bm25<W>, [T, V, W] Hybrid<T, V, W>;
}

rules! {
    /// A search that ranks by a distance, and the groups of one.
    #[diagnostic::on_unimplemented(message = "`distance` is not part of these results", label = "`distance` comes with the `near_*` searches")]
    Measured: [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>, [S: Measured] InGroup<S>;
}

rules! {
    /// A search whose query vector can be shifted: by text. A vector of your own you can shift yourself.
    #[diagnostic::on_unimplemented(message = "`move_to` and `move_away` belong to `near_text`", label = "no `near_text` before this")]
    Movable: [T] NearText<T>;
}

rules! {
    /// A search that compares vectors, so that its results can be told apart.
    #[diagnostic::on_unimplemented(message = "`diversity` compares vectors, and these results have none", label = "add a `near_*` search or `hybrid` before this")]
    Diverse: [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T, V, W] Hybrid<T, V, W>;
}

impl<T: Dropped> Diverse for NearMedia<T> {}

/// What a search by a medium may aim at beside `diversity`, which a server drops there in silence (1.39.0): nothing.
#[diagnostic::on_unimplemented(
    message = "a server drops `diversity` where it searches by a picture or sound",
    label = "remove `diversity`, or search by `near_text`, `near_vector` or `near_object`"
)]
pub trait Dropped: Sealed {}

impl Dropped for Nothing {}

rules! {
    /// A question whose order a boost may change: all but a walk. A server accepts it there and breaks the order of ids, so
    /// that the next page would miss objects (1.39.0).
    #[diagnostic::on_unimplemented(message = "`after` walks in the order of ids: a `boost` would break it", label = "remove `boost` to walk all objects, or remove `after` and page with `offset`")]
    Boostable: [] Listing, [] Narrowed, [T] Aimed<T>, [W] Bm25<W>, [T, V, W] Hybrid<T, V, W>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

rules! {
    /// Objects of which the server says when they were written: all but those of a group.
    #[diagnostic::on_unimplemented(message = "the server does not say when the objects of a group were written", label = "leave it out, or ask without `group_by`")]
    Dated: [] Listing, [] Narrowed, [] Cursor, [T] Aimed<T>, [W] Bm25<W>, [T, V, W] Hybrid<T, V, W>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>, [] Inside;
}

rules! {
    /// A question that is ranked: it has a search. Without one there are no scores that could jump (`auto_limit`), and a
    /// server refuses to group (1.39.0).
    #[diagnostic::on_unimplemented(message = "this clause is for the results of a search, and nothing ranks these", label = "add a search before this")]
    Ranked: [W] Bm25<W>, [T, V, W] Hybrid<T, V, W>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

/// A search with a text, which a reranker holds a property against if `rerank_query` says nothing else. One without a
/// text a server reranks by an empty one.
#[diagnostic::on_unimplemented(
    message = "`rerank` holds a property against a text, and this search has none",
    label = "add `rerank_query: \"…\"` (by hand before `rerank`)"
)]
pub trait Spoken: Sealed {}

#[diagnostic::do_not_recommend]
impl<W> Spoken for Bm25<W> {}
#[diagnostic::do_not_recommend]
impl<T> Spoken for NearText<T> {}
#[diagnostic::do_not_recommend]
impl<T, V: Words, W> Spoken for Hybrid<T, V, W> {}
#[diagnostic::do_not_recommend]
impl Spoken for Unclear {}

/// Nothing ranks these, which is the message of [`Ranked`].
macro_rules! unranked {
    ($([$($generics:tt)*] $t:ty),*) => { $(#[diagnostic::do_not_recommend] impl<$($generics)*> Spoken for $t {})* };
}
unranked! { [] Listing, [] Narrowed, [] Cursor, [T] Aimed<T> }

rules! {
    /// The objects of a collection themselves, not what stands inside them or in groups.
    #[diagnostic::on_unimplemented(message = "this is known of the object found, not of what it leads to", label = "ask for it at the top of `select`")]
    Outermost: [] Listing, [] Narrowed, [] Cursor, [T] Aimed<T>, [W] Bm25<W>, [T, V, W] Hybrid<T, V, W>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>;
}

/// A question that has all it needs: every one but a `hybrid` whose vector is missing and that has no vectorizer.
///
/// A server fails such a `hybrid` (`VectorFromInput was called without vectorizer`, 1.39.0). Give it `vector: …`, or
/// `alpha: 0` to search words only, or declare a vectorizer.
#[diagnostic::on_unimplemented(
    message = "this `hybrid` needs a vector: `{C}` has no vectorizer for its text",
    label = "add `vector: …`, or `alpha: 0` to search words only"
)]
pub trait Complete<C>: Sealed {}

macro_rules! complete {
    ($([$($generics:tt)*] $t:ty),*) => { $(#[diagnostic::do_not_recommend] impl<C, $($generics)*> Complete<C> for $t {})* };
}
complete! { [] Unclear, [] Listing, [] Narrowed, [] Cursor, [W] Bm25<W>, [T] NearVector<T>, [T] NearObject<T>, [T] NearText<T>, [T] NearMedia<T>, [T, W] Hybrid<T, Given, W>, [T, W] Hybrid<T, Alone, W>, [T: Blending, W] Hybrid<T, Missing, W> }

impl<C, T: Searching> Complete<C> for Aimed<T> {}

impl<C, T: Wanting<C>, W> Complete<C> for Hybrid<T, Wordless, W> {}

impl<C, T: Named<C>, W> Complete<C> for Hybrid<T, Zero, W> {}

/// Whether a server is told which vector a `hybrid` is about. It wants to know even where only words are searched; the
/// one vector of a collection is named by itself.
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

/// What completes a `hybrid: none` whose vector is missing: no target does, so this exists for its message. [`Nothing`]
/// passes because its mistake has been said.
#[diagnostic::on_unimplemented(
    message = "a `hybrid` without words needs a vector",
    label = "add `vector: …`"
)]
pub trait Wanting<C>: Sealed {}

impl<C> Wanting<C> for Nothing {}

/// Targets whose vectorizers make the vector of a `hybrid` from its text: [`One`] with such a vectorizer.
pub trait Blending: Sealed {}

#[diagnostic::do_not_recommend]
impl<P: VectorProperty<Vectorizer: Blends<P>>> Blending for One<P> {}
#[diagnostic::do_not_recommend]
impl Blending for Nothing {}

/// A vector search of one vector whose distance has a largest value, which is `cosine`. On another distance a server
/// refuses the clause and leaves the metadata out; of several vectors it has neither (1.39.0). Use `distance`. Of the
/// objects of a group a server leaves it out: there it is `InvalidInput` when the question is sent.
#[diagnostic::on_unimplemented(
    message = "`certainty` is not part of these results",
    label = "`certainty` comes with `near_*` searches of one vector; the objects of a group have none"
)]
pub trait Certain: Sealed {}

/// A distance between 0 and 2: `cosine`. The certainty is 1 − distance / 2.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no certainty, its distance is `{Self}`",
    label = "ask for `distance`, or declare `#[weaviate(vector(distance = cosine))]`"
)]
pub trait Bounded<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Bounded<P> for kind::distance::cosine {}
#[diagnostic::do_not_recommend]
impl Certain for Unclear {}
impl<S: Single> Certain for S where <S::Of as VectorProperty>::Distance: Bounded<S::Of> {}

/// A search of one vector.
#[diagnostic::on_unimplemented(
    message = "`certainty` is not part of these results",
    label = "`certainty` comes with `near_*` searches of one vector; the objects of a group have none"
)]
pub trait Single: Sealed {
    /// The vector.
    type Of: VectorProperty;
}

macro_rules! single {
    ($($near:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<P: VectorProperty> Single for $near<One<P>> {
            type Of = P;
        }
    )* };
}
single! { NearVector NearObject NearText NearMedia }

/// Whether the results of a search that is ranked by `Ranking` can be grouped by a property of this kind.
///
/// With `bm25` and `hybrid` a server groups by text, date and uuid (and their lists) and answers other kinds with no
/// groups and no error; `near_*` groups by all of these (1.39.0):
///
/// | property | `bm25`, `hybrid` | `near_*` |
/// |---|---|---|
/// | text, date, uuid, lists of them | yes | yes |
/// | int, number, boolean, lists of them, links | no | yes |
/// | places, phone numbers, blobs, objects, vectors | no | no |
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
        impl GroupsNear for kind::$by_vectors {}
        #[diagnostic::do_not_recommend]
        impl GroupsNear for kind::list<kind::$by_vectors> {}
    )* };
}
gathers! { text date uuid; int number boolean reference }

/// Kinds by which `near_*` alone groups. Written of these, [`Gathers`] is something rustc does not call implemented for
/// another ranking.
pub trait GroupsNear: Sealed {}

#[diagnostic::do_not_recommend]
impl<K: GroupsNear, P> Gathers<ByVectors, P> for K {}
// A listing passes: that it has no search is the message of `Ranked`.
#[diagnostic::do_not_recommend]
impl<K: GroupsNear, P> Gathers<Unranked, P> for K {}

/// A kind that a reranker reads: text, and one of it, not a list.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not text for a reranker to read",
    label = "`rerank` takes a text property"
)]
pub trait RerankText<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> RerankText<P> for kind::text {}
