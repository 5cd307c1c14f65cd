//! Properties: their data types, tokenizations and indexes.

use serde_json::Value as Json;

use super::{DataType, Tokenization};
use crate::common::doc::{Doc, list, object, text};

/// Only in descriptions that are no longer in force: the tokenization that the searchable index was made with, where it is
/// another than that of the filterable one.
pub(crate) const SEARCHED: &str = "searchedTokenization";

/// What a server writes into a property whose searchable index was made later; of its own accord, and nobody else may.
pub(crate) const BLOCKMAX: &str = "searchableBlockmax";

/// What happens to a property's text before it is indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Analyzer {
    pub(crate) ascii_fold: bool,
    pub(crate) fold_ignore: Vec<char>,
    pub(crate) stopword_preset: Option<String>,
}

/// A property, or one inside an object property.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) kind: DataType,
    /// The collections a reference may point to.
    pub(crate) targets: Vec<String>,
    pub(crate) tokenization: Option<Tokenization>,
    /// That of the searchable index, where it still is another one.
    pub(crate) searched: Option<Tokenization>,
    pub(crate) filterable: bool,
    pub(crate) searchable: bool,
    pub(crate) range: bool,
    pub(crate) analyzer: Analyzer,
    /// Whether a reference is kept only once.
    pub(crate) distinct: bool,
    pub(crate) nested: Vec<Self>,
}

impl Property {
    /// Reads one from a document that carries every default.
    pub(crate) fn read(doc: &Json) -> Option<Self> {
        let doc = doc.as_object()?;
        let types: Vec<&str> = list(doc, "dataType").iter().filter_map(Json::as_str).collect();
        let kind = DataType::parse(types.first()?);
        let flag = |key: &str| doc.get(key).and_then(Json::as_bool).unwrap_or(false);
        Some(Self {
            name: text(doc, "name").to_owned(),
            kind: kind.unwrap_or(DataType::Reference),
            targets: if kind.is_some() {
                Vec::new()
            } else {
                types.iter().map(|t| (*t).to_owned()).collect()
            },
            tokenization: Tokenization::parse(text(doc, "tokenization")),
            searched: Tokenization::parse(text(doc, SEARCHED)),
            filterable: flag("indexFilterable"),
            searchable: flag("indexSearchable"),
            range: flag("indexRangeFilters"),
            distinct: flag("disableDuplicatedReferences"),
            analyzer: object(doc, "textAnalyzer").map(analyzer).unwrap_or_default(),
            nested: list(doc, "nestedProperties").iter().filter_map(Self::read).collect(),
        })
    }

    /// The property inside this one with exactly that name.
    pub(crate) fn nested(&self, name: &str) -> Option<&Self> {
        self.nested.iter().find(|property| property.name == name)
    }
}

pub(crate) fn analyzer(doc: &Doc) -> Analyzer {
    Analyzer {
        ascii_fold: doc.get("asciiFold").and_then(Json::as_bool).unwrap_or(false),
        fold_ignore: list(doc, "asciiFoldIgnore")
            .iter()
            .filter_map(|entry| entry.as_str()?.chars().next())
            .collect(),
        stopword_preset: Some(text(doc, "stopwordPreset").to_owned()).filter(|preset| !preset.is_empty()),
    }
}
