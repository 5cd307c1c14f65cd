//! What the values of a type may be compared with.

use super::clause::{Comparison, Operator, value_name};
use crate::{
    common::{
        error::{Refusal, Result},
        gotext::quote,
    },
    schema::{DataType, Property},
};

/// Refuses a comparison of a property with what it does not hold; `name` is what the request calls it.
pub(super) fn check_type(property: &Property, name: &str, comparison: &Comparison) -> Result<()> {
    let value = comparison.value_type;
    match property.kind {
        DataType::Uuid | DataType::Uuids => {
            if value != DataType::Text {
                return Err(Refusal::new(format!(
                    "property {} is of type \"uuid\" or \"uuid[]\": specify uuid as string using \"valueText\"",
                    quote(name)
                )));
            }
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
