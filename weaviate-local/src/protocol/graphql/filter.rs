//! Reads the `where` argument as a filter.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::ast::{Field, Value};
use crate::{
    common::{
        doc::Doc,
        error::{Result, Within},
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
    let doc = document(value);
    filter::check_form(&doc).within("could not extract filters")?;
    filter::read_doc(context.catalog(), context.settings(), class, &doc)
        .within("invalid 'where' filter")
        .map(Some)
}

// What REST would send for it.
fn document(value: &Value) -> Doc {
    let Value::Object(fields) = value else { return Doc::new() };
    let given = fields.iter().filter(|(_, value)| *value != Value::Null);
    given
        .map(|(name, value)| match (name.as_str(), value) {
            ("operands", operands) => {
                let operands = operands.list().iter().map(document).map(Json::Object);
                (name.clone(), operands.collect())
            }
            ("path", path) => (name.clone(), json!(path.texts())),
            (_, Value::List(_)) => (format!("{name}Array"), value.json()),
            _ => (name.clone(), value.json()),
        })
        .collect()
}
