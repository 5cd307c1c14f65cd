//! What stands in `target`: one vector, or several and how their distances are joined.

use std::marker::PhantomData;

use super::aim::{Many, Nothing, One};
use crate::{
    plain::{ir, sealed::Sealed},
    typed::{kind, marker::Property, token::Field},
};

/// Vectors of `C` whose distances are joined.
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

/// Vectors of `C` with their weights.
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

/// A list of nothing but vectors.
pub trait OfVectors: Sealed {}

/// A target with its weight.
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

macro_rules! joins {
    ($($(#[$meta:meta])* $name:ident $join:ident;)*) => { $(
        $(#[$meta])*
        pub fn $name<C, L: TargetList<C> + OfVectors>(list: L) -> Joined<C, L::Of> {
            Joined { targets: ir::Targets { names: list.names(), join: Some(ir::Join::$join) }, of: PhantomData }
        }
    )* };
    (weighted $($(#[$meta:meta])* $name:ident $join:ident;)*) => { $(
        $(#[$meta])*
        pub fn $name<C, L: WeightedList<C> + OfVectors>(list: L) -> Joined<C, L::Of> {
            let (names, weights) = list.names();
            Joined { targets: ir::Targets { names, join: Some(ir::Join::$join(weights)) }, of: PhantomData }
        }
    )* };
}

joins! {
    /// The sum of the distances to the vectors of a tuple.
    sum Sum;
    /// The mean of the distances to the vectors of a tuple.
    average Average;
    /// The least of the distances to the vectors of a tuple.
    minimum Minimum;
}
joins! { weighted
    /// The sum of the distances to the vectors of a tuple, each [`times`](Field::times) its weight.
    weighted Weighted;
    /// The sum of the scores of the vectors of a tuple, each scaled to 0..1 and [`times`](Field::times) its weight.
    relative Relative;
}

/// What may stand in `target`.
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
    /// The property itself: the rule is about this, so that what is no property has one error.
    type Token;

    /// The names.
    fn targets(self) -> ir::Targets;
}

/// A kind that is a vector.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not a vector",
    label = "expected a property of type `Vector<N>` or `MultiVector<N>`"
)]
pub trait VectorKind<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> VectorKind<P> for kind::vector {}

/// What a search aims at that was told a property of this kind.
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

/// What stands in for a `target` that is wrong: nothing more is said of it.
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
