//! What a filter may compare, by the schema.

use super::{
    clause::{CREATED, Clause, Comparison, ID, Operand, Operator, UPDATED, length_of},
    nested,
    types::check_type,
};
use crate::{
    common::{
        error::{Refusal, Result},
        gotext::quote,
        settings::Settings,
    },
    schema::DataType,
};

/// Checks a filter.
pub(crate) fn validate(settings: &Settings, clause: &Clause) -> Result<()> {
    match clause {
        Clause::And(children) | Clause::Or(children) | Clause::Not(children) => {
            each(children, |child| validate(settings, child)).map(|_| ())
        }
        Clause::Compare(comparison) => compare(settings, comparison),
    }
}

/// What comes of each operand, or the refusals of all, each with its place.
pub(super) fn each<T, U>(
    operands: impl IntoIterator<Item = T>,
    step: impl Fn(T) -> Result<U>,
) -> Result<Vec<U>> {
    let mut out = Vec::new();
    let mut refusals = Vec::new();
    for (at, operand) in operands.into_iter().enumerate() {
        match step(operand) {
            Ok(one) => out.push(one),
            Err(refusal) => refusals.push(format!("child operand at position {at}: {}", refusal.text)),
        }
    }
    if refusals.is_empty() { Ok(out) } else { Err(Refusal::new(refusals.join(", "))) }
}

/// Checks one comparison.
pub(super) fn compare(settings: &Settings, comparison: &Comparison) -> Result<()> {
    let path = comparison.path.innermost();
    let (class, name) = (&path.class, path.property.as_str());
    if matches!(name, ID | "id" | CREATED | UPDATED) && class.property(name).is_none() {
        if name == "id" {
            class.known_property(name)?;
        }
        return check_own(name, comparison.value_type);
    }
    let length = length_of(name);
    let name = length.unwrap_or(name);
    let root = nested::path::root_name(name);
    let property = class.known_property(root)?;
    if nested::path::has_index(name) && !property.kind.is_nested() {
        return Err(Refusal::new(format!(
            "property {}: [N] indexing is only supported on nested object[] properties",
            quote(name)
        )));
    }
    if property.kind.is_nested() {
        if !settings.nested_filtering {
            return Err(Refusal::new(
                "filtering on nested properties is a preview feature, disabled by default; set \
                 WEAVIATE_PREVIEW_NESTED_FILTERING=true to enable",
            ));
        }
        return nested::validate::validate(property, name, length.is_some(), comparison);
    }
    if comparison.operator == Operator::IsNull {
        return comparison.check_null();
    }
    if length.is_some() {
        return check_length(comparison);
    }
    check_type(property, name, comparison)
}

// The id and the times that every object has are compared with texts, the times with dates as well.
fn check_own(name: &str, value: DataType) -> Result<()> {
    let time = matches!(name, CREATED | UPDATED);
    if value == DataType::Text || (time && value == DataType::Date) {
        return Ok(());
    }
    Err(Refusal::new(if time {
        format!("using [{}] to filter by timestamp: must use \"valueText\" or \"valueDate\"", quote(name))
    } else {
        format!("using [{}] to filter by uuid: must use \"valueText\" to specify the id", quote(name))
    }))
}

fn check_length(comparison: &Comparison) -> Result<()> {
    match comparison.operator {
        Operator::Equal
        | Operator::NotEqual
        | Operator::Greater
        | Operator::GreaterEqual
        | Operator::Less
        | Operator::LessEqual => {}
        other => {
            return Err(Refusal::new(format!(
                "Filtering for property length supports operators (not) equal and greater/less than (equal), got {} \
                 instead",
                other.number()
            )));
        }
    }
    match comparison.value {
        Operand::Int(number) if number < 0 => {
            Err(Refusal::new(format!("Can only filter for positive property length got {number} instead")))
        }
        _ => Ok(()),
    }
}
