//! Variables: what an operation declares, how the values of a request fit, and where they go.
//!
//! A server of this version reads a whole number that comes as a variable into a type that its own arguments do not
//! take, and a variable without a value into nothing at all: both fail where they are used, in Go's words.

use serde_json::{Map, Value as Json};

use super::{
    ast::{Field, Of, Operation, Pos, Selection, Value},
    given,
    inputs::{self, Input},
    types::Type,
    validate::Mistake,
};
use crate::{catalog::Catalog, common::value::sorted};

/// The type of the values of a variable; none when there is no such type.
fn input(of: &Of, catalog: &Catalog) -> Option<(Input, String)> {
    match of {
        Of::Named(name, _) => inputs::find(catalog, name),
        Of::List(of) => input(of, catalog).map(|(of, scope)| (Input::List(Box::new(of)), scope)),
        Of::Needed(of) => input(of, catalog),
    }
}

/// What of the declarations is wrong, before anything else of the operation is looked at.
pub(super) fn declared(catalog: &Catalog, operation: &Operation, mistakes: &mut Vec<Mistake>) {
    for (at, variable) in operation.variables.iter().enumerate() {
        let first = operation.variables.iter().take(at).find(|first| first.name == variable.name);
        if let Some(first) = first {
            let text = format!("There can only be one variable named \"{}\".", variable.name);
            mistakes.push(Mistake { at: vec![first.name_at, variable.name_at], text });
        }
        let (name, type_at) = variable.of.named();
        let Some((of, scope)) = input(&variable.of, catalog) else {
            let text = if catalog.get(name).is_some() {
                format!(
                    "Variable \"${}\" cannot be non-input type \"{}\".",
                    variable.name,
                    variable.of.shown()
                )
            } else {
                format!("Unknown type \"{name}\".")
            };
            mistakes.push(Mistake::new(type_at, text));
            continue;
        };
        let Some((default, default_at)) = &variable.default else { continue };
        if let Of::Needed(inner) = &variable.of {
            let text = format!(
                "Variable \"${}\" of type \"{}\" is required and will not use the default value. Perhaps you meant to \
                 use type \"{}\".",
                variable.name,
                variable.of.shown(),
                inner.shown()
            );
            mistakes.push(Mistake::new(*default_at, text));
        }
        let why = inputs::check(&of, default, &scope);
        if !why.is_empty() {
            let text = format!(
                "Variable \"${}\" has invalid default value: {}.\n{}",
                variable.name,
                default.printed(),
                why.join("\n")
            );
            mistakes.push(Mistake::new(*default_at, text));
        }
    }
}

/// What is wrong with how variables are used: one in a place of another type, one that is not declared, one that is
/// not used.
pub(super) fn used(catalog: &Catalog, operation: &Operation, mistakes: &mut Vec<Mistake>) {
    let mut uses = Vec::new();
    collect(&Type::Root, &operation.selections, &mut uses);
    let of_operation = operation.name.as_ref().map(|name| format!(" by operation \"{name}\""));
    for (name, at, _) in &uses {
        if !operation.variables.iter().any(|variable| variable.name == *name) {
            let by = of_operation.clone().unwrap_or_default();
            let text = format!("Variable \"${name}\" is not defined{by}.");
            mistakes.push(Mistake { at: vec![*at, operation.at], text });
        }
    }
    for variable in &operation.variables {
        let mine: Vec<_> = uses.iter().filter(|(name, ..)| *name == variable.name).collect();
        if mine.is_empty() {
            let by =
                operation.name.as_ref().map(|name| format!(" in operation \"{name}\"")).unwrap_or_default();
            let text = format!("Variable \"${}\" is never used{by}.", variable.name);
            mistakes.push(Mistake::new(variable.at, text));
        }
        let (name, _) = variable.of.named();
        if input(&variable.of, catalog).is_none() && catalog.get(name).is_none() {
            continue;
        }
        for (_, at, expected) in mine {
            let Some(expected) = expected else { continue };
            let shown = variable.of.shown();
            // A default value makes it one that is always there.
            let plain = shown.trim_end_matches('!');
            let given = if variable.default.is_some() { format!("{plain}!") } else { shown.clone() };
            if given != *expected && given.strip_suffix('!') != Some(expected) {
                let text = format!(
                    "Variable \"${}\" of type \"{shown}\" used in position expecting type \"{expected}\".",
                    variable.name
                );
                mistakes.push(Mistake { at: vec![variable.at, *at], text });
            }
        }
    }
}

type Use = (String, Pos, Option<String>);

fn collect(of: &Type, selections: &[Selection], uses: &mut Vec<Use>) {
    for selection in selections {
        match selection {
            Selection::Field(field) => {
                let (scope, inside) = scope(of, field);
                for argument in &field.arguments {
                    let of = inputs::of(&argument.name, &scope);
                    given::places(&of, &argument.value, &scope, &mut |name, at, expected| {
                        uses.push((name.to_owned(), at, expected));
                    });
                }
                collect(&inside, field.selections.as_deref().unwrap_or_default(), uses);
            }
            Selection::On { selections, .. } => collect(of, selections, uses),
            Selection::Spread => {}
        }
    }
}

/// The part of type names that tells the collection of a field's arguments, and the type inside it as far as that
/// matters here.
fn scope(of: &Type, field: &Field) -> (String, Type) {
    match of {
        Type::Root if field.name == "Get" => (String::new(), Type::Gets),
        Type::Root => (String::new(), Type::Aggregates),
        Type::Gets => (format!("GetObjects{}", field.name), Type::Leaf("")),
        Type::Aggregates => (format!("AggregateObjects{}", field.name), Type::Leaf("")),
        _ => (String::new(), Type::Leaf("")),
    }
}

/// Puts the values in the places of their variables, or says what is wrong with them.
pub(super) fn put(
    catalog: &Catalog,
    operation: &mut Operation,
    values: &Map<String, Json>,
) -> Result<(), Vec<Mistake>> {
    let mut known = Vec::new();
    for variable in &operation.variables {
        let found = values.get(&variable.name).filter(|value| !value.is_null());
        let value = match (found, &variable.default, &variable.of) {
            (None, _, Of::Needed(_)) => {
                let text = format!(
                    "Variable \"${}\" of required type \"{}\" was not provided.",
                    variable.name,
                    variable.of.shown()
                );
                return Err(vec![Mistake::new(variable.at, text)]);
            }
            (None, Some((default, _)), _) => default.clone(),
            (None, None, _) => Value::Unfit("nil", "<nil>".to_owned()),
            (Some(found), ..) => {
                let (of, scope) = input(&variable.of, catalog).unwrap_or((Input::Any, String::new()));
                given::coerced(&of, found, &scope).map_err(|why| {
                    let text = format!(
                        "Variable \"${}\" got invalid value {}.\n{}",
                        variable.name,
                        sorted(found.clone()),
                        why.join("\n")
                    );
                    vec![Mistake::new(variable.at, text)]
                })?
            }
        };
        known.push((variable.name.clone(), value));
    }
    if !known.is_empty() {
        fill(&Type::Root, &mut operation.selections, &known);
    }
    Ok(())
}

fn fill(of: &Type, selections: &mut [Selection], known: &[(String, Value)]) {
    for selection in selections {
        match selection {
            Selection::Field(field) => {
                let (scope, inside) = scope(of, field);
                for argument in &mut field.arguments {
                    argument.value.put(known);
                    if argument.name == "where" {
                        argument.value.drop_missing();
                    }
                    if !scope.is_empty() && field.unfit.is_none() {
                        let of = inputs::of(&argument.name, &scope);
                        field.unfit = given::unfit(&of, &argument.value, &argument.name, &scope);
                    }
                }
                // What does not fit any other field is as if it were not there.
                field.arguments.retain(|argument| !matches!(argument.value, Value::Unfit(..)));
                fill(&inside, field.selections.as_deref_mut().unwrap_or_default(), known);
            }
            Selection::On { selections, .. } => fill(of, selections, known),
            Selection::Spread => {}
        }
    }
}
