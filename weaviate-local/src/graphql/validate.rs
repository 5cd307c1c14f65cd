//! Whether a query asks for what there is, in the words of the server.

use super::ast::{Argument, Field, Pos, Selection, Value};
use super::types::Type;
use crate::engine::Engine;

/// A mistake in a query.
#[derive(Debug, PartialEq)]
pub(super) struct Mistake {
    pub(super) at: Vec<Pos>,
    pub(super) text: String,
}

impl Mistake {
    pub(super) fn new(at: Pos, text: impl Into<String>) -> Mistake {
        Mistake { at: vec![at], text: text.into() }
    }
}

/// Every mistake among selections.
pub(super) fn check(engine: &Engine, of: &Type, selections: &[Selection], mistakes: &mut Vec<Mistake>) {
    let known = of.fields(engine);
    let linked: &[String] = match of {
        Type::Links(_, targets) => targets,
        _ => &[],
    };
    for selection in selections {
        match selection {
            Selection::Field(field) if field.name == "__typename" => {}
            Selection::Field(field) => match known.iter().find(|known| known.name == field.name) {
                Some(known) => {
                    arguments(field, &known.arguments, of, mistakes);
                    match (&field.selections, known.of.is_leaf()) {
                        (None, false) => mistakes.push(Mistake::new(
                            field.at,
                            format!(
                                "Field \"{}\" of type \"{}\" must have a sub selection.",
                                field.name,
                                known.shown()
                            ),
                        )),
                        (Some(inner), true) => mistakes.push(Mistake::new(
                            inner.first().map_or(field.at, at_brace),
                            format!(
                                "Field \"{}\" of type \"{}\" must not have a sub selection.",
                                field.name,
                                known.shown()
                            ),
                        )),
                        (Some(inner), false) => check(engine, &known.of, inner, mistakes),
                        (None, true) => {}
                    }
                }
                None => {
                    let names: Vec<&str> = known.iter().map(|known| known.name.as_str()).collect();
                    mistakes.push(Mistake::new(
                        field.at,
                        format!(
                            "Cannot query field \"{}\" on type \"{}\".{}",
                            field.name,
                            of.name(),
                            suggestion(&field.name, &names)
                        ),
                    ));
                }
            },
            Selection::On { at, name, selections } => {
                let Some(name) = name else { continue };
                let target = linked.iter().find(|target| *target == name);
                match target.and_then(|target| engine.catalog().get(target)) {
                    Some(target) => check(engine, &Type::Object(target.class()), selections, mistakes),
                    None if name == "Beacon" => {}
                    None => mistakes.push(Mistake::new(*at, format!("Unknown type \"{name}\"."))),
                }
            }
            Selection::Spread => {}
        }
    }
}

// The server names the brace; it stands right before what is in it unless there is a space.
fn at_brace(first: &Selection) -> Pos {
    let at = match first {
        Selection::Field(field) => field.at,
        Selection::On { at, .. } => *at,
        Selection::Spread => Pos::default(),
    };
    Pos { column: at.column.saturating_sub(1), ..at }
}

fn arguments(field: &Field, known: &[&'static str], of: &Type, mistakes: &mut Vec<Mistake>) {
    for argument in &field.arguments {
        let Argument { at, name, value, value_at } = argument;
        if !known.contains(&name.as_str()) {
            mistakes.push(Mistake::new(
                *at,
                format!(
                    "Unknown argument \"{name}\" on field \"{}\" of type \"{}\".{}",
                    field.name,
                    of.name(),
                    suggestion(name, known)
                ),
            ));
            continue;
        }
        let first = field.arguments.iter().find(|other| other.name == *name);
        if let Some(first) = first.filter(|first| first.at != *at) {
            mistakes.push(Mistake {
                at: vec![first.at, *at],
                text: format!("There can be only one argument named \"{name}\"."),
            });
        }
        if let Some(why) = wrong(name, value) {
            mistakes.push(Mistake::new(
                *value_at,
                format!("Argument \"{name}\" has invalid value {}.\n{why}", value.printed()),
            ));
        }
    }
}

// The values whose type is the same whatever the field.
fn wrong(name: &str, value: &Value) -> Option<String> {
    let expected = |kind: &str| Some(format!("Expected type \"{kind}\", found {}.", value.printed()));
    match (name, value) {
        (_, Value::Null | Value::Variable(_)) => None,
        ("limit" | "offset" | "autocut" | "objectLimit", Value::Int(_)) => None,
        ("limit" | "offset" | "autocut" | "objectLimit", _) => expected("Int"),
        ("after" | "tenant" | "property" | "query", Value::Text(_)) => None,
        ("after" | "tenant" | "property" | "query", _) => expected("String"),
        ("where", value) => unknown_key(value, WHERE),
        ("bm25", value) => unknown_key(value, &["query", "properties", "searchOperator"]),
        ("hybrid", value) => unknown_key(value, HYBRID),
        ("nearVector", value) => unknown_key(value, NEAR_VECTOR),
        ("nearObject", value) => {
            unknown_key(value, &["id", "beacon", "certainty", "distance", "targetVectors", "targets"])
        }
        ("groupBy", Value::Object(_)) => unknown_key(value, &["path", "groups", "objectsPerGroup"]),
        _ => None,
    }
}

const WHERE: &[&str] = &[
    "operator",
    "path",
    "operands",
    "valueText",
    "valueString",
    "valueInt",
    "valueNumber",
    "valueBoolean",
    "valueDate",
    "valueGeoRange",
];
const HYBRID: &[&str] = &[
    "query",
    "alpha",
    "maxVectorDistance",
    "vector",
    "targetVectors",
    "targets",
    "properties",
    "fusionType",
    "bm25SearchOperator",
    "searches",
];
const NEAR_VECTOR: &[&str] =
    &["vector", "vectorPerTarget", "certainty", "distance", "targetVectors", "targets"];

fn unknown_key(value: &Value, known: &[&str]) -> Option<String> {
    let Value::Object(fields) = value else { return None };
    let (name, _) = fields.iter().find(|(name, _)| !known.contains(&name.as_str()))?;
    Some(format!("In field \"{name}\": Unknown field."))
}

/// ` Did you mean "x"?`, or nothing.
fn suggestion(input: &str, options: &[&str]) -> String {
    let mut near: Vec<(usize, &str)> = options
        .iter()
        .map(|option| (distance(input, option), *option))
        .filter(|(distance, option)| *distance <= (input.len() / 2).max(option.len() / 2).max(1))
        .collect();
    near.sort();
    let quoted: Vec<String> = near.iter().take(5).map(|(_, option)| format!("\"{option}\"")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => format!(" Did you mean {one}?"),
        [one, other] => format!(" Did you mean {one} or {other}?"),
        [all @ .., last] => format!(" Did you mean {}, or {last}?", all.join(", ")),
    }
}

// How many letters to add, leave out, replace or swap with the next one.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: Option<&Vec<usize>>, j: usize| {
                row.and_then(|row| row.get(j)).copied().unwrap_or(usize::MAX - 1)
            };
            let cost = usize::from(x != y);
            let mut best = (at(rows.last(), j + 1) + 1)
                .min(row.last().copied().unwrap_or(0) + 1)
                .min(at(rows.last(), j) + cost);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(rows.get(i - 1), j - 1) + cost);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Written down from a 1.39.0 server.
    #[test]
    fn near_names_are_suggested() {
        assert_eq!(suggestion("nam", &["name", "at", "n", "tags", "geo"]), " Did you mean \"name\"?");
        assert_eq!(
            suggestion("nearText", &["nearObject", "nearVector", "where", "limit"]),
            " Did you mean \"nearVector\" or \"nearObject\"?"
        );
        assert_eq!(suggestion("isConsistent", &["distance", "id", "score", "explainScore"]), "");
    }
}
