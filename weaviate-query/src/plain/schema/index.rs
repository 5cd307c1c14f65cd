//! How a vector is found again: the kinds of index, what makes their vectors small, and how several become
//! one; each with every setting.
//!
//! Every one is a builder of [`Settings`](crate::modules::Settings), as the modules are. What is not set
//! stands in no schema. The server's own numbers (1.39.0):
//!
//! | `hnsw` | default | once the collection is there |
//! |---|---|---|
//! | `ef` | -1: by itself, from the next three | can be changed |
//! | `dynamic_ef_min`, `_max`, `_factor` | 100, 500, 8 | can be changed |
//! | `ef_construction` | 128 | fixed |
//! | `max_connections` | 32 | fixed |
//! | `filter_strategy` | `acorn` | can be changed |
//! | `flat_search_cutoff` | 40,000: fewer objects behind a filter are compared one by one | can be changed |
//! | `vector_cache_max_objects` | 10^12 | after a restart |
//! | `cleanup_interval_seconds` | 300 | fixed |
//! | `skip` | false; true keeps vectors without an index, and no search finds them | fixed in effect |
//!
//! | `flat`, `dynamic`, `hfresh` | default | once the collection is there |
//! |---|---|---|
//! | `flat`: `vector_cache_max_objects` | 10^12 | can be changed |
//! | `dynamic`: `threshold` | 10,000 objects | after a restart |
//! | `hfresh`: `max_posting_size_kb` | 48 | after a restart |
//! | `hfresh`: `replicas` | 4 | fixed |
//! | `hfresh`: `search_probe` | 256 | can be changed |
//!
//! The distance is fixed with each, and the kind of index, too: a server answers most changes of it with 200
//! and an empty body, and does nothing.
//!
//! ```
//! use weaviate_query::schema::index::{self, choice, quantizer};
//!
//! let graph = index::hnsw().ef(64).filter_strategy(choice::sweeping).settings();
//! assert_eq!(graph.name(), "hnsw");
//! assert_eq!(
//!     serde_json::Value::from(graph.to_json()),
//!     serde_json::json!({ "ef": 64, "filterStrategy": "sweeping" })
//! );
//!
//! // A quantizer that is named is on.
//! assert_eq!(
//!     serde_json::Value::from(quantizer::rq().bits(8).settings().to_json()),
//!     serde_json::json!({ "enabled": true, "bits": 8 })
//! );
//! ```
// MUVERA is a name and not code.
#![allow(non_camel_case_types, clippy::doc_markdown)]

use crate::plain::modules::table;

pub use crate::plain::modules::choice;

table::modules! {
    /// A graph: quick, and all of it in memory. It takes every quantizer.
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
    ///
    /// It takes `bq` and `rq` of 1 or 8 bits, which cannot be changed later. Multi-vectors it keeps as single
    /// ones, without a word (1.39.0).
    flat = "flat" [] {
        vector_cache_max_objects "vectorCacheMaxObjects" int,
    }
    /// A list that becomes a graph when it has more objects than `threshold`. The server needs `ASYNC_INDEXING=true`.
    ///
    /// `hnsw` and `flat` are what each is set to; a quantizer and the distance count for both.
    dynamic = "dynamic" [] {
        threshold "threshold" count,
        hnsw "hnsw" inside,
        flat "flat" inside,
    }
    /// Lists of neighbours on disk, of which a few are looked at.
    ///
    /// Its vectors are always small, by `rq` of 1 bit and no other. Distances are `cosine` and `l2-squared`.
    hfresh = "hfresh" since(1, 36, 0) [] {
        max_posting_size_kb "maxPostingSizeKB" count,
        replicas "replicas" count,
        search_probe "searchProbe" count,
    }
}

/// What makes vectors small: fewer bits a dimension, and for the best of a search the whole vectors once more.
///
/// | quantizer | bits a dimension | learns | indexes | defaults (1.39.0) |
/// |---|---|---|---|---|
/// | [`pq`](quantizer::pq()) | by segments | yes | `hnsw` | 256 centroids, learns from 100,000 |
/// | [`bq`](quantizer::bq()) | 1 | no | `hnsw`, `flat` | |
/// | [`sq`](quantizer::sq()) | 8 | yes | `hnsw` | rescores 20, learns from 100,000 |
/// | [`rq`](quantizer::rq()) | 8, 4 (`hnsw`, from 1.39) or 1 | no | all | 8 bits; rescores 20, at 1 bit 512 |
///
/// `rescore_limit` is how many results are compared once more with their whole vectors. `cache` keeps the small vectors
/// in memory, where the index is on disk.
///
/// Choose once: 1.39.0 stores a switch from `rq`, `sq` or `pq` to `bq` and loses the collection at its next start, and
/// stores switching `rq`, `sq` or `pq` off without doing it.
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

/// How the rows of a multi-vector become one vector, so that a search compares one with one. It cannot be
/// changed later.
pub mod encoding {
    use super::table;

    table::modules! {
        /// MUVERA: a fixed number of dimensions, whatever the number of rows.
        ///
        /// Without a word `ksim` is 4, `dprojections` 16 and `repetitions` 10 (1.39.0).
        muvera = "muvera" always { "enabled" = flag true } [] {
            ksim "ksim" count,
            dprojections "dprojections" count,
            repetitions "repetitions" count,
        }
    }
}
