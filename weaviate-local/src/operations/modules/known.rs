//! Which modules there are, what a search may give each, and what each adds to the settings of a collection.

use serde_json::{Value as Json, json};

pub(super) const BIGRAM: &str = "text2vec-bigram";
pub(super) const TRANSFORMERS: &str = "text2vec-transformers";
pub(super) const MODEL2VEC: &str = "text2vec-model2vec";
pub(super) const CLIP: &str = "multi2vec-clip";

/// Whether there is such a module.
pub(crate) fn is_known(vectorizer: &str) -> bool {
    matches!(vectorizer, BIGRAM | TRANSFORMERS | MODEL2VEC | CLIP)
}

/// Whether a search may give the module texts.
pub(crate) fn reads_texts(vectorizer: &str) -> bool {
    matches!(vectorizer, TRANSFORMERS | MODEL2VEC | CLIP)
}

/// Whether a search may give the module images.
pub(crate) fn reads_images(vectorizer: &str) -> bool {
    vectorizer == CLIP
}

/// What the modules add to the settings of a collection and to those of each property.
pub(crate) fn defaults() -> [(&'static str, Json, Json); 4] {
    let property = |name: bool| json!({"skip": false, "vectorizePropertyName": name});
    [
        (BIGRAM, json!({"vectorizeClassName": true}), property(true)),
        (
            TRANSFORMERS,
            json!({"vectorizeClassName": true, "poolingStrategy": "masked_mean"}),
            property(false),
        ),
        (MODEL2VEC, json!({"vectorizeClassName": true}), property(false)),
        (CLIP, json!({}), json!({})),
    ]
}
