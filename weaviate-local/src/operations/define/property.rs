//! A new property: what it leaves out, and the checks it passes.

use std::collections::HashSet;

use serde_json::{Value as Json, json};

use super::nested;
use crate::{
    common::{
        doc::{Doc, list, object, set_default, text},
        error::{Refusal, Result},
        gotext,
    },
    schema::{Analyzer, BLOCKMAX, DataType, Tokenization, inverted, names, property::analyzer},
};

/// Fills in what a new property leaves out; the order of steps is the server's.
pub(crate) fn set_defaults(doc: &mut Doc, nested: bool) {
    let first = list(doc, "dataType").first().and_then(Json::as_str).unwrap_or_default().to_owned();
    // The old `string` type and its tokenizations.
    let kind = match first.as_str() {
        "string" | "string[]" => {
            let was = text(doc, "tokenization").to_owned();
            doc.insert("dataType".into(), json!([first.replace("string", "text")]));
            doc.insert("tokenization".into(), json!(if was == "field" { "field" } else { "whitespace" }));
            DataType::Text
        }
        other => DataType::parse(other).unwrap_or(DataType::Reference),
    };
    if kind.is_text() && text(doc, "tokenization").is_empty() {
        doc.insert("tokenization".into(), json!("word"));
    }
    if let Some(inverted) = doc.get("indexInverted").and_then(Json::as_bool)
        && ["indexFilterable", "indexSearchable", "indexRangeFilters"].iter().all(|key| !is_set(doc, key))
    {
        doc.insert("indexFilterable".into(), json!(inverted));
        doc.insert("indexSearchable".into(), json!(inverted && kind.is_text()));
        doc.remove("indexInverted");
    }
    set_default(doc, "indexFilterable", !(nested && matches!(kind, DataType::Blob | DataType::BlobHash)));
    set_default(doc, "indexSearchable", kind.is_text());
    set_default(doc, "indexRangeFilters", false);
    doc.shift_remove(BLOCKMAX);
    if text(doc, "tokenization").is_empty() {
        doc.remove("tokenization");
    }
    if text(doc, "description").is_empty() {
        doc.remove("description");
    }
    if object(doc, "textAnalyzer").is_some_and(|a| analyzer(a) == Analyzer::default()) {
        doc.remove("textAnalyzer");
    }
    doc.retain(|_, value| !value.is_null());
    if let Some(Json::Array(items)) = doc.get_mut("nestedProperties") {
        for item in items.iter_mut().filter_map(Json::as_object_mut) {
            set_defaults(item, true);
        }
        if items.is_empty() && !kind.is_nested() {
            doc.remove("nestedProperties");
        }
    }
}

fn is_set(doc: &Doc, key: &str) -> bool {
    doc.get(key).is_some_and(|value| !value.is_null())
}

/// What a check needs to know of the world around the property.
pub(crate) struct Around<'a> {
    pub(crate) class: &'a str,
    /// Lower-cased names that are taken.
    pub(crate) taken: &'a HashSet<String>,
    pub(crate) known_class: &'a dyn Fn(&str) -> bool,
    pub(crate) presets: &'a dyn Fn(&str) -> bool,
    /// While a collection is created an unknown target is only found later.
    pub(crate) creating: bool,
}

/// Checks a new property.
pub(crate) fn check(doc: &Doc, around: &Around<'_>) -> Result<()> {
    let name = text(doc, "name");
    names::check_property(name)?;
    if around.taken.contains(&name.to_lowercase()) {
        return Err(Refusal::new(format!(
            "class {}: conflict for property {}: already in use or provided multiple times",
            gotext::quote(around.class),
            gotext::quote(name)
        )));
    }
    let types: Vec<&str> = list(doc, "dataType").iter().filter_map(Json::as_str).collect();
    let kind = kind_of(&types, around).map_err(|why| {
        Refusal::new(format!("property '{name}': invalid dataType: {}: {why}", gotext::list(&types)))
    })?;
    nested::check_all(doc, name, kind)?;
    check_tokenization(text(doc, "tokenization"), kind)?;
    check_analyzer(doc, name, kind, around.presets)?;
    check_indexes(doc, kind)
}

fn kind_of(types: &[&str], around: &Around<'_>) -> Result<DataType, String> {
    match types {
        [] => return Err("dataType must have at least one element".to_owned()),
        [one] => {
            if let Some(kind) = DataType::parse(one) {
                return Ok(kind);
            }
            let lower = one.chars().next().is_some_and(char::is_lowercase);
            if lower || one.is_empty() {
                return Err(format!("unknown primitive data type '{one}'"));
            }
        }
        _ => {}
    }
    for target in types {
        if !names::is_class(target) {
            return Err(format!("'{target}' is not a valid class name"));
        }
        if !around.creating && *target != around.class && !(around.known_class)(target) {
            return Err("reference property to nonexistent class".to_owned());
        }
    }
    Ok(DataType::Reference)
}

fn check_tokenization(tokenization: &str, kind: DataType) -> Result<()> {
    if kind.is_text() {
        return match tokenization {
            "gse" => Err(Refusal::new(
                "the GSE tokenizer is not enabled; set 'ENABLE_TOKENIZER_GSE' to 'true' to enable",
            )),
            "gse_ch" => Err(Refusal::new(
                "the Chinese tokenizer is not enabled; set 'ENABLE_TOKENIZER_GSE_CH' to 'true' to enable",
            )),
            "kagome_kr" => Err(Refusal::new(
                "the Korean tokenizer is not enabled; set 'ENABLE_TOKENIZER_KAGOME_KR' to 'true' to enable",
            )),
            "kagome_ja" => Err(Refusal::new(
                "the Japanese tokenizer is not enabled; set 'ENABLE_TOKENIZER_KAGOME_JA' to 'true' to enable",
            )),
            known if Tokenization::parse(known).is_some() => Ok(()),
            _ => Err(Refusal::new(format!(
                "tokenization '{tokenization}' is not allowed for data type '{}'",
                kind.name()
            ))),
        };
    }
    if tokenization.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(match kind {
        DataType::Reference => "tokenization is not allowed for reference data type".to_owned(),
        DataType::Object | DataType::Objects => {
            "tokenization is not allowed for object/object[] data types".to_owned()
        }
        kind => format!("tokenization is not allowed for data type '{}'", kind.name()),
    }))
}

fn check_indexes(doc: &Doc, kind: DataType) -> Result<()> {
    let flag = |key: &str| doc.get(key).and_then(Json::as_bool).unwrap_or(false);
    if is_set(doc, "indexInverted") {
        return Err(Refusal::new(
            "`indexInverted` is deprecated and can not be set together with `indexFilterable`, `indexSearchable` or \
             `indexRangeFilters`",
        ));
    }
    if flag("indexSearchable") && !kind.is_text() {
        return Err(Refusal::new(
            "`indexSearchable` is allowed only for text/text[] data types. For other data types set false or leave \
             empty",
        ));
    }
    if flag("indexRangeFilters") && !matches!(kind, DataType::Int | DataType::Number | DataType::Date) {
        return Err(Refusal::new(
            "`indexRangeFilters` is allowed only for number/int/date data types. For other data types set false or \
             leave empty",
        ));
    }
    Ok(())
}

fn check_analyzer(doc: &Doc, name: &str, kind: DataType, presets: &dyn Fn(&str) -> bool) -> Result<()> {
    let Some(analyzer) = object(doc, "textAnalyzer") else { return Ok(()) };
    let refuse = |why: String| Err(Refusal::new(format!("property '{name}': {why}")));
    if !kind.is_text() {
        let only = "processing options are only allowed for text and text[] data types";
        return if kind == DataType::Reference || kind.is_nested() {
            refuse(only.to_owned())
        } else {
            refuse(format!("{only}, got '{}'", kind.name()))
        };
    }
    let flag = |key: &str| doc.get(key).and_then(Json::as_bool).unwrap_or(false);
    if !flag("indexSearchable") && !flag("indexFilterable") {
        return refuse(
            "processing options are only allowed for properties with an inverted index, got IndexSearchable=false \
             and IndexFilterable=false"
                .to_owned(),
        );
    }
    let ignored = list(analyzer, "asciiFoldIgnore");
    if !ignored.is_empty() && !analyzer.get("asciiFold").and_then(Json::as_bool).unwrap_or(false) {
        return refuse("asciiFoldIgnore requires asciiFold to be enabled".to_owned());
    }
    for entry in ignored.iter().filter_map(Json::as_str) {
        if entry.chars().count() != 1 {
            return refuse(format!(
                "each asciiFoldIgnore entry must be a single character, got {}",
                gotext::quote(entry)
            ));
        }
    }
    let preset = text(analyzer, "stopwordPreset");
    if !preset.is_empty() {
        let tokenization = text(doc, "tokenization");
        if tokenization != "word" {
            return refuse(format!(
                "stopwordPreset is only supported with tokenization \"word\", got {}",
                gotext::quote(tokenization)
            ));
        }
        if inverted::preset(preset).is_none() && !presets(preset) {
            return refuse(format!(
                "unknown stopword preset {}; must be a built-in preset ('en', 'none') or defined in \
                 invertedIndexConfig.stopwordPresets",
                gotext::quote(preset)
            ));
        }
    }
    Ok(())
}
