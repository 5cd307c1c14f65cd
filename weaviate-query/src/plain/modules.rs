//! The modules of a server that a collection can declare, as types and with their settings.
//!
//! One table ([`vectorizer`], [`generative`], [`reranker`]) has every module with the exact keys of its settings. Each
//! is a function that starts a `const` builder (`vectorizer::openai().model("…")`), and the builder's type of the same
//! name, so that rules of the language can be about it: what a vectorizer [understands](Understands), whether a collection
//! [generates](Generates) or [reranks](Reranks). The derive writes `openai(model = "…")` as that builder.
//! What one question may set of a generative module stands beside it in the table.

pub mod generative;
pub mod reranker;
mod rules;
mod settings;
pub(crate) mod table;
pub mod vectorizer;

pub use rules::{Blends, Generates, ReadsSource, Reranks, Understands};
pub use settings::{MOST, Setting, Settings, Since, Source, Value};
pub use table::Module;

/// What a query can be made of, for a vectorizer to turn it into a vector.
pub mod medium {
    #![allow(non_camel_case_types)]

    macro_rules! media {
        ($($(#[$meta:meta])* $name:ident)*) => { $($(#[$meta])* #[derive(Debug, Clone, Copy)] pub enum $name {})* };
    }

    media! {
        /// Text; a type called `text` would make rustc write the kind of that name with its whole path
        words
        /// A picture
        image
        /// A sound
        audio
        /// A film
        video
        /// A depth map
        depth
        /// A thermal picture
        thermal
        /// Measurements of movement (IMU)
        imu
    }
}

/// Marks a vector field without a vectorizer: the program gives its vectors.
#[allow(non_camel_case_types)]
#[derive(Debug, Clone, Copy)]
pub enum no_vectorizer {}

/// Marks a collection without a generative module, or without a reranker.
#[allow(non_camel_case_types)]
#[derive(Debug, Clone, Copy)]
pub enum none {}
