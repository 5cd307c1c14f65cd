//! How a vector is found again: the kinds of index, what makes their vectors small, and how several become one; each
//! with every setting.
// `MUVERA` is a word.
#![allow(non_camel_case_types, clippy::doc_markdown)]

use crate::modules::table;

table::modules! {
    /// A graph: quick, and all of it in memory.
    hnsw = "hnsw" [] {
        ef "ef" int,
        ef_construction "efConstruction" count,
        max_connections "maxConnections" count,
        dynamic_ef_min "dynamicEfMin" count,
        dynamic_ef_max "dynamicEfMax" count,
        dynamic_ef_factor "dynamicEfFactor" count,
        filter_strategy "filterStrategy" filter_strategy,
        flat_search_cutoff "flatSearchCutoff" count,
        vector_cache_max_objects "vectorCacheMaxObjects" int,
        cleanup_interval_seconds "cleanupIntervalSeconds" count,
        skip "skip" flag,
    }
    /// A list: every vector is looked at, on disk. For small collections and tenants.
    flat = "flat" [] {
        vector_cache_max_objects "vectorCacheMaxObjects" int,
    }
    /// A list that becomes a graph when it has many objects. The server needs `ASYNC_INDEXING=true`.
    dynamic = "dynamic" [] {
        threshold "threshold" count,
        hnsw "hnsw" inside,
        flat "flat" inside,
    }
    /// Lists of neighbours on disk, of which a few are looked at.
    hfresh = "hfresh" since(1, 36, 0) [] {
        max_posting_size_kb "maxPostingSizeKB" count,
        replicas "replicas" count,
        search_probe "searchProbe" count,
    }
}

/// What makes vectors small.
pub mod quantizer {
    use super::table;

    table::modules! {
        /// Product quantization: learns from the vectors that are there.
        pq = "pq" always { "enabled" = flag true } [] {
            segments "segments" count,
            centroids "centroids" count,
            training_limit "trainingLimit" count,
            encoder "encoder.type" encoder,
            distribution "encoder.distribution" distribution,
        }
        /// Binary quantization: one bit a dimension.
        bq = "bq" always { "enabled" = flag true } [] {
            rescore_limit "rescoreLimit" int,
            cache "cache" flag,
        }
        /// Scalar quantization: eight bits a dimension, by what the vectors that are there range over.
        sq = "sq" always { "enabled" = flag true } [] {
            rescore_limit "rescoreLimit" int,
            training_limit "trainingLimit" count,
        }
        /// Rotational quantization: nothing to learn.
        rq = "rq" always { "enabled" = flag true } [] {
            bits "bits" count,
            rescore_limit "rescoreLimit" int,
            cache "cache" flag,
        }
    }
}

/// How the rows of a multi-vector become one vector.
pub mod encoding {
    use super::table;

    table::modules! {
        /// MUVERA: a fixed number of dimensions, whatever the number of rows.
        muvera = "muvera" always { "enabled" = flag true } [] {
            ksim "ksim" count,
            dprojections "dprojections" count,
            repetitions "repetitions" count,
        }
    }
}

/// The words that settings take.
pub mod choice {
    #![allow(non_upper_case_globals)]

    macro_rules! words {
        ($($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $word:ident $wire:literal)* })*) => { $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name(&'static str);

            impl $name {
                /// As the server spells it.
                pub const fn wire_name(self) -> &'static str {
                    self.0
                }
            }

            $(
                $(#[$of])*
                pub const $word: $name = $name($wire);
            )*
        )* };
    }

    words! {
        /// How a graph is searched under a filter.
        FilterStrategy {
            /// Along the edges of all, keeping what the filter lets through
            sweeping "sweeping"
            /// Along the edges of what the filter lets through
            acorn "acorn"
        }
        /// How product quantization makes its centroids.
        Encoder {
            /// By clusters
            kmeans "kmeans"
            /// By tiles
            tile "tile"
        }
        /// What the tiles of product quantization are spread like.
        Distribution {
            /// Log-normal
            log_normal "log-normal"
            /// Normal
            normal "normal"
        }
        /// What becomes of an object that one replica has and another has deleted.
        DeletionStrategy {
            /// It is deleted
            delete_on_conflict "DeleteOnConflict"
            /// Nothing
            no_automated_resolution "NoAutomatedResolution"
            /// What happened last
            time_based_resolution "TimeBasedResolution"
        }
    }
}

/// Whether the quantizer works on the index `I`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not compress the vectors of a `{I}` index",
    label = "{I} has no `{Self}`: `hnsw` has `pq`, `bq`, `sq` and `rq`, `flat` and `dynamic` have `bq` and `rq`, `hfresh` has `rq`"
)]
pub trait Compresses<I> {}

macro_rules! compresses {
    ($($quantizer:ident: $($index:ident)*;)*) => { $($( impl Compresses<$index> for quantizer::$quantizer {} )*)* };
}

compresses! {
    pq: hnsw;
    sq: hnsw;
    bq: hnsw flat dynamic;
    rq: hnsw flat dynamic hfresh;
}

/// Whether the index measures by the distance `D`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not measure by `{D}`",
    label = "`hfresh` takes `cosine` and `l2_squared`"
)]
pub trait Measures<D> {}

impl<D> Measures<D> for hnsw {}
impl<D> Measures<D> for flat {}
impl<D> Measures<D> for dynamic {}
impl Measures<crate::kind::distance::cosine> for hfresh {}
impl Measures<crate::kind::distance::l2_squared> for hfresh {}

/// Whether the index keeps vectors of the type `V`.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` index does not keep multi-vectors",
    label = "`MultiVector` needs `index = hnsw`"
)]
pub trait Keeps<V> {}

impl<V> Keeps<V> for hnsw {}
impl<const N: usize> Keeps<crate::property::Vector<N>> for flat {}
impl<const N: usize> Keeps<crate::property::Vector<N>> for dynamic {}
impl<const N: usize> Keeps<crate::property::Vector<N>> for hfresh {}
