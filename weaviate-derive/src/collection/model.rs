//! What the attributes of a struct and its fields say.

use proc_macro2::{Ident, Span, TokenTree};

use super::{
    class::{self, Class},
    field::Field,
    inverted::Inverted,
};
use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
    guess, names,
    path::Facade,
    token,
};

/// What a struct is made to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Collection,
    Object,
}

/// Words of fields that are kept for later parts of the program, as they are written.
pub(super) const RECORDED: &[&str] =
    &["renamed_from", "backfill", "validate", "subject", "pii", "deprecated"];

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
const OBJECT: &[&str] = &["rename_all", "crate"];
/// Words of the language that this version does not have.
const LATER: &[&str] = &["vector"];

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

/// A struct with `#[derive(Collection)]` or `#[derive(Object)]`.
pub(crate) struct Model {
    pub(crate) kind: Kind,
    pub(crate) ident: Ident,
    pub(crate) visibility: syn::Visibility,
    pub(crate) facade: Facade,
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) inverted: Inverted,
    /// `auto_create`, `auto_activate`
    pub(super) multi_tenant: Option<(bool, bool)>,
    pub(super) nested_filters: bool,
    pub(super) versioned: bool,
    pub(super) class: Class,
    pub(super) fields: Vec<Field>,
}

impl Model {
    /// Reads a struct. Whatever is wrong with it, what is right is there.
    pub(crate) fn read(kind: Kind, input: &syn::DeriveInput, diagnostics: &mut Diagnostics) -> Option<Self> {
        let fields = named_fields(kind, input, diagnostics)?;
        let mut model = Self {
            kind,
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            facade: Facade::default(),
            name: token::plain(&input.ident),
            description: attr::doc(&input.attrs),
            inverted: Inverted::default(),
            multi_tenant: None,
            nested_filters: false,
            versioned: true,
            class: Class::default(),
            fields: Vec::new(),
        };
        let metas = attr::metas(&input.attrs, diagnostics);
        let mut case = None;
        let mut named_at = input.ident.span();
        twice(&metas, diagnostics);
        for meta in &metas {
            model.word(meta, &mut case, &mut named_at, diagnostics);
        }
        let problem = names::class_problem(&model.name).filter(|_| kind == Kind::Collection);
        if let Some(problem) = problem {
            diagnostics.help(named_at, problem, "give it another name with `#[weaviate(name = \"…\")]`");
        }
        model.fields = fields.iter().map(|field| Field::read(kind, field, case, diagnostics)).collect();
        super::check::fields(&model, diagnostics);
        Some(model)
    }

    /// The wire name's index of creation times: on unless something says otherwise.
    pub(super) fn timestamps(&self) -> bool {
        self.inverted.timestamps.unwrap_or(self.versioned || self.class.needs_timestamps())
    }

    fn word(
        &mut self,
        meta: &Meta,
        case: &mut Option<Case>,
        named_at: &mut Span,
        diagnostics: &mut Diagnostics,
    ) {
        let name = meta.name();
        let known = if self.kind == Kind::Collection { COLLECTION } else { OBJECT };
        if !known.contains(&name.as_str()) {
            unknown(&name, meta.span(), known, self.kind, diagnostics);
            return;
        }
        match name.as_str() {
            "name" => {
                if let Some((text, span)) = meta.text(diagnostics) {
                    (self.name, *named_at) = (text, span);
                }
            }
            "description" => {
                if let Some((text, _)) = meta.text(diagnostics) {
                    self.description = Some(text);
                }
            }
            "rename_all" => *case = rename_all(meta, diagnostics),
            "crate" => match &meta.value {
                Value::Is(tokens) => self.facade = Facade::parse(&meta.key, tokens, diagnostics),
                _ => self.facade = Facade::parse(&meta.key, &[], diagnostics),
            },
            "multi_tenant" => self.multi_tenant = Some(multi_tenant(meta, diagnostics)),
            "inverted" => self.inverted = Inverted::read(meta, diagnostics),
            "preview" => {
                for inner in meta.list(diagnostics) {
                    match inner.name().as_str() {
                        "nested_filters" => self.nested_filters = inner.flag(diagnostics),
                        other => inside("preview", other, inner.span(), &["nested_filters"], diagnostics),
                    }
                }
            }
            word if class::WORDS.contains(&word) => self.class.word(meta, diagnostics),
            _ => self.versioned = meta.flag(diagnostics),
        }
    }
}

/// The fields, or why there is nothing to derive from.
fn named_fields<'i>(
    kind: Kind,
    input: &'i syn::DeriveInput,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<&'i syn::Field>> {
    let what = if kind == Kind::Collection { "Collection" } else { "Object" };
    let span = input.ident.span();
    let generic = !input.generics.params.is_empty() || input.generics.where_clause.is_some();
    if generic {
        let message = format!("`#[derive({what})]` takes no type parameters and no `where`");
        diagnostics.help(span, message, "write one struct for each shape of data");
    }
    match &input.data {
        syn::Data::Struct(syn::DataStruct { fields: syn::Fields::Named(fields), .. }) if !generic => {
            Some(fields.named.iter().collect())
        }
        syn::Data::Struct(syn::DataStruct { fields: syn::Fields::Named(_), .. }) => None,
        _ => {
            let help = "write `struct Article { title: String }`";
            diagnostics.help(span, format!("`#[derive({what})]` needs a struct with named fields"), help);
            None
        }
    }
}

/// Notes each word that stands twice where once is meant. `meta` may be repeated.
pub(super) fn twice(metas: &[Meta], diagnostics: &mut Diagnostics) {
    for (at, meta) in metas.iter().enumerate() {
        if meta.key != "meta" && metas.iter().take(at).any(|other| other.key == meta.key) {
            diagnostics.help(
                meta.span(),
                format!("`{}` is given twice", meta.name()),
                "remove one of the two",
            );
        }
    }
}

fn unknown(name: &str, span: Span, known: &[&str], kind: Kind, diagnostics: &mut Diagnostics) {
    if kind == Kind::Collection && LATER.contains(&name) {
        diagnostics.error(span, format!("`{name}` is not supported yet"));
    } else if kind == Kind::Object && COLLECTION.contains(&name) {
        diagnostics.error(span, format!("`{name}` belongs to `#[derive(Collection)]`, an object has none"));
    } else if super::field::is_word(name) {
        diagnostics.error(span, format!("`{name}` belongs to a field"));
    } else {
        diagnostics.help(
            span,
            format!("there is no attribute `{name}` of a struct"),
            guess::help(name, known),
        );
    }
}

/// An unknown word inside the parentheses of a known one.
pub(super) fn inside(outer: &str, name: &str, span: Span, known: &[&str], diagnostics: &mut Diagnostics) {
    diagnostics.help(span, format!("`{outer}` has no `{name}`"), guess::help(name, known));
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
