//! Answers, from a reply of the server or from a program that asked through the language, and whether one is right.

use serde_json::{Value as Json, json};

use crate::oracle::{Expected, Groups, Rows};

/// An answer in one form, however it was asked for.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    Rows(Vec<(String, Vec<Json>)>),
    Groups(Vec<(Json, Vec<String>)>),
    Numbers(Vec<Json>),
    NumberGroups(Vec<(Json, Vec<Json>)>),
    Matched(usize),
    /// By the server, or by the library before it sent anything.
    Refused {
        by_library: bool,
        text: String,
    },
}

impl Answer {
    /// What a generated program printed.
    pub(crate) fn printed(json: &Json) -> Self {
        let list = |json: &Json| json.as_array().cloned().unwrap_or_default();
        let ids = |json: &Json| {
            list(json).iter().map(|id| id.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        if let Some(rows) = json.get("rows") {
            let row = |row: &Json| (row[0].as_str().unwrap_or_default().to_owned(), list(&row[1]));
            return Self::Rows(list(rows).iter().map(row).collect());
        }
        if let Some(groups) = json.get("groups") {
            return Self::Groups(
                list(groups).iter().map(|group| (group[0].clone(), ids(&group[1]))).collect(),
            );
        }
        if let Some(numbers) = json.get("numbers") {
            return Self::Numbers(list(numbers));
        }
        if let Some(groups) = json.get("number_groups") {
            let group = |group: &Json| (group[0].clone(), list(&group[1]));
            return Self::NumberGroups(list(groups).iter().map(group).collect());
        }
        if let Some(matched) = json.get("matched") {
            return Self::Matched(matched.as_u64().unwrap_or_default() as usize);
        }
        Self::Refused {
            by_library: json["by_library"].as_bool().unwrap_or_default(),
            text: json["refused"].as_str().unwrap_or("the program printed nothing").to_owned(),
        }
    }
}

impl Answer {
    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Rows(rows) => rows.is_empty(),
            Self::Groups(groups) => groups.is_empty(),
            Self::Numbers(numbers) => numbers.first().is_some_and(|count| count.as_f64() == Some(0.0)),
            Self::NumberGroups(groups) => groups.is_empty(),
            Self::Matched(count) => *count == 0,
            Self::Refused { .. } => true,
        }
    }
}

/// Why an answer is not the right one.
pub(crate) fn differs(expected: &Expected, answer: &Answer) -> Option<String> {
    match (expected, answer) {
        (_, Answer::Refused { text, .. }) => Some(format!("refused: {text}")),
        (Expected::Matched(wanted), Answer::Matched(found)) => {
            (wanted != found).then(|| format!("{found} are found, {wanted} is right"))
        }
        (Expected::Numbers(wanted), Answer::Numbers(found)) => unequal(wanted, found),
        (Expected::NumberGroups(wanted), Answer::NumberGroups(found)) => {
            if wanted.len() != found.len() {
                return Some(format!("{} groups, {} are right", found.len(), wanted.len()));
            }
            wanted.iter().find_map(|(value, wanted)| {
                let group = found.iter().find(|(other, _)| same(value, other));
                match group {
                    None => Some(format!("no group {value}")),
                    Some((_, found)) => unequal(wanted, found).map(|why| format!("in {value}: {why}")),
                }
            })
        }
        (Expected::Rows(wanted), Answer::Rows(found)) => rows(wanted, found),
        (Expected::Groups(wanted), Answer::Groups(found)) => groups(wanted, found),
        _ => Some("an answer of another form".into()),
    }
}

fn unequal(wanted: &[Json], found: &[Json]) -> Option<String> {
    if wanted.len() != found.len() {
        return Some(format!("{found:?} where {wanted:?} is right"));
    }
    let pairs = wanted.iter().zip(found);
    pairs
        .into_iter()
        .find(|(wanted, found)| !same(wanted, found))
        .map(|(wanted, found)| format!("{found} where {wanted} is right"))
}

fn rows(wanted: &Rows, found: &[(String, Vec<Json>)]) -> Option<String> {
    if let Some(count) = wanted.count
        && found.len() != count
    {
        return Some(format!("{} objects, {count} are right", found.len()));
    }
    for (at, (id, cells)) in found.iter().enumerate() {
        let Some(right) = wanted.cells.get(id) else { return Some(format!("{id} comes and must not")) };
        if let Some(why) = unequal(right, cells) {
            return Some(format!("of {id}: {why}"));
        }
        if found[..at].iter().any(|(other, _)| other == id) {
            return Some(format!("{id} comes twice"));
        }
    }
    let keys = wanted.keys.as_ref()?;
    for (at, (id, _)) in found.iter().enumerate() {
        let key = |id: &str| keys.iter().find(|(other, _)| other == id).map(|(_, key)| key);
        let right = keys.get(at + wanted.offset).map(|(_, key)| key)?;
        let found = key(id)?;
        if unequal(right, found).is_some() {
            return Some(format!("at place {at} one of {found:?} comes, one of {right:?} is right"));
        }
    }
    None
}

fn groups(wanted: &Groups, found: &[(Json, Vec<String>)]) -> Option<String> {
    let count = wanted.all.len().min(wanted.many);
    if found.len() != count {
        return Some(format!("{} groups, {count} are right", found.len()));
    }
    let far = |id: &String| wanted.far.as_ref().and_then(|far| far.get(id)).copied().unwrap_or_default();
    let as_far = |a: &[String], b: &[String]| {
        a.iter().zip(b).all(|(a, b)| (far(a) - far(b)).abs() <= 1e-5 * far(a).abs().max(1.0))
    };
    for (at, (value, ids)) in found.iter().enumerate() {
        let Some((_, all)) = wanted.all.iter().find(|(name, _)| same(name, value)) else {
            return Some(format!("there is no group {value}"));
        };
        let right = &all[..all.len().min(wanted.each)];
        if ids.len() != right.len() {
            return Some(format!("group {value} has {} objects, {} are right", ids.len(), right.len()));
        }
        let twice = ids.iter().enumerate().any(|(at, id)| ids[..at].contains(id));
        if twice || !ids.iter().all(|id| all.contains(id)) || !as_far(ids, right) {
            return Some(format!("in group {value} are {ids:?}, right are {right:?}"));
        }
        // Of groups that are as near as each other any may come first.
        if wanted.far.is_some() && !as_far(&ids[..1], &wanted.all[at].1[..1]) {
            return Some(format!("group {value} comes at place {at}"));
        }
    }
    None
}

/// Whether a value is the right one, or one of the right ones; numbers as near as `f32` keeps them.
fn same(wanted: &Json, found: &Json) -> bool {
    if wanted == "?" {
        return true;
    }
    if let Some(set) = wanted.get("set").and_then(Json::as_array) {
        let found = found.as_array();
        return found.is_some_and(|found| {
            set.iter().all(|one| found.contains(one)) && found.iter().all(|one| set.contains(one))
        });
    }
    if wanted == "*" {
        return !found.is_null();
    }
    if let Some(some) = wanted.get("any of").and_then(Json::as_array) {
        return some.iter().any(|one| same(one, found));
    }
    if let Some([low, high]) = wanted.get("between").and_then(Json::as_array).map(Vec::as_slice) {
        return match (low.as_f64(), high.as_f64(), found.as_f64()) {
            (Some(low), Some(high), Some(found)) => low - 1e-9 <= found && found <= high + 1e-9,
            _ => match (low.as_str(), high.as_str(), found.as_str()) {
                (Some(low), Some(high), Some(found)) => low <= found && found <= high,
                _ => false,
            },
        };
    }
    if let Some(top) = wanted.get("top").and_then(Json::as_array) {
        let Some(found) = found.as_array() else { return false };
        return found.len() == top.len().min(20)
            && found.iter().enumerate().all(|(at, pair)| same(&top[at][1], &pair[1]) && top.contains(pair));
    }
    match (wanted, found) {
        (Json::Number(a), Json::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            (a - b).abs() <= 1e-5 * a.abs().max(1.0)
        }
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (a, b) => a == b,
    }
}

/// A refusal of the server.
pub(crate) fn refused(text: impl Into<String>) -> Answer {
    Answer::Refused { by_library: false, text: text.into() }
}

/// The empty cell.
pub(crate) const NOTHING: Json = Json::Null;

/// A value and how often it comes, as one cell.
pub(crate) fn occurs(value: &str, times: i64) -> Json {
    json!([value, times as f64])
}
