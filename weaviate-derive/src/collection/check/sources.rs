//! Properties that a setting names, and settings that only a vectorizer reads.

use super::super::model::{Model, Role, Setting, Source, Value};
use crate::{diag::Diagnostics, guess, token};

/// All settings of the collection and of its vectors.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for module in [&model.class.generative, &model.class.reranker].into_iter().flatten() {
        settings(&module.settings, model, diagnostics);
    }
    without_vectorizer(model, diagnostics);
    for vector in model.vectors() {
        if let Some(module) = &vector.vectorizer {
            settings(&module.settings, model, diagnostics);
        }
        if let Some((sources, ..)) = &vector.source {
            properties(sources, model, diagnostics);
        }
    }
}

/// Words of properties that say what a vectorizer does with them.
fn without_vectorizer(model: &Model, diagnostics: &mut Diagnostics) {
    if model.vectors().any(|vector| vector.vectorizer.is_some()) {
        return;
    }
    for field in &model.fields {
        let words = [
            ("skip_vectorization", field.skip_vectorization),
            ("vectorize_property_name", field.vectorize_property_name.map(|(_, at)| at)),
        ];
        for (word, at) in words.into_iter().filter_map(|(word, at)| Some((word, at?))) {
            let help = "remove this, or declare a `vectorizer` on a vector";
            diagnostics.help(at, format!("`{word}` is for vectorizers, and no vector has one"), help);
        }
    }
}

/// The properties that settings name.
fn settings(settings: &[Setting], model: &Model, diagnostics: &mut Diagnostics) {
    for setting in settings {
        match &setting.value {
            Value::Fields(sources, _) => properties(sources, model, diagnostics),
            Value::Inside(inner) => self::settings(inner, model, diagnostics),
            Value::Rust(_) | Value::Texts(_) => {}
        }
    }
}

/// Notes each name that is no field, or the field of no property.
fn properties(sources: &[Source], model: &Model, diagnostics: &mut Diagnostics) {
    for source in sources.iter().filter(|source| model.property(&source.field).is_none()) {
        let name = token::plain(&source.field);
        let known: Vec<String> = model
            .fields
            .iter()
            .filter(|field| field.role == Role::Property)
            .map(|field| token::plain(&field.ident))
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let there = model.field(&source.field).is_some();
        let message = if there {
            format!("`{name}` is not a property that a vector can be made of")
        } else {
            format!("there is no property `{name}`")
        };
        diagnostics.help(source.field.span(), message, guess::help(&name, &known));
    }
}
