//! Rules between the fields of a struct.

use std::collections::HashMap;

use super::{
    class::has_vectorizer,
    field::{Field, Role},
    model::{Kind, Model},
    setting::check_sources,
};
use crate::diag::Diagnostics;

/// Names, keys and ids: each once.
pub(super) fn fields(model: &Model, diagnostics: &mut Diagnostics) {
    if model.fields.is_empty() {
        let what = if model.kind == Kind::Collection { "a collection" } else { "an object" };
        diagnostics.error(model.ident.span(), format!("{what} has at least one property"));
    }
    names(&model.fields, diagnostics);
    roles(&model.fields, diagnostics);
    keys(&model.fields, diagnostics);
    model.class.check(model, diagnostics);
    for field in &model.fields {
        if let Some(analyzer) = &field.analyzer {
            analyzer.check(field, model, diagnostics);
        }
        let words = [
            ("skip_vectorization", field.skip_vectorization),
            ("vectorize_property_name", field.vectorize_property_name.map(|(_, at)| at)),
        ];
        for (word, at) in words.into_iter().filter_map(|(word, at)| Some((word, at?))) {
            if !has_vectorizer(&model.fields) {
                let help = "remove this, or declare a `vectorizer` on a vector";
                diagnostics.help(at, format!("`{word}` is for vectorizers, and no vector has one"), help);
            }
        }
    }
    for vector in model.fields.iter().filter_map(|field| field.vector.as_ref()) {
        vector.vectorizer.iter().for_each(|module| module.check(&model.fields, diagnostics));
        if let Some((sources, ..)) = &vector.source {
            check_sources(sources, &model.fields, diagnostics);
        }
    }
}

/// The server tells names apart without regard to case. Vectors are named apart from properties.
fn names(fields: &[Field], diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<(bool, String), &Field> = HashMap::new();
    for field in fields.iter().filter(|field| field.is_stored()) {
        let key = (field.role == Role::Vector, field.name.to_lowercase());
        if let Some(first) = seen.get(&key) {
            let message = if first.name == field.name {
                format!("two fields are called `{}` on the server", field.name)
            } else {
                format!(
                    "`{}` and `{}` differ only in case, the server takes them for one",
                    first.name, field.name
                )
            };
            diagnostics.help(
                field.named_at,
                message,
                "give one of them another name with `#[weaviate(rename = \"…\")]`",
            );
        } else {
            seen.insert(key, field);
        }
    }
}

fn roles(fields: &[Field], diagnostics: &mut Diagnostics) {
    for (role, word) in [(Role::Id, "id"), (Role::CreatedAt, "created_at"), (Role::UpdatedAt, "updated_at")] {
        for second in fields.iter().filter(|field| field.role == role).skip(1) {
            diagnostics.error(second.ident.span(), format!("only one field can be marked `{word}`"));
        }
    }
}

fn keys(fields: &[Field], diagnostics: &mut Diagnostics) {
    let mut keys = fields.iter().filter_map(|field| field.key);
    let Some(first) = keys.next() else { return };
    for second in keys {
        let help = "keep it on one field, such as one that joins them";
        diagnostics.help(second, "several fields marked `key` wait until their rule is fixed", help);
    }
    if fields.iter().any(|field| field.role == Role::Id) {
        let help = "remove one of the two: `key` makes the id from the field's value";
        diagnostics.help(first, "a struct has an `id` or a `key`, not both", help);
    }
}
