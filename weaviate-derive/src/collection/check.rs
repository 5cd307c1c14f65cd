//! Rules between the parts of a struct, on the model alone. What one attribute can tell is said where it is read.

mod analyzer;
mod class;
mod names;
mod roles;
mod sources;

use super::model::{Kind, Model};
use crate::diag::Diagnostics;

/// All rules.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    // Reported already: it is not a struct.
    if model.fallback.is_some() {
        return;
    }
    if model.fields.is_empty() {
        let what = if model.kind == Kind::Collection { "a collection" } else { "an object" };
        diagnostics.error(model.ident.span(), format!("{what} has at least one property"));
    }
    names::check(model, diagnostics);
    roles::check(model, diagnostics);
    class::check(model, diagnostics);
    for field in &model.fields {
        if let Some(analyzer) = &field.analyzer {
            analyzer::check(analyzer, field, model, diagnostics);
        }
    }
    sources::check(model, diagnostics);
}
