//! A property inside an object property: fewer kinds, tokenizations and indexes than outside.

use serde_json::Value as Json;

use crate::{
    common::{
        doc::{Doc, list, text},
        error::{Refusal, Result},
    },
    schema::{DataType, names},
};

/// Checks the properties inside a property: only an object has some, and it has at least one.
pub(super) fn check_all(doc: &Doc, name: &str, kind: DataType) -> Result<()> {
    let nested = list(doc, "nestedProperties");
    if !kind.is_nested() {
        return if nested.is_empty() {
            Ok(())
        } else {
            Err(Refusal::new(format!(
                "property '{name}': nestedProperties not allowed for data types other than object/object[]"
            )))
        };
    }
    if nested.is_empty() {
        return Err(Refusal::new(format!(
            "property '{name}': At least one nested property is required for data type object/object[]"
        )));
    }
    nested.iter().filter_map(Json::as_object).try_for_each(|item| check(item, name))
}

/// Checks one of the properties of `parent`, and what is inside it.
fn check(item: &Doc, parent: &str) -> Result<()> {
    let name = text(item, "name");
    names::check_nested(name, parent)?;
    let path = format!("{parent}.{name}");
    let refuse = |why: &str| Err(Refusal::new(format!("property '{path}': {why}")));
    let types: Vec<&str> = list(item, "dataType").iter().filter_map(Json::as_str).collect();
    let [Some(kind)] = types.iter().map(|name| DataType::parse(name)).collect::<Vec<_>>()[..] else {
        // Whatever is no kind of its own is taken for a reference.
        return refuse("reference data type not allowed");
    };
    if matches!(kind, DataType::Geo | DataType::Phone) {
        return refuse(&format!("data type '{}' not allowed as nested property", kind.name()));
    }
    let tokenization = text(item, "tokenization");
    match (kind.is_text(), tokenization) {
        (true, "word" | "lowercase" | "whitespace" | "field") | (false, "") => {}
        (true, other) => {
            return refuse(&format!("Tokenization '{other}' is not allowed for data type '{}'", kind.name()));
        }
        (false, _) if kind.is_nested() => {
            return refuse("Tokenization is not allowed for object/object[] data types");
        }
        (false, _) => return refuse(&format!("Tokenization is not allowed for data type '{}'", kind.name())),
    }
    let on = |key: &str| item.get(key) == Some(&Json::Bool(true));
    if on("indexFilterable") && matches!(kind, DataType::Blob | DataType::BlobHash) {
        return Err(Refusal::new(format!(
            "property: '{path}': indexFilterable is not allowed for {} data type",
            kind.name()
        )));
    }
    if on("indexSearchable") && !kind.is_text() {
        return refuse("`indexSearchable` is not allowed for other than text/text[] data types");
    }
    if on("indexRangeFilters") && !matches!(kind, DataType::Int | DataType::Number | DataType::Date) {
        return refuse("`indexRangeFilters` is not allowed for other than number/int/date data types");
    }
    if kind.is_nested() { check_all(item, &path, kind) } else { Ok(()) }
}
