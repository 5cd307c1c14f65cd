//! A collection's description, read from its document.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value as Json;

use super::{
    inverted,
    kind::Tokenization,
    property::Property,
    vector::{self, VectorSpec},
};
use crate::common::{
    doc::{Doc, list, text},
    error::{Refusal, Result},
};

/// A collection's description, read from its document.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct Class {
    pub(crate) name: String,
    /// Counts the changes of what objects are indexed under.
    pub(crate) epoch: u32,
    /// What GET answers.
    pub(crate) doc: Doc,
    pub(crate) properties: Vec<Property>,
    /// In the order of names; the unnamed vector has the name "".
    pub(crate) vectors: Vec<VectorSpec>,
    pub(crate) k1: f64,
    pub(crate) b: f64,
    pub(crate) stopwords: BTreeSet<String>,
    pub(crate) stopword_presets: HashMap<String, BTreeSet<String>>,
    pub(crate) null_state: bool,
    pub(crate) property_length: bool,
    pub(crate) timestamps: bool,
    pub(crate) multi_tenant: bool,
    pub(crate) auto_tenant_creation: bool,
    pub(crate) auto_tenant_activation: bool,
}

impl Class {
    /// Reads a document that has passed the checks and carries every default.
    pub(crate) fn from_doc(doc: Doc) -> Self {
        let flag = |section: &str, key: &str| {
            doc.get(section).and_then(|s| s.get(key)).and_then(Json::as_bool).unwrap_or(false)
        };
        let number = |key: &str| {
            doc.get("invertedIndexConfig")
                .and_then(|inverted| inverted.get("bm25")?.get(key)?.as_f64())
                .unwrap_or(0.0)
        };
        Self {
            name: text(&doc, "class").to_owned(),
            epoch: 0,
            properties: list(&doc, "properties").iter().filter_map(Property::read).collect(),
            vectors: vector::read(&doc),
            // The server keeps both as float32 and counts in float64.
            k1: f64::from(number("k1") as f32),
            b: f64::from(number("b") as f32),
            stopwords: inverted::stopwords(&doc),
            stopword_presets: inverted::user_presets(&doc),
            null_state: flag("invertedIndexConfig", "indexNullState"),
            property_length: flag("invertedIndexConfig", "indexPropertyLength"),
            timestamps: flag("invertedIndexConfig", "indexTimestamps"),
            multi_tenant: flag("multiTenancyConfig", "enabled"),
            auto_tenant_creation: flag("multiTenancyConfig", "autoTenantCreation"),
            auto_tenant_activation: flag("multiTenancyConfig", "autoTenantActivation"),
            doc,
        }
    }

    /// The property of exactly that name.
    pub(crate) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// The property, or the server's words that there is none.
    pub(crate) fn known_property(&self, name: &str) -> Result<&Property> {
        self.property(name).ok_or_else(|| {
            Refusal::new(format!(
                "no such prop with name '{name}' found in class '{}' in the schema. Check your schema files for which \
                 properties in this class are available",
                self.name
            ))
        })
    }

    /// The vector of that name.
    pub(crate) fn vector(&self, name: &str) -> Option<&VectorSpec> {
        self.vectors.iter().find(|vector| vector.name == name)
    }

    /// The type of a vector's index, as the server calls it.
    pub(crate) fn vector_index_type(&self, name: &str) -> &str {
        let named = self.doc.get("vectorConfig").and_then(|all| all.get(name)?.get("vectorIndexType"));
        named.or_else(|| self.doc.get("vectorIndexType")).and_then(Json::as_str).unwrap_or_default()
    }

    /// The names of the named vectors.
    pub(crate) fn vector_names(&self) -> Vec<&str> {
        self.vectors.iter().map(|vector| vector.name.as_str()).filter(|name| !name.is_empty()).collect()
    }

    /// Whether there is a vector without a name.
    pub(crate) fn has_unnamed_vector(&self) -> bool {
        self.vectors.iter().any(|vector| vector.name.is_empty())
    }

    /// The name its index goes by in error texts.
    pub(crate) fn index_name(&self) -> String {
        self.name.to_lowercase()
    }

    /// The stopwords in force for a property, none unless it is tokenized by words.
    pub(crate) fn stopwords_of(&self, property: &Property) -> Option<&BTreeSet<String>> {
        if property.tokenization != Some(Tokenization::Word) {
            return None;
        }
        match &property.analyzer.stopword_preset {
            Some(preset) => self.stopword_presets.get(preset).or_else(|| inverted::preset(preset)),
            None => Some(&self.stopwords),
        }
    }
}
