//! `#[derive(Select)]`: a row that has a name.

mod expand;
#[cfg(test)]
mod tests;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
    guess,
    path::Facade,
    token,
};

/// Metadata words, and the rule that a search must meet for each.
const METADATA: &[(&str, Option<&str>)] = &[
    ("id", None),
    ("created_at", Some("Dated")),
    ("updated_at", Some("Dated")),
    ("is_consistent", Some("Outermost")),
    ("score", Some("Scored")),
    ("explain_score", Some("Scored")),
    ("distance", Some("Measured")),
    ("certainty", Some("Certain")),
    ("rerank_score", Some("Reranked")),
    ("generated", Some("Prompted")),
];

/// A struct with `#[derive(Select)]`.
struct Model {
    ident: Ident,
    facade: Facade,
    /// The collection, as it is written.
    from: Vec<TokenTree>,
    fields: Vec<Field>,
}

struct Field {
    ident: Ident,
    what: What,
}

enum What {
    /// A property, or one inside others.
    Path(Vec<Ident>),
    Metadata(Ident),
    /// What its attribute says is nothing; that has been said.
    Unknown,
}

/// All of `#[derive(Select)]`.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let input: syn::DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    match Model::read(&input, &mut diagnostics) {
        Some(model) => expand::expand(&model, &diagnostics.into_tokens()),
        None => diagnostics.into_tokens(),
    }
}

impl Model {
    fn read(input: &syn::DeriveInput, diagnostics: &mut Diagnostics) -> Option<Self> {
        let span = input.ident.span();
        let mut model = Self {
            ident: input.ident.clone(),
            facade: Facade::default(),
            from: Vec::new(),
            fields: Vec::new(),
        };
        let mut named = false;
        for meta in &attr::metas(&input.attrs, diagnostics) {
            match (meta.name().as_str(), &meta.value) {
                ("from", Value::Is(tokens)) => model.from.clone_from(tokens),
                ("crate", Value::Is(tokens)) => model.facade = Facade::parse(&meta.key, tokens, diagnostics),
                ("from" | "crate", _) => {
                    named = true;
                    let help = "write `#[weaviate(from = Article)]`";
                    diagnostics.help(meta.span(), format!("`{}` has no value", meta.name()), help);
                }
                (other, _) => {
                    let message = format!("there is no attribute `{other}` of a selected row");
                    diagnostics.help(meta.span(), message, guess::help(other, &["from", "crate"]));
                }
            }
        }
        if model.from.is_empty() && !named {
            let help = "add `#[weaviate(from = Article)]` with the collection";
            diagnostics.help(span, "`#[derive(Select)]` does not know what it selects from", help);
        }
        let generic = !input.generics.params.is_empty() || input.generics.where_clause.is_some();
        if generic {
            diagnostics.error(span, "`#[derive(Select)]` takes no type parameters and no `where`");
        }
        let syn::Data::Struct(syn::DataStruct { fields: syn::Fields::Named(fields), .. }) = &input.data
        else {
            let help = "write `struct Card { title: String }`";
            diagnostics.help(span, "`#[derive(Select)]` needs a struct with named fields", help);
            return None;
        };
        if fields.named.is_empty() {
            diagnostics.error(span, "a row has at least one field");
        }
        model.fields = fields.named.iter().filter_map(|field| Field::read(field, diagnostics)).collect();
        (!generic && !model.from.is_empty() && !model.fields.is_empty()).then_some(model)
    }
}

impl Field {
    fn read(field: &syn::Field, diagnostics: &mut Diagnostics) -> Option<Self> {
        let ident = field.ident.clone()?;
        let mut what = None;
        for meta in &attr::metas(&field.attrs, diagnostics) {
            if what.is_some() {
                diagnostics.error(meta.span(), "a field of a row is one thing: remove one of the two words");
                continue;
            }
            what = Some(Self::word(meta, diagnostics).unwrap_or(What::Unknown));
        }
        let what = what.unwrap_or_else(|| What::Path(vec![ident.clone()]));
        Some(Self { ident, what })
    }

    fn word(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<What> {
        let name = meta.name();
        if METADATA.iter().any(|(word, _)| *word == name) {
            meta.alone(diagnostics);
            return Some(What::Metadata(meta.key.clone()));
        }
        match (name.as_str(), &meta.value) {
            ("path" | "property", Value::Is(tokens)) => match path(tokens) {
                Some(path) if name == "path" || path.len() == 1 => Some(What::Path(path)),
                Some(_) => {
                    let message = "`property` takes one property";
                    diagnostics.help(
                        meta.value_span(),
                        message,
                        "write `path = author.name` for one inside another",
                    );
                    None
                }
                None => {
                    let message = format!("`{name}` takes names of properties");
                    diagnostics.help(
                        meta.value_span(),
                        message,
                        "write `path = author.name` or `property = title`",
                    );
                    None
                }
            },
            ("path" | "property", _) => {
                let help = "write `path = author.name` or `property = title`";
                diagnostics.help(meta.span(), format!("`{name}` has no value"), help);
                None
            }
            ("rename", _) => {
                let help = "write `property = title`, with the field of the collection's struct";
                diagnostics.help(
                    meta.span(),
                    "a row names a property of its collection, not of the server",
                    help,
                );
                None
            }
            ("vector" | "rerank_score" | "generated", _) => {
                diagnostics.error(meta.span(), format!("`{name}` is not supported yet in a named row"));
                None
            }
            (other, _) => {
                let mut known: Vec<&str> = METADATA.iter().map(|(word, _)| *word).collect();
                known.extend(["path", "property"]);
                let message = format!("there is no attribute `{other}` of a row's field");
                diagnostics.help(meta.span(), message, guess::help(other, &known));
                None
            }
        }
    }
}

/// `author.name`; a dot in front is taken as well, as `query!` has it.
fn path(tokens: &[TokenTree]) -> Option<Vec<Ident>> {
    let tokens = if token::is(tokens, 0, ".") { tokens.get(1..)? } else { tokens };
    let mut path = Vec::new();
    for part in tokens.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == '.')) {
        match part {
            [TokenTree::Ident(ident)] => path.push(token::raw(ident)?),
            _ => return None,
        }
    }
    Some(path)
}

impl Model {
    /// Where the collection stands.
    fn here(&self) -> Span {
        token::ends(&self.from, self.ident.span()).0
    }
}
