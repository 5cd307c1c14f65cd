//! Rules between the parts of a struct, on the model alone. What one attribute can tell is said where it is read.

mod analyzer;
mod class;
mod names;
mod roles;
mod sources;

use super::model::{Field, Kind, Model};
use crate::{diag::Diagnostics, guess};

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
        nested_tokenization(field, model, diagnostics);
        if let Some(analyzer) = &field.analyzer {
            analyzer::check(analyzer, field, model, diagnostics);
        }
    }
    sources::check(model, diagnostics);
}

/// Inside an object a server cuts text in four ways (1.39.0: "Tokenization 'trigram' is not allowed").
fn nested_tokenization(field: &Field, model: &Model, diagnostics: &mut Diagnostics) {
    const NESTED: &[&str] = &["word", "lowercase", "whitespace", "field"];
    let Some((word, _)) = field.tokenization.as_ref().filter(|_| model.kind == Kind::Object) else { return };
    let tokenization = word.to_string();
    if !NESTED.contains(&tokenization.as_str()) {
        let message = format!("text inside an object has no `tokenization = {tokenization}`");
        diagnostics.help(word.span(), message, format!("tokenizations there are {}", guess::list(NESTED)));
    }
}
