//! What the right answer is: a question's meaning, worked out over the objects as they were made.
//!
//! It knows what Weaviate's documentation says of words, absent values, orders, distances and numbers, and nothing of
//! indexes, requests or either implementation. A question that means nothing (a text compared with a number, a name
//! that is not there) has no answer, and then no answer to it is the truth.

mod elements;
mod filter;
mod numbers;
mod rows;
mod search;
mod words;

use std::{cmp::Ordering, collections::BTreeMap};

use serde_json::{Value as Json, json};

pub(crate) use rows::missing;

use crate::{
    question::{Question, Verb},
    world::{Value, World, date},
};

/// The right answer.
#[derive(Debug)]
pub(crate) enum Expected {
    Rows(Rows),
    Groups(Groups),
    Numbers(Vec<Json>),
    NumberGroups(Vec<(Json, Vec<Json>)>),
    Matched(usize),
}

#[derive(Debug)]
pub(crate) struct Rows {
    /// Every object that may come, with the cells it has then.
    pub(crate) cells: BTreeMap<String, Vec<Json>>,
    /// By what they are ordered, the first first; nothing if by nothing.
    pub(crate) keys: Option<Vec<(String, Vec<Json>)>>,
    /// How many come, unless any number may.
    pub(crate) count: Option<usize>,
    pub(crate) offset: usize,
}

#[derive(Debug)]
pub(crate) struct Groups {
    pub(crate) all: Vec<(Json, Vec<String>)>,
    /// How far away each object is, if the nearest come first.
    pub(crate) far: Option<BTreeMap<String, f64>>,
    pub(crate) many: usize,
    pub(crate) each: usize,
}

/// The answer to a question, or why there is none.
pub(crate) fn answer(world: &World, question: &Question) -> Result<Expected, String> {
    if let Some(test) = &question.filter {
        filter::means(world, question.collection, test)?;
    }
    match question.verb {
        Verb::Delete => {
            let test = question.filter.as_ref().ok_or("a delete by nothing")?;
            let rows = world.collections[question.collection].rows.iter();
            Ok(Expected::Matched(
                rows.filter(|row| filter::holds(world, question.collection, row, test)).count(),
            ))
        }
        Verb::Aggregate => numbers::answer(world, question),
        Verb::Fetch => rows::answer(world, question),
    }
}

/// The order of two values of one type.
pub(crate) fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    Some(match (a, b) {
        (Value::Text(a), Value::Text(b)) | (Value::Uuid(a), Value::Uuid(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) | (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Number(a), Value::Int(b)) => a.total_cmp(&(*b as f64)),
        (Value::Int(a), Value::Number(b)) => (*a as f64).total_cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        _ => return None,
    })
}

/// A value as answers have it.
pub(crate) fn shown(value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Uuid(text) | Value::Blob(text) => json!(text),
        Value::Phone(input) => json!(input),
        Value::Int(number) => json!(*number as f64),
        Value::Number(number) => json!(number),
        Value::Bool(on) => json!(on),
        Value::Date(at) => json!(date(*at)),
        Value::Place(latitude, longitude) => json!([f64::from(*latitude), f64::from(*longitude)]),
        Value::List(values) => values.iter().map(shown).collect(),
        Value::Vector(numbers) => json!(numbers.iter().map(|n| f64::from(*n)).collect::<Vec<_>>()),
        Value::Link(_, id) => json!(id),
        Value::Object(_) => Json::Null,
    }
}
