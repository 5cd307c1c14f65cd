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
    object(doc, "invertedIndexConfig")
        .and_then(|inverted| object(inverted, "stopwordPresets"))
        .map(lists)
        .unwrap_or_default()
}

/// The collection's stopwords: a built-in list with its additions and without its removals.
///
/// Words are compared as they are written: one with upper letters meets no token that lost them.
pub(crate) fn stopwords(doc: &Doc) -> BTreeSet<String> {
    object(doc, "invertedIndexConfig")
        .and_then(|i| object(i, "stopwords"))
        .map(configured)
        .unwrap_or_default()
}

/// The stopwords of one `stopwords` section.
pub(crate) fn configured(config: &Doc) -> BTreeSet<String> {
    let mut words = preset(text(config, "preset")).cloned().unwrap_or_default();
    words.extend(list(config, "additions").iter().filter_map(Json::as_str).map(str::to_owned));
    for word in list(config, "removals").iter().filter_map(Json::as_str) {
        words.remove(word);
    }
    words
}

/// Lists of stopwords by name.
pub(crate) fn lists(presets: &Doc) -> HashMap<String, BTreeSet<String>> {
    let words = |list: &Json| {
        list.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
    };
    presets.iter().map(|(name, list)| (name.clone(), words(list))).collect()
}
