//! Puts what a question gave at several times into one case.

use serde_json::{Value, json};

use crate::{
    compare::{Rules, differences},
    player::Found,
};

/// Keys whose values may change from one time to another.
const VOLATILE: [&str; 6] = [
    "took",
    "creationTimeUnix",
    "lastUpdateTimeUnix",
    "creation_time_unix",
    "last_update_time_unix",
    "query_profile",
];

/// Lists that a server makes of a map, so that their order says nothing, however often it was the same.
const MAPS: [&str; 2] = ["aggregations", "groups"];

/// Writes the answers into a case: those of the first time, with marks where others differ. The error says where they
/// differ in another way than a mark can say.
pub(super) fn merge(case: &mut Value, mut times: Vec<Vec<Found>>) -> Result<(), String> {
    let others = times.split_off(1);
    for (at, mut first) in times.into_iter().flatten().enumerate() {
        let place = if at == 0 { "$.reply" } else { "$.after[*].reply" };
        for other in others.iter().filter_map(|other| other.get(at)) {
            if first.status != other.status {
                return Err(format!("{place}: status {} and {}", first.status, other.status));
            }
            first.error = common(&first.error, &other.error)
                .ok_or_else(|| format!("{place}: error {:?} and {:?}", first.error, other.error))?;
            texts(&mut first.reply, &other.reply);
            mark(case, place, &first.reply, &other.reply);
            let place: Vec<&str> = if at == 0 { vec!["reply"] } else { vec!["after", "0", "reply"] };
            if let Some(difference) =
                differences(&Rules::of(case), &place, &first.reply, &other.reply).into_iter().next()
            {
                return Err(difference);
            }
        }
        maps(case, place, &first.reply);
        let step = if at == 0 { &mut *case } else { &mut case["after"][at - 1] };
        step["status"] = first.status;
        if !first.error.is_empty() {
            step["error"] = json!(first.error);
        }
        if !first.reply.is_null() {
            step["reply"] = first.reply;
        }
    }
    Ok(())
}

/// Finds what a mark can say about two answers.
fn mark(case: &mut Value, path: &str, first: &Value, other: &Value) {
    if first == other {
        return;
    }
    match (first, other) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in a {
                let path = format!("{path}.{key}");
                let against = b.get(key).unwrap_or(&Value::Null);
                if VOLATILE.contains(&key.as_str()) {
                    if value != against {
                        add(case, "volatile", &path);
                    }
                } else if key.starts_with("explain") && parts(value) == parts(against) && value != against {
                    add(case, "unordered_text", &path);
                } else {
                    mark(case, &path, value, against);
                }
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let sorted = |list: &[Value]| {
                let mut texts: Vec<String> = list.iter().map(|value| stable(value).to_string()).collect();
                texts.sort();
                texts
            };
            let same = a.iter().zip(b).all(|(a, b)| stable(a) == stable(b));
            if !same && sorted(a) == sorted(b) {
                add(case, "unordered", path);
            }
            for (a, b) in a.iter().zip(b) {
                mark(case, &format!("{path}[*]"), a, b);
            }
        }
        _ => {}
    }
}

fn maps(case: &mut Value, path: &str, reply: &Value) {
    match reply {
        Value::Object(object) => {
            for (key, value) in object {
                let path = format!("{path}.{key}");
                if MAPS.contains(&key.as_str()) && value.as_array().is_some_and(|list| list.len() > 1) {
                    add(case, "unordered", &path);
                }
                maps(case, &path, value);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| maps(case, &format!("{path}[*]"), value)),
        _ => {}
    }
}

fn add(case: &mut Value, list: &str, path: &str) {
    match case[list].as_array_mut() {
        Some(paths) if paths.iter().any(|known| known == path) => {}
        Some(paths) => paths.push(json!(path)),
        None => case[list] = json!([path]),
    }
}

// Without what may change.
fn stable(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let kept = object.iter().filter(|(key, _)| !VOLATILE.contains(&key.as_str()));
            Value::Object(kept.map(|(key, value)| (key.clone(), stable(value))).collect())
        }
        Value::Array(list) => list.iter().map(stable).collect(),
        other => other.clone(),
    }
}

fn parts(value: &Value) -> Option<Vec<&str>> {
    let mut parts: Vec<&str> = value.as_str()?.split(", ").collect();
    parts.sort_unstable();
    Some(parts)
}

/// Puts placeholders into the texts of an answer where those of another have other names of shards.
fn texts(first: &mut Value, other: &Value) {
    match (first, other) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in a {
                texts(value, b.get(key).unwrap_or(&Value::Null));
            }
        }
        (Value::Array(a), Value::Array(b)) => a.iter_mut().zip(b).for_each(|(a, b)| texts(a, b)),
        (Value::String(a), Value::String(b)) if a.contains(' ') => {
            if let Some(text) = common(a, b) {
                *a = text;
            }
        }
        _ => {}
    }
}

/// A text for both, with placeholders for a shard's name and for a time.
fn common(first: &str, other: &str) -> Option<String> {
    if first == other {
        return Some(first.to_owned());
    }
    let (a, b) = (pieces(first), pieces(other));
    if a.len() != b.len() {
        return None;
    }
    let mut out = String::new();
    for (a, b) in a.iter().zip(&b) {
        let digits = |text: &str| text.len() >= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        if a == b {
            out.push_str(a);
        } else if a.len() == 12 && b.len() == 12 {
            out.push_str("{shard}");
        } else if a == &"{shard}" && b.len() == 12 {
            out.push_str(a);
        } else if digits(a) && digits(b) {
            out.push_str("{date}");
        } else {
            return None;
        }
    }
    Some(out)
}

// Runs of letters and digits, and what is between them; a placeholder is one piece.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = |letter: char| letter.is_ascii_alphanumeric();
        let end = if let Some(tail) = rest.strip_prefix("{shard}") {
            rest.len() - tail.len()
        } else {
            let end = rest.find(|letter| word(letter) != word(first)).unwrap_or(rest.len());
            rest.find("{shard}").map_or(end, |at| end.min(at))
        };
        let (piece, tail) = rest.split_at(end);
        out.push(piece);
        rest = tail;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(reply: Value) -> Vec<Found> {
        vec![Found { status: json!(200), error: String::new(), reply }]
    }

    #[test]
    fn what_differs_is_marked_or_refused() {
        let merged = |a: Value, b: Value| {
            let mut case = json!({"id": "x"});
            merge(&mut case, vec![found(a), found(b)]).map(|()| case)
        };
        let case = merged(json!({"took": 1.5, "a": [1]}), json!({"took": 2.5, "a": [1]})).unwrap();
        assert_eq!(
            case,
            json!({"id": "x", "status": 200, "reply": {"took": 1.5, "a": [1]}, "volatile": ["$.reply.took"]})
        );
        let case =
            merged(json!([{"name": "a"}, {"name": "b"}]), json!([{"name": "b"}, {"name": "a"}])).unwrap();
        assert_eq!(case["unordered"], json!(["$.reply"]));
        let shard = |name: &str| found(json!({"message": format!("shard \"{name}\": no")}));
        let mut case = json!({"id": "x"});
        let times = ["aB3dE6gH9jK2", "zY8xW5vU2tS0", "mN4pQ7rS1tU6"].map(shard);
        merge(&mut case, times.into()).unwrap();
        assert_eq!(case["reply"]["message"], "shard \"{shard}\": no");
        assert!(merged(json!({"a": 1}), json!({"a": 2})).is_err());
        assert!(merged(json!([1]), json!([1, 2])).is_err());
    }
}
