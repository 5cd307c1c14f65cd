//! JSON objects, and how their keys are read and set.

use serde_json::{Map, Value as Json};

/// A JSON object.
pub(crate) type Doc = Map<String, Json>;

/// The text under a key, "" when there is none.
pub(crate) fn text<'a>(doc: &'a Doc, key: &str) -> &'a str {
    doc.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// The list under a key, empty when there is none.
pub(crate) fn list<'a>(doc: &'a Doc, key: &str) -> &'a [Json] {
    doc.get(key).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The object under a key.
pub(crate) fn object<'a>(doc: &'a Doc, key: &str) -> Option<&'a Doc> {
    doc.get(key).and_then(Json::as_object)
}

/// Sets a key that is absent or null.
pub(crate) fn set_default(doc: &mut Doc, key: &str, value: impl Into<Json>) {
    if doc.get(key).is_none_or(Json::is_null) {
        doc.insert(key.to_owned(), value.into());
    }
}

/// The object under a key, made empty when it is absent or null.
pub(crate) fn section<'a>(doc: &'a mut Doc, key: &str) -> &'a mut Doc {
    if !doc.get(key).is_some_and(Json::is_object) {
        doc.insert(key.to_owned(), Json::Object(Map::new()));
    }
    match doc.get_mut(key) {
        Some(Json::Object(section)) => section,
        _ => unreachable!("the key was just given an object"),
    }
}
