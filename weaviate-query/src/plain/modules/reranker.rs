//! The rerankers, with every setting.
//!
//! A reranker reads one property of each result of a search, holds it against a text and puts the results in
//! another order. A collection declares one; a question then has `rerank`.
//!
//! | module | runs | settings |
//! |---|---|---|
//! | [`cohere`](cohere()), [`jinaai`](jinaai()), [`nvidia`](nvidia()), [`voyageai`](voyageai()) | at the provider | `model`; `base_url` of two |
//! | [`contextualai`](contextualai()) | at the provider, from 1.34.0 | `model`, `instruction`, `top_n` |
//! | [`transformers`](transformers()) | beside the server | none |
//! | [`dummy`](dummy()) | in the server, for tests | none |
//!
//! ```
//! use weaviate_query::modules::reranker;
//!
//! let settings = reranker::contextualai().model("ctxl-rerank-v2").top_n(5).settings();
//! assert_eq!(settings.name(), "reranker-contextualai");
//! assert_eq!(
//!     serde_json::Value::from(settings.to_json()),
//!     serde_json::json!({ "model": "ctxl-rerank-v2", "topN": 5 })
//! );
//! ```
// Names of products are words, not code.
#![allow(non_camel_case_types, clippy::doc_markdown)]

use super::{Setting, Settings, table};
use crate::plain::sealed::Sealed;

table::modules! {
    /// Cohere.
    cohere as reranker_cohere = "reranker-cohere" [reranks] {
        model "model" text,
        base_url "baseURL" text,
    }
    /// Contextual AI.
    contextualai as reranker_contextualai = "reranker-contextualai" since(1, 34, 0) [reranks] {
        model "model" text,
        instruction "instruction" text,
        top_n "topN" count,
    }
    /// Scores by the length of the text: a module for tests.
    dummy as reranker_dummy = "reranker-dummy" [reranks] {}
    /// Jina AI.
    jinaai as reranker_jinaai = "reranker-jinaai" [reranks] {
        model "model" text,
    }
    /// NVIDIA.
    nvidia as reranker_nvidia = "reranker-nvidia" [reranks] {
        model "model" text,
        base_url "baseURL" text,
    }
    /// A model beside the server.
    transformers as reranker_transformers = "reranker-transformers" [reranks] {}
    /// Voyage AI.
    voyageai as reranker_voyageai = "reranker-voyageai" [reranks] {
        model "model" text,
    }
}

/// A reranker that is not in the table, by the server's name for it; made by [`custom`](custom()).
#[derive(Debug, Clone, Copy)]
pub struct custom_reranker {
    settings: Settings,
}

impl Sealed for custom_reranker {}

/// A reranker that is not in the table, by the server's name for it.
pub type custom = custom_reranker;

/// A reranker that is not in the table: its name on the server, and its settings as the server spells them.
/// They are not checked.
///
/// ```
/// use weaviate_query::modules::{Setting, Value, reranker};
///
/// let ours = reranker::custom("reranker-ours", &[Setting { key: "model", value: Value::Text("small") }]);
/// assert_eq!(ours.settings().name(), "reranker-ours");
/// ```
pub const fn custom(name: &'static str, settings: &'static [Setting]) -> custom_reranker {
    custom_reranker { settings: table::custom(name, settings) }
}

impl custom_reranker {
    /// What was set.
    #[must_use]
    pub const fn settings(self) -> Settings {
        self.settings
    }
}

#[diagnostic::do_not_recommend]
impl<C> super::Reranks<C> for custom_reranker {}
