//! What the attributes of the struct say.

use proc_macro2::TokenTree;

use super::{
    super::model::{Class, Inverted, Kind, Model},
    class, inverted,
    words::{inside, of_struct, twice},
};
use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
    names,
    path::Facade,
    token,
};

/// How field names become property names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Snake,
    Camel,
}

impl Case {
    pub(super) fn apply(self, name: &str) -> String {
        match self {
            Self::Snake => names::snake(name),
            Self::Camel => names::lower_camel(name),
        }
    }
}

/// The struct without its fields, and how their names are written.
pub(super) fn read(
    kind: Kind,
    input: &syn::DeriveInput,
    diagnostics: &mut Diagnostics,
) -> (Model, Option<Case>) {
    let mut model = Model {
        kind,
        ident: input.ident.clone(),
        visibility: input.vis.clone(),
        facade: Facade::default(),
        name: token::plain(&input.ident),
        named_at: input.ident.span(),
        description: attr::doc(&input.attrs),
        inverted: Inverted::default(),
        multi_tenant: None,
        nested_filters: false,
        versioned: true,
        class: Class::default(),
        fallback: None,
        fields: Vec::new(),
    };
    let metas = attr::metas(&input.attrs, diagnostics);
    let mut case = None;
    twice(&metas, diagnostics);
    for meta in &metas {
        if of_struct(meta, kind, diagnostics) {
            word(&mut model, meta, &mut case, diagnostics);
        }
    }
    (model, case)
}

fn word(model: &mut Model, meta: &Meta, case: &mut Option<Case>, diagnostics: &mut Diagnostics) {
    match meta.name().as_str() {
        "name" => {
            if let Some((text, span)) = meta.text(diagnostics) {
                (model.name, model.named_at) = (text, span);
            }
        }
        "description" => {
            if let Some((text, _)) = meta.text(diagnostics) {
                model.description = Some(text);
            }
        }
        "rename_all" => *case = rename_all(meta, diagnostics),
        "crate" => model.facade = facade(meta, diagnostics),
        "multi_tenant" => model.multi_tenant = Some(multi_tenant(meta, diagnostics)),
        "inverted" => model.inverted = inverted::read(meta, diagnostics),
        "preview" => {
            for inner in meta.list(diagnostics) {
                match inner.name().as_str() {
                    "nested_filters" => model.nested_filters = inner.flag(diagnostics),
                    other => inside("preview", other, inner.span(), &["nested_filters"], diagnostics),
                }
            }
        }
        "versioned" => model.versioned = meta.flag(diagnostics),
        _ => class::word(&mut model.class, meta, diagnostics),
    }
}

fn facade(meta: &Meta, diagnostics: &mut Diagnostics) -> Facade {
    match &meta.value {
        Value::Is(tokens) => Facade::parse(&meta.key, tokens, diagnostics),
        _ => Facade::parse(&meta.key, &[], diagnostics),
    }
}

fn rename_all(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Case> {
    let (word, span) = match &meta.value {
        Value::Is(tokens) => match (attr::text(tokens), token::bare(tokens).as_slice()) {
            (Some((text, span)), _) => (text, span),
            (None, [TokenTree::Ident(word)]) => (word.to_string(), word.span()),
            _ => (String::new(), meta.value_span()),
        },
        _ => (String::new(), meta.span()),
    };
    match word.as_str() {
        "snake_case" => Some(Case::Snake),
        "camelCase" => Some(Case::Camel),
        _ => {
            diagnostics.error(span, "`rename_all` is `snake_case` or `camelCase`");
            None
        }
    }
}

fn multi_tenant(meta: &Meta, diagnostics: &mut Diagnostics) -> (bool, bool) {
    let mut found = (false, false);
    let inner = match &meta.value {
        Value::None => Vec::new(),
        _ => meta.list(diagnostics),
    };
    for meta in inner {
        match meta.name().as_str() {
            "auto_create" => found.0 = meta.flag(diagnostics),
            "auto_activate" => found.1 = meta.flag(diagnostics),
            other => {
                inside("multi_tenant", other, meta.span(), &["auto_create", "auto_activate"], diagnostics);
            }
        }
    }
    found
}
