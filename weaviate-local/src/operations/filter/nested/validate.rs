//! What a comparison inside an object property may be.

use super::path::{check_root_index, leaf, segments};
use crate::{
    common::{
        error::{Refusal, Result},
        gotext::quote,
    },
    operations::filter::{
        clause::{Comparison, Operator},
        types::check_type,
    },
    schema::{DataType, Property},
};

/// Checks a comparison inside an object property.
pub(crate) fn validate(root: &Property, path: &str, length: bool, comparison: &Comparison) -> Result<()> {
    if length {
        return Err(Refusal::new("property length filtering is not supported for nested properties"));
    }
    if comparison.operator == Operator::IsNull {
        comparison.check_null()?;
    }
    let segments = segments(path);
    check_root_index(root, &segments)?;
    if segments.len() == 1 {
        if comparison.operator == Operator::IsNull {
            return Ok(());
        }
        return Err(Refusal::new(format!(
            "property {} is of type {}; use dot notation to filter on a sub-property",
            quote(path),
            quote(root.kind.name())
        )));
    }
    let leaf = leaf(root, path, &segments)?;
    if comparison.operator == Operator::IsNull {
        return Ok(());
    }
    if leaf.kind.is_nested() {
        return Err(Refusal::new(format!(
            "nested path {}: sub-property {} is of type {}; filtering on object types is not supported, specify a \
             primitive sub-property",
            quote(path),
            quote(&leaf.name),
            quote(leaf.kind.name())
        )));
    }
    if !leaf.filterable && !leaf.range {
        return Err(Refusal::new(format!(
            "nested path {}: sub-property {} is not filterable",
            quote(path),
            quote(&leaf.name)
        )));
    }
    // What a flat property of the type takes; of what is wrong there the path is told.
    check_type(leaf, path, comparison).map_err(|refusal| match leaf.kind {
        DataType::Uuid | DataType::Uuids => refusal,
        _ => refusal.within(format!("nested path {}", quote(path))),
    })
}
