//! Prompts: text in which `{title}` stands for a property of the object.

use proc_macro2::{Ident, Span, TokenTree};

use super::{
    super::ast::{Body, Prompt},
    cursor::Parser,
    value::rust,
};
use crate::token;

/// A literal whose properties are checked, or Rust.
pub(super) fn prompt(parser: &mut Parser<'_>) -> Body {
    let tokens = token::bare(parser.rest());
    let [TokenTree::Literal(literal)] = tokens.as_slice() else { return rust(parser) };
    let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) else { return rust(parser) };
    let at = literal.span();
    let names = match names(&text.value(), at) {
        Ok(names) => names,
        Err((message, help)) => {
            parser.diagnostics.help(at, message, help);
            Vec::new()
        }
    };
    Body::Prompt(Prompt { literal: literal.clone(), names })
}

/// The names in the braces, each once, or what is wrong with one of them and how to write it.
fn names(text: &str, at: Span) -> Result<Vec<Ident>, (String, String)> {
    let mut names: Vec<Ident> = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let (brace, after) = rest.get(open..).unwrap_or_default().split_at(1);
        if after.starts_with(brace) {
            rest = after.get(1..).unwrap_or_default();
            // The server has no way to write a brace: what looks like a property is one.
            if brace == "{"
                && let Some((word, _)) = rest.split_once('}')
                && word.chars().all(|c| c.is_alphanumeric() || c == '_' || c.is_whitespace())
            {
                return Err((
                    format!(
                        "the server reads `{{{word}}}` in a prompt as a property, and has no way to write it as text"
                    ),
                    "write it with other brackets".to_owned(),
                ));
            }
            continue;
        }
        if brace == "}" {
            return Err((
                "there is a `}` without its `{` in the prompt".to_owned(),
                "write `}}` for a brace".to_owned(),
            ));
        }
        let Some((name, then)) = after.split_once('}') else {
            return Err((
                "there is a `{` without its `}` in the prompt".to_owned(),
                "write `{{` for a brace".to_owned(),
            ));
        };
        let Ok(ident) =
            syn::parse_str::<Ident>(name).or_else(|_| syn::parse_str::<Ident>(&format!("r#{name}")))
        else {
            return Err((
                format!("`{{{name}}}` in the prompt is not the name of a property of the object"),
                "write `{title}` for a property, and `{{` for a brace".to_owned(),
            ));
        };
        let ident = Ident::clone(&ident);
        if !names.contains(&ident) {
            let mut ident = ident;
            ident.set_span(at);
            names.push(ident);
        }
        rest = then;
    }
    Ok(names)
}
