//! What a vector search aims at, and vectors for several targets.

use proc_macro2::{Delimiter, Ident, TokenTree};

use super::{
    super::{
        ast::{Body, ForTarget},
        words,
    },
    cursor::Parser,
    lists::{list, property, weighted},
    path::path,
    value::{float, rust},
};
use crate::{guess, token};

/// `.a`, `sum(.a, .b)`, `weighted(.a * 0.3, .b * 0.7)`, or Rust
pub(super) fn target(parser: &mut Parser<'_>, key: &Ident) -> Body {
    if let Some(word) = parser.ident().cloned()
        && let Some(group) = token::group(parser.tokens, parser.at + 1, Delimiter::Parenthesis)
        && parser.at + 2 == parser.tokens.len()
    {
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        if token::is(&inner, 0, ".") {
            return joined(parser, &word, &inner);
        }
    }
    if let Some(list) = list(parser).filter(|list| token::is(list, 0, ".")) {
        let span = token::ends(&list, parser.end).0;
        let help = "write how their distances are joined: `target: sum(.a, .b)`, or `average`, `minimum`, `weighted`, `relative`";
        parser.diagnostics.help(span, "several targets are joined", help);
        return Body::Missing;
    }
    if parser.group(Delimiter::Brace).is_some() {
        let help =
            "write `target: weighted(.a * 0.3, .b * 0.7)`, and vectors as `near_vector: { .a: v, .b: w }`";
        parser.diagnostics.help(parser.span(), "`target` takes no braces", help);
        return Body::Missing;
    }
    property(parser, key)
}

fn joined(parser: &mut Parser<'_>, word: &Ident, inner: &[TokenTree]) -> Body {
    let text = word.to_string();
    let Some(weighs) = words::weighs(word) else {
        let help = match text.as_str() {
            "manual_weights" | "manual" => "did you mean `weighted`?".to_owned(),
            "relative_score" => "did you mean `relative`?".to_owned(),
            "min" => "did you mean `minimum`?".to_owned(),
            "avg" | "mean" => "did you mean `average`?".to_owned(),
            other => guess::help(other, &words::joins()),
        };
        parser.diagnostics.help(word.span(), format!("distances cannot be joined by `{text}`"), help);
        return Body::Missing;
    };
    let end = parser.end;
    let mut list = Vec::new();
    for part in token::parts(inner) {
        let mut part = Parser::new(part, end, parser.diagnostics);
        let Some(mut target) = weighted(&mut part, weighs.then_some('*')) else { continue };
        target.weight = target.weight.map(|(sign, weight)| match float(&weight, false) {
            Body::Float(tokens) => (sign, tokens),
            _ => (sign, weight),
        });
        list.push(target);
    }
    Body::Joined(word.clone(), list)
}

/// `{ .a: v, .b: w }`, if that is what is there.
pub(super) fn per_target(parser: &mut Parser<'_>) -> Option<Body> {
    let only = parser.at + 1 == parser.tokens.len();
    let group = parser.group(Delimiter::Brace).filter(|_| only)?;
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    if !token::is(&inner, 0, ".") {
        return None;
    }
    let mut vectors = Vec::new();
    for part in token::parts(&inner) {
        let end = token::ends(part, group.span_close()).1;
        let mut part = Parser::new(part, end, parser.diagnostics);
        if !part.at_path() {
            part.diagnostics.help(part.span(), "expected a target", "write `.name: vector`");
            continue;
        }
        let path = path(&mut part);
        let colon = part.span();
        if part.is(":") {
            part.at += 1;
        } else if !path.is_unfinished() {
            let name = path.last().map_or_else(String::new, token::plain);
            part.diagnostics.help(path.dot(), "the target has no vector", format!("write `.{name}: vector`"));
            continue;
        }
        if part.done() && !path.is_unfinished() {
            part.diagnostics.error(colon, "expected a vector after `:`");
            continue;
        }
        vectors.push(ForTarget { path, colon, vector: part.rest().to_vec() });
    }
    Some(Body::PerTarget(vectors))
}

/// The vector of a hybrid: Rust, vectors for several targets, or a search of its own.
pub(super) fn vector(parser: &mut Parser<'_>) -> Body {
    if let Some(vectors) = per_target(parser) {
        return vectors;
    }
    if let Some(word) = parser.ident()
        && (*word == "near_text" || *word == "near_vector")
        && token::group(parser.tokens, parser.at + 1, Delimiter::Parenthesis).is_some()
    {
        let rest = parser.tokens.get(parser.at + 1..).unwrap_or_default().to_vec();
        return Body::Part(word.clone(), rest);
    }
    match rust(parser) {
        Body::Rust(tokens) => Body::Borrowed(tokens),
        other => other,
    }
}
