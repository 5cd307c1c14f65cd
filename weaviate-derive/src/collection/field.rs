//! What the attributes of one field say.

use proc_macro2::{Ident, Span, TokenTree};

use super::{
    analyzer::Analyzer,
    model::{Case, Kind, RECORDED, inside, twice},
    targets::{self, Target},
    vector::Vector,
};
use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
    guess, names, token,
};

const WORDS: &[&str] = &[
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
    "meta",
    "renamed_from",
    "backfill",
    "validate",
    "subject",
    "pii",
    "deprecated",
];
const OBJECT: &[&str] =
    &["rename", "tokenization", "filterable", "searchable", "range", "default", "analyzer", "meta"];

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

/// Whether `name` is a word of fields.
pub(super) fn is_word(name: &str) -> bool {
    WORDS.contains(&name)
}

/// What a field is to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Property,
    Vector,
    Id,
    CreatedAt,
    UpdatedAt,
}

/// What an absent property reads as.
pub(super) enum Default {
    Trait(Span),
    Value(Vec<TokenTree>),
}

/// One field of a struct.
pub(crate) struct Field {
    pub(super) ident: Ident,
    pub(super) ty: syn::Type,
    /// On the server.
    pub(super) name: String,
    pub(super) named_at: Span,
    pub(super) docs: Vec<syn::Attribute>,
    pub(super) description: Option<String>,
    pub(super) role: Role,
    pub(super) key: Option<Span>,
    /// As written, and in the schema.
    pub(super) tokenization: Option<(Ident, &'static str)>,
    pub(super) searchable: Option<(bool, Span)>,
    pub(super) filterable: Option<bool>,
    pub(super) range: Option<Span>,
    pub(super) default: Option<Default>,
    pub(super) vector: Option<Vector>,
    pub(super) analyzer: Option<Analyzer>,
    pub(super) skip_vectorization: Option<Span>,
    pub(super) vectorize_property_name: Option<(bool, Span)>,
    /// The collections behind a link to several.
    pub(super) targets: Vec<Target>,
    /// Name and value of what is kept for others.
    pub(super) attributes: Vec<(String, String)>,
}

impl Field {
    pub(super) fn read(
        kind: Kind,
        field: &syn::Field,
        case: Option<Case>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        // A struct with named fields has no field without a name.
        let ident = field.ident.clone().unwrap_or_else(|| Ident::new("unnamed", Span::call_site()));
        let plain = token::plain(&ident);
        let docs = field.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).cloned().collect();
        let mut read = Self {
            name: case.map_or_else(|| plain.clone(), |case| case.apply(&plain)),
            named_at: ident.span(),
            ident,
            ty: field.ty.clone(),
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
            targets: targets::of(&field.ty),
            attributes: Vec::new(),
        };
        let metas = attr::metas(&field.attrs, diagnostics);
        twice(&metas, diagnostics);
        for meta in &metas {
            read.word(kind, meta, diagnostics);
        }
        read.consistent(&metas, diagnostics);
        read.check_name(kind, diagnostics);
        if !read.is_stored() {
            read.targets.clear();
        }
        targets::check(&read.ident, &mut read.targets, diagnostics);
        read
    }

    /// Whether the server stores it under a name of its own.
    pub(super) fn is_stored(&self) -> bool {
        matches!(self.role, Role::Property | Role::Vector)
    }

    fn word(&mut self, kind: Kind, meta: &Meta, diagnostics: &mut Diagnostics) {
        let name = meta.name();
        if kind == Kind::Object && WORDS.contains(&name.as_str()) && !OBJECT.contains(&name.as_str()) {
            diagnostics.error(
                meta.span(),
                format!("`{name}` belongs to a field of a collection, an object has none"),
            );
            return;
        }
        match name.as_str() {
            "id" => self.role(Role::Id, meta, diagnostics),
            "created_at" => self.role(Role::CreatedAt, meta, diagnostics),
            "updated_at" => self.role(Role::UpdatedAt, meta, diagnostics),
            "key" => {
                meta.alone(diagnostics);
                self.key = Some(meta.span());
            }
            "rename" => {
                if let Some((text, span)) = meta.text(diagnostics) {
                    (self.name, self.named_at) = (text, span);
                }
            }
            "tokenization" => self.tokenization = tokenization(meta, diagnostics),
            "searchable" => self.searchable = Some((meta.flag(diagnostics), meta.span())),
            "filterable" => self.filterable = Some(meta.flag(diagnostics)),
            "range" => self.range = meta.flag(diagnostics).then(|| meta.span()),
            "default" => self.default = default(meta, diagnostics),
            "vector" => {
                self.role = Role::Vector;
                self.vector = Some(Vector::read(meta, diagnostics));
            }
            "analyzer" => self.analyzer = Some(Analyzer::read(meta, diagnostics)),
            "skip_vectorization" => {
                self.skip_vectorization = meta.flag(diagnostics).then(|| meta.span());
            }
            "vectorize_property_name" => {
                self.vectorize_property_name = Some((meta.flag(diagnostics), meta.span()));
            }
            "meta" => self.meta(meta, diagnostics),
            word if RECORDED.contains(&word) => self.attributes.push((name, recorded(meta))),
            word => {
                let known = if kind == Kind::Object { OBJECT } else { WORDS };
                let message = format!("there is no attribute `{word}` of a field");
                diagnostics.help(meta.span(), message, guess::help(word, known));
            }
        }
    }

    fn role(&mut self, role: Role, meta: &Meta, diagnostics: &mut Diagnostics) {
        meta.alone(diagnostics);
        self.role = role;
    }

    /// `meta(key = "…")`, any number of them
    fn meta(&mut self, meta: &Meta, diagnostics: &mut Diagnostics) {
        for inner in meta.list(diagnostics) {
            if let Some((text, _)) = inner.text(diagnostics) {
                self.attributes.push((format!("meta.{}", inner.name()), text));
            }
        }
    }

    /// Words that make no sense beside each other.
    fn consistent(&mut self, metas: &[Meta], diagnostics: &mut Diagnostics) {
        let roles = ["id", "created_at", "updated_at", "vector"];
        let mut of_role = metas.iter().filter(|meta| roles.contains(&meta.name().as_str()));
        let Some(first) = of_role.next() else { return };
        let first = first.name();
        if let Some(second) = of_role.find(|meta| meta.name() != first) {
            diagnostics.error(second.span(), format!("a field cannot be `{first}` and `{}`", second.name()));
        }
        let allowed: &[&str] = if self.role == Role::Vector {
            &["vector", "rename", "meta", "default"]
        } else {
            &["id", "created_at", "updated_at", "meta", "key"]
        };
        for meta in metas {
            let name = meta.name();
            if is_word(&name)
                && !allowed.contains(&name.as_str())
                && !RECORDED.contains(&name.as_str())
                && !roles.contains(&name.as_str())
            {
                diagnostics
                    .error(meta.span(), format!("`{name}` has no meaning on a field marked `{first}`"));
            }
        }
    }

    fn check_name(&self, kind: Kind, diagnostics: &mut Diagnostics) {
        let problem = match (self.role, kind) {
            (Role::Vector, _) => names::vector_problem(&self.name),
            (Role::Property, Kind::Collection) => names::property_problem(&self.name),
            (Role::Property, Kind::Object) => names::nested_problem(&self.name),
            _ => None,
        };
        if let Some(problem) = problem {
            let help = if self.name == "id" {
                "mark the field `#[weaviate(id)]`, or give it another name with `#[weaviate(rename = \"…\")]`"
            } else {
                "give it another name with `#[weaviate(rename = \"…\")]`"
            };
            diagnostics.help(self.named_at, problem, help);
        }
    }
}

fn tokenization(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<(Ident, &'static str)> {
    let word = meta.word("field", diagnostics)?;
    let text = word.to_string();
    if let Some((_, variant)) = TOKENIZATIONS.iter().find(|(name, _)| *name == text) {
        return Some((word, variant));
    }
    let known: Vec<&str> = TOKENIZATIONS.iter().map(|(name, _)| *name).collect();
    diagnostics.help(word.span(), format!("there is no tokenization `{text}`"), guess::help(&text, &known));
    None
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

/// What was written after a word that is only recorded.
fn recorded(meta: &Meta) -> String {
    match &meta.value {
        Value::None => String::new(),
        Value::Is(tokens) => attr::text(tokens).map_or_else(|| token::display(tokens), |(text, _)| text),
        Value::List(tokens) => token::display(tokens),
    }
}

/// Says that `name` is unknown in the parentheses of `outer`.
pub(super) fn unknown_inside(outer: &str, meta: &Meta, known: &[&str], diagnostics: &mut Diagnostics) {
    inside(outer, &meta.name(), meta.span(), known, diagnostics);
}
