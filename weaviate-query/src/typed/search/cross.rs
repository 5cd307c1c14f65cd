//! `and_cross`: all the words, spread over several properties that are searched as one.
//!
//! A server merges what each of them was cut into, so it refuses properties that are cut in different ways ("requires all
//! searched properties to share the same tokenization and analyzer settings", 1.39.0). Two rules say so, because what is
//! known of the properties differs:
//!
//! | searched | rule |
//! |---|---|
//! | `on: [.title, .slug]` | [`Spread`] goes from the first to the last: behind [`Nowhere`] comes a property, behind [`Cut`] one that is cut in the same way. What differs has no impl and no type, so that the rest is judged no more and the error is one |
//! | all text: [`AllText`] | the derive knows what is declared and not what is text, rustc the types: so [`Collection::Texts`] has a group for each way of cutting, and [`Searched`] finds those with a text in them; two are [`Mixed`] |

use std::marker::PhantomData;

use super::words::{Keywords, On, Searchable, Weighted};
use crate::{
    plain::{sealed::Sealed, tuples::for_tuples},
    typed::{
        collection::Collection,
        kind::{self, list},
        marker::Property,
        token::Field,
    },
};

/// Nothing is searched yet.
#[derive(Debug, Clone, Copy)]
pub enum Nowhere {}

/// What is searched is cut as `P` is: by the tokenization `T`, with the analyzer `A`.
#[derive(Debug, Clone, Copy)]
pub struct Cut<T, A, P>(PhantomData<(T, A, P)>);

/// The tokenization of a property that is searched together with `Q`, whose tokenization is `T`.
#[diagnostic::on_unimplemented(
    message = "`and_cross` searches properties as one: `{P}` is cut by `{Self}`, `{Q}` by `{T}`",
    label = "name properties of one tokenization, or declare it on both"
)]
pub trait Alike<T, A, Q, P>: Sealed {
    /// The analyzer of `Q`, which is compared next.
    type Analyzer;
}

#[diagnostic::do_not_recommend]
impl<T: Sealed, A, Q, P> Alike<T, A, Q, P> for T {
    type Analyzer = A;
}

/// The analyzer of a property that is searched together with `Q`, whose analyzer is `A`.
#[diagnostic::on_unimplemented(
    message = "`and_cross` searches properties as one: `{P}` and `{Q}` have different analyzers",
    label = "name properties of one `analyzer(…)`, or declare it on both"
)]
pub trait Folded<A, Q, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<A: Sealed, Q, P> Folded<A, Q, P> for A {}

/// Properties that are searched as one, behind `B`: what [`On`] takes, and [`AllText`].
#[diagnostic::on_unimplemented(
    message = "this is no property of `{C}` to search",
    label = "`on` takes `.property` and `.property ^ weight` of `{C}`"
)]
pub trait Spread<C, B>: On<C> {
    /// What is searched with them.
    type After;
}

/// The property, if it is text: what is none is compared with nothing.
type Text<P> = <<P as Property>::Kind as Keywords<P>>::Text;
/// Its tokenization.
type Tokens<P> = <Text<P> as Property>::Tokenization;

macro_rules! spread {
    ($($t:ty),*) => { $(
        impl<C, P: Property<Searchable: Searchable<P>, Kind: Keywords<P>>> Spread<C, Nowhere> for $t {
            type After = Cut<Tokens<P>, <Text<P> as Property>::Analyzer, P>;
        }

        impl<C, T, A, Q, P: Property<Searchable: Searchable<P>, Kind: Keywords<P>>> Spread<C, Cut<T, A, Q>> for $t
        where
            Tokens<P>: Alike<T, A, Q, P>,
            <Text<P> as Property>::Analyzer: Folded<<Tokens<P> as Alike<T, A, Q, P>>::Analyzer, Q, P>,
        {
            type After = Cut<T, <Tokens<P> as Alike<T, A, Q, P>>::Analyzer, Q>;
        }
    )* };
}
spread! { Field<C, (), P>, Weighted<(C, P)> }

#[diagnostic::do_not_recommend]
impl<C, B, T: Spread<C, B>, const N: usize> Spread<C, B> for [T; N] {
    type After = T::After;
}

macro_rules! tuples {
    ($($i:ident $of:ident $n:tt)+) => { tuples! { @ [$($i)+] [] Start; $($i)+ } };
    // Each behind the one before it.
    (@ $all:tt [$($bounds:tt)*] $before:ty; $i:ident $($rest:ident)*) => {
        tuples! { @ $all [$($bounds)* $i: Spread<Of, $before>,] <$i as Spread<Of, $before>>::After; $($rest)* }
    };
    (@ [$($i:ident)+] [$($bounds:tt)*] $after:ty;) => {
        impl<Of, Start, $($bounds)*> Spread<Of, Start> for ($($i,)+) {
            type After = $after;
        }
    };
}
for_tuples!(tuples, 8);

/// All text of a collection that is searchable: what a search by words looks at without `on`, and `and_cross` where
/// nothing else is to be named.
#[derive(Debug, Clone, Copy)]
pub struct AllText;

impl Sealed for AllText {}

#[diagnostic::do_not_recommend]
impl<C> On<C> for AllText {
    /// None: a server then takes all.
    fn add(self, _: &mut Vec<(String, u32)>) {}
}

impl<C: Collection<Texts: Searched<All: Uniform>>> Spread<C, Nowhere> for AllText {
    type After = Nowhere;
}

/// Fields that are cut in other ways than those of `X`: what the derive writes between two groups.
#[derive(Debug, Clone, Copy)]
pub struct Apart<X, Y>(PhantomData<(X, Y)>);

/// Text that is cut as `P` is.
#[derive(Debug, Clone, Copy)]
pub struct Only<P>(PhantomData<P>);

/// Text of which some is cut as `P` is, and some as `Q`.
#[derive(Debug, Clone, Copy)]
pub struct Mixed<P, Q>(PhantomData<(P, Q)>);

impl Sealed for Nowhere {}
impl<P> Sealed for Only<P> {}
impl<P, Q> Sealed for Mixed<P, Q> {}

/// Fields as the derive groups them: markers, pairs of fields that are cut in the same way, and [`Apart`]. Total.
pub trait Searched {
    /// What text there is among them.
    type All: Texts;
}

impl Searched for () {
    type All = Nowhere;
}
impl<X: Searched, Y: Searched> Searched for (X, Y) {
    type All = <X::All as Texts>::With<Y::All>;
}
impl<X: Searched, Y: Searched> Searched for Apart<X, Y> {
    type All = <X::All as Texts>::Beside<Y::All>;
}
impl<P: Property<Kind: Contains<P>>> Searched for P {
    type All = <P::Kind as Contains<P>>::Text;
}

/// What text there is. Total: each of them has every step.
pub trait Texts: Sealed {
    /// With more that is cut in the same way.
    type With<T: Texts>: Texts;
    /// With other text, cut in another way.
    type Beside<T: Texts>: Texts;
    /// Behind `P`, which is cut in another way.
    type Behind<P>: Texts;
}

impl Texts for Nowhere {
    type With<T: Texts> = T;
    type Beside<T: Texts> = T;
    type Behind<P> = Only<P>;
}
impl<P> Texts for Only<P> {
    type With<T: Texts> = Self;
    type Beside<T: Texts> = T::Behind<P>;
    type Behind<Q> = Mixed<Q, P>;
}
impl<P, Q> Texts for Mixed<P, Q> {
    type With<T: Texts> = Self;
    type Beside<T: Texts> = Self;
    type Behind<O> = Self;
}

/// Whether a field of this kind is text. Total.
pub trait Contains<P>: Sealed {
    /// It alone, or nothing.
    type Text: Texts;
}

macro_rules! kinds {
    ($text:ty: $($kind:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl<P> Contains<P> for $kind {
            type Text = $text;
        }
    )* };
}
kinds! { Only<P>: kind::text, list<kind::text> }
kinds! { Nowhere: kind::int, kind::number, kind::boolean, kind::date, kind::uuid }
kinds! { Nowhere: list<kind::int>, list<kind::number>, list<kind::boolean>, list<kind::date>, list<kind::uuid> }
kinds! { Nowhere: kind::geo_coordinates, kind::phone_number, kind::blob, kind::blob_hash, kind::object }
kinds! { Nowhere: kind::reference, kind::collection, kind::vector, kind::no }

/// Text that is cut in one way.
pub trait Uniform: Sealed {}

#[diagnostic::do_not_recommend]
impl Uniform for Nowhere {}
#[diagnostic::do_not_recommend]
impl<P> Uniform for Only<P> {}
impl<P, Q> Uniform for Mixed<P, Q> where kind::no: Same<P, Q> {}

/// Whether `P` and `Q` are cut in the same way, which they are not: it exists for its message.
#[diagnostic::on_unimplemented(
    message = "`and_cross` searches properties as one: `{P}` and `{Q}` are cut in different ways",
    label = "name properties of one tokenization and analyzer in `on`"
)]
pub trait Same<P, Q>: Sealed {}
