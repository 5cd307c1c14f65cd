//! The modules of a server that a collection can declare, as types and with their settings.
//!
//! One table ([`vectorizer`], [`generative`], [`reranker`]) has every module with the exact keys of its
//! settings. Each is a function that starts a `const` builder (`vectorizer::openai().model("…")`), and the
//! builder's type of the same name, so that rules of the language can be about it: what a vectorizer
//! [understands](Understands), whether a collection [generates](Generates) or [reranks](Reranks). The derive
//! writes `openai(model = "…")` as that builder. What one question may set of a generative module stands
//! beside it in the table.
//!
//! | a collection declares | attribute | table | in the server's schema |
//! |---|---|---|---|
//! | how a vector is made | `vector(vectorizer = …)` on the field | [`vectorizer`] | `vectorConfig.<name>.vectorizer` |
//! | which language model writes | `generative(…)` on the struct | [`generative`] | `moduleConfig` |
//! | what ranks a second time | `reranker(…)` on the struct | [`reranker`] | `moduleConfig` |
//!
//! The keys of the providers behind them are no part of a schema: they go in headers, which [`provider`] has.
//!
//! What a builder was told becomes JSON by [`Settings::to_json`], in the server's spelling:
//!
//! ```
//! use weaviate_query::modules::{generative, reranker, vectorizer};
//!
//! let settings = vectorizer::openai().model("text-embedding-3-small").dimensions(256).settings();
//! assert_eq!(settings.name(), "text2vec-openai");
//! assert_eq!(
//!     serde_json::Value::from(settings.to_json()),
//!     serde_json::json!({ "model": "text-embedding-3-small", "dimensions": 256 })
//! );
//!
//! assert_eq!(generative::google_gemini().max_output_tokens(100).settings().name(), "generative-google");
//! assert_eq!(reranker::cohere().settings().name(), "reranker-cohere");
//! ```
//!
//! A key that a module does not have is a compile error, with rustc's own guess at what was meant:
//!
//! ```compile_fail
//! let _ = weaviate_query::modules::reranker::cohere().modell("rerank-v3.5");
//! ```
//!
//! A module that the table lacks goes by the server's name for it:
//!
//! ```
//! use weaviate_query::modules::{Setting, Value, vectorizer};
//!
//! const OURS: vectorizer::custom = vectorizer::custom("text2vec-ours", &[
//!     Setting { key: "endpoint", value: Value::Text("http://model:8000") },
//!     Setting { key: "options.warm", value: Value::Flag(true) },
//! ]);
//! assert_eq!(
//!     serde_json::Value::from(OURS.settings().to_json()),
//!     serde_json::json!({ "endpoint": "http://model:8000", "options": { "warm": true } })
//! );
//! ```
//!
//! The server has to have the module enabled. A name that it does not know is stored in `moduleConfig` all
//! the same, and one generative module or reranker that is enabled is used by collections that name none
//! (1.39.0).

#[doc(hidden)]
pub mod choice;
pub mod generative;
mod listed;
pub mod provider;
pub mod reranker;
mod rules;
mod settings;
pub(crate) mod table;
pub mod vectorizer;

pub use listed::{Kind, Listed, ListedSetting};
pub use rules::{Blends, Generates, ReadsSource, Reranks, Understands};
pub use settings::{MOST, Setting, Settings, Since, Source, Value};
pub use table::Module;

/// What a query can be made of, for a vectorizer to turn it into a vector.
///
/// Types without values: they stand as the parameter of [`Understands`], so that `near_image` on a vector whose module
/// reads text alone is a compile error.
pub mod medium {
    #![allow(non_camel_case_types)]

    macro_rules! media {
        ($($(#[$meta:meta])* $name:ident)*) => { $($(#[$meta])* #[derive(Debug, Clone, Copy)] pub enum $name {})* };
    }

    media! {
        /// Text, for `near_text`.
        ///
        /// It is not called `text`: rustc would then write the kind of that name with its whole path in messages.
        words
        /// A picture, for `near_image`
        image
        /// A sound, for `near_audio`
        audio
        /// A film, for `near_video`
        video
        /// A depth map, for `near_depth`
        depth
        /// A thermal picture, for `near_thermal`
        thermal
        /// Measurements of movement by an inertial unit, for `near_imu`
        imu
    }
}

/// Marks a vector field without a vectorizer: the program gives its vectors.
///
/// In the schema this is the module `none`. Searches of such a vector take vectors or an object's id.
#[allow(non_camel_case_types)]
#[derive(Debug, Clone, Copy)]
pub enum no_vectorizer {}

/// Marks a collection without a generative module, or without a reranker.
///
/// A question may still name a provider of its own; nothing else takes the place of a reranker.
#[allow(non_camel_case_types)]
#[derive(Debug, Clone, Copy)]
pub enum none {}
