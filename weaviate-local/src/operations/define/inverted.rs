//! The settings of the inverted index: what a collection leaves out, and the checks they pass.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use crate::{
    common::{
        doc::{Doc, list, object, section, set_default, text},
        error::{Refusal, Result},
        gotext::quote,
    },
    schema::inverted::{preset, user_presets},
};

/// Fills in what a collection leaves out.
pub(crate) fn set_defaults(doc: &mut Doc) {
    let inverted = section(doc, "invertedIndexConfig");
    inverted.insert("usingBlockMaxWAND".into(), json!(true));
    if inverted.get("cleanupIntervalSeconds").and_then(Json::as_i64).unwrap_or(0) == 0 {
        inverted.insert("cleanupIntervalSeconds".into(), json!(60));
    }
    set_default(inverted, "bm25", json!({"k1": 1.2, "b": 0.75}));
    set_default(inverted, "stopwords", json!({"preset": "en"}));
}

/// Checks the settings and writes them the way GET shows them.
pub(crate) fn check(doc: &mut Doc) -> Result<()> {
    let inverted = section(doc, "invertedIndexConfig");
    if inverted.get("cleanupIntervalSeconds").and_then(Json::as_i64).unwrap_or(0) < 0 {
        return Err(Refusal::new("cleanup interval seconds must be > 0"));
    }
    let bm25 = section(inverted, "bm25");
    let k1 = bm25.get("k1").and_then(Json::as_f64).unwrap_or(0.0);
    let b = bm25.get("b").and_then(Json::as_f64).unwrap_or(0.0);
    if k1 < 0.0 {
        return Err(Refusal::new("BM25.k1 must be >= 0"));
    }
    if !(0.0..=1.0).contains(&b) {
        return Err(Refusal::new("BM25.b must be >= 0 and <= 1"));
    }
    // A zero is left out by the server's encoder.
    bm25.retain(|_, value| value.as_f64().is_some_and(|number| number != 0.0));
    check_stopwords(section(inverted, "stopwords"))?;
    if object(inverted, "stopwordPresets").is_none_or(Map::is_empty) {
        inverted.remove("stopwordPresets");
    }
    inverted
        .retain(|key, value| !value.is_null() && (value != &Json::Bool(false) || key == "usingBlockMaxWAND"));
    Ok(())
}

/// Checks a collection's own lists of stopwords, which a PUT may bring unchecked.
pub(crate) fn check_presets(presets: &Doc) -> Result<()> {
    for (name, words) in presets {
        let refuse = |why: &str| Err(Refusal::new(format!("stopwordPresets: preset {why}")));
        let words = words.as_array().map(Vec::as_slice).unwrap_or_default();
        if name.trim().is_empty() {
            return refuse("name must not be empty or whitespace-only");
        }
        if words.is_empty() {
            return refuse(&format!("{} must have at least one word", quote(name)));
        }
        if words.iter().filter_map(Json::as_str).any(|word| word.trim().is_empty()) {
            return refuse(&format!("{} contains empty or whitespace-only word", quote(name)));
        }
    }
    Ok(())
}

/// Checks that no property loses the list it names.
pub(super) fn check_kept(old: &Doc, new: &Doc) -> Result<()> {
    let presets = |doc: &Doc| user_presets(doc).into_keys().collect::<BTreeSet<_>>();
    for lost in presets(old).difference(&presets(new)) {
        // A built-in list takes its place.
        if preset(lost).is_none()
            && let Some(user) = user(list(new, "properties"), lost)
        {
            return Err(Refusal::new(format!(
                "invertedIndexConfig.stopwordPresets: cannot remove preset {} because it is still used by property {}",
                quote(lost),
                quote(&user)
            )));
        }
    }
    Ok(())
}

/// The path of the first property that names a list of stopwords.
fn user(properties: &[Json], name: &str) -> Option<String> {
    properties.iter().filter_map(Json::as_object).find_map(|property| {
        let own = text(property, "name");
        let used = object(property, "textAnalyzer").is_some_and(|a| text(a, "stopwordPreset") == name);
        if used {
            return Some(own.to_owned());
        }
        user(list(property, "nestedProperties"), name).map(|inner| format!("{own}.{inner}"))
    })
}

/// Checks a `stopwords` section and writes it the way GET shows it.
pub(crate) fn check_stopwords(config: &mut Doc) -> Result<()> {
    if text(config, "preset").is_empty() {
        config.insert("preset".into(), json!("en"));
    }
    let name = text(config, "preset").to_owned();
    let built_in = preset(&name);
    if built_in.is_none() {
        return Err(Refusal::new(format!("stopwordPreset '{name}' does not exist")));
    }
    let words = |key: &str| -> Vec<String> {
        list(config, key).iter().filter_map(Json::as_str).map(str::to_owned).collect()
    };
    let (additions, removals) = (words("additions"), words("removals"));
    for (key, words) in [("additions", &additions), ("removals", &removals)] {
        if words.iter().any(|word| word.trim().is_empty()) {
            return Err(Refusal::new(format!("cannot use whitespace in stopword.{key}")));
        }
    }
    if let Some(word) = additions.iter().find(|word| removals.contains(word)) {
        return Err(Refusal::new(format!(
            "found '{word}' in both stopwords.additions and stopwords.removals"
        )));
    }
    // Words the preset has already are dropped from the additions.
    let kept: Vec<String> =
        additions.into_iter().filter(|word| !built_in.is_some_and(|preset| preset.contains(word))).collect();
    let written = |words: Vec<String>| if words.is_empty() { Json::Null } else { json!(words) };
    config.insert("additions".into(), written(kept));
    config.insert("removals".into(), written(removals));
    Ok(())
}
