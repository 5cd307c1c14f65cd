//! What the words of a collection need of the oldest server, and of the fields.

use proc_macro2::Span;

use super::super::model::{Kind, Model, Ttl, Version};
use crate::{diag::Diagnostics, guess, token};

/// Servers that are too old, and a lifetime that is counted from nothing.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    if let Some(ttl) = &model.class.ttl {
        needs(model, "ttl", Version(1, 35, 0), ttl.at, diagnostics);
        expiry(ttl, model, diagnostics);
    }
    if let Some(at) = model.inverted.presets_at {
        needs(model, "stopword_presets", Version(1, 37, 0), at, diagnostics);
    }
    for field in &model.fields {
        if let Some(analyzer) = &field.analyzer {
            needs(model, "analyzer", Version(1, 37, 0), analyzer.at, diagnostics);
        }
        let quantizer = field.vector.as_ref().and_then(|vector| vector.quantizer.as_ref());
        if let Some(none) = quantizer.filter(|quantizer| quantizer.name == "none") {
            needs(model, "quantizer = none", Version(1, 32, 4), none.name.span(), diagnostics);
        }
    }
}

/// Says that an older server than `since` has no `word`.
fn needs(model: &Model, word: &str, since: Version, at: Span, diagnostics: &mut Diagnostics) {
    // An object is in collections whose servers it does not know.
    if model.kind == Kind::Collection && model.class.oldest() < since {
        let help = format!("declare `server = \"{since}\"` on the struct if no older server is used");
        diagnostics.help(at, format!("`{word}` came with Weaviate {since}"), help);
    }
}

/// What a lifetime is counted from is there, and the server can find it.
fn expiry(ttl: &Ttl, model: &Model, diagnostics: &mut Diagnostics) {
    let Some(after) = ttl.after.as_ref().filter(|_| model.expires_after(ttl).is_none()) else { return };
    let name = token::plain(after);
    match model.field(after) {
        None => {
            let known: Vec<String> = model.fields.iter().map(|field| token::plain(&field.ident)).collect();
            let known: Vec<&str> =
                known.iter().map(String::as_str).chain(["created_at", "updated_at"]).collect();
            let help = guess::help(&name, &known);
            diagnostics.help(after.span(), format!("there is no property `{name}`"), help);
        }
        Some(field) if field.filterable == Some(false) && field.range.is_none() => {
            let message = format!("`{name}` has no index to find expired objects by");
            let help = format!("remove `filterable = false` from `{name}`, or add `range`");
            diagnostics.help(after.span(), message, help);
        }
        Some(_) => {}
    }
}
