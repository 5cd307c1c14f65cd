//! Reads objects from the bodies of REST requests.

use serde_json::Value as Json;

use crate::{
    common::{
        doc::Doc,
        error::{Refusal, Result},
        gotext::{self, quote},
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

/// The value of a key, whatever the case of its letters.
pub(crate) fn field<'a>(doc: &'a Doc, name: &str) -> Option<&'a Json> {
    doc.get(name)
        .or_else(|| doc.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
        .filter(|value| !value.is_null())
}

/// A text of a body, or Go's words that it is none.
pub(crate) fn text(doc: &Doc, owner: &str, name: &str) -> Result<String> {
    match field(doc, name) {
        None => Ok(String::new()),
        Some(Json::String(text)) => Ok(text.clone()),
        Some(other) => Err(mismatch(other, owner, name, "string")),
    }
}

/// `parsing body body from "" failed…`
pub(crate) fn mismatch(found: &Json, owner: &str, name: &str, wanted: &str) -> Refusal {
    let found = match found {
        Json::Bool(_) => "bool",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) | Json::Null => "object",
    };
    Refusal::malformed(
        400,
        format!(
            "parsing body body from \"\" failed, because json: cannot unmarshal {found} into Go struct field \
             {owner}.{name} of type {wanted}"
        ),
    )
}

/// An object; `place` is where its id stands in the body.
pub(crate) fn input(doc: &Doc, place: &str) -> Result<Input> {
    let id = text(doc, "Object", "id")?;
    let id = if id.is_empty() {
        None
    } else {
        Some(gotext::parse_uuid(&id).map_err(|_| {
            Refusal::malformed(601, format!("{place} in body must be of type uuid: {}", quote(&id)))
        })?)
    };
    let properties = match field(doc, "properties") {
        Some(Json::Object(map)) => raw_map(map),
        None => RawMap::new(),
        Some(other) => {
            return Err(Refusal::new(format!(
                "invalid object: could not recognize object's properties: {}",
                raw(other).shown()
            )));
        }
    };
    let vector = match field(doc, "vector") {
        Some(vector) => numbers(vector).map_err(|found| mismatch(found, "Object", "vector", "float32"))?,
        None => Vec::new(),
    };
    let mut vectors = Named::new();
    if let Some(Json::Object(named)) = field(doc, "vectors") {
        for (name, value) in named {
            vectors.insert(name.clone(), named_vector(value)?);
        }
    }
    Ok(Input {
        collection: text(doc, "Object", "class")?,
        tenant: text(doc, "Object", "tenant")?,
        id,
        properties,
        vector: (!vector.is_empty()).then(|| vector.into()),
        vectors,
    })
}

fn numbers(value: &Json) -> Result<Vec<f32>, &Json> {
    let items = value.as_array().ok_or(value)?;
    items.iter().map(|item| item.as_f64().map(|number| number as f32).ok_or(item)).collect()
}

fn named_vector(value: &Json) -> Result<Vector> {
    let wrong = |found: &Json| {
        Refusal::malformed(
            400,
            format!(
                "parsing body body from \"\" failed, because vectors: cannot unmarshal into either []float32 or \
                 [][]float32: {found}"
            ),
        )
    };
    match value.as_array().and_then(|items| items.first()) {
        Some(Json::Array(_)) => {
            let rows = value.as_array().into_iter().flatten();
            Ok(Vector::Multi(rows.map(|row| numbers(row).map_err(wrong)).collect::<Result<_>>()?))
        }
        _ => Ok(numbers(value).map_err(wrong)?.into()),
    }
}
