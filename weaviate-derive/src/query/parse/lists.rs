//! Bodies of the clauses that hold properties: `sort`, `on`, `group_by`.

use proc_macro2::{Delimiter, Ident, TokenTree};

use super::{
    super::{
        ast::{Body, Order, Weighted},
        words,
    },
    cursor::Parser,
    path::path,
    value::rust,
};
use crate::{guess, token};

/// One property, as `group_by: .slug` and `rerank: .title` take it; or Rust that makes one.
pub(super) fn property(parser: &mut Parser<'_>, key: &Ident) -> Body {
    if !parser.at_path() {
        if let Some(list) = list(parser).filter(|list| token::is(list, 0, ".")) {
            let span = token::ends(&list, parser.end).0;
            parser.diagnostics.help(
                span,
                format!("`{key}` takes one property"),
                format!("write `{key}: .name`"),
            );
            return Body::Missing;
        }
        return rust(parser);
    }
    let path = path(parser);
    if let Some(extra) = parser.peek() {
        parser.diagnostics.error(extra.span(), format!("`{key}` takes one property, as in `{key}: .name`"));
    }
    Body::Path(path)
}

/// `.p desc`, `[.p asc, .q desc]`, or Rust
pub(super) fn sort(parser: &mut Parser<'_>) -> Vec<Order> {
    if let Some(list) = list(parser) {
        let end = parser.end;
        let parts = token::parts(&list);
        return parts
            .into_iter()
            .map(|part| order(&mut Parser::new(part, end, parser.diagnostics)))
            .collect();
    }
    let parts = token::parts(parser.rest());
    if let [_, second, ..] = parts.as_slice() {
        let span = token::ends(second, parser.end).0;
        parser.diagnostics.help(
            span,
            "several properties stand in a list",
            "write `sort: [.a desc, .b asc]`",
        );
    }
    let end = parser.end;
    parts.into_iter().map(|part| order(&mut Parser::new(part, end, parser.diagnostics))).collect()
}

/// All of `sort!`: with or without brackets.
pub(super) fn sorted(parser: &mut Parser<'_>) -> Vec<Order> {
    if list(parser).is_some() || parser.done() {
        return sort(parser);
    }
    let end = parser.end;
    let parts = token::parts(parser.rest());
    parts.into_iter().map(|part| order(&mut Parser::new(part, end, parser.diagnostics))).collect()
}

fn order(parser: &mut Parser<'_>) -> Order {
    if parser.is("-") && token::is(parser.tokens, parser.at + 1, ".") {
        parser.diagnostics.help(parser.span(), "`-` does not reverse an order", "write `.words desc`");
        parser.at += 1;
    }
    if !parser.at_path() {
        return Order::Rust(parser.rest().to_vec());
    }
    let path = path(parser);
    let mut direction = None;
    if let Some(word) = parser.ident() {
        let text = word.to_string();
        if text == "asc" || text == "desc" || token::has_cursor(word) {
            direction = Some(word.clone());
        } else {
            let help = guess::help(&text, &["asc", "desc"]);
            parser.diagnostics.help(word.span(), format!("there is no order `{text}`"), help);
        }
        parser.at += 1;
    }
    if let Some(extra) = parser.peek() {
        parser.diagnostics.error(extra.span(), "expected `asc`, `desc` or `,`");
    }
    Order::By { path, direction }
}

/// `[.p, .q ^ 2]` or `.p`
pub(super) fn on(parser: &mut Parser<'_>) -> Body {
    weighted_list(parser, "on", Some('^'))
}

/// `[.p, .q]` or `.p`
pub(super) fn properties(parser: &mut Parser<'_>, key: &Ident) -> Body {
    weighted_list(parser, &key.to_string(), None)
}

fn weighted_list(parser: &mut Parser<'_>, key: &str, sign: Option<char>) -> Body {
    let inner = list(parser);
    let tokens = inner.as_deref().unwrap_or_else(|| parser.rest());
    let end = parser.end;
    let parts = token::parts(tokens);
    if inner.is_none()
        && let Some(second) = parts.get(1)
    {
        let help = format!("write `{key}: {}`", words::properties(key));
        parser.diagnostics.help(token::ends(second, end).0, "several properties stand in a list", help);
    }
    let any = !parts.is_empty();
    let list: Vec<Weighted> = parts
        .into_iter()
        .filter_map(|part| weighted(&mut Parser::new(part, end, parser.diagnostics), sign))
        .collect();
    // Where none of the parts is a property, that has been said of each.
    if any && list.is_empty() { Body::Missing } else { Body::On(list) }
}

/// A property, and where `sign` may follow it, that and a weight.
pub(super) fn weighted(parser: &mut Parser<'_>, sign: Option<char>) -> Option<Weighted> {
    if !parser.at_path() {
        let help = match sign {
            Some(sign) => format!("write `.name`, or `.name {sign} 2` for twice the weight"),
            None => "write `.name`".to_owned(),
        };
        parser.diagnostics.help(parser.span(), "expected a property", help);
        return None;
    }
    let path = path(parser);
    let (mut weight, mut broken) = (None, parser.peek().is_some());
    match (sign, parser.peek()) {
        (_, None) => {}
        (Some(sign), Some(_)) if parser.is(&sign.to_string()) => {
            let place = parser.span();
            parser.at += 1;
            broken = parser.done();
            if broken {
                let message = format!("expected a weight after `{sign}`, such as `.name {sign} 2`");
                parser.diagnostics.error(place, message);
            } else {
                weight = Some((place, parser.rest().to_vec()));
            }
        }
        (Some(sign), Some(extra)) => {
            parser.diagnostics.error(extra.span(), format!("expected `{sign}` and a weight, or `,`"));
        }
        (None, Some(extra)) => parser.diagnostics.error(extra.span(), "expected `,`"),
    }
    Some(Weighted { path, weight, broken })
}

/// The tokens of a body that is one `[…]` of properties.
pub(super) fn list(parser: &Parser<'_>) -> Option<Vec<TokenTree>> {
    let only = parser.at + 1 == parser.tokens.len();
    let group = parser.group(Delimiter::Bracket).filter(|_| only)?;
    Some(group.stream().into_iter().collect())
}
