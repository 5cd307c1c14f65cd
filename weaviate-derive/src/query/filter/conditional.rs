//! Conditions that are only sometimes there: `if`.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use super::{
    super::{
        ast::{Else, Filter, If},
        parse::Parser,
    },
    enclosed, ends_condition, word_at,
};
use crate::token;

/// `if cond { filter } else …`
pub(super) fn conditional(parser: &mut Parser<'_>, word: Ident) -> If {
    parser.at += 1;
    let start = parser.at;
    if parser.at_path() {
        let message = "the condition of an `if` is Rust: it is asked once, before the query";
        parser.diagnostics.help(parser.span(), message, "join conditions on properties with `&&`");
    }
    while !parser.done() {
        let body = parser.at > start && parser.group(Delimiter::Brace).is_some();
        if body && (ends_condition(parser.tokens, parser.at + 1) || word_at(parser, parser.at + 1, "else")) {
            break;
        }
        parser.at += 1;
    }
    if parser.done() {
        // Something strange follows the block: the first one is the body, and what follows it is said later.
        let brace = |at: &usize| token::group(parser.tokens, *at, Delimiter::Brace).is_some();
        let mut places = (start + 1..parser.tokens.len()).chain([start]);
        parser.at = places.find(brace).unwrap_or(parser.tokens.len());
    }
    let condition = parser.tokens.get(start..parser.at).unwrap_or_default().to_vec();
    if condition.is_empty() {
        parser.diagnostics.error(word.span(), "this `if` has no condition");
    }
    let Some(group) = parser.group(Delimiter::Brace) else {
        let message = "this `if` has no block";
        parser.diagnostics.help(word.span(), message, "write `if condition { .words >= 3 }`");
        let braces = word.span();
        return If { word, condition, braces, then: Filter::Gap, otherwise: Else::None };
    };
    parser.at += 1;
    let then = block(parser, &group);
    let otherwise = otherwise(parser);
    If { word, condition, braces: group.span_close(), then, otherwise }
}

fn otherwise(parser: &mut Parser<'_>) -> Else {
    let Some(word) = parser.ident().filter(|word| **word == "else").cloned() else { return Else::None };
    parser.at += 1;
    if let Some(next) = parser.ident().filter(|word| **word == "if").cloned() {
        return Else::If(word, Box::new(conditional(parser, next)));
    }
    if let Some(group) = parser.group(Delimiter::Brace) {
        parser.at += 1;
        let filter = block(parser, &group);
        return Else::Block(word, group.span_close(), filter);
    }
    parser.diagnostics.error(word.span(), "expected `if` or a block after `else`");
    Else::None
}

/// The block of an `if` holds one filter.
fn block(parser: &mut Parser<'_>, group: &Group) -> Filter {
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let first = token::ident(&inner, 0).map(ToString::to_string);
    let statement = inner.iter().find(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ';'));
    let help = "compute an `Option<Filter<…>>` before the query and write its name here";
    match (first.as_deref(), inner.first(), statement) {
        (Some("match"), Some(token), _) => {
            parser.diagnostics.help(token.span(), "a `match` cannot stand in the block of an `if`", help);
            Filter::Gap
        }
        (Some("let"), Some(token), _) | (_, _, Some(token)) => {
            parser.diagnostics.help(
                token.span(),
                "the block of an `if` holds one filter, no statements",
                help,
            );
            Filter::Gap
        }
        _ => enclosed(parser, &inner, group.span_close()),
    }
}
