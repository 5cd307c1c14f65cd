//! Reads a request body the way the server's decoder does: keys without regard to case, unknown keys dropped, and a
//! value of the wrong type refused in its words.

use serde_json::{Map, Value as Json};

use crate::common::error::{Refusal, Result};

/// The type of a value in the server's models.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Text,
    Bool,
    Int,
    Float,
    Texts,
    /// Anything at all.
    Any,
    /// A struct with this name.
    Struct(&'static str, &'static [(&'static str, Self)]),
    /// A list of structs.
    Structs(&'static Self),
    /// A map from names to structs.
    Map(&'static Self),
    /// A map from names to lists of words.
    TextsMap,
}

const BM25: &[(&str, Shape)] = &[("b", Shape::Float), ("k1", Shape::Float)];
const STOPWORDS: &[(&str, Shape)] =
    &[("preset", Shape::Text), ("additions", Shape::Texts), ("removals", Shape::Texts)];
const INVERTED: &[(&str, Shape)] = &[
    ("bm25", Shape::Struct("BM25Config", BM25)),
    ("cleanupIntervalSeconds", Shape::Int),
    ("indexNullState", Shape::Bool),
    ("indexPropertyLength", Shape::Bool),
    ("indexTimestamps", Shape::Bool),
    ("stopwordPresets", Shape::TextsMap),
    ("stopwords", Shape::Struct("StopwordConfig", STOPWORDS)),
    ("tokenizerUserDict", Shape::Any),
    ("usingBlockMaxWAND", Shape::Bool),
];
const MULTI_TENANCY: &[(&str, Shape)] =
    &[("enabled", Shape::Bool), ("autoTenantActivation", Shape::Bool), ("autoTenantCreation", Shape::Bool)];
const REPLICATION: &[(&str, Shape)] = &[
    ("factor", Shape::Int),
    ("asyncEnabled", Shape::Bool),
    ("asyncConfig", Shape::Any),
    ("deletionStrategy", Shape::Text),
];
const TTL: &[(&str, Shape)] = &[
    ("enabled", Shape::Bool),
    ("deleteOn", Shape::Text),
    ("defaultTtl", Shape::Int),
    ("filterExpiredObjects", Shape::Bool),
];
const ANALYZER: &[(&str, Shape)] =
    &[("asciiFold", Shape::Bool), ("asciiFoldIgnore", Shape::Texts), ("stopwordPreset", Shape::Text)];
const VECTOR: &[(&str, Shape)] =
    &[("vectorIndexConfig", Shape::Any), ("vectorIndexType", Shape::Text), ("vectorizer", Shape::Any)];
static NESTED: Shape = Shape::Struct(
    "NestedProperty",
    &[
        ("name", Shape::Text),
        ("dataType", Shape::Texts),
        ("description", Shape::Text),
        ("indexFilterable", Shape::Bool),
        ("indexRangeFilters", Shape::Bool),
        ("indexSearchable", Shape::Bool),
        ("nestedProperties", Shape::Structs(&NESTED)),
        ("textAnalyzer", Shape::Struct("TextAnalyzerConfig", ANALYZER)),
        ("tokenization", Shape::Text),
    ],
);

/// A property.
pub(crate) static PROPERTY: Shape = Shape::Struct(
    "Property",
    &[
        ("name", Shape::Text),
        ("dataType", Shape::Texts),
        ("description", Shape::Text),
        ("disableDuplicatedReferences", Shape::Bool),
        ("indexFilterable", Shape::Bool),
        ("indexInverted", Shape::Bool),
        ("indexRangeFilters", Shape::Bool),
        ("indexSearchable", Shape::Bool),
        ("moduleConfig", Shape::Any),
        ("nestedProperties", Shape::Structs(&NESTED)),
        ("textAnalyzer", Shape::Struct("TextAnalyzerConfig", ANALYZER)),
        ("tokenization", Shape::Text),
    ],
);

/// A collection.
pub(crate) static CLASS: Shape = Shape::Struct(
    "Class",
    &[
        ("class", Shape::Text),
        ("description", Shape::Text),
        ("invertedIndexConfig", Shape::Struct("InvertedIndexConfig", INVERTED)),
        ("moduleConfig", Shape::Any),
        ("multiTenancyConfig", Shape::Struct("MultiTenancyConfig", MULTI_TENANCY)),
        ("objectTtlConfig", Shape::Struct("ObjectTTLConfig", TTL)),
        ("properties", Shape::Structs(&PROPERTY)),
        ("replicationConfig", Shape::Struct("ReplicationConfig", REPLICATION)),
        ("shardingConfig", Shape::Any),
        ("vectorConfig", Shape::Map(&Shape::Struct("VectorConfig", VECTOR))),
        ("vectorIndexConfig", Shape::Any),
        ("vectorIndexType", Shape::Text),
        ("vectorizer", Shape::Text),
    ],
);

/// Reads a body of that shape; `parameter` is the name the server gives the body.
pub(crate) fn read(shape: &Shape, body: Json, parameter: &str) -> Result<Map<String, Json>> {
    let value = apply(shape, body, &mut Vec::new(), "").map_err(|why| {
        Refusal::malformed(400, format!("parsing {parameter} body from \"\" failed, because json: {why}"))
    })?;
    match value {
        Json::Object(doc) => Ok(doc),
        _ => Err(Refusal::malformed(602, format!("{parameter} in body is required"))),
    }
}

fn apply(shape: &Shape, value: Json, path: &mut Vec<String>, owner: &'static str) -> Result<Json, String> {
    if value.is_null() {
        return Ok(value);
    }
    match (shape, value) {
        (Shape::Any, value) => Ok(value),
        (Shape::Text, value @ Json::String(_)) | (Shape::Bool, value @ Json::Bool(_)) => Ok(value),
        (Shape::Float, value @ Json::Number(_)) => Ok(value),
        (Shape::Int, Json::Number(number)) if number.as_i64().is_some() => Ok(Json::Number(number)),
        (Shape::Texts, Json::Array(items)) => {
            items.into_iter().map(|item| apply(&Shape::Text, item, path, owner)).collect()
        }
        (Shape::Structs(item), Json::Array(items)) => {
            items.into_iter().map(|value| apply(item, value, path, owner)).collect()
        }
        (Shape::TextsMap, Json::Object(map)) => {
            map.into_iter().map(|(key, value)| Ok((key, apply(&Shape::Texts, value, path, owner)?))).collect()
        }
        (Shape::Map(item), Json::Object(map)) => {
            map.into_iter().map(|(key, value)| Ok((key, apply(item, value, path, owner)?))).collect()
        }
        (Shape::Struct(name, fields), Json::Object(map)) => {
            let mut out = Map::new();
            for (key, value) in map {
                let Some((known, shape)) = fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(&key))
                else {
                    continue;
                };
                path.push((*known).to_owned());
                let value = apply(shape, value, path, name)?;
                path.pop();
                merge(&mut out, known, value);
            }
            Ok(Json::Object(out))
        }
        (shape, value) => Err(mismatch(shape, &value, path, owner)),
    }
}

/// Sets a field; what comes later for a struct that is already there, in other letters, only sets the fields it has.
fn merge(out: &mut Map<String, Json>, key: &str, value: Json) {
    match (out.get_mut(key), value) {
        (Some(Json::Object(known)), Json::Object(value)) => {
            for (key, value) in value {
                merge(known, &key, value);
            }
        }
        // Go leaves the number or the text there is where a null comes.
        (Some(known), Json::Null) if !known.is_object() && !known.is_array() => {}
        (_, value) => {
            out.insert(key.to_owned(), value);
        }
    }
}

fn mismatch(shape: &Shape, value: &Json, path: &[String], owner: &str) -> String {
    let found = match value {
        Json::Bool(_) => "bool".to_owned(),
        Json::Number(number) if matches!(shape, Shape::Int) => format!("number {number}"),
        Json::Number(_) => "number".to_owned(),
        Json::String(_) => "string".to_owned(),
        Json::Array(_) => "array".to_owned(),
        Json::Object(_) | Json::Null => "object".to_owned(),
    };
    let wanted = go_type(shape);
    if path.is_empty() {
        format!("cannot unmarshal {found} into Go value of type {wanted}")
    } else {
        format!("cannot unmarshal {found} into Go struct field {owner}.{} of type {wanted}", path.join("."))
    }
}

fn go_type(shape: &Shape) -> String {
    match shape {
        Shape::Text => "string".into(),
        Shape::Bool => "bool".into(),
        Shape::Int => "int64".into(),
        Shape::Float => "float32".into(),
        Shape::Texts => "[]string".into(),
        Shape::Any => "interface {}".into(),
        Shape::Struct(name, _) => format!("models.{name}"),
        Shape::Structs(item) => format!("[]*{}", go_type(item)),
        Shape::Map(item) => format!("map[string]{}", go_type(item)),
        Shape::TextsMap => "map[string][]string".into(),
    }
}
