//! Values between the server's tags and JSON, which functions of the user's work on.

use serde_json::{Value as Json, json};
use weaviate_query::{Error, Result, wire::raw::Value};

/// A value as JSON, as the schema's data types are written there.
pub(crate) fn to_json(value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Date(text) => Json::from(text.as_str()),
        Value::Int(int) => Json::from(*int),
        Value::Number(number) => json!(number),
        Value::Boolean(boolean) => Json::from(*boolean),
        Value::Uuid(uuid) => Json::from(uuid.to_string()),
        Value::List(values) => values.iter().map(to_json).collect(),
        _ => Json::Null,
    }
}

/// JSON as a value of a data type; none for null.
///
/// # Errors
///
/// `InvalidInput` for what is no value of that type.
pub(crate) fn from_json(json: &Json, kind: &str) -> Result<Option<Value>> {
    if json.is_null() {
        return Ok(None);
    }
    if let (Some(kind), Some(values)) = (kind.strip_suffix("[]"), json.as_array()) {
        let values: Result<Vec<Option<Value>>> = values.iter().map(|value| from_json(value, kind)).collect();
        return Ok(Some(Value::List(values?.into_iter().flatten().collect())));
    }
    let value = match kind {
        "text" => json.as_str().map(|text| Value::Text(text.to_owned())),
        "int" => json.as_i64().map(Value::Int),
        "number" => json.as_f64().map(Value::Number),
        "boolean" => json.as_bool().map(Value::Boolean),
        "date" => json.as_str().map(|text| Value::Date(text.to_owned())),
        "uuid" => json.as_str().and_then(|text| text.parse().ok()).map(Value::Uuid),
        _ => None,
    };
    value.map(Some).ok_or_else(|| Error::invalid(format!("`{json}` is no `{kind}`")))
}

/// Whether a value came back as it was written; the server keeps places as 32 bits and tells more of phone numbers.
pub(crate) fn is_same(written: &Value, found: &Value) -> bool {
    match (written, found) {
        (Value::Phone(_), Value::Phone(_)) | (Value::Geo(_), Value::Geo(_)) => true,
        (Value::Object(written), Value::Object(found)) => {
            written.iter().all(|(name, value)| found.get(name).is_some_and(|found| is_same(value, found)))
        }
        (Value::List(written), Value::List(found)) => {
            written.len() == found.len()
                && written.iter().zip(found).all(|(written, found)| is_same(written, found))
        }
        (Value::Date(_), Value::Date(_)) => true,
        (written, found) => written == found,
    }
}

/// Whether two vectors have one direction: a class may keep them with a length of one.
pub(crate) fn is_same_vector(written: &[f32], found: &[f32]) -> bool {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    let lengths = (dot(written, written) * dot(found, found)).sqrt();
    written.len() == found.len() && (written == found || dot(written, found) >= 0.9999 * lengths)
}
