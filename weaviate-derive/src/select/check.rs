//! Rules about a row as a whole, on the model alone.

use super::model::Model;
use crate::diag::Diagnostics;

/// A collection to select from, and something to select.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let span = model.ident.span();
    if model.from.is_empty() && !model.from_said {
        let help = "add `#[weaviate(from = Article)]` with the collection";
        diagnostics.help(span, "`#[derive(Select)]` does not know what it selects from", help);
    }
    if model.fields.is_empty() && model.fallback.is_none() {
        diagnostics.error(span, "a row has at least one field");
    }
}
