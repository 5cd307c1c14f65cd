//! Bodies that are Rust, a number or a word of ours.

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenTree};

use super::{super::ast::Body, cursor::Parser};
use crate::{guess, token};

/// Rust stays as it is; only a property in it is not Rust.
pub(super) fn rust(parser: &mut Parser<'_>) -> Body {
    if parser.at_path() {
        parser.diagnostics.error(parser.span(), "expected a value here, not a property");
        return Body::Missing;
    }
    Body::Rust(parser.rest().to_vec())
}

/// A lone integer where a `f32` is meant is written with a point. The literal 0 of `alpha` is told apart: a search that
/// only counts words needs less.
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
    arguments: Option<Group>,
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
