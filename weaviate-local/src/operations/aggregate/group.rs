//! Objects gathered by a value, the largest group first.

use roaring::RoaringBitmap;
use weaviate_proto::aggregate_reply::group::{GroupedBy, grouped_by};

use crate::{
    catalog::shard::Shard,
    common::{
        error::{Refusal, Result},
        gotext,
        value::Value,
    },
};

/// How many groups there are without a limit.
pub(super) const DEFAULT_LIMIT: usize = 100;

/// A group.
pub(super) struct Group {
    pub(super) grouped_by: GroupedBy,
    pub(super) docs: RoaringBitmap,
}

impl Group {
    /// The value as the server's texts show it.
    pub(super) fn value(&self) -> String {
        match &self.grouped_by.value {
            Some(grouped_by::Value::Text(text)) => text.clone(),
            Some(grouped_by::Value::Number(number)) => gotext::float(*number),
            Some(grouped_by::Value::Boolean(value)) => value.to_string(),
            _ => String::new(),
        }
    }
}

#[derive(Clone, PartialEq)]
enum Key {
    Text(String),
    Number(f64),
    Bool(bool),
}

/// Gathers the documents.
pub(super) fn groups(
    shard: &Shard,
    docs: Option<&RoaringBitmap>,
    property: &str,
    limit: usize,
) -> Result<Vec<Group>> {
    let mut found: Vec<(Key, RoaringBitmap)> = Vec::new();
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for (doc, object) in shard.docs() {
        if docs.is_some_and(|docs| !docs.contains(doc)) {
            continue;
        }
        let Some(value) = object.field(property) else { continue };
        // Of some objects the server reads what is stored, where all of these are objects.
        let object = matches!(value, Value::Geo(_) | Value::Phone(_) | Value::Refs(_));
        if docs.is_some() && object {
            return Err(unhashable());
        }
        for key in keys(&value)? {
            let name = match &key {
                Key::Text(text) => text.clone(),
                // Both zeros are one.
                Key::Number(number) => (number + 0.0).to_bits().to_string(),
                Key::Bool(value) => value.to_string(),
            };
            let place = *places.entry(name).or_insert_with(|| {
                found.push((key, RoaringBitmap::new()));
                found.len() - 1
            });
            if let Some((_, docs)) = found.get_mut(place) {
                docs.insert(doc);
            }
        }
    }
    found.sort_by_key(|(_, docs)| std::cmp::Reverse(docs.len()));
    Ok(found
        .into_iter()
        .take(limit)
        .map(|(key, docs)| {
            let value = match key {
                Key::Text(text) => grouped_by::Value::Text(text),
                Key::Number(number) => grouped_by::Value::Number(number),
                Key::Bool(value) => grouped_by::Value::Boolean(value),
            };
            Group { grouped_by: GroupedBy { path: vec![property.to_owned()], value: Some(value) }, docs }
        })
        .collect())
}

fn keys(value: &Value) -> Result<Vec<Key>> {
    Ok(match value {
        Value::Text(text) | Value::Blob(text) => vec![Key::Text(text.clone())],
        Value::Texts(list) => list.iter().cloned().map(Key::Text).collect(),
        Value::Int(number) | Value::Number(number) => vec![Key::Number(*number)],
        Value::Ints(list) | Value::Numbers(list) => list.iter().copied().map(Key::Number).collect(),
        Value::Bool(value) => vec![Key::Bool(*value)],
        Value::Bools(list) => list.iter().copied().map(Key::Bool).collect(),
        Value::Date(date) => vec![Key::Text(date.text())],
        Value::Dates(list) => list.iter().map(|date| Key::Text(date.text())).collect(),
        Value::Uuid(id) => vec![Key::Text(id.to_string())],
        Value::Uuids(list) => list.iter().map(|id| Key::Text(id.to_string())).collect(),
        Value::Refs(list) => list.iter().map(|beacon| Key::Text(beacon.text())).collect(),
        Value::Geo(_) => {
            return Err(Refusal::new(
                "prepare reply: groupedBy: unrecognized grouped by value type: *models.GeoCoordinates",
            ));
        }
        Value::Phone(_) => {
            return Err(Refusal::new(
                "prepare reply: groupedBy: unrecognized grouped by value type: *models.PhoneNumber",
            ));
        }
        Value::Object(_) | Value::Objects(_) => {
            return Err(unhashable());
        }
    })
}

fn unhashable() -> Refusal {
    Refusal::new("panic occurred: hash of unhashable type: map[string]interface {}")
}
