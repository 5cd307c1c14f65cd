//! A recorded reply in the form that typed answers are shown in: of each object what was selected, and nothing else.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::DateTime;
use serde_json::{Value, json};
use weaviate::ir::{self, AggregateItem, Item, Metadata};

use super::{load::VECTOR, shown::metric_name};

/// `{ "results": [row] }`, or `{ "groups": … }` of a reply in groups.
pub(super) fn rows(reply: &Value, query: &ir::Query, whole: bool) -> Value {
    let rows = |results: &Value| -> Value {
        let rows = results.as_array().into_iter().flatten();
        rows.map(|result| {
            let mut row = json!({});
            let mut result = result.clone();
            let written = result.pointer("/generative/values/0/result").cloned();
            result["metadata"]["generated"] = written.unwrap_or_default();
            let result = &result;
            if whole {
                object(&query.collection, result, &query.selection, &mut row);
            } else {
                part(&result["properties"], &result["metadata"], &query.selection, &mut row);
            }
            tidy(row)
        })
        .collect()
    };
    let written = &reply["generative_grouped_results"]["values"][0]["result"];
    let written = if written.is_null() { &reply["generative_grouped_result"] } else { written };
    let generated = query.generative.as_ref().is_some_and(|asked| asked.grouped.is_some()).then_some(written);
    if query.group_by.is_none() {
        return tidy(json!({ "results": rows(&reply["results"]), "generated": generated }));
    }
    let group = |group: &Value| {
        json!({
            "value": named(&group["name"]),
            "min_distance": group["min_distance"],
            "max_distance": group["max_distance"],
            "number_of_objects": int(&group["number_of_objects"]),
            "rerank_score": group["rerank"]["score"],
            "generated": group["generative_result"]["values"][0]["result"],
            "objects": rows(&group["objects"]),
        })
    };
    let groups: Vec<Value> = reply["group_by_results"].as_array().into_iter().flatten().map(group).collect();
    tidy(json!({ "groups": groups, "generated": generated }))
}

/// The value that a group is named by: a number, a moment, an object behind a beacon, or a text.
fn named(name: &Value) -> Value {
    let text = name.as_str().unwrap_or_default();
    if let Some(beacon) = text.strip_prefix("weaviate://") {
        return json!(beacon.rsplit('/').next());
    }
    match text.parse::<f64>() {
        Ok(number) => json!(number),
        Err(_) => text.parse::<bool>().map_or_else(|_| date(name), |flag| json!(flag)),
    }
}

fn part(properties: &Value, metadata: &Value, selection: &ir::Selection, row: &mut Value) {
    for item in &selection.items {
        match item {
            Item::Property(name) => {
                row["properties"][&**name] = value(&properties["non_ref_props"]["fields"][&**name]);
            }
            Item::Object { name, selection } => {
                let found = &properties["non_ref_props"]["fields"][&**name];
                row["properties"][&**name] = if found["list_value"].is_object() {
                    let all = found["list_value"]["object_values"]["values"].as_array();
                    all.into_iter().flatten().map(|object| nested(object, selection)).collect()
                } else {
                    nested(&found["object_value"], selection)
                };
            }
            Item::Link { name, selection, .. } => {
                let found = properties["ref_props"].as_array().into_iter().flatten();
                let targets = found.filter(|link| link["prop_name"] == **name);
                let targets = targets.flat_map(|link| link["properties"].as_array().into_iter().flatten());
                let targets = targets.map(|target| {
                    let mut row = json!({});
                    part(target, &target["metadata"], selection, &mut row);
                    row
                });
                row["links"][&**name] = targets.collect();
            }
            Item::Vector(name) => row["vectors"][&**name] = vector(metadata, name),
            Item::Metadata(word) => row["metadata"][word.name()] = meta(metadata, *word),
            _ => panic!("{item:?} has no form here"),
        }
    }
}

/// A whole object: what the server chose to send, and from the data set what it leaves out of its choice: blobs,
/// links and vectors. Score and distance are no fields.
fn object(collection: &str, result: &Value, selection: &ir::Selection, row: &mut Value) {
    let id = &result["metadata"]["id"];
    let text = super::load::file(&format!("dataset/{collection}.jsonl"));
    let stored = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("an object a line"));
    let stored = stored.into_iter().find(|stored| stored["id"] == *id).expect("an object of the data set");
    let vectors = if stored["vector"].is_array() {
        json!({ VECTOR: stored["vector"] })
    } else {
        stored["vectors"].clone()
    };
    row["metadata"]["id"] = id.clone();
    for item in &selection.items {
        match item {
            Item::Property(name) | Item::Object { name, .. } => {
                let mut found = value(&result["properties"]["non_ref_props"]["fields"][&**name]);
                // A phone number is written as it was typed: the rest of it is the server's.
                if found["input"].is_string() {
                    found = json!({ "input": found["input"], "defaultCountry": found["default_country"] });
                }
                row["properties"][&**name] =
                    if found.is_null() { stored["properties"][&**name].clone() } else { found };
            }
            Item::Link { name, .. } => {
                let beacons = stored["properties"][&**name].as_array().into_iter().flatten();
                let ids = beacons.filter_map(|link| link["beacon"].as_str()?.rsplit('/').next());
                let ids: BTreeSet<_> = ids.collect();
                row["links"][&**name] =
                    ids.into_iter().map(|id| json!({ "metadata": { "id": id } })).collect();
            }
            Item::Vector(name) => row["vectors"][&**name] = vectors[&**name].clone(),
            _ => {}
        }
    }
}

/// What was selected of a nested object.
fn nested(object: &Value, selection: &ir::Selection) -> Value {
    let mut row = json!({});
    part(&json!({ "non_ref_props": object }), &Value::Null, selection, &mut row);
    row["properties"].take()
}

fn meta(metadata: &Value, word: Metadata) -> Value {
    let zero = |name: &str| {
        let there = metadata[format!("{name}_present")] == true;
        there.then(|| metadata.get(name).cloned().unwrap_or_else(|| json!(0)))
    };
    match word {
        Metadata::Id => metadata["id"].clone(),
        Metadata::Score => zero("score").unwrap_or_default(),
        Metadata::Distance => zero("distance").unwrap_or_default(),
        Metadata::Certainty => zero("certainty").unwrap_or_default(),
        Metadata::RerankScore => zero("rerank_score").unwrap_or_default(),
        Metadata::Generated => metadata["generated"].clone(),
        Metadata::ExplainScore => metadata["explain_score"].clone(),
        Metadata::IsConsistent => json!(metadata["is_consistent"] == true),
        // Times change from run to run: that they are there is all that can be said.
        Metadata::CreatedAt | Metadata::UpdatedAt => Value::Null,
        _ => panic!("{word:?} has no form here"),
    }
}

fn vector(metadata: &Value, name: &str) -> Value {
    let named = metadata["vectors"].as_array().into_iter().flatten().find(|vector| vector["name"] == name);
    match named {
        Some(named) => floats(&named["vector_bytes"]),
        None if name == VECTOR => floats(&metadata["vector_bytes"]),
        None => Value::Null,
    }
}

/// A value as its own tag says.
fn value(tagged: &Value) -> Value {
    let Some((tag, value)) = tagged.as_object().and_then(|tagged| tagged.iter().next()) else {
        return Value::Null;
    };
    match tag.as_str() {
        "int_value" => int(value),
        "date_value" => date(value),
        "object_value" => {
            let fields = value["fields"].as_object().into_iter().flatten();
            fields.map(|(name, tagged)| (name.clone(), self::value(tagged))).collect()
        }
        "geo_value" => json!({
            "latitude": value.get("latitude").cloned().unwrap_or_else(|| json!(0)),
            "longitude": value.get("longitude").cloned().unwrap_or_else(|| json!(0)),
        }),
        "phone_value" => {
            let mut phone = value.clone();
            for number in ["national", "country_code"] {
                phone[number] = int(&value[number]);
            }
            phone
        }
        "list_value" => list(value),
        "null_value" => Value::Null,
        _ => value.clone(),
    }
}

fn list(list: &Value) -> Value {
    let Some((kind, values)) = list.as_object().and_then(|list| list.iter().next()) else { return json!([]) };
    let values = &values["values"];
    let each = |read: fn(&Value) -> Value| values.as_array().into_iter().flatten().map(read).collect();
    match kind.as_str() {
        "int_values" => words(values).map(|word| json!(i64::from_le_bytes(word))).collect(),
        "number_values" => words(values).map(|word| json!(f64::from_le_bytes(word))).collect(),
        "date_values" => each(date),
        "object_values" => each(|object| value(&json!({ "object_value": object }))),
        _ => each(Value::clone),
    }
}

/// Numbers that stand side by side in bytes.
fn words<const N: usize>(bytes: &Value) -> impl Iterator<Item = [u8; N]> {
    let bytes = STANDARD.decode(bytes.as_str().unwrap_or_default()).expect("base64");
    let words: Vec<[u8; N]> = bytes.chunks_exact(N).map(|word| word.try_into().unwrap()).collect();
    words.into_iter()
}

fn floats(bytes: &Value) -> Value {
    words(bytes).map(|word| json!(f32::from_le_bytes(word))).collect()
}

fn int(value: &Value) -> Value {
    value.as_str().map_or(Value::Null, |text| json!(text.parse::<i64>().expect("an integer")))
}

/// A date as the same moment in UTC; other texts as they are.
pub(super) fn date(value: &Value) -> Value {
    match value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok()) {
        Some(date) => json!(date.to_utc().to_rfc3339()),
        None => value.clone(),
    }
}

/// Every date inside as [`date`].
pub(super) fn moments(value: Value) -> Value {
    match value {
        Value::Object(object) => object.into_iter().map(|(name, value)| (name, moments(value))).collect(),
        Value::Array(list) => list.into_iter().map(moments).collect(),
        other => date(&other),
    }
}

/// What is absent, empty and zero of a message is left out of it: the same on both sides.
pub(super) fn tidy(value: Value) -> Value {
    let nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Bool(flag) => !flag,
        Value::Number(_) => false,
    };
    match value {
        Value::Object(object) => {
            let kept = object.into_iter().map(|(name, value)| (name, tidy(value)));
            kept.filter(|(_, value)| !nothing(value)).collect()
        }
        Value::Array(list) => list.into_iter().map(tidy).collect(),
        other => other,
    }
}

/// The answer of an aggregate; its groups stand under the recorded reply's keys.
pub(super) fn numbers(reply: &Value, aggregate: &ir::Aggregate) -> Value {
    if aggregate.group_by.is_none() {
        return json!({ "single_result": one(&reply["single_result"], &aggregate.items) });
    }
    let groups = reply["grouped_results"]["groups"].as_array().into_iter().flatten().map(|group| {
        let mut answer = one(group, &aggregate.items);
        let by = group["grouped_by"].as_object().into_iter().flatten().find(|(kind, _)| *kind != "path");
        let (kind, value) = by.expect("a group has a value");
        answer["value"] = match kind.as_str() {
            "int" => int(value),
            _ => date(value),
        };
        answer
    });
    json!({ "grouped_results": { "groups": groups.collect::<Vec<_>>() } })
}

fn one(answer: &Value, items: &[AggregateItem]) -> Value {
    let mut shown = json!({});
    for item in items {
        match item {
            AggregateItem::Count => shown["count"] = int(&answer["objects_count"]),
            AggregateItem::Property { name, metrics, .. } => {
                let all = answer["aggregations"]["aggregations"].as_array().into_iter().flatten();
                let found = all.clone().find(|one| one["property"] == name.as_str()).unwrap_or(&Value::Null);
                let found = found.as_object().into_iter().flatten().find(|(key, _)| *key != "property");
                let (kind, found) = found.map_or(("", &Value::Null), |(kind, found)| (kind.as_str(), found));
                for metric in metrics {
                    let metric = metric_name(*metric);
                    shown["properties"][name][metric] = match (&found[metric], kind) {
                        (top, "text") if metric == "top_occurences" => tops(top),
                        // Of no values the server says NaN.
                        (Value::String(text), _) if text == "NaN" => Value::Null,
                        (text @ Value::String(_), "date") if metric != "count" => date(text),
                        (text @ Value::String(_), _) => int(text),
                        (value, _) => value.clone(),
                    };
                }
            }
            _ => panic!("{item:?} has no form here"),
        }
    }
    tidy(shown)
}

fn tops(top: &Value) -> Value {
    let items = top["items"].as_array().into_iter().flatten();
    items.map(|item| json!({ "value": item["value"], "count": int(&item["occurs"]) })).collect()
}
