//! A second order for the hits of a page, from the server's built-in reranker: the longer the text, the better.

use super::{group::Group, hit::Hit};
use crate::common::value::Value;

/// Scores the hits by the text of a property and sorts them by that score.
pub(super) fn rerank(mut hits: Vec<Hit>, property: &str) -> Vec<Hit> {
    for hit in &mut hits {
        hit.rerank = Some(score(hit, property));
    }
    hits.sort_by(|a, b| b.rerank.unwrap_or(0.0).total_cmp(&a.rerank.unwrap_or(0.0)));
    hits
}

/// A group has the score of its first hit.
pub(super) fn rerank_groups(mut groups: Vec<Group>, property: Option<&str>) -> Vec<Group> {
    let Some(property) = property else { return groups };
    for group in &mut groups {
        group.rerank = Some(group.hits.first().map_or(0.0, |hit| score(hit, property)));
    }
    groups.sort_by(|a, b| b.rerank.unwrap_or(0.0).total_cmp(&a.rerank.unwrap_or(0.0)));
    groups
}

fn score(hit: &Hit, property: &str) -> f64 {
    let length = match hit.object.fields.get(property) {
        Some(Value::Text(text) | Value::Blob(text)) => text.len(),
        Some(Value::Date(date)) => date.text().len(),
        Some(Value::Uuid(id)) => id.to_string().len(),
        _ => 0,
    };
    length as f64
}
