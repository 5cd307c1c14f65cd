//! The grammar of filters: what joins conditions, what a condition may begin with, and `if`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenTree};

use super::{
    super::ast::{Else, Filter, If, Join},
    condition::{no_value, run, test, value_first},
    cursor::Parser,
    joins::{begins_path, ends_condition, join, word_at},
    path::path,
};
use crate::token;

/// A filter that takes all tokens.
pub(super) fn whole(parser: &mut Parser<'_>) -> Filter {
    let mut filter = or(parser);
    while !parser.done() {
        // Whatever is left is read as one more condition, so that its mistakes are found too.
        let span = parser.span();
        if parser.is(",") {
            parser.diagnostics.error(span, "conditions are joined with `&&` or `||`, not with `,`");
            parser.at += 1;
        } else if parser.is(";") {
            parser.diagnostics.error(span, "a filter has no statements");
            parser.at += 1;
        } else {
            parser.diagnostics.error(span, "expected `&&` or `||` before this");
        }
        if parser.done() {
            break;
        }
        let before = parser.at;
        let right = or(parser);
        if parser.at == before {
            parser.at += 1;
        }
        filter = Filter::Join(Join::And, span, Box::new(filter), Box::new(right));
    }
    filter
}

fn or(parser: &mut Parser<'_>) -> Filter {
    let mut left = and(parser);
    while let Some((Join::Or, span, len)) = join(parser) {
        parser.at += len;
        let right = and(parser);
        left = Filter::Join(Join::Or, span, Box::new(left), Box::new(right));
    }
    left
}

fn and(parser: &mut Parser<'_>) -> Filter {
    let mut left = not(parser);
    while let Some((Join::And, span, len)) = join(parser) {
        parser.at += len;
        let right = not(parser);
        left = Filter::Join(Join::And, span, Box::new(left), Box::new(right));
    }
    left
}

fn not(parser: &mut Parser<'_>) -> Filter {
    if parser.is("!") {
        let bang = parser.span();
        parser.at += 1;
        return Filter::Not(bang, Box::new(not(parser)));
    }
    atom(parser)
}

fn atom(parser: &mut Parser<'_>) -> Filter {
    if parser.at_path() {
        let path = path(parser);
        return test(parser, path);
    }
    if let Some(word) = parser.ident() {
        if *word == "if" {
            let word = word.clone();
            return Filter::If(Box::new(conditional(parser, word)));
        }
        if *word == "not" && (begins_path(parser.tokens, parser.at + 1) || follows_group(parser)) {
            parser.diagnostics.error(word.span(), "a condition is negated with `!`");
            let span = word.span();
            parser.at += 1;
            return Filter::Not(span, Box::new(not(parser)));
        }
    }
    if let Some(group) = parser.group(Delimiter::Parenthesis)
        && ends_condition(parser.tokens, parser.at + 1)
    {
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        parser.at += 1;
        return enclosed(parser, &inner, group.span_close());
    }
    rust(parser)
}

fn follows_group(parser: &Parser<'_>) -> bool {
    token::group(parser.tokens, parser.at + 1, Delimiter::Parenthesis).is_some()
        && ends_condition(parser.tokens, parser.at + 2)
}

/// `( filter )` or `{ filter }`
fn enclosed(parser: &mut Parser<'_>, inner: &[TokenTree], close: Span) -> Filter {
    if inner.is_empty() {
        parser.diagnostics.help(close, "expected a condition", "write one such as `.words >= 3`");
        return Filter::Gap;
    }
    let mut parser = Parser::new(inner, close, parser.diagnostics);
    whole(&mut parser)
}

/// Rust in the place of a condition: a `Filter`, or an `Option` of one.
fn rust(parser: &mut Parser<'_>) -> Filter {
    let start = parser.at;
    let span = parser.span();
    let tokens = if no_value(parser) { &[] } else { run(parser).0 };
    if tokens.is_empty() {
        let span = if parser.done() { parser.before() } else { span };
        parser.diagnostics.help(span, "expected a condition", "write one such as `.words >= 3`");
        return Filter::Gap;
    }
    if let Some(turned) = value_first(parser, start) {
        return turned;
    }
    Filter::Rust(tokens.to_vec())
}

/// `if cond { filter } else …`
fn conditional(parser: &mut Parser<'_>, word: Ident) -> If {
    parser.at += 1;
    let start = parser.at;
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
