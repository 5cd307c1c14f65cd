//! Vectors: how a collection compares them, and which module makes them.

use serde_json::Value as Json;

use crate::common::doc::{Doc, object, text};

/// How far two vectors are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Distance {
    Cosine,
    Dot,
    L2Squared,
    Manhattan,
    Hamming,
}

impl Distance {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "cosine" | "cosine-dot" => Self::Cosine,
            "dot" => Self::Dot,
            "l2-squared" => Self::L2Squared,
            "manhattan" => Self::Manhattan,
            "hamming" => Self::Hamming,
            _ => return None,
        })
    }

    /// The server's name for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cosine => "cosine",
            Self::Dot => "dot",
            Self::L2Squared => "l2-squared",
            Self::Manhattan => "manhattan",
            Self::Hamming => "hamming",
        }
    }
}

/// A vector of a collection.
#[derive(Debug, Clone)]
pub(crate) struct VectorSpec {
    /// "" for the unnamed one.
    pub(crate) name: String,
    pub(crate) distance: Distance,
    /// Whether an object carries a list of vectors under this name.
    pub(crate) multi: bool,
    /// Stored and never searched.
    pub(crate) skip: bool,
    /// The module that makes the vector; "none" for vectors of one's own.
    pub(crate) vectorizer: String,
}

/// Reads the vectors from a document that carries every default.
pub(crate) fn read(doc: &Doc) -> Vec<VectorSpec> {
    let mut out = Vec::new();
    if let Some(config) = object(doc, "vectorIndexConfig") {
        out.push(spec(String::new(), text(doc, "vectorizer"), config));
    }
    for (name, entry) in object(doc, "vectorConfig").into_iter().flatten() {
        let Some(entry) = entry.as_object() else { continue };
        let module = object(entry, "vectorizer").and_then(|v| v.keys().next()).map_or("none", String::as_str);
        if let Some(config) = object(entry, "vectorIndexConfig") {
            out.push(spec(name.clone(), module, config));
        }
    }
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

fn spec(name: String, vectorizer: &str, config: &Doc) -> VectorSpec {
    let multi = object(config, "multivector").and_then(|m| m.get("enabled")?.as_bool()).unwrap_or(false);
    VectorSpec {
        name,
        distance: Distance::parse(text(config, "distance")).unwrap_or(Distance::Cosine),
        multi,
        skip: config.get("skip").and_then(Json::as_bool).unwrap_or(false),
        vectorizer: vectorizer.to_owned(),
    }
}
