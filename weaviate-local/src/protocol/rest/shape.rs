//! Reads a request body the way the server's decoder does: keys without regard to case, unknown keys dropped, and a
//! value of the wrong type refused in its words.

use serde_json::{Map, Value as Json};

use crate::{
    common::{
        error::{Refusal, Result},
        gotext,
    },
    schema::BLOCKMAX,
};

/// The type of a value in the server's models.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Text,
    Bool,
    Int,
    Float,
    Double,
    Texts,
    Floats,
    /// Vectors by their names, each a list of numbers or a list of such lists.
    Vectors,
    /// Anything at all.
    Any,
    /// A text that is a UUID.
    Id,
    /// A text that is a URI.
    Uri,
    /// A text that is one of these.
    OneOf(&'static [&'static str]),
    /// A number of this range.
    Between(i64, i64),
    /// What must be there.
    Needed(&'static Self),
    /// A shape that has a name.
    Also(&'static Self),
    /// The same, of which the server tells the place with this name once more in front of it.
    Doubled(&'static str, &'static Self),
    /// A struct with this name, and its fields in the order of their names.
    Struct(&'static str, &'static [(&'static str, Self)]),
    /// A struct that only one request has: its fields are told with the name of the body.
    Inline(&'static str, &'static [(&'static str, Self)]),
    /// A list of structs.
    Structs(&'static Self),
    /// A list of plain values.
    List(&'static Self),
    /// What has a name of its own in the server, and a shape of another.
    Named(&'static str, &'static Self),
    /// A map from names to structs.
    Map(&'static Self),
    /// A map from names to lists of words.
    TextsMap,
}

pub(crate) const TOKENIZATIONS: &[&str] =
    &["word", "lowercase", "whitespace", "field", "trigram", "gse", "kagome_kr", "kagome_ja", "gse_ch"];
const BM25: &[(&str, Shape)] = &[("b", Shape::Float), ("k1", Shape::Float)];
pub(crate) const STOPWORDS: &[(&str, Shape)] =
    &[("preset", Shape::Text), ("additions", Shape::Texts), ("removals", Shape::Texts)];
const INVERTED: &[(&str, Shape)] = &[
    ("bm25", Shape::Struct("models.BM25Config", BM25)),
    ("cleanupIntervalSeconds", Shape::Int),
    ("indexNullState", Shape::Bool),
    ("indexPropertyLength", Shape::Bool),
    ("indexTimestamps", Shape::Bool),
    ("stopwordPresets", Shape::TextsMap),
    ("stopwords", Shape::Struct("models.StopwordConfig", STOPWORDS)),
    ("tokenizerUserDict", Shape::Any),
    ("usingBlockMaxWAND", Shape::Bool),
];
const MULTI_TENANCY: &[(&str, Shape)] =
    &[("enabled", Shape::Bool), ("autoTenantActivation", Shape::Bool), ("autoTenantCreation", Shape::Bool)];
const STRATEGIES: &[&str] = &["NoAutomatedResolution", "DeleteOnConflict", "TimeBasedResolution"];
const REPLICATION: &[(&str, Shape)] = &[
    ("factor", Shape::Int),
    ("asyncEnabled", Shape::Bool),
    ("asyncConfig", Shape::Any),
    ("deletionStrategy", Shape::OneOf(STRATEGIES)),
];
const TTL: &[(&str, Shape)] = &[
    ("enabled", Shape::Bool),
    ("deleteOn", Shape::Text),
    ("defaultTtl", Shape::Int),
    ("filterExpiredObjects", Shape::Bool),
];
pub(crate) const ANALYZER: &[(&str, Shape)] =
    &[("asciiFold", Shape::Bool), ("asciiFoldIgnore", Shape::Texts), ("stopwordPreset", Shape::Text)];
const VECTOR: &[(&str, Shape)] =
    &[("vectorIndexConfig", Shape::Any), ("vectorIndexType", Shape::Text), ("vectorizer", Shape::Any)];
static NESTED: Shape = Shape::Struct(
    "models.NestedProperty",
    &[
        ("name", Shape::Text),
        ("dataType", Shape::Texts),
        ("description", Shape::Text),
        ("indexFilterable", Shape::Bool),
        ("indexRangeFilters", Shape::Bool),
        ("indexSearchable", Shape::Bool),
        ("nestedProperties", Shape::Structs(&NESTED)),
        ("textAnalyzer", Shape::Struct("models.TextAnalyzerConfig", ANALYZER)),
        ("tokenization", Shape::OneOf(TOKENIZATIONS)),
    ],
);

/// A property.
pub(crate) static PROPERTY: Shape = Shape::Struct(
    "models.Property",
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
        (BLOCKMAX, Shape::Bool),
        ("textAnalyzer", Shape::Struct("models.TextAnalyzerConfig", ANALYZER)),
        ("tokenization", Shape::OneOf(TOKENIZATIONS)),
    ],
);

/// A collection.
pub(crate) static CLASS: Shape = Shape::Struct(
    "models.Class",
    &[
        ("class", Shape::Text),
        ("description", Shape::Text),
        ("invertedIndexConfig", Shape::Struct("models.InvertedIndexConfig", INVERTED)),
        ("moduleConfig", Shape::Any),
        ("multiTenancyConfig", Shape::Struct("models.MultiTenancyConfig", MULTI_TENANCY)),
        ("objectTtlConfig", Shape::Struct("models.ObjectTTLConfig", TTL)),
        ("properties", Shape::Structs(&PROPERTY)),
        ("replicationConfig", Shape::Struct("models.ReplicationConfig", REPLICATION)),
        ("shardingConfig", Shape::Any),
        ("vectorConfig", Shape::Map(&Shape::Struct("models.VectorConfig", VECTOR))),
        ("vectorIndexConfig", Shape::Any),
        ("vectorIndexType", Shape::Text),
        ("vectorizer", Shape::Text),
    ],
);

/// Reads a body of that shape; `parameter` is the name the server gives the body.
pub(crate) fn read(shape: &Shape, body: Json, parameter: &str) -> Result<Json> {
    let body = apply(shape, body, &mut Vec::new(), "").map_err(|why| {
        Refusal::malformed(400, format!("parsing {parameter} body from \"\" failed, because {why}"))
    })?;
    // A null is a value without anything in it.
    let body = match (body, shape) {
        (Json::Null, Shape::Struct(..) | Shape::Inline(..)) => Json::Object(Map::new()),
        (Json::Null, _) => Json::Array(Vec::new()),
        (body, _) => body,
    };
    check(shape, &body, &place_of(shape, parameter))?;
    Ok(body)
}

fn place_of(shape: &Shape, parameter: &str) -> String {
    if matches!(shape, Shape::Inline(..)) { parameter.to_owned() } else { String::new() }
}

/// What the description says of values, in the order in which the server looks.
fn check(shape: &Shape, value: &Json, place: &str) -> Result<()> {
    let refuse = |code, words: &str| Err(Refusal::malformed(code, format!("{place} in body {words}")));
    match (shape, value) {
        // Where a word must be there, the empty one is a word as well.
        (Shape::Needed(Shape::OneOf(known)), Json::String(text)) if text.is_empty() => {
            refuse(606, &format!("should be one of [{}]", known.join(" ")))
        }
        (Shape::Needed(shape), value) => {
            if value.is_null() {
                refuse(602, "is required")
            } else {
                check(shape, value, place)
            }
        }
        (Shape::Named(_, Shape::Structs(item)), Json::Array(items)) => items
            .iter()
            .enumerate()
            .try_for_each(|(at, value)| check(item, value, &inside(place, &at.to_string()))),
        (Shape::Also(shape) | Shape::Named(_, shape), value) => check(shape, value, place),
        (Shape::Doubled(name, shape), value) => check(shape, value, &inside(name, place)),
        (Shape::Struct(_, fields) | Shape::Inline(_, fields), Json::Object(map)) => {
            fields.iter().try_for_each(|(name, shape)| {
                let value = map.get(*name).unwrap_or(&Json::Null);
                if value.is_null() && !matches!(shape, Shape::Needed(_)) {
                    return Ok(());
                }
                check(shape, value, &inside(place, name))
            })
        }
        // Of a list that is the body itself the server does not say which item it means, unless it has a name.
        (Shape::Structs(item), Json::Array(items)) => items.iter().enumerate().try_for_each(|(at, value)| {
            let place = if place.is_empty() { String::new() } else { inside(place, &at.to_string()) };
            check(item, value, &place)
        }),
        (Shape::Map(item), Json::Object(map)) => {
            map.iter().try_for_each(|(name, value)| check(item, value, &inside(place, name)))
        }
        (Shape::Id, Json::String(id)) if !id.is_empty() && gotext::parse_uuid(id).is_err() => {
            refuse(601, &format!("must be of type uuid: {}", gotext::quote(id)))
        }
        (Shape::Uri, Json::String(uri))
            if !uri.is_empty() && !uri.contains("://") && !uri.starts_with('/') =>
        {
            refuse(601, &format!("must be of type uri: {}", gotext::quote(uri)))
        }
        (Shape::OneOf(known), Json::String(text)) if !text.is_empty() && !known.contains(&text.as_str()) => {
            refuse(606, &format!("should be one of [{}]", known.join(" ")))
        }
        (Shape::Between(least, most), Json::Number(number)) => match number.as_i64() {
            Some(0) => Ok(()),
            Some(number) if number < *least => {
                refuse(609, &format!("should be greater than or equal to {least}"))
            }
            Some(number) if number > *most => refuse(608, &format!("should be less than or equal to {most}")),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn inside(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

fn apply(shape: &Shape, value: Json, path: &mut Vec<String>, owner: &'static str) -> Result<Json, String> {
    if value.is_null() {
        return Ok(value);
    }
    match (shape, value) {
        (Shape::Any, value) => Ok(value),
        (Shape::Needed(shape) | Shape::Also(shape) | Shape::Doubled(_, shape), value) => {
            apply(shape, value, path, owner)
        }
        (Shape::Text | Shape::Id | Shape::Uri | Shape::OneOf(_), value @ Json::String(_))
        | (Shape::Bool, value @ Json::Bool(_))
        | (Shape::Float | Shape::Double, value @ Json::Number(_)) => Ok(value),
        (Shape::Int | Shape::Between(..), Json::Number(number)) if number.as_i64().is_some() => {
            Ok(Json::Number(number))
        }
        (Shape::Texts, value @ Json::Array(_)) => apply(&Shape::List(&Shape::Text), value, path, owner),
        (Shape::Floats, value @ Json::Array(_)) => apply(&Shape::List(&Shape::Float), value, path, owner),
        (Shape::List(item) | Shape::Structs(item), Json::Array(items)) => {
            items.into_iter().map(|value| apply(item, value, path, owner)).collect()
        }
        (Shape::Named(_, shape), value @ Json::Array(_)) => apply(shape, value, path, owner),
        (Shape::TextsMap, Json::Object(map)) => {
            map.into_iter().map(|(key, value)| Ok((key, apply(&Shape::Texts, value, path, owner)?))).collect()
        }
        (Shape::Map(item), Json::Object(map)) => {
            map.into_iter().map(|(key, value)| Ok((key, apply(item, value, path, owner)?))).collect()
        }
        (Shape::Vectors, Json::Object(map)) => match map.iter().find(|(_, value)| !is_vector(value)) {
            Some((name, _)) => Err(format!(
                "vectors: cannot unmarshal vector into either []float32 or [][]float32 for target vector {name}"
            )),
            None => Ok(Json::Object(map)),
        },
        (Shape::Struct(name, fields) | Shape::Inline(name, fields), Json::Object(map)) => {
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

fn is_vector(value: &Json) -> bool {
    let row = |value: &Json| {
        value.as_array().is_some_and(|row| row.iter().all(|item| item.is_number() || item.is_null()))
    };
    value.is_null()
        || row(value)
        || value.as_array().is_some_and(|rows| rows.iter().all(|r| r.is_null() || row(r)))
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
        Json::Number(number) if matches!(shape, Shape::Int | Shape::Between(..)) => {
            format!("number {number}")
        }
        Json::Number(_) => "number".to_owned(),
        Json::String(_) => "string".to_owned(),
        Json::Array(_) => "array".to_owned(),
        Json::Object(_) | Json::Null => "object".to_owned(),
    };
    let wanted = go_type(shape);
    if path.is_empty() {
        format!("json: cannot unmarshal {found} into Go value of type {wanted}")
    } else {
        let owner = owner.rsplit('.').next().unwrap_or_default();
        format!(
            "json: cannot unmarshal {found} into Go struct field {owner}.{} of type {wanted}",
            path.join(".")
        )
    }
}

fn go_type(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Id | Shape::Uri | Shape::OneOf(_) => "string".into(),
        Shape::Bool => "bool".into(),
        Shape::Int | Shape::Between(..) => "int64".into(),
        Shape::Float => "float32".into(),
        Shape::Double => "float64".into(),
        Shape::Texts => "[]string".into(),
        Shape::Floats => "models.C11yVector".into(),
        Shape::Vectors => "map[string]json.RawMessage".into(),
        Shape::Any => "interface {}".into(),
        Shape::Needed(shape) | Shape::Also(shape) | Shape::Doubled(_, shape) => go_type(shape),
        Shape::Struct(name, _) | Shape::Inline(name, _) | Shape::Named(name, _) => (*name).to_owned(),
        Shape::Structs(item) => format!("[]*{}", go_type(item)),
        Shape::List(item) => format!("[]{}", go_type(item)),
        Shape::Map(item) => format!("map[string]{}", go_type(item)),
        Shape::TextsMap => "map[string][]string".into(),
    }
}
