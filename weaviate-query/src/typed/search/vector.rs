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

/// A target that a search can be made of, which is each: what is wrong with it another rule says. The rules are about what
/// it gives and not about the target, so that rustc says one of them without steps.
///
/// Several targets are a list: of the first and of the others, to [`Nothing`], which fits everything.
pub trait Targeted: Sealed {
    /// What it is declared as, `Vector<N>` or `MultiVector<N>`, which [`Accepts`] query vectors.
    type Declared;
    /// Its vectorizer, which [`Understands`] a medium: without one a server cannot answer `near_text`.
    type Vectorizer;
    /// The property, for the messages of both.
    type Of;
    /// How many dimensions it declares.
    const DIMENSIONS: Option<usize>;

    /// The vectors to name when `target` named none.
    fn targets() -> ir::Targets {
        ir::Targets::default()
    }

    /// A query vector for it.
    fn vector<V>(vector: &V) -> ir::QueryVector
    where
        Self::Declared: Accepts<V, Self::Of>,
    {
        let values = Self::Declared::values(vector);
        ir::QueryVector { target: None, values, dimensions: Self::DIMENSIONS }
    }
}

impl<P: VectorProperty> Targeted for One<P> {
    type Declared = <P::Type as VectorType>::Of;
    type Vectorizer = P::Vectorizer;
    type Of = P;
    const DIMENSIONS: Option<usize> = <P::Type as PropertyType>::TYPE.dimensions;

    fn targets() -> ir::Targets {
        ir::Targets { names: vec![P::NAME.into()], join: None }
    }
}

macro_rules! untargeted {
    ($($t:ty),*) => { $(
        impl Targeted for $t {
            type Declared = Nothing;
            type Vectorizer = Nothing;
            type Of = Nothing;
            const DIMENSIONS: Option<usize> = None;
        }

        #[diagnostic::do_not_recommend]
        impl<V> Names<$t> for V {}
    )* };
}
untargeted! { Nothing, NoVector, Several }

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

/// Whether `M` numbers are as many as a vector has that is declared as `D`, which is the type of `P`.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a `{D}`: it cannot be searched with {M} numbers",
    label = "expected `{D}` or an array of its length"
)]
pub trait Fits<const M: usize, D, P>: Sealed {}

// For every type, though only `yes` is asked: of one type rustc would say which other length it has this for.
impl<T: Sealed, P, const N: usize> Fits<N, Vector<N>, P> for T {}

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

/// What a vector is declared as.
pub trait Numbers: Sealed {}
impl<const N: usize> Numbers for Vector<N> {}
impl<const N: usize> Numbers for MultiVector<N> {}

/// Arrays and vectors, whose length rustc knows. For every declared type, of which [`Fits`] chooses: rustc lists none of
/// these where a vector is no vector.
macro_rules! arrays {
    ($($given:ty),*) => { $(
        impl<D: Numbers, P, const M: usize> Accepts<$given, P> for D
        where
            yes: Fits<M, D, P>,
        {
            fn values(vector: &$given) -> ir::Values {
                ir::Values::Single(vector.to_vec())
            }
        }
    )* };
}
arrays! { [f32; M], &[f32; M], &&[f32; M], &&&[f32; M], Vector<M>, &Vector<M>, &&Vector<M>, &&&Vector<M> }

#[diagnostic::do_not_recommend]
impl<V> Accepts<V, Nothing> for Nothing {
    fn values(_: &V) -> ir::Values {
        ir::Values::Single(Vec::new())
    }
}
#[diagnostic::do_not_recommend]
impl<M> Understands<M, Nothing> for Nothing {}

/// One vector for several targets: each of them takes it.
impl<V, P, Q, A: Accepts<V, P>, B: Accepts<V, Q>> Accepts<V, (P, Q)> for (A, B) {
    fn values(vector: &V) -> ir::Values {
        A::values(vector)
    }
}
impl<M, P, Q, A: Understands<M, P>, B: Understands<M, Q>> Understands<M, (P, Q)> for (A, B) {}

impl<P, V> Sealed for With<P, V> {}

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

/// Query vectors, one for each of several targets: a tuple of [`With`]. [`Names`] is the rule which.
#[diagnostic::on_unimplemented(
    message = "these are no query vectors of several targets",
    label = "expected a tuple of `FIELDS.name.with(…)`"
)]
pub trait Each: Sealed {
    /// What they are for.
    type Of;

    /// The vectors, in their order.
    fn each(self) -> Vec<ir::QueryVector>;
}

/// Whether what query vectors are for is what the search aims at, `T`, in the same order. A server refuses another order;
/// the macro, which sees both lists, sorts them.
#[diagnostic::on_unimplemented(
    message = "the query vectors and `target` name different vectors",
    label = "both must have the same names, such as `{{ .a: v, .b: w }}` with `target: sum(.a, .b)`"
)]
pub trait Names<T> {}

/// What query vectors can be for.
pub trait Separate: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Separate for One<P> {}
#[diagnostic::do_not_recommend]
impl<T> Separate for Many<T> {}

#[diagnostic::do_not_recommend]
impl<T: Separate> Names<T> for T {}

impl<P: VectorProperty<Type: VectorType<Of: Accepts<V, P>>>, V> Each for (With<P, V>,) {
    type Of = One<P>;

    fn each(self) -> Vec<ir::QueryVector> {
        vec![One::<P>::vector(&self.0.vector)]
    }
}

/// What joined targets accept: what each of them accepts.
macro_rules! many {
    // A tuple of one is not several vectors: `One` has impls of its own.
    ($p:ident $v:ident $n:tt) => {};
    ($($p:ident $v:ident $n:tt)+) => {
        impl<$($p: Targeted),+> Targeted for Many<($($p,)+)> {
            type Declared = many!(@list Declared $($p)+);
            type Vectorizer = many!(@list Vectorizer $($p)+);
            type Of = many!(@list Of $($p)+);
            const DIMENSIONS: Option<usize> = many!(@first $($p)+);
        }

        impl<$($p: VectorProperty<Type: VectorType<Of: Accepts<$v, $p>>>, $v),+> Each for ($(With<$p, $v>,)+) {
            type Of = Many<($(One<$p>,)+)>;

            fn each(self) -> Vec<ir::QueryVector> {
                vec![$(ir::QueryVector {
                    target: Some($p::NAME.into()),
                    ..One::<$p>::vector(&self.$n.vector)
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
    (@list $what:ident) => { Nothing };
    (@list $what:ident $first:ident $($rest:ident)*) => { (<$first as Targeted>::$what, many!(@list $what $($rest)*)) };
    (@first $first:ident $($rest:ident)*) => { <$first as Targeted>::DIMENSIONS };
}

for_tuples!(many, 8);
