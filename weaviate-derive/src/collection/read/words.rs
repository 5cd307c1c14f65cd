//! The words of structs and fields, and what is said about an unknown one.

use proc_macro2::{Ident, Span};

use super::super::model::Kind;
use crate::{attr::Meta, diag::Diagnostics, guess};

/// The words of a collection.
const COLLECTION: &[&str] = &[
    "name",
    "description",
    "rename_all",
    "crate",
    "multi_tenant",
    "inverted",
    "preview",
    "versioned",
    "server",
    "ttl",
    "replication",
    "sharding",
    "generative",
    "reranker",
];
/// The words of an object.
const OBJECT: &[&str] = &["rename_all", "crate"];
/// The words of a collection's fields.
const FIELD: &[&str] = &[
    "id",
    "created_at",
    "updated_at",
    "key",
    "rename",
    "tokenization",
    "searchable",
    "filterable",
    "range",
    "default",
    "vector",
    "analyzer",
    "skip_vectorization",
    "vectorize_property_name",
    "renamed_from",
    "backfill",
    "validate",
    "deprecated",
    "meta",
];
/// The words of an object's fields.
const FIELD_OF_OBJECT: &[&str] = &[
    "rename",
    "tokenization",
    "filterable",
    "searchable",
    "range",
    "default",
    "analyzer",
    "validate",
    "deprecated",
    "meta",
];

/// Words of fields that do nothing yet, and what each is kept for.
const LATER: &[(&str, &str)] = &[
    ("subject", "finding all data about one person, which is"),
    ("pii", "hiding personal data from logs, which is"),
];

/// Whether a struct has this word; if not, it is said.
pub(super) fn of_struct(meta: &Meta, kind: Kind, diagnostics: &mut Diagnostics) -> bool {
    let (name, span) = (meta.name(), meta.span());
    let known = if kind == Kind::Collection { COLLECTION } else { OBJECT };
    if known.contains(&name.as_str()) {
        return true;
    }
    if later(meta, diagnostics) {
        return false;
    }
    if kind == Kind::Collection && name == "vector" {
        let message = "`vector` belongs to a field: a vector that the server makes is one as well";
        let help = "a field `#[weaviate(vector(…))] meaning: Option<Vector<384>>` may stay `None`";
        diagnostics.help(span, message, help);
    } else if kind == Kind::Object && COLLECTION.contains(&name.as_str()) {
        diagnostics.error(span, format!("`{name}` belongs to `#[derive(Collection)]`, an object has none"));
    } else if FIELD.contains(&name.as_str()) {
        diagnostics.error(span, format!("`{name}` belongs to a field"));
    } else {
        let message = format!("there is no attribute `{name}` of a struct");
        diagnostics.help(span, message, guess::help(&name, known));
    }
    false
}

/// Whether a field has this word; if not, it is said.
pub(super) fn of_field(meta: &Meta, kind: Kind, diagnostics: &mut Diagnostics) -> bool {
    let name = meta.name();
    let known = if kind == Kind::Collection { FIELD } else { FIELD_OF_OBJECT };
    if known.contains(&name.as_str()) {
        return true;
    }
    if later(meta, diagnostics) {
        return false;
    }
    if FIELD.contains(&name.as_str()) {
        let message = format!("`{name}` belongs to a field of a collection, an object has none");
        diagnostics.error(meta.span(), message);
    } else {
        let message = format!("there is no attribute `{name}` of a field");
        diagnostics.help(meta.span(), message, guess::help(&name, known));
    }
    false
}

/// Whether `name` is a word of fields.
pub(super) fn is_of_fields(name: &str) -> bool {
    FIELD.contains(&name)
}

/// Says that a word is not there yet, if it is one of those.
fn later(meta: &Meta, diagnostics: &mut Diagnostics) -> bool {
    let name = meta.name();
    let Some((_, purpose)) = LATER.iter().find(|(word, _)| *word == name) else { return false };
    let message = format!("`{name}` is kept for {purpose} not there yet: remove it");
    diagnostics.help(meta.span(), message, format!("a note of your own is `meta({name} = \"…\")`"));
    true
}

/// Notes each word that stands twice where once is meant. `meta` may be repeated.
pub(super) fn twice(metas: &[Meta], diagnostics: &mut Diagnostics) {
    for (at, meta) in metas.iter().enumerate() {
        if meta.key != "meta" && metas.iter().take(at).any(|other| other.key == meta.key) {
            let message = format!("`{}` is given twice", meta.name());
            diagnostics.help(meta.span(), message, "remove one of the two");
        }
    }
}

/// Says that `outer(…)` has no word `name`.
pub(super) fn inside(outer: &str, name: &str, span: Span, known: &[&str], diagnostics: &mut Diagnostics) {
    diagnostics.help(span, format!("`{outer}` has no `{name}`"), guess::help(name, known));
}

/// The word of `= word`, and what `known` has beside it.
pub(super) fn one_of(
    meta: &Meta,
    example: &str,
    known: &[(&str, &'static str)],
    diagnostics: &mut Diagnostics,
) -> Option<(Ident, &'static str)> {
    let word = meta.word(example, diagnostics)?;
    let text = word.to_string();
    if let Some((_, variant)) = known.iter().find(|(name, _)| *name == text) {
        return Some((word, variant));
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let message = format!("there is no {} `{text}`", meta.name());
    diagnostics.help(word.span(), message, guess::help(&text, &names));
    None
}
