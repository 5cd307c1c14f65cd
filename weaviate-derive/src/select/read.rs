//! The struct's tokens to the model. Whatever is wrong with one attribute, what is right is there.

use proc_macro2::{Ident, TokenTree};

use super::model::{Field, METADATA, Model, What};
use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
    guess,
    path::Facade,
    shape::{self, Derive},
    token,
};

/// Reads a struct. Where there are no named fields, or where they depend on a parameter, that is said, and the model is
/// without fields.
pub(super) fn read(input: &syn::DeriveInput, diagnostics: &mut Diagnostics) -> Model {
    let mut model = Model {
        ident: input.ident.clone(),
        facade: Facade::default(),
        from: Vec::new(),
        from_said: false,
        fields: Vec::new(),
        fallback: None,
    };
    for meta in &attr::metas(&input.attrs, diagnostics) {
        match (meta.name().as_str(), &meta.value) {
            ("from", Value::Is(tokens)) => model.from.clone_from(tokens),
            ("crate", Value::Is(tokens)) => model.facade = Facade::parse(&meta.key, tokens, diagnostics),
            ("from" | "crate", _) => {
                model.from_said = true;
                let help = "write `#[weaviate(from = Article)]`";
                diagnostics.help(meta.span(), format!("`{}` has no value", meta.name()), help);
            }
            (other, _) => {
                let message = format!("there is no attribute `{other}` of a selected row");
                diagnostics.help(meta.span(), message, guess::help(other, &["from", "crate"]));
            }
        }
    }
    let derive =
        Derive { name: "Select", example: "struct Card { title: String }", instead_of_parameters: None };
    match shape::fields(&derive, input, diagnostics) {
        Ok(fields) => model.fields = fields.iter().filter_map(|one| field(one, diagnostics)).collect(),
        Err(generics) => model.fallback = Some(generics),
    }
    model
}

fn field(field: &syn::Field, diagnostics: &mut Diagnostics) -> Option<Field> {
    let ident = field.ident.clone()?;
    let mut what = None;
    for meta in &attr::metas(&field.attrs, diagnostics) {
        if what.is_some() {
            diagnostics.error(meta.span(), "a field of a row is one thing: remove one of the two words");
            continue;
        }
        what = Some(word(meta, diagnostics).unwrap_or(What::Unknown));
    }
    let what = what.unwrap_or_else(|| What::Path(vec![ident.clone()]));
    Some(Field { ident, what })
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
