//! Bodies of the clauses that hold properties: `sort`, `on`, `group_by`; and of those that hold a number or
//! a word of ours.

use proc_macro2::{Delimiter, Ident, Literal, TokenTree};

use super::{
    ast::{Body, Order, Weighted},
    filter::path,
    parse::{Parser, rust},
};
use crate::{arity, guess, token};

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
        if parts.is_empty() {
            parser.diagnostics.help(end, "`sort` names no property", "write `sort: .words desc`");
        }
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
        parser.diagnostics.help(parser.span(), "`-` does not turn an order", "write `.words desc`");
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
pub(super) fn on(parser: &mut Parser<'_>) -> Vec<Weighted> {
    weighted_list(parser, "on", "[.title ^ 2, .summary]", Some('^'))
}

/// `[.p, .q]` or `.p`
pub(super) fn properties(parser: &mut Parser<'_>, key: &Ident) -> Vec<Weighted> {
    weighted_list(parser, &key.to_string(), "[.title, .summary]", None)
}

fn weighted_list(parser: &mut Parser<'_>, key: &str, example: &str, sign: Option<char>) -> Vec<Weighted> {
    let inner = list(parser);
    let tokens = inner.as_deref().unwrap_or_else(|| parser.rest());
    let end = parser.end;
    let parts = token::parts(tokens);
    if inner.is_none() && parts.len() > 1 {
        let span = parts.get(1).map_or(end, |part| token::ends(part, end).0);
        parser.diagnostics.help(
            span,
            "several properties stand in a list",
            format!("write `{key}: {example}`"),
        );
    }
    if parts.is_empty() {
        let help = format!("write `{key}: {example}`");
        parser.diagnostics.help(end, format!("`{key}` names no property"), help);
    }
    if let Some(extra) = parts.get(arity::PROPERTIES) {
        let span = token::ends(extra, end).0;
        parser.diagnostics.error(span, format!("`{key}` takes at most {} properties", arity::PROPERTIES));
    }
    let parts = parts.into_iter().take(arity::PROPERTIES);
    parts.filter_map(|part| weighted(&mut Parser::new(part, end, parser.diagnostics), sign)).collect()
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
    let mut weight = None;
    match (sign, parser.peek()) {
        (_, None) => {}
        (Some(sign), Some(_)) if parser.is(&sign.to_string()) => {
            let place = parser.span();
            parser.at += 1;
            if parser.done() {
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
    Some(Weighted { path, weight })
}

/// The tokens of a body that is one `[…]` of properties.
pub(super) fn list(parser: &Parser<'_>) -> Option<Vec<TokenTree>> {
    let only = parser.at + 1 == parser.tokens.len();
    let group = parser.group(Delimiter::Bracket).filter(|_| only)?;
    Some(group.stream().into_iter().collect())
}

/// A lone integer where a `f32` is meant gets its point; `alpha: 0` is a word of its own, because it changes what the
/// search needs.
pub(super) fn float(tokens: &[TokenTree], zero_matters: bool) -> Body {
    let Some((minus, literal)) = token::number(tokens) else { return Body::Rust(tokens.to_vec()) };
    let text = literal.to_string().replace('_', "");
    if zero_matters && minus.is_none() && text.bytes().all(|b| matches!(b, b'0' | b'.')) {
        return Body::Zero;
    }
    if !token::is_plain_integer(&literal) {
        return Body::Rust(tokens.to_vec());
    }
    let Ok(value) = text.parse::<f64>() else { return Body::Rust(tokens.to_vec()) };
    let mut float = Literal::f64_unsuffixed(value);
    float.set_span(literal.span());
    Body::Float(minus.map(TokenTree::Punct).into_iter().chain([TokenTree::Literal(float)]).collect())
}

/// `and`, `or(2)`, `and_cross`, or Rust
pub(super) fn operator(parser: &mut Parser<'_>) -> Body {
    let Some(word) = parser.ident().cloned() else { return rust(parser) };
    let arguments = token::group(parser.tokens, parser.at + 1, Delimiter::Parenthesis);
    let len = 1 + usize::from(arguments.is_some());
    if parser.at + len != parser.tokens.len() || arguments.is_some() && word != "or" {
        return rust(parser);
    }
    if word == "or" && arguments.is_none() {
        let help = "write how many words must be there: `operator: or(1)`";
        parser.diagnostics.help(word.span(), "`or` needs a number", help);
        return Body::Missing;
    }
    one_of(parser, "operator", &["and", "or", "and_cross"], word, arguments)
}

/// `relative_score`, `ranked`, or Rust
pub(super) fn fusion(parser: &mut Parser<'_>) -> Body {
    match parser.rest() {
        [TokenTree::Ident(word)] => {
            one_of(parser, "fusion", &["relative_score", "ranked"], word.clone(), None)
        }
        _ => rust(parser),
    }
}

/// One of the words of a clause; a word near one is a slip, another one is a value of the program.
fn one_of(
    parser: &mut Parser<'_>,
    what: &str,
    words: &[&str],
    word: Ident,
    arguments: Option<proc_macro2::Group>,
) -> Body {
    let text = word.to_string();
    if words.contains(&text.as_str()) {
        return Body::Word(word, arguments);
    }
    match guess::nearest(&text, words) {
        None => rust(parser),
        Some(near) => {
            parser.diagnostics.help(
                word.span(),
                format!("there is no {what} `{text}`"),
                format!("did you mean `{near}`?"),
            );
            Body::Missing
        }
    }
}
