//! What stands between the conditions of a filter, and what people write for it.

use proc_macro2::{Span, TokenTree};

use super::{super::ast::Join, cursor::Parser};
use crate::token;

/// `&&` or `||` comes next; the words and single signs that people write for them are read as such and noted once.
pub(super) fn join(parser: &mut Parser<'_>) -> Option<(Join, Span, usize)> {
    let span = parser.span();
    let (sign, len) = token::glued(parser.tokens, parser.at);
    match sign {
        "&&" => Some((Join::And, span, len)),
        "||" => Some((Join::Or, span, len)),
        _ => {
            let (join, instead) = spelled(parser.tokens, parser.at)?;
            if parser.first_time() {
                parser.diagnostics.error(span, format!("conditions are joined with `{instead}`"));
            }
            Some((join, span, 1))
        }
    }
}

/// `and`, `or`, `&` or `|` where only a connective makes sense: a condition follows.
pub(super) fn spelled(tokens: &[TokenTree], at: usize) -> Option<(Join, &'static str)> {
    let (join, instead) = match tokens.get(at)? {
        TokenTree::Ident(word) => match word.to_string().as_str() {
            "and" | "AND" => (Join::And, "&&"),
            "or" | "OR" => (Join::Or, "||"),
            _ => return None,
        },
        TokenTree::Punct(_) => match token::glued(tokens, at).0 {
            "&" if begins_path(tokens, at + 1) => return Some((Join::And, "&&")),
            "|" if begins_path(tokens, at + 1) => return Some((Join::Or, "||")),
            _ => return None,
        },
        _ => return None,
    };
    Some((join, instead))
}

/// A dot and a name.
pub(super) fn begins_path(tokens: &[TokenTree], at: usize) -> bool {
    token::is(tokens, at, ".") && token::ident(tokens, at + 1).is_some()
}

/// Whether a condition is over before `at`: at the end, or before what joins it to the next.
pub(super) fn ends_condition(tokens: &[TokenTree], at: usize) -> bool {
    at >= tokens.len()
        || matches!(token::glued(tokens, at).0, "&&" | "||" | "," | ";")
        || spelled(tokens, at).is_some()
}

/// Whether `word` stands at `at`.
pub(super) fn word_at(parser: &Parser<'_>, at: usize, word: &str) -> bool {
    token::ident(parser.tokens, at).is_some_and(|ident| *ident == word)
}
