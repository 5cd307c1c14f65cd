//! The modules that make vectors: which there are, and what each can read.

/// Whether a search may give the module texts.
pub(crate) fn reads_texts(vectorizer: &str) -> bool {
    matches!(vectorizer, "text2vec-transformers" | "text2vec-model2vec" | "multi2vec-clip")
}

/// Whether a search may give the module images.
pub(crate) fn reads_images(vectorizer: &str) -> bool {
    vectorizer == "multi2vec-clip"
}
