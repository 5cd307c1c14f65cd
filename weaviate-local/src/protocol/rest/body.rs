//! Reads objects from the bodies of REST requests.

use serde_json::Value as Json;

use crate::{
    common::{
        doc::{Doc, text},
        gotext,
        named::Named,
        object::Vector,
    },
    operations::write::{
        input::Input,
        raw::{Raw, RawMap},
    },
};

/// A JSON value.
pub(crate) fn raw(value: &Json) -> Raw {
    match value {
        Json::Null => Raw::Null,
        Json::Bool(value) => Raw::Bool(*value),
        Json::Number(number) => Raw::Json(number.to_string()),
        Json::String(text) => Raw::Text(text.clone()),
        Json::Array(items) => Raw::List(items.iter().map(raw).collect()),
        Json::Object(map) => Raw::Map(raw_map(map)),
    }
}

fn raw_map(map: &Doc) -> RawMap {
    map.iter().map(|(key, value)| (key.clone(), raw(value))).collect()
}

/// An object, as the description of the API has read it.
pub(crate) fn input(doc: &Doc) -> Input {
    let mut malformed = None;
    let properties = match doc.get("properties") {
        Some(Json::Object(map)) => raw_map(map),
        None | Some(Json::Null) => RawMap::new(),
        Some(other) => {
            malformed = Some(raw(other).shown());
            RawMap::new()
        }
    };
    let vector = doc.get("vector").map(numbers).unwrap_or_default();
    let vectors = doc.get("vectors").and_then(Json::as_object).into_iter().flatten();
    let vectors: Named<Vector> = vectors
        .filter(|(_, vector)| vector.as_array().is_some_and(|items| !items.is_empty()))
        .map(|(name, vector)| (name.clone(), named_vector(vector)))
        .collect();
    Input {
        collection: text(doc, "class").to_owned(),
        tenant: text(doc, "tenant").to_owned(),
        id: gotext::parse_uuid(text(doc, "id")).ok(),
        properties,
        malformed,
        vector: (!vector.is_empty()).then(|| vector.into()),
        vectors,
    }
}

/// A null among numbers is a zero.
fn numbers(value: &Json) -> Vec<f32> {
    let items = value.as_array().into_iter().flatten();
    items.map(|item| item.as_f64().unwrap_or_default() as f32).collect()
}

fn named_vector(value: &Json) -> Vector {
    match value.as_array().map(Vec::as_slice) {
        Some(rows @ [Json::Array(_), ..]) => Vector::Multi(rows.iter().map(numbers).collect()),
        _ => numbers(value).into(),
    }
}
