//! Stopwords: the presets, and what a collection makes of them.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use serde_json::Value as Json;

use crate::common::doc::{Doc, list, object, text};

const ENGLISH: &str = "a an and are as at be but by for if in into is it no not of on or such that the their then \
                       there these they this to was will with";

static PRESETS: LazyLock<HashMap<&'static str, BTreeSet<String>>> = LazyLock::new(|| {
    let english = ENGLISH.split(' ').map(str::to_owned).collect();
    HashMap::from([("en", english), ("none", BTreeSet::new())])
});

/// A built-in list of stopwords.
pub(crate) fn preset(name: &str) -> Option<&'static BTreeSet<String>> {
    PRESETS.get(name)
}

/// The lists a collection defines itself.
pub(crate) fn user_presets(doc: &Doc) -> HashMap<String, BTreeSet<String>> {
    let Some(presets) = object(doc, "invertedIndexConfig").and_then(|i| object(i, "stopwordPresets")) else {
        return HashMap::new();
    };
    presets
        .iter()
        .map(|(name, words)| {
            let words = words.as_array().into_iter().flatten().filter_map(Json::as_str);
            (name.clone(), words.map(str::to_lowercase).collect())
        })
        .collect()
}

/// The collection's stopwords: the preset with its additions and without its removals.
pub(crate) fn stopwords(doc: &Doc, presets: &HashMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let Some(config) = object(doc, "invertedIndexConfig").and_then(|i| object(i, "stopwords")) else {
        return BTreeSet::new();
    };
    let name = text(config, "preset");
    let mut words = presets.get(name).or_else(|| preset(name)).cloned().unwrap_or_default();
    words.extend(list(config, "additions").iter().filter_map(Json::as_str).map(str::to_lowercase));
    for word in list(config, "removals").iter().filter_map(Json::as_str) {
        words.remove(&word.to_lowercase());
    }
    words
}
