//! What a filter may compare, by the schema.

use super::{
    clause::{CREATED, Clause, Comparison, ID, Operand, Operator, UPDATED, length_of, value_name},
    nested,
};
use crate::{
    common::{
        error::{Refusal, Result},
        gotext::quote,
        settings::Settings,
    },
    schema::{DataType, Property},
};

/// Checks a filter.
pub(crate) fn validate(settings: &Settings, clause: &Clause) -> Result<()> {
    match clause {
        Clause::And(children) | Clause::Or(children) | Clause::Not(children) => {
            let errors: Vec<String> = children
                .iter()
                .enumerate()
                .filter_map(|(at, child)| {
                    let refusal = validate(settings, child).err()?;
                    Some(format!("child operand at position {at}: {}", refusal.text))
                })
                .collect();
            if errors.is_empty() { Ok(()) } else { Err(Refusal::new(errors.join(", "))) }
        }
        Clause::Compare(comparison) => compare(settings, comparison),
    }
}

fn compare(settings: &Settings, comparison: &Comparison) -> Result<()> {
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
    check_type(property, comparison)
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

fn check_type(property: &Property, comparison: &Comparison) -> Result<()> {
    let value = comparison.value_type;
    match property.kind {
        DataType::Uuid | DataType::Uuids => {
            if matches!(comparison.operator, Operator::Like | Operator::IsNull | Operator::WithinGeoRange) {
                return Err(Refusal::new(format!(
                    "operator {} cannot be used on uuid/uuid[] props",
                    quote(comparison.operator.name())
                )));
            }
            Ok(())
        }
        DataType::Reference if value == DataType::Int => Ok(()),
        DataType::Reference => Err(Refusal::new(format!(
            "Property {} is a ref prop to the class {}. Only \"valueInt\" can be used on a ref prop directly to count \
             the number of refs. Or did you mean to filter on a primitive prop of the referenced class? In this case \
             make sure your path contains 3 elements in the form of [<propName>, <ClassNameOfReferencedClass>, \
             <primitvePropOnClass>]",
            quote(&property.name),
            quote(property.targets.first().map_or("", String::as_str))
        ))),
        kind if kind.item() == value => Ok(()),
        kind => Err(Refusal::new(format!(
            "data type filter cannot use {} on type {}, use {} instead",
            quote(&value_name(value)),
            quote(kind.name()),
            quote(&value_name(kind.item()))
        ))),
    }
}
