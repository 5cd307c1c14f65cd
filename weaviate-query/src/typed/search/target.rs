//! What stands in `target`: one vector, or several and how their distances are joined.
//!
//! | written | the result's distance |
//! |---|---|
//! | `.a` | that to `a` |
//! | [`minimum`]`(.a, .b)` | the least |
//! | [`sum`]`(.a, .b)` | the sum |
//! | [`average`]`(.a, .b)` | the mean |
//! | [`weighted`]`(.a * 0.3, .b * 0.7)` | the sum, each times its weight |
//! | [`relative`]`(.a * 0.3, .b * 0.7)` | the sum of scores, each scaled to 0..1 and times its weight |
//!
//! Distances of different measures do not add up as they are: `relative` makes them comparable first. A question for
//! numbers looks at one vector only, as a server does (1.39.0): there a join is `InvalidInput`.
//!
//! The type of what was named goes on into the search ([`AimOf::Of`]), so that query vectors are checked against each
//! target. A property that is no vector still has such a type, [`Nothing`], which takes everything: the mistake is said
//! once, at `target`.

use std::marker::PhantomData;

use super::aim::{Many, Nothing, One};
use crate::{
    plain::{ir, sealed::Sealed},
    typed::{kind, marker::Property, token::Field},
};

/// Vectors of `C` whose distances are joined: a tuple of two to eight tokens.
#[diagnostic::on_unimplemented(
    message = "these are no vectors of `{C}` to join",
    label = "expected two to eight vectors of `{C}`, as in `sum(.title_vector, .body_vector)`"
)]
pub trait TargetList<C>: Sealed {
    /// What it aims at together.
    type Of: 'static;

    /// Their names.
    fn names(&self) -> Vec<String>;
}

/// Vectors of `C` with their weights: a tuple of two to eight tokens, each [`times`](Field::times) a number.
#[diagnostic::on_unimplemented(
    message = "these are no vectors of `{C}` with weights",
    label = "expected two to eight vectors of `{C}` with weights, as in `weighted(.title_vector * 0.3, .body_vector * 0.7)`"
)]
pub trait WeightedList<C>: Sealed {
    /// What it aims at together.
    type Of: 'static;

    /// Their names and weights.
    fn names(&self) -> (Vec<String>, Vec<f32>);
}

/// A list of nothing but vectors. Apart from [`TargetList`], whose type `Of` must be known even where this fails.
pub trait OfVectors: Sealed {}

/// A target with its weight, which must be finite; weights need not add up to 1.
#[derive(Debug, Clone, Copy)]
pub struct Times<F> {
    weight: f32,
    of: PhantomData<F>,
}

impl<F> Times<F> {
    pub(super) fn weight(&self) -> f32 {
        self.weight
    }
}

impl<C, P: Property> Field<C, (), P> {
    /// This target with its weight, for [`weighted`] and [`relative`].
    pub fn times(self, weight: f32) -> Times<Self> {
        Times { weight, of: PhantomData }
    }
}

/// Several targets and how their distances are joined: what `sum`, `average`, `minimum`, `weighted` and `relative`
/// make.
#[derive(Debug, Clone)]
pub struct Joined<C, T> {
    targets: ir::Targets,
    of: PhantomData<fn() -> (C, T)>,
}

impl<C, T> Sealed for Joined<C, T> {}

#[allow(clippy::needless_pass_by_value)] // a tuple of tokens, which are nothing
fn joined<C, L: TargetList<C>>(list: L, join: ir::Join) -> Joined<C, L::Of> {
    Joined { targets: ir::Targets { names: list.names(), join: Some(join) }, of: PhantomData }
}

#[allow(clippy::needless_pass_by_value)] // a tuple of tokens, which are nothing
fn joined_by_weight<C, L: WeightedList<C>>(list: L, join: fn(Vec<f32>) -> ir::Join) -> Joined<C, L::Of> {
    let (names, weights) = list.names();
    Joined { targets: ir::Targets { names, join: Some(join(weights)) }, of: PhantomData }
}

/// The sum of the distances to the vectors of a tuple.
pub fn sum<C, L: TargetList<C> + OfVectors>(list: L) -> Joined<C, L::Of> {
    joined(list, ir::Join::Sum)
}

/// The mean of the distances to the vectors of a tuple.
pub fn average<C, L: TargetList<C> + OfVectors>(list: L) -> Joined<C, L::Of> {
    joined(list, ir::Join::Average)
}

/// The least of the distances to the vectors of a tuple: near to any one is near.
pub fn minimum<C, L: TargetList<C> + OfVectors>(list: L) -> Joined<C, L::Of> {
    joined(list, ir::Join::Minimum)
}

/// The sum of the distances to the vectors of a tuple, each [`times`](Field::times) its weight.
///
/// ```
/// use weaviate_query::{kind, search::weighted, token::{Field, VectorProperty}};
///
/// fn mostly_text<C, T, I>(text: Field<C, (), T>, image: Field<C, (), I>)
/// where
///     T: VectorProperty<Kind = kind::vector>,
///     I: VectorProperty<Kind = kind::vector>,
/// {
///     let target = weighted((text.times(0.8), image.times(0.2))); // what `.target(…)` takes
///     # let _ = target;
/// }
/// ```
pub fn weighted<C, L: WeightedList<C> + OfVectors>(list: L) -> Joined<C, L::Of> {
    joined_by_weight(list, ir::Join::Weighted)
}

/// The sum of the scores of the vectors of a tuple, each scaled to 0..1 and [`times`](Field::times) its weight.
pub fn relative<C, L: WeightedList<C> + OfVectors>(list: L) -> Joined<C, L::Of> {
    joined_by_weight(list, ir::Join::Relative)
}

/// What may stand in `target`: a vector of `C`, or vectors of it that a function of this module joined.
#[diagnostic::on_unimplemented(
    message = "this is no vector of `{C}`",
    label = "`target` takes a vector of `{C}`"
)]
pub trait Targets<C>: Sealed {}

/// What a search aims at after `target`. Total for properties, so that a rule that fails leaves the next step's type
/// known.
#[diagnostic::on_unimplemented(
    message = "`target` takes a property, not a `{Self}`",
    label = "write `.name` with the name of a vector"
)]
pub trait AimOf: Sealed {
    /// What it aims at.
    type Of: 'static;
    /// The thing itself, which the rule [`Targets`] is about. Asked for in this way, what is no property at all fails here and
    /// not a second time there.
    type Token;

    /// The names.
    fn targets(self) -> ir::Targets;
}

/// A kind that is a vector; the rule behind `target` and `vector(.name)`.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not a vector",
    label = "expected a `Vector<N>` or `MultiVector<N>`"
)]
pub trait VectorKind<P>: Sealed {}

// Recommended, so that rustc does not list the tuples of `OfVectors` instead.
impl<P> VectorKind<P> for kind::vector {}

/// What a search aims at that was told a property of this kind: [`One`], or [`Nothing`] for what is no vector.
pub trait AimAt<P>: Sealed {
    /// What it aims at.
    type Of: 'static;
}

impl<P: 'static> AimAt<P> for kind::vector {
    type Of = One<P>;
}
impl<P, K> AimAt<P> for kind::list<K> {
    type Of = Nothing;
}

macro_rules! no_vectors {
    ($($kind:ident)*) => { $(impl<P> AimAt<P> for kind::$kind { type Of = Nothing; })* };
}
no_vectors! { text int number boolean date uuid geo_coordinates phone_number blob object reference }

impl<C, P: Property<Kind: VectorKind<P>>> Targets<C> for Field<C, (), P> {}
impl<R, Pa, P: Property<Kind: AimAt<P>>> AimOf for Field<R, Pa, P> {
    type Of = <P::Kind as AimAt<P>>::Of;
    type Token = Self;

    fn targets(self) -> ir::Targets {
        ir::Targets { names: vec![P::NAME.into()], join: None }
    }
}

impl<C, T> Targets<C> for Joined<C, T> {}
impl<C, T: 'static> AimOf for Joined<C, T> {
    type Of = Many<T>;
    type Token = Self;

    fn targets(self) -> ir::Targets {
        self.targets
    }
}

/// What `query!` writes where a `target` is broken in its syntax. It fits everything, so that only the macro's own message
/// is heard.
#[derive(Debug, Clone, Copy)]
pub struct Unknown;

impl Sealed for Unknown {}

impl<C> Targets<C> for Unknown {}
impl AimOf for Unknown {
    type Of = Nothing;
    type Token = Self;

    fn targets(self) -> ir::Targets {
        ir::Targets::default()
    }
}
