//! What a vector search aims at, and which query vectors that takes.
//!
//! | declared | query vector | length |
//! |---|---|---|
//! | `Vector<N>` | `Vector<N>`, `[f32; N]` | checked by rustc |
//! | `Vector<N>` | `[f32]`, `Vec<f32>` | checked when it is sent: `InvalidInput` |
//! | `MultiVector<N>` | `MultiVector<N>`; an array or `Vec` of `[f32; N]` or `Vector<N>`; `[[f32; N]]` | checked by rustc |
//! | `MultiVector<N>` | `Vec<Vec<f32>>` | checked when it is sent |
//!
//! and references to these. A server that gets the wrong length fails deep in a shard ("vector lengths don't match"), and
//! one that gets an empty vector answers with a plain listing and no error (1.39.0); here both are refused, as are NaN and
//! infinities.

use std::marker::PhantomData;

use super::{
    aim::{Many, NoVector, Nothing, One, Several},
    target::{AimAt, OfVectors, TargetList, Times, VectorKind, WeightedList},
};
use crate::{
    plain::{
        ir,
        modules::Understands,
        sealed::Sealed,
        tuples::for_tuples,
        value::{MultiVector, Vector},
    },
    typed::{
        kind::yes,
        marker::{Property, VectorProperty},
        property::{PropertyType, VectorType},
        token::Field,
    },
};

/// Whether it is known which vector to search: there is one, or `target` names it.
#[diagnostic::on_unimplemented(
    message = "`{C}` has several vectors and this search names none",
    label = "add `target: .name` with the vector to search"
)]
pub trait Known<C>: Sealed {}

/// A collection with a vector. Never implemented for one without: it exists for its message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no vector to search",
    label = "give `{Self}` a field of type `Vector<N>` with `#[weaviate(vector)]`"
)]
pub trait HasVector: Sealed {}

#[diagnostic::do_not_recommend]
impl<C, P> Known<C> for One<P> {}
#[diagnostic::do_not_recommend]
impl<C, T> Known<C> for Many<T> {}
#[diagnostic::do_not_recommend]
impl<C> Known<C> for Nothing {}
impl<C: HasVector> Known<C> for NoVector {}

/// A target that a search can be made of, which is each: what is wrong with it another rule says.
pub trait Targeted: Sealed {
    /// The vectors to name when `target` named none.
    fn targets() -> ir::Targets;
}

impl<P: VectorProperty> Targeted for One<P> {
    fn targets() -> ir::Targets {
        ir::Targets { names: vec![P::NAME.into()], join: None }
    }
}

macro_rules! untargeted {
    ($([$($generics:tt)*] $t:ty),*) => { $(
        impl<$($generics)*> Targeted for $t {
            fn targets() -> ir::Targets {
                ir::Targets::default()
            }
        }
    )* };
}
untargeted! { [] Nothing, [] NoVector, [] Several, [T] Many<T> }

/// The type of a declared vector, and the query vectors it is searched with. `P` is the vector's property, so that the
/// message can name it.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a `{Self}`: it cannot be searched with `{V}`",
    label = "expected `{Self}`, an array of its length, or a slice"
)]
pub trait Accepts<V: ?Sized, P>: Sealed {
    /// The values.
    fn values(vector: &V) -> ir::Values;
}

/// Whether a query vector of `M` numbers is as long as one of `P`, which has `N`.
#[diagnostic::on_unimplemented(
    message = "`{P}` has {N} dimensions, and this vector has {M}",
    label = "expected {N} numbers"
)]
pub trait Fits<const M: usize, const N: usize, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P, const N: usize> Fits<N, N, P> for yes {}

/// Each given type, and references to it: as many as `query!` and a loop put before a value. Not one `impl` for `&V`: a
/// vector that does not fit would then be said with every step to it.
macro_rules! accepts {
    ($declared:ident, |$vector:ident| $values:expr; $($given:ty),*) => { $(
        accepts! { @one [P, const N: usize] $declared, |$vector| $values; [] $given }
        accepts! { @one [P, const N: usize] $declared, |$vector| $values; [] &$given }
        accepts! { @one [P, const N: usize] $declared, |$vector| $values; [] &&$given }
        accepts! { @one [P, const N: usize] $declared, |$vector| $values; [] &&&$given }
    )* };
    (rows $($given:ty),*) => { $(
        accepts! { @one [P, const N: usize, const M: usize] MultiVector, |rows| ir::Values::Multi(rows.iter().map(|row| row.to_vec()).collect()); [] $given }
        accepts! { @one [P, const N: usize, const M: usize] MultiVector, |rows| ir::Values::Multi(rows.iter().map(|row| row.to_vec()).collect()); [] &$given }
        accepts! { @one [P, const N: usize, const M: usize] MultiVector, |rows| ir::Values::Multi(rows.iter().map(|row| row.to_vec()).collect()); [] &&$given }
    )* };
    (@one [$($generics:tt)*] $declared:ident, |$vector:ident| $values:expr; [] $given:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Accepts<$given, P> for $declared<N> {
            #[allow(clippy::implicit_clone)] // one body for arrays and `Vec`
            fn values($vector: &$given) -> ir::Values {
                $values
            }
        }
    };
}

accepts! { Vector, |vector| ir::Values::Single(vector.to_vec()); [f32], Vec<f32> }
accepts! { MultiVector, |rows| ir::Values::Multi(rows.iter().map(|row| row.to_vec()).collect()); Vec<[f32; N]>, [[f32; N]], Vec<Vec<f32>>, Vec<Vector<N>> }
accepts! { MultiVector, |rows| ir::Values::Multi(rows.rows().map(<[f32]>::to_vec).collect()); MultiVector<N> }
accepts! { rows [[f32; N]; M], [Vector<N>; M] }

/// Arrays and vectors, whose length rustc knows.
macro_rules! arrays {
    ($($(#[$meta:meta])* $given:ty),*) => { $(
        $(#[$meta])*
        impl<P, const N: usize, const M: usize> Accepts<$given, P> for Vector<N>
        where
            yes: Fits<M, N, P>,
        {
            fn values(vector: &$given) -> ir::Values {
                ir::Values::Single(vector.to_vec())
            }
        }
    )* };
}
// Those that are rare are not listed where a vector is no vector.
arrays! { [f32; M], &[f32; M], #[diagnostic::do_not_recommend] &&[f32; M], #[diagnostic::do_not_recommend] &&&[f32; M] }
arrays! {
    Vector<M>,
    &Vector<M>,
    #[diagnostic::do_not_recommend] &&Vector<M>,
    #[diagnostic::do_not_recommend] &&&Vector<M>
}

/// A target that takes a query vector of the type `V`: for several targets, one that fits them all.
pub trait Takes<V>: Sealed {
    /// The vector.
    fn take(vector: &V) -> ir::QueryVector;
}

impl<P: VectorProperty, V> Takes<V> for One<P>
where
    <P::Type as VectorType>::Of: Accepts<V, P>,
{
    fn take(vector: &V) -> ir::QueryVector {
        ir::QueryVector {
            target: None,
            values: <<P::Type as VectorType>::Of as Accepts<V, P>>::values(vector),
            dimensions: <P::Type as PropertyType>::TYPE.dimensions,
        }
    }
}

/// A target whose vectorizer makes query vectors of the medium `M`: words, an image, a sound and so on. Without one a
/// server cannot answer `near_text`; bring a vector of your own and ask `near_vector`.
pub trait Hears<M>: Sealed {}

impl<P: VectorProperty<Vectorizer: Understands<M, P>>, M> Hears<M> for One<P> {}

macro_rules! takes_anything {
    ($($t:ty),*) => { $(
        impl<V> Takes<V> for $t {
            fn take(_: &V) -> ir::QueryVector {
                ir::QueryVector { target: None, values: ir::Values::Single(Vec::new()), dimensions: None }
            }
        }

        impl<M> Hears<M> for $t {}

        #[diagnostic::do_not_recommend]
        impl<V> EachOf<$t> for V {
            fn each(self) -> Vec<ir::QueryVector> {
                Vec::new()
            }
        }
    )* };
}
takes_anything! { Nothing, Several, NoVector }

/// A query vector for the target `P`: what [`with`](Field::with) makes, `.a: v` in the macro.
#[derive(Debug, Clone)]
pub struct With<P, V> {
    vector: V,
    of: PhantomData<fn() -> P>,
}

impl<C, P: VectorProperty> Field<C, (), P> {
    /// A query vector for this target, for `near_vectors` and, in a `hybrid`, for `vectors`.
    pub fn with<V>(self, vector: V) -> With<P, V> {
        With { vector, of: PhantomData }
    }
}

/// Query vectors, one for each of the targets `T`: a tuple of [`With`], in the order of `target`. A server refuses another
/// order; the macro, which sees both lists, sorts them.
#[diagnostic::on_unimplemented(
    message = "the query vectors and `target` name different vectors",
    label = "both must have the same names, such as `{{ .a: v, .b: w }}` with `target: sum(.a, .b)`"
)]
pub trait EachOf<T> {
    /// The vectors, in the order of the targets.
    fn each(self) -> Vec<ir::QueryVector>;
}

impl<P: VectorProperty, V> EachOf<One<P>> for (With<P, V>,)
where
    One<P>: Takes<V>,
{
    fn each(self) -> Vec<ir::QueryVector> {
        vec![<One<P> as Takes<V>>::take(&self.0.vector)]
    }
}

/// What joined targets accept: what each of them accepts.
macro_rules! many {
    // A tuple of one is not several vectors: `One` has impls of its own.
    ($p:ident $v:ident $n:tt) => {};
    ($($p:ident $v:ident $n:tt)+) => {
        impl<V, $($p: Takes<V>),+> Takes<V> for Many<($($p,)+)> {
            fn take(vector: &V) -> ir::QueryVector {
                many!(@first vector, $($p)+)
            }
        }

        impl<M, $($p: Hears<M>),+> Hears<M> for Many<($($p,)+)> {}

        impl<$($p: VectorProperty, $v),+> EachOf<Many<($(One<$p>,)+)>> for ($(With<$p, $v>,)+)
        where
            $(One<$p>: Takes<$v>),+
        {
            fn each(self) -> Vec<ir::QueryVector> {
                vec![$(ir::QueryVector {
                    target: Some($p::NAME.into()),
                    ..<One<$p> as Takes<$v>>::take(&self.$n.vector)
                }),+]
            }
        }

        impl<C, $($p: Property<Kind: AimAt<$p>>),+> TargetList<C> for ($(Field<C, (), $p>,)+) {
            type Of = ($(<$p::Kind as AimAt<$p>>::Of,)+);

            fn names(&self) -> Vec<String> {
                vec![$($p::NAME.into()),+]
            }
        }

        impl<C, $($p: Property<Kind: VectorKind<$p>>),+> OfVectors for ($(Field<C, (), $p>,)+) {}

        impl<C, $($p: Property<Kind: AimAt<$p>>),+> WeightedList<C> for ($(Times<Field<C, (), $p>>,)+) {
            type Of = ($(<$p::Kind as AimAt<$p>>::Of,)+);

            fn names(&self) -> (Vec<String>, Vec<f32>) {
                (vec![$($p::NAME.into()),+], vec![$(self.$n.weight()),+])
            }
        }

        impl<C, $($p: Property<Kind: VectorKind<$p>>),+> OfVectors for ($(Times<Field<C, (), $p>>,)+) {}
    };
    (@first $vector:ident, $first:ident $($rest:ident)*) => { <$first as Takes<V>>::take($vector) };
}

for_tuples!(many, 8);
