//! Compares an answer with the recorded one, as the corpus's README says.

use serde_json::{Map, Value};

/// The paths with rules of their own.
pub struct Rules {
    volatile: Vec<Vec<String>>,
    unordered: Vec<Vec<String>>,
    unordered_text: Vec<Vec<String>>,
}

impl Rules {
    /// Reads them from a case.
    pub fn of(case: &Value) -> Self {
        let paths = |key: &str| {
            case[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(split).collect()
        };
        Self {
            volatile: paths("volatile"),
            unordered: paths("unordered"),
            unordered_text: paths("unordered_text"),
        }
    }
}

fn split(path: &str) -> Vec<String> {
    path.trim_start_matches('$')
        .replace("[*]", ".[*]")
        .replace('[', ".[")
        .split('.')
        .filter(|part| !part.is_empty())
        .map(|part| part.trim_matches(['[', ']']).to_owned())
        .collect()
}

fn matches(paths: &[Vec<String>], at: &[String]) -> bool {
    paths.iter().any(|path| {
        path.len() == at.len() && path.iter().zip(at).all(|(wanted, found)| wanted == "*" || wanted == found)
    })
}

/// Where two values differ; empty when they are the same.
pub fn differences(rules: &Rules, place: &[&str], wanted: &Value, found: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = place.iter().map(|part| (*part).to_owned()).collect();
    walk(rules, &mut at, wanted, found, &mut out);
    out
}

fn walk(rules: &Rules, at: &mut Vec<String>, wanted: &Value, found: &Value, out: &mut Vec<String>) {
    if matches(&rules.volatile, at) {
        return;
    }
    match (wanted, found) {
        (Value::Object(a), Value::Object(b)) => objects(rules, at, a, b, out),
        (Value::Array(a), Value::Array(b)) => lists(rules, at, a, b, out),
        (Value::String(a), Value::String(b)) if matches(&rules.unordered_text, at) => {
            let parts = |text: &str| {
                let mut parts: Vec<String> = text.split(", ").map(str::to_owned).collect();
                parts.sort();
                parts
            };
            if parts(a) != parts(b) {
                out.push(differ(at, wanted, found));
            }
        }
        _ if same(wanted, found) => {}
        _ => out.push(differ(at, wanted, found)),
    }
}

fn differ(at: &[String], wanted: &Value, found: &Value) -> String {
    let short = |value: &Value| {
        let text = value.to_string();
        match text.char_indices().nth(400) {
            Some((cut, _)) => format!("{}…", &text[..cut]),
            None => text,
        }
    };
    format!("{}: wanted {} found {}", at.join("."), short(wanted), short(found))
}

fn objects(
    rules: &Rules,
    at: &mut Vec<String>,
    a: &Map<String, Value>,
    b: &Map<String, Value>,
    out: &mut Vec<String>,
) {
    let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    for key in keys {
        at.push(key.clone());
        walk(rules, at, a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null), out);
        at.pop();
    }
}

fn lists(rules: &Rules, at: &mut Vec<String>, a: &[Value], b: &[Value], out: &mut Vec<String>) {
    if a.len() != b.len() {
        out.push(format!("{}: wanted {} items found {}", at.join("."), a.len(), b.len()));
        return;
    }
    // The vectors of an object are a map by name, in whatever order they come.
    let named =
        at.last().is_some_and(|key| key == "vectors") && a.iter().all(|item| item["name"].is_string());
    let unordered = named || matches(&rules.unordered, at);
    let mut rest: Vec<&Value> = b.iter().collect();
    for (index, wanted) in a.iter().enumerate() {
        at.push(index.to_string());
        let take = if unordered {
            rest.iter()
                .position(|found| {
                    let mut problems = Vec::new();
                    walk(rules, at, wanted, found, &mut problems);
                    problems.is_empty()
                })
                .unwrap_or(0)
        } else {
            tied(a, &rest, wanted).unwrap_or(0)
        };
        let found = rest.remove(take);
        walk(rules, at, wanted, found, out);
        at.pop();
    }
}

// Hits with equal scores may come in any order.
fn tied(all: &[Value], rest: &[&Value], wanted: &Value) -> Option<usize> {
    let value = |hit: &Value, key: &str| hit["metadata"][key].as_f64();
    let id = wanted["metadata"]["id"].as_str()?;
    let key = ["rerank_score", "score", "distance"].into_iter().find(|key| value(wanted, key).is_some())?;
    let score = value(wanted, key)?;
    let ties = all.iter().filter(|hit| value(hit, key).is_some_and(|other| near(other, score))).count();
    if ties < 2 {
        return None;
    }
    rest.iter().take(ties).position(|hit| hit["metadata"]["id"] == id)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(1.0)
}

fn same(wanted: &Value, found: &Value) -> bool {
    match (wanted, found) {
        (Value::Number(a), Value::Number(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => near(a, b),
            _ => a == b,
        },
        (Value::String(a), Value::String(b)) => a == b || text_matches(a, b) || near_text(a, b),
        // A zero is left out of a message.
        (Value::Null, Value::Number(number)) | (Value::Number(number), Value::Null) => {
            number.as_f64().is_some_and(|number| near(0.0, number))
        }
        _ => wanted == found,
    }
}

// Scores stand in texts as well: those are floats too, and nothing else in the text may differ.
fn near_text(wanted: &str, found: &str) -> bool {
    let pieces = |text: &str| -> Vec<String> {
        let mut out = vec![String::new()];
        let mut number = false;
        for letter in text.chars() {
            let part = letter.is_ascii_digit() || letter == '.';
            if part != number {
                out.push(String::new());
                number = part;
            }
            if let Some(piece) = out.last_mut() {
                piece.push(letter);
            }
        }
        out
    };
    let float = |text: &str| text.contains('.').then(|| text.parse::<f64>().ok()).flatten();
    let (wanted, found) = (pieces(wanted), pieces(found));
    wanted.len() == found.len()
        && wanted
            .iter()
            .zip(&found)
            .all(|(a, b)| a == b || matches!((float(a), float(b)), (Some(a), Some(b)) if near(a, b)))
}

/// What stands for something else in a recorded text: the name of a shard, a time, the server's folder of data.
const PLACEHOLDERS: [&str; 3] = ["{shard}", "{date}", "/var/lib/weaviate"];

/// Whether a text fits one with placeholders in it. The server's protobuf library puts a space that does not break
/// into its texts or one that does, by the build: they are the same here.
pub(crate) fn text_matches(wanted: &str, found: &str) -> bool {
    fits(&wanted.replace('\u{a0}', " "), &found.replace('\u{a0}', " "))
}

fn fits(wanted: &str, found: &str) -> bool {
    let next =
        PLACEHOLDERS.iter().filter_map(|placeholder| Some((wanted.find(placeholder)?, placeholder.len())));
    let Some((at, length)) = next.min() else { return wanted == found };
    let (before, after) = (&wanted[..at], &wanted[at + length..]);
    found.strip_prefix(before).is_some_and(|rest| {
        // As short as it can be, and longer while what follows does not fit.
        rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| fits(after, &rest[at..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_with_placeholders() {
        for (wanted, found, fits) in [
            ("a", "a", true),
            ("a", "b", false),
            ("shard {shard}: no", "shard xY1: no", true),
            ("shard {shard}: no", "shard xY1: yes", false),
            ("/var/lib/weaviate/b: stat /var/lib/weaviate/b", "/tmp/x/b: stat /tmp/x/b", true),
            ("/var/lib/weaviate/b: stat /var/lib/weaviate/b", "/tmp/x/b: stat /tmp/x/c", false),
            ("at {date}", "at noon", true),
            ("proto:\u{a0}no", "proto: no", true),
        ] {
            assert_eq!(text_matches(wanted, found), fits, "{wanted} {found}");
        }
    }
}
