//! The form of a where clause of REST, which is looked at before the schema is.

use serde_json::Value as Json;

use super::read::named_operator;
use crate::common::{
    doc::{Doc, list},
    error::{Refusal, Result, Within},
};

/// Refuses a where clause of REST whose operators, paths and values do not belong together.
pub(crate) fn check_form(doc: &Doc) -> Result<()> {
    let operator = doc.get("operator").and_then(Json::as_str).unwrap_or_default();
    let place = "invalid where filter";
    let values = || doc.iter().filter(|(key, value)| key.starts_with("value") && !is_empty(value));
    if !matches!(operator, "And" | "Or" | "Not") {
        named_operator(operator)?;
        let why = match values().count() {
            0 => format!("got operator '{operator}', but no value<Type> field set"),
            1 if doc.get("path").is_none_or(is_empty) => {
                "field 'path': must have at least one element".to_owned()
            }
            1 => return Ok(()),
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
