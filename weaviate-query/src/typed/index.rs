//! What goes together in a vector's index: quantizers, distances and types of vectors.
//!
//! | index | quantizers | distances | vectors |
//! |---|---|---|---|
//! | `hnsw` | `pq` `bq` `sq` `rq` | all | `Vector`, `MultiVector` |
//! | `flat` | `bq` `rq` | all | `Vector` |
//! | `dynamic` (first flat, then hnsw) | `bq` `rq` | all | `Vector` |
//! | `hfresh` (1.36) | `rq` | `cosine`, `l2_squared` | `Vector` |
//!
//! What is not in the table a server refuses with 422 when the class is made ("PQ is not currently supported for flat
//! indices", 1.39.0), or drops in silence (`multivector` on `flat`).

use super::kind;
use crate::plain::{
    schema::index::{dynamic, flat, hfresh, hnsw, quantizer},
    sealed::Sealed,
    value::Vector,
};

/// Whether the quantizer works on the index `I`: bound by [`declared::compressed`](crate::typed::declared::compressed).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not compress the vectors of a `{I}` index",
    label = "{I} has no `{Self}`: `hnsw` has `pq`, `bq`, `sq` and `rq`, `flat` and `dynamic` have `bq` and `rq`, `hfresh` has `rq`"
)]
pub trait Compresses<I>: Sealed {}

macro_rules! compresses {
    ($($quantizer:ident: $($index:ident)*;)*) => { $($( impl Compresses<$index> for quantizer::$quantizer {} )*)* };
}

compresses! {
    pq: hnsw;
    sq: hnsw;
    bq: hnsw flat dynamic;
    rq: hnsw flat dynamic hfresh;
}

/// Whether the index measures by the distance `D`, one of [`kind::distance`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not measure by `{D}`",
    label = "`hfresh` takes `cosine` and `l2_squared`"
)]
pub trait Measures<D>: Sealed {}

impl<D> Measures<D> for hnsw {}
impl<D> Measures<D> for flat {}
impl<D> Measures<D> for dynamic {}
impl Measures<kind::distance::cosine> for hfresh {}
impl Measures<kind::distance::l2_squared> for hfresh {}

/// Whether the index keeps vectors of the type `V`: only `hnsw` keeps multi-vectors.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` index does not keep multi-vectors",
    label = "`MultiVector` needs `index = hnsw`"
)]
pub trait Keeps<V>: Sealed {}

impl<V> Keeps<V> for hnsw {}
impl<const N: usize> Keeps<Vector<N>> for flat {}
impl<const N: usize> Keeps<Vector<N>> for dynamic {}
impl<const N: usize> Keeps<Vector<N>> for hfresh {}
