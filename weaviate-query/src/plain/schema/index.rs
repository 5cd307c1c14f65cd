//! How a vector is found again: the kinds of index, what makes their vectors small, and how several become one; each
//! with every setting.
// `MUVERA` is a word.
#![allow(non_camel_case_types, clippy::doc_markdown)]

use crate::plain::modules::table;

pub use super::choice;

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
