//! Paths of properties.

use proc_macro2::{Delimiter, Ident};

use super::{
    super::ast::{Path, Step},
    cursor::Parser,
};
use crate::token;

/// What is said about a dot that no name follows.
pub(super) const NO_NAME: &str = "expected a property name after `.`";

/// Whether `as name` follows the dot, rather than a property called `as`.
fn renames(parser: &Parser<'_>) -> bool {
    token::ident(parser.tokens, parser.at + 1).is_some_and(|next| *next != "as")
}

/// `.author.name`, and calls on it.
pub(super) fn path(parser: &mut Parser<'_>) -> Path {
    let mut steps = Vec::new();
    while parser.is(".") {
        let dot = parser.span();
        parser.at += 1;
        let name = match parser.ident() {
            // `. as name`: the property is what is missing.
            Some(ident) if *ident == "as" && renames(parser) => {
                parser.diagnostics.error(dot, NO_NAME);
                None
            }
            Some(ident) => {
                parser.at += 1;
                name(parser, ident)
            }
            None => {
                parser.diagnostics.error(dot, NO_NAME);
                None
            }
        };
        let call = if name.is_some() { parser.group(Delimiter::Parenthesis) } else { None };
        if call.is_some() {
            parser.at += 1;
        }
        let complete = name.is_some();
        steps.push(Step { dot, name, call });
        if !complete {
            break;
        }
    }
    Path { steps }
}

/// A keyword is a name like any other, except those that Rust cannot write raw.
fn name(parser: &mut Parser<'_>, ident: &Ident) -> Option<Ident> {
    let name = token::raw(ident);
    if name.is_none() {
        let message = format!("`{ident}` cannot be the name of a property in Rust");
        parser.diagnostics.help(
            ident.span(),
            message,
            "give the field another name and `#[weaviate(rename = \"…\")]`",
        );
    }
    name
}
