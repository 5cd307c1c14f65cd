//! What a vector search aims at, and vectors for several targets.

use proc_macro2::{Delimiter, Ident, Literal, TokenTree};

use super::{
    ast::{Body, ForTarget},
    filter::path,
    lists,
    parse::{Parser, rust},
};
use crate::{arity, guess, token};

/// Words that join distances, and whether each of their vectors has a weight.
const JOINS: &[(&str, bool)] =
    &[("sum", false), ("average", false), ("minimum", false), ("weighted", true), ("relative", true)];

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
    if let Some(list) = lists::list(parser).filter(|list| token::is(list, 0, ".")) {
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
    lists::property(parser, key)
}

fn joined(parser: &mut Parser<'_>, word: &Ident, inner: &[TokenTree]) -> Body {
    let text = word.to_string();
    let Some((_, weighs)) = JOINS.iter().find(|(join, _)| *join == text) else {
        let joins: Vec<&str> = JOINS.iter().map(|(join, _)| *join).collect();
        let help = match text.as_str() {
            "manual_weights" | "manual" => "did you mean `weighted`?".to_owned(),
            "relative_score" => "did you mean `relative`?".to_owned(),
            "min" => "did you mean `minimum`?".to_owned(),
            "avg" | "mean" => "did you mean `average`?".to_owned(),
            other => guess::help(other, &joins),
        };
        parser.diagnostics.help(word.span(), format!("distances cannot be joined by `{text}`"), help);
        return Body::Missing;
    };
    let end = parser.end;
    let mut list = Vec::new();
    for part in token::parts(inner) {
        let mut part = Parser::new(part, end, parser.diagnostics);
        let Some(mut found) = lists::weighted(&mut part, weighs.then_some('*')) else { continue };
        // A `*` without a weight has been said.
        let said = part.tokens.last().is_some_and(|token| token.to_string() == "*");
        if *weighs && found.weight.is_none() && !said && !found.path.is_unfinished() {
            let name = found.path.last().map_or_else(String::new, token::plain);
            let help = format!("write `.{name} * 0.5`");
            part.diagnostics.help(found.path.dot(), format!("`.{name}` has no weight in `{text}`"), help);
        }
        if *weighs && found.weight.is_none() {
            // One mistake is one error: with a weight the list is one.
            let at = found.path.dot();
            found.weight = Some((at, vec![Literal::f32_suffixed(1.0).into()]));
        }
        list.push(found);
    }
    if let [one] = list.as_slice()
        && !one.path.is_unfinished()
    {
        let name = one.path.last().map_or_else(String::new, token::plain);
        let help = format!("write `target: .{name}`");
        parser.diagnostics.help(word.span(), format!("`{text}` joins several vectors"), help);
        return Body::Missing;
    }
    if let Some(extra) = list.get(arity::TARGETS) {
        parser
            .diagnostics
            .error(extra.path.dot(), format!("`target` takes at most {} vectors", arity::TARGETS));
        list.truncate(arity::TARGETS);
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
    if let Some(extra) = vectors.get(arity::TARGETS) {
        parser
            .diagnostics
            .error(extra.path.dot(), format!("a search takes at most {} vectors", arity::TARGETS));
        vectors.truncate(arity::TARGETS);
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
