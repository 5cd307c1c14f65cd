//! Reads the `where` argument as a filter.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::ast::{Field, Value};
use crate::{
    common::{
        doc::Doc,
        error::{Refusal, Result, Within},
    },
    operations::{
        context::Context,
        filter::{self, Clause},
    },
    schema::Class,
};

/// The filter of a field.
pub(super) fn read(context: &Context, class: &Arc<Class>, field: &Field) -> Result<Option<Clause>> {
    let Some(value) = field.argument("where") else { return Ok(None) };
    let doc = document(value).within("could not extract filters")?;
    let clause = filter::read_doc(context.catalog(), class, &doc).within("invalid 'where' filter")?;
    filter::validate(context.settings(), &clause).within("invalid 'where' filter")?;
    Ok(Some(clause))
}

// What REST would send for it.
fn document(value: &Value) -> Result<Doc> {
    let invalid = |why: String| Refusal::new(format!("invalid where filter: {why}"));
    let mut out = Doc::new();
    let operator = value.get("operator").and_then(Value::text).unwrap_or_default();
    if operator.is_empty() {
        return Err(Refusal::new("unrecognized operator: "));
    }
    out.insert("operator".into(), json!(operator));
    if matches!(operator, "And" | "Or" | "Not") {
        let operands = value.get("operands").map(Value::list).unwrap_or_default();
        if operands.is_empty() {
            return Err(invalid(format!(
                "operator '{operator}', but no operands set - add at least one operand"
            )));
        }
        let operands =
            operands.iter().map(|operand| document(operand).map(Json::Object)).collect::<Result<Vec<_>>>()?;
        out.insert("operands".into(), Json::Array(operands));
        return Ok(out);
    }
    let mut path = value.get("path").map(Value::texts).unwrap_or_default();
    if path.is_empty() {
        return Err(invalid("field 'path': must have at least one element".to_owned()));
    }
    if path.len().is_multiple_of(2) {
        let last = path.last().map(String::as_str).unwrap_or_default();
        return Err(invalid(format!("missing an argument after '{last}'")));
    }
    let mut names = path.iter().step_by(2);
    if let Some(name) = names.find(|name| !name.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic())) {
        return Err(invalid(format!(
            "expected a valid property name in 'path' field for the filter, but got '{name}'"
        )));
    }
    if let Some(last) = path.last_mut().filter(|last| *last == "id") {
        "_id".clone_into(last);
    }
    out.insert("path".into(), json!(path));
    let Value::Object(fields) = value else { return Ok(out) };
    let mut values = fields.iter().filter(|(name, value)| name.starts_with("value") && *value != Value::Null);
    let Some((name, value)) = values.next() else {
        return Err(invalid(format!("got operator '{operator}', but no value<Type> field set")));
    };
    if values.next().is_some() {
        return Err(invalid(format!(
            "found more than one values the clause '{}'",
            shown(fields).unwrap_or_default()
        )));
    }
    let name = match value {
        Value::List(_) => format!("{name}Array"),
        _ => name.clone(),
    };
    out.insert(name, value.json());
    Ok(out)
}

// The clause as the server prints it: every key in order, the operands as well.
fn shown(fields: &[(String, Value)]) -> Option<String> {
    let mut all: std::collections::BTreeMap<&str, Json> =
        fields.iter().map(|(name, value)| (name.as_str(), value.json())).collect();
    all.entry("operands").or_insert(Json::Null);
    serde_json::to_string(&all).ok()
}
