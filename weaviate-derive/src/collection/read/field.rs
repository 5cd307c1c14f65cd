//! What the attributes of one field say.

use proc_macro2::{Ident, Span, TokenTree};

use super::{
    super::model::{Default, Field, Kind, Role},
    analyzer,
    header::Case,
    types, validate, vector,
    words::{is_of_fields, of_field, one_of, twice},
};
use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
    token,
};

/// Tokenizations by word, and their names in the schema.
const TOKENIZATIONS: &[(&str, &str)] = &[
    ("word", "Word"),
    ("lowercase", "Lowercase"),
    ("whitespace", "Whitespace"),
    ("field", "Field"),
    ("trigram", "Trigram"),
    ("gse", "Gse"),
    ("gse_ch", "GseCh"),
    ("kagome_ja", "KagomeJa"),
    ("kagome_kr", "KagomeKr"),
];

/// Reads one field of `owner`.
pub(super) fn read(
    kind: Kind,
    owner: &Ident,
    field: &syn::Field,
    case: Option<Case>,
    diagnostics: &mut Diagnostics,
) -> Field {
    // A struct with named fields has no field without a name.
    let ident = field.ident.clone().unwrap_or_else(|| Ident::new("unnamed", Span::call_site()));
    let plain = token::plain(&ident);
    let docs = field.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).cloned().collect();
    let ty = types::named(&field.ty, owner);
    let mut read = Field {
        name: case.map_or_else(|| plain.clone(), |case| case.apply(&plain)),
        named_at: ident.span(),
        ident,
        docs,
        description: attr::doc(&field.attrs),
        role: Role::Property,
        key: None,
        tokenization: None,
        searchable: None,
        filterable: None,
        range: None,
        default: None,
        vector: None,
        analyzer: None,
        skip_vectorization: None,
        vectorize_property_name: None,
        renamed_from: None,
        backfill: None,
        rules: Vec::new(),
        deprecated: None,
        targets: types::targets(&ty),
        ty,
        attributes: Vec::new(),
    };
    let metas = attr::metas(&field.attrs, diagnostics);
    twice(&metas, diagnostics);
    for meta in &metas {
        if of_field(meta, kind, diagnostics) {
            word(&mut read, meta, diagnostics);
        }
    }
    of_one_role(read.role, &metas, diagnostics);
    if !read.is_stored() {
        read.targets.clear();
    }
    read
}

fn word(field: &mut Field, meta: &Meta, diagnostics: &mut Diagnostics) {
    match meta.name().as_str() {
        "id" => role(field, Role::Id, meta, diagnostics),
        "created_at" => role(field, Role::CreatedAt, meta, diagnostics),
        "updated_at" => role(field, Role::UpdatedAt, meta, diagnostics),
        "key" => {
            meta.alone(diagnostics);
            field.key = Some(meta.span());
        }
        "rename" => {
            if let Some((text, span)) = meta.text(diagnostics) {
                (field.name, field.named_at) = (text, span);
            }
        }
        "tokenization" => field.tokenization = one_of(meta, "field", TOKENIZATIONS, diagnostics),
        "searchable" => field.searchable = Some((meta.flag(diagnostics), meta.span())),
        "filterable" => field.filterable = Some(meta.flag(diagnostics)),
        "range" => field.range = meta.flag(diagnostics).then(|| meta.span()),
        "default" => field.default = default(meta, diagnostics),
        "vector" => {
            field.role = Role::Vector;
            field.vector = Some(vector::read(meta, diagnostics));
        }
        "analyzer" => field.analyzer = Some(analyzer::read(meta, diagnostics)),
        "skip_vectorization" => {
            field.skip_vectorization = meta.flag(diagnostics).then(|| meta.span());
        }
        "vectorize_property_name" => {
            field.vectorize_property_name = Some((meta.flag(diagnostics), meta.span()));
        }
        "renamed_from" => field.renamed_from = meta.text(diagnostics).map(|(text, _)| text),
        "backfill" => field.backfill = function(meta, diagnostics),
        "validate" => field.rules = validate::read(meta, diagnostics),
        "deprecated" => field.deprecated = deprecated(meta, diagnostics),
        // All words that are left are `meta`.
        _ => field.attributes.extend(notes(meta, diagnostics)),
    }
}

fn role(field: &mut Field, role: Role, meta: &Meta, diagnostics: &mut Diagnostics) {
    meta.alone(diagnostics);
    field.role = role;
}

/// `meta(key = "…")`, any number of them
fn notes(meta: &Meta, diagnostics: &mut Diagnostics) -> Vec<(String, String)> {
    let inner = meta.list(diagnostics).into_iter();
    inner
        .filter_map(|inner| {
            let (text, _) = inner.text(diagnostics)?;
            Some((format!("meta.{}", inner.name()), text))
        })
        .collect()
}

/// Notes the words that have no meaning beside the one that says what the field is.
fn of_one_role(role: Role, metas: &[Meta], diagnostics: &mut Diagnostics) {
    let roles = ["id", "created_at", "updated_at", "vector"];
    let mut of_role = metas.iter().filter(|meta| roles.contains(&meta.name().as_str()));
    let Some(first) = of_role.next() else { return };
    let first = first.name();
    if let Some(second) = of_role.find(|meta| meta.name() != first) {
        diagnostics.error(second.span(), format!("a field cannot be `{first}` and `{}`", second.name()));
    }
    let allowed: &[&str] = if role == Role::Vector {
        &["vector", "rename", "meta", "default", "deprecated"]
    } else {
        &["id", "created_at", "updated_at", "meta", "key"]
    };
    for meta in metas {
        let name = meta.name();
        let fits = allowed.contains(&name.as_str()) || roles.contains(&name.as_str());
        if is_of_fields(&name) && !fits {
            diagnostics.error(meta.span(), format!("`{name}` has no meaning on a field marked `{first}`"));
        }
    }
}

/// `backfill = path::to::a_function`, or a closure
fn function(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Vec<TokenTree>> {
    if let Value::Is(tokens) = &meta.value {
        return Some(tokens.clone());
    }
    let help = "write `backfill = a_function`, which takes the value of before and gives the one of now";
    diagnostics.help(meta.span(), "`backfill` needs a function", help);
    None
}

/// `deprecated`, or `deprecated = "what to use instead"`
fn deprecated(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<String> {
    match &meta.value {
        Value::None => Some(String::new()),
        _ => meta.text(diagnostics).map(|(text, _)| text),
    }
}

fn default(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Default> {
    match &meta.value {
        Value::None => Some(Default::Trait(meta.span())),
        Value::Is(tokens) => Some(Default::Value(tokens.clone())),
        Value::List(..) => {
            diagnostics.help(
                meta.span(),
                "`default` takes nothing in parentheses",
                "write `default` or `default = value`",
            );
            None
        }
    }
}
