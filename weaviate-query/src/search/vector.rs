//! What a vector search aims at, and which query vectors that takes.

use std::marker::PhantomData;

use crate::{
    kind,
    property::{MultiVector, Vector, VectorType},
    token::{Field, Property, VectorProperty},
};

/// A collection without a vector.
#[derive(Debug, Clone, Copy)]
pub struct NoVector;
/// A collection with several vectors.
#[derive(Debug, Clone, Copy)]
pub struct Several;
/// The one vector `P`.
#[derive(Debug, Clone, Copy)]
pub struct One<P>(PhantomData<P>);
/// Accepts everything: what was refused already is not refused twice.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

/// Whether it is known which vector to search.
#[diagnostic::on_unimplemented(
    message = "`{C}` has several vectors and this search names none",
    label = "add `target: .name` with the vector to search"
)]
pub trait Known<C> {}

/// A collection with a vector.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no vector to search",
    label = "give `{Self}` a field of type `Vector<N>` with `#[weaviate(vector)]`"
)]
pub trait HasVector {}

#[diagnostic::do_not_recommend]
impl<C, P> Known<C> for One<P> {}
#[diagnostic::do_not_recommend]
impl<C> Known<C> for Nothing {}
impl<C: HasVector> Known<C> for NoVector {}

/// What a search is told of its vector.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Aim {
    /// The named vector.
    pub target: Option<&'static str>,
    /// How many dimensions it has.
    pub dimensions: Option<usize>,
}

/// A target that a search can be made of.
pub trait Targeted {
    /// Its name and dimension.
    fn aim() -> Aim;
}

impl<P: VectorProperty> Targeted for One<P> {
    fn aim() -> Aim {
        Aim { target: Some(P::NAME), dimensions: <P::Type as crate::property::PropertyType>::TYPE.dimensions }
    }
}
impl Targeted for Nothing {
    fn aim() -> Aim {
        Aim::default()
    }
}
impl Targeted for NoVector {
    fn aim() -> Aim {
        Aim::default()
    }
}
impl Targeted for Several {
    fn aim() -> Aim {
        Aim::default()
    }
}

/// The type of a declared vector, and the query vectors it is searched with.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a `{Self}`: it cannot be searched with `{V}`",
    label = "expected `{Self}`, an array of its length, or a slice (checked when it is sent)"
)]
pub trait Accepts<V: ?Sized, P> {
    /// The values.
    fn values(vector: &V) -> Vec<f32>;
}

macro_rules! accepts {
    ($declared:ident: $($given:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl<P, const N: usize> Accepts<$given, P> for $declared<N> {
            fn values(vector: &$given) -> Vec<f32> {
                vector.to_vec()
            }
        }
    )* };
}

accepts! { Vector: Vector<N>, [f32; N], [f32], Vec<f32> }

impl<P, V: ?Sized, const N: usize> Accepts<&V, P> for Vector<N>
where
    Vector<N>: Accepts<V, P>,
{
    fn values(vector: &&V) -> Vec<f32> {
        <Vector<N> as Accepts<V, P>>::values(vector)
    }
}

#[diagnostic::do_not_recommend]
impl<P, const N: usize> Accepts<Vector<N>, P> for MultiVector<N> {
    fn values(vector: &Vector<N>) -> Vec<f32> {
        vector.to_vec()
    }
}

/// A target that takes a query vector of the type `V`.
pub trait Takes<V> {
    /// The values.
    fn take(vector: &V) -> Vec<f32>;
}

impl<P: VectorProperty, V> Takes<V> for One<P>
where
    <P::Type as VectorType>::Of: Accepts<V, P>,
{
    fn take(vector: &V) -> Vec<f32> {
        <<P::Type as VectorType>::Of as Accepts<V, P>>::values(vector)
    }
}

macro_rules! takes_anything {
    ($($t:ty),*) => { $(
        impl<V> Takes<V> for $t {
            fn take(_: &V) -> Vec<f32> {
                Vec::new()
            }
        }
    )* };
}
takes_anything! { Nothing, Several, NoVector }

/// What may stand in `target`.
#[diagnostic::on_unimplemented(
    message = "this is no vector of `{C}`",
    label = "`target` takes a vector of `{C}`"
)]
pub trait Targets<C> {}

/// What a search aims at after `target`. Total for properties, so that a rule that fails leaves the next step's type
/// known.
#[diagnostic::on_unimplemented(
    message = "`target` takes a property, not a `{Self}`",
    label = "write `.name` with the name of a vector"
)]
pub trait AimOf {
    /// What it aims at.
    type Of: 'static;
    /// The property itself: the rule is about this, so that what is no property has one error.
    type Token;
}

/// A kind that is a vector.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not a vector",
    label = "`target` takes properties of type `Vector<N>`"
)]
pub trait VectorKind<P> {}

#[diagnostic::do_not_recommend]
impl<P> VectorKind<P> for kind::vector {}

/// What a search aims at that was told a property of this kind.
pub trait AimAt<P> {
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
}
