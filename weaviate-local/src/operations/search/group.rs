//! Hits gathered by the value of a property.

use super::hit::Hit;
use crate::common::value::{Beacon, Date, Value, fields_json, sorted};

/// How to gather.
#[derive(Debug, Clone)]
pub(crate) struct GroupBy {
    pub(crate) property: String,
    pub(crate) groups: usize,
    pub(crate) per_group: usize,
}

/// One group, its best hit first.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) hits: Vec<Hit>,
    pub(crate) nearest: f32,
    pub(crate) farthest: f32,
    /// The score of a second order, when one was asked for.
    pub(crate) rerank: Option<f64>,
}

/// Groups as a vector search makes them: by any property, and objects without a value have a group of their own.
pub(super) fn by_values(hits: Vec<Hit>, by: &GroupBy) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    if by.per_group == 0 || by.groups == 0 {
        return groups;
    }
    for hit in hits {
        let distance = hit.distance.unwrap_or(0.0);
        // The server reads texts where they are stored, and leaves them as JSON has them.
        let value = hit.object.fields.get(&by.property);
        let mut found = names(value);
        if matches!(value, Some(Value::Text(_) | Value::Texts(_))) {
            found = found.iter().map(|name| crate::common::gotext::json_inner(name)).collect();
        }
        if found.is_empty() {
            found.push(String::new());
        }
        for name in found {
            let room = groups.len() < by.groups;
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) if group.hits.len() < by.per_group => {
                    group.farthest = distance;
                    group.hits.push(hit.clone());
                }
                Some(_) => {}
                None if room => {
                    groups.push(Group {
                        name,
                        hits: vec![hit.clone()],
                        nearest: distance,
                        farthest: distance,
                        rerank: None,
                    });
                }
                // The server stops at the first value for which there is no room.
                None => break,
            }
        }
    }
    groups
}

/// Groups as keyword and hybrid search make them: only by values that are texts.
pub(super) fn by_text(hits: &[Hit], by: &GroupBy) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for hit in hits {
        let is_text = matches!(
            hit.object.fields.get(&by.property),
            Some(
                Value::Text(_)
                    | Value::Texts(_)
                    | Value::Date(_)
                    | Value::Dates(_)
                    | Value::Uuid(_)
                    | Value::Uuids(_)
                    | Value::Blob(_)
            )
        );
        if !is_text {
            continue;
        }
        for name in names(hit.object.fields.get(&by.property)) {
            let distance = hit.distance.unwrap_or(0.0);
            let room = groups.len() < by.groups;
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) if group.hits.len() < by.per_group => group.hits.push(hit.clone()),
                Some(_) => {}
                None if by.per_group == 0 => {}
                None if room => {
                    groups.push(Group {
                        name,
                        hits: vec![hit.clone()],
                        nearest: distance,
                        farthest: distance,
                        rerank: hit.rerank,
                    });
                }
                None => break,
            }
        }
    }
    groups
}

fn names(value: Option<&Value>) -> Vec<String> {
    let numbers = |list: &[f64]| list.iter().map(|n| crate::common::gotext::float(*n)).collect::<Vec<_>>();
    match value {
        None => Vec::new(),
        Some(Value::Text(text) | Value::Blob(text)) => vec![text.clone()],
        Some(Value::Texts(list)) => list.clone(),
        Some(Value::Int(n) | Value::Number(n)) => numbers(&[*n]),
        Some(Value::Ints(list) | Value::Numbers(list)) => numbers(list),
        Some(Value::Bool(value)) => vec![value.to_string()],
        Some(Value::Bools(list)) => list.iter().map(bool::to_string).collect(),
        Some(Value::Date(date)) => vec![date.text()],
        Some(Value::Dates(list)) => list.iter().map(Date::text).collect(),
        Some(Value::Uuid(id)) => vec![id.to_string()],
        Some(Value::Uuids(list)) => list.iter().map(ToString::to_string).collect(),
        Some(Value::Refs(list)) => list.iter().map(Beacon::text).collect(),
        // As they are stored.
        Some(value @ (Value::Geo(_) | Value::Phone(_) | Value::Object(_))) => {
            vec![sorted(value.json()).to_string()]
        }
        Some(Value::Objects(list)) => {
            list.iter().map(|fields| sorted(fields_json(fields)).to_string()).collect()
        }
    }
}
