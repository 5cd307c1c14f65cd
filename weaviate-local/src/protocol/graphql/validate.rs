//! Checks a query against the types there are; what does not exist is refused in the server's words.

use super::{
    ast::{Argument, Field, Pos, Selection, fields},
    inputs,
    types::{Known, Type},
};
use crate::catalog::Catalog;

/// A mistake in a query.
#[derive(Debug, PartialEq)]
pub(super) struct Mistake {
    pub(super) at: Vec<Pos>,
    pub(super) text: String,
}

impl Mistake {
    pub(super) fn new(at: Pos, text: impl Into<String>) -> Self {
        Self { at: vec![at], text: text.into() }
    }
}

/// Every mistake among selections.
pub(super) fn check(catalog: &Catalog, of: &Type, selections: &[Selection], mistakes: &mut Vec<Mistake>) {
    conflicts(selections, mistakes);
    let known = of.fields(catalog);
    for selection in selections {
        match selection {
            Selection::Field(field) if field.name == "__typename" => {}
            Selection::Field(field) => match known.iter().find(|known| known.name == field.name) {
                Some(known) => check_field(catalog, of, known, field, mistakes),
                None => mistakes.push(Mistake::new(field.at, unknown(catalog, of, &known, field))),
            },
            Selection::On { at, name: Some(name), selections } => {
                on(catalog, of, *at, name, selections, mistakes);
            }
            Selection::On { .. } | Selection::Spread => {}
        }
    }
}

fn check_field(catalog: &Catalog, of: &Type, known: &Known, field: &Field, mistakes: &mut Vec<Mistake>) {
    arguments(field, &known.arguments, of, mistakes);
    let must = |what: &str| {
        format!("Field \"{}\" of type \"{}\" must {what} a sub selection.", field.name, known.shown())
    };
    match (&field.selections, known.of.is_leaf()) {
        (None, false) => mistakes.push(Mistake::new(field.at, must("have"))),
        (Some(_), true) => mistakes.push(Mistake::new(field.brace, must("not have"))),
        (Some(inner), false) => check(catalog, &known.of, inner, mistakes),
        (None, true) => {}
    }
}

fn unknown(catalog: &Catalog, of: &Type, known: &[Known], field: &Field) -> String {
    let names: Vec<&str> = known.iter().map(|known| known.name.as_str()).collect();
    let mut hint = suggestion(&field.name, &names);
    if let Type::Links(_, targets) = of {
        let has = |target: &&String| {
            let class = catalog.get(target).map(|target| target.class());
            class.is_some_and(|class| field.name == "_additional" || class.property(&field.name).is_some())
        };
        let quoted: Vec<String> = targets.iter().filter(has).map(|target| format!("\"{target}\"")).collect();
        if !quoted.is_empty() {
            hint = format!(" Did you mean to use an inline fragment on {}?", either(&quoted));
        }
    }
    format!("Cannot query field \"{}\" on type \"{}\".{hint}", field.name, of.name())
}

// A fragment on a type: one of the collections a reference points to.
fn on(
    catalog: &Catalog,
    of: &Type,
    at: Pos,
    name: &str,
    selections: &[Selection],
    mistakes: &mut Vec<Mistake>,
) {
    let Some(target) = catalog.get(name) else {
        if name != "Beacon" {
            mistakes.push(Mistake::new(at, format!("Unknown type \"{name}\".")));
        }
        return;
    };
    match of {
        Type::Links(_, targets) if targets.iter().any(|target| target == name) => {
            check(catalog, &Type::Object(target.class()), selections, mistakes);
        }
        // The server fails on these in words of its own language.
        Type::Object(class) if class.name == name => mistakes.push(Mistake::new(
            at,
            "the embedded engine cannot do fragments outside of references in GraphQL: name the fields themselves",
        )),
        _ => mistakes.push(Mistake::new(
            at,
            format!(
                "Fragment cannot be spread here as objects of type \"{}\" can never be of type \"{name}\".",
                of.name()
            ),
        )),
    }
}

// Two fields with one name in the answer have to be the same field.
fn conflicts(selections: &[Selection], mistakes: &mut Vec<Mistake>) {
    let all: Vec<&Field> = fields(selections).collect();
    for (at, field) in all.iter().enumerate() {
        let Some(first) = all.iter().take(at).find(|first| first.key() == field.key()) else { continue };
        let Some((why, at)) = conflict(first, field) else { continue };
        mistakes.push(Mistake {
            at,
            text: format!(
                "Fields \"{}\" conflict because {why}. Use different aliases on the fields to fetch both if this was \
                 intentional.",
                field.key()
            ),
        });
    }
}

// Why two fields of one name cannot be one, and the places that the reason is about.
fn conflict(a: &Field, b: &Field) -> Option<(String, Vec<Pos>)> {
    if a.name != b.name {
        return Some((format!("{} and {} are different fields", a.name, b.name), vec![a.at, b.at]));
    }
    let same = a.arguments.len() == b.arguments.len()
        && a.arguments.iter().all(|argument| b.argument(&argument.name) == Some(&argument.value));
    if !same {
        return Some(("they have differing arguments".to_owned(), vec![a.at, b.at]));
    }
    a.fields().find_map(|inner| {
        let other = b.fields().find(|other| other.key() == inner.key())?;
        let (why, places) = conflict(inner, other)?;
        // The places of one side, then those of the other.
        let (ours, theirs) = places.split_at(places.len() / 2);
        let at = [&[a.at], ours, &[b.at], theirs].concat();
        Some((format!("subfields \"{}\" conflict because {why}", inner.key()), at))
    })
}

fn arguments(field: &Field, known: &[&'static str], of: &Type, mistakes: &mut Vec<Mistake>) {
    let scope = match of {
        Type::Gets => format!("GetObjects{}", field.name),
        Type::Aggregates => format!("AggregateObjects{}", field.name),
        _ => String::new(),
    };
    for Argument { at, name, value, value_at } in &field.arguments {
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
        let why = inputs::wrong(name, value, &scope);
        if !why.is_empty() {
            mistakes.push(Mistake::new(
                *value_at,
                format!("Argument \"{name}\" has invalid value {}.\n{}", value.printed(), why.join("\n")),
            ));
        }
    }
}

/// ` Did you mean "x"?`, or nothing.
fn suggestion(input: &str, options: &[&str]) -> String {
    let mut near: Vec<(usize, &str)> = options
        .iter()
        .map(|option| (distance(input, option), *option))
        .filter(|(distance, option)| *distance <= (input.len() / 2).max(option.len() / 2).max(1))
        .collect();
    near.sort_unstable();
    let quoted: Vec<String> = near.iter().take(5).map(|(_, option)| format!("\"{option}\"")).collect();
    if quoted.is_empty() { String::new() } else { format!(" Did you mean {}?", either(&quoted)) }
}

// `a, b, or c`
fn either(items: &[String]) -> String {
    match items {
        [one, other] => format!("{one} or {other}"),
        [all @ .., last] if !all.is_empty() => format!("{}, or {last}", all.join(", ")),
        one => one.concat(),
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
        // Names that are equally near come in any order.
        assert_eq!(
            suggestion("nearText", &["nearObject", "nearVector", "where", "limit"]),
            " Did you mean \"nearObject\" or \"nearVector\"?"
        );
        assert_eq!(suggestion("isConsistent", &["distance", "id", "score", "explainScore"]), "");
    }
}
