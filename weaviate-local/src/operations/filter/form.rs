//! The form of a where clause of REST and of GraphQL, which is looked at before the schema is.

use serde_json::Value as Json;

use super::{clause::length_of, read::named_operator};
use crate::{
    common::{
        doc::{Doc, list},
        error::{Refusal, Result, Within},
    },
    schema::names,
};

/// Refuses a where clause whose operators, paths and values do not belong together.
pub(crate) fn check_form(doc: &Doc) -> Result<()> {
    let operator = doc.get("operator").and_then(Json::as_str).unwrap_or_default();
    let place = "invalid where filter";
    let values = || doc.iter().filter(|(key, value)| key.starts_with("value") && !is_empty(value));
    if !matches!(operator, "And" | "Or" | "Not") {
        named_operator(operator)?;
        let why = match values().count() {
            0 => format!("got operator '{operator}', but no value<Type> field set"),
            1 => match path_fault(doc) {
                Some(why) => why,
                None => return Ok(()),
            },
            _ => format!("found more than one values the clause '{}'", shown(doc)),
        };
        return Err(Refusal::new(format!("{place}: {why}")));
    }
    let compare = "switch to compare operator (eg. Equal, NotEqual, etc.)";
    let refuse = |why: String| Err(Refusal::new(format!("{place}: operator '{operator}'{why}")));
    if doc.get("path").is_some_and(|path| !path.is_null()) {
        return refuse(format!(" not compatible with field 'path', remove 'path' or {compare}"));
    }
    if values().next().is_some() {
        return refuse(format!(" not compatible with field 'value<Type>', remove value field or {compare}"));
    }
    let operands = list(doc, "operands");
    if operands.is_empty() {
        return refuse(", but no operands set - add at least one operand".to_owned());
    }
    for (at, operand) in operands.iter().filter_map(Json::as_object).enumerate() {
        check_form(operand).within(format!("{place}: operand {at}"))?;
    }
    Ok(())
}

/// What is wrong with a path: a property, then a collection and a property of it, and so on. Only a path of one name may
/// lead into an object property.
fn path_fault(doc: &Doc) -> Option<String> {
    let path: Vec<&str> = list(doc, "path").iter().filter_map(Json::as_str).collect();
    let Some(last) = path.last() else {
        return Some("field 'path': must have at least one element".to_owned());
    };
    if path.len() == 1 && last.contains(['.', '[']) {
        return None;
    }
    let expected = |what, name| {
        let of = if what == "class" { "filter but" } else { "filter, but" };
        Some(format!("expected a valid {what} name in 'path' field for the {of} got '{name}'"))
    };
    for (at, name) in path.iter().copied().enumerate() {
        if at % 2 == 1 {
            if at + 1 == path.len() {
                return Some(format!("missing an argument after '{name}'"));
            }
            if !names::is_class(name) {
                return expected("class", name);
            }
        } else {
            let name = length_of(name).unwrap_or(name);
            if !names::is_property(name) {
                return expected("property", name);
            }
        }
    }
    None
}

fn is_empty(value: &Json) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// The clause as the server writes it: its keys in the order of their names.
fn shown(doc: &Doc) -> String {
    let mut keys: Vec<(&str, &Json)> = doc.iter().map(|(key, value)| (key.as_str(), value)).collect();
    if !doc.contains_key("operands") {
        keys.push(("operands", &Json::Null));
    }
    keys.sort_by_key(|(key, _)| *key);
    let keys: Vec<String> = keys.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", keys.join(","))
}
