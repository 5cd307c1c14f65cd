//! Values as GraphQL shows them, with those of their parts that are asked for.

use serde_json::{Value as Json, json};

use super::ast::Field;
use crate::common::{
    gotext,
    object::Vector,
    value::{Fields, Value, float32_json, number_json},
};

/// What a group is of.
pub(super) fn grouped_by(property: &str, value: &str, field: &Field) -> Json {
    let shown = field.fields().map(|inner| {
        let shown = match inner.name.as_str() {
            "path" => json!([property]),
            "value" => json!(value),
            _ => Json::Null,
        };
        (inner.key().to_owned(), shown)
    });
    Json::Object(shown.collect())
}

/// A vector, or a list of them.
pub(super) fn vector(vector: &Vector) -> Json {
    match vector {
        Vector::Single(numbers) => numbers.iter().map(|number| float32_json(*number)).collect(),
        Vector::Multi(rows) => {
            rows.iter().map(|row| row.iter().map(|number| float32_json(*number)).collect::<Json>()).collect()
        }
    }
}

/// A value with those of its parts that are asked for.
pub(super) fn shown(value: Option<&Value>, field: &Field) -> Json {
    let part = |values: &Json| {
        let parts = field
            .fields()
            .map(|inner| (inner.key().to_owned(), values.get(&inner.name).cloned().unwrap_or(Json::Null)));
        Json::Object(parts.collect())
    };
    match value {
        None => Json::Null,
        Some(Value::Object(inner)) => object(inner, field),
        Some(Value::Objects(items)) => items.iter().map(|inner| object(inner, field)).collect(),
        Some(value @ Value::Geo(_)) => part(&value.json()),
        Some(value @ Value::Phone(phone)) => {
            let mut all = value.json();
            // Here what is false or empty is shown as well.
            all["valid"] = json!(phone.valid);
            all["defaultCountry"] = json!(phone.default_country);
            part(&all)
        }
        Some(Value::Int(number)) => whole(*number),
        Some(Value::Ints(list)) => list.iter().map(|number| whole(*number)).collect(),
        Some(value) => value.json(),
    }
}

// GraphQL's whole numbers have 32 bits: what is beyond them is null.
fn whole(number: f64) -> Json {
    let fits = (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&number);
    if fits { number_json(number) } else { Json::Null }
}

fn object(inner: &Fields, field: &Field) -> Json {
    let parts = field.fields().map(|part| (part.key().to_owned(), shown(inner.get(&part.name), part)));
    Json::Object(parts.collect())
}

/// A number as a text, as a group is named.
pub(super) fn number_text(number: f64) -> String {
    gotext::general(number)
}
