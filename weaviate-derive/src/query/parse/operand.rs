//! Values of tests. They stay Rust; only literals whose type Rust would choose badly are marked.

use proc_macro2::{Delimiter, Literal, TokenTree};

use super::super::ast::Operand;
use crate::token;

/// How `tokens` are handed on.
pub(super) fn of(tokens: &[TokenTree]) -> Operand {
    if let Some((_, literal)) = token::number(tokens)
        && token::is_plain_integer(&literal)
    {
        return Operand::Integer(tokens.to_vec());
    }
    let bare = token::bare(tokens);
    if let [TokenTree::Group(group)] = bare.as_slice()
        && group.delimiter() == Delimiter::Bracket
    {
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        if inner.is_empty() {
            return Operand::Nothing(group.span_open());
        }
        if has_large_integers(&inner) {
            return Operand::Integers(group.clone());
        }
    }
    Operand::Rust(tokens.to_vec())
}

/// Only integers without a suffix, and one that `i32`, Rust's own choice, cannot hold.
fn has_large_integers(list: &[TokenTree]) -> bool {
    let numbers: Vec<Option<Literal>> = token::parts(list)
        .into_iter()
        .map(|part| token::number(part).map(|(_, literal)| literal).filter(token::is_plain_integer))
        .collect();
    numbers.iter().all(Option::is_some) && numbers.iter().flatten().any(is_large)
}

fn is_large(literal: &Literal) -> bool {
    let digits = literal.to_string().replace('_', "");
    let value = match digits.get(..2) {
        Some("0x") => u128::from_str_radix(digits.get(2..).unwrap_or_default(), 16),
        Some("0o") => u128::from_str_radix(digits.get(2..).unwrap_or_default(), 8),
        Some("0b") => u128::from_str_radix(digits.get(2..).unwrap_or_default(), 2),
        _ => digits.parse(),
    };
    value.is_ok_and(|value| value > i32::MAX.unsigned_abs().into())
}
