//! Punctuation of several characters, as Rust reads it.

use proc_macro2::{Spacing, TokenTree};

/// Punctuation that Rust reads as one, longest first.
const GLUED: &[&str] = &[
    "..=", "...", "<<=", ">>=", "&&", "||", "==", "!=", "<=", ">=", "<<", ">>", "->", "=>", "::", "..", "+=",
    "-=", "*=", "/=", "%=", "^=", "&=", "|=",
];
/// All other punctuation of Rust.
const SINGLE: &[&str] = &[
    ".", ",", ":", ";", "=", "<", ">", "&", "|", "!", "+", "-", "*", "/", "%", "^", "?", "#", "$", "@", "~",
    "'",
];

/// The longest punctuation at `at`, empty if there is none, and how many tokens it is.
pub(crate) fn glued(tokens: &[TokenTree], at: usize) -> (&'static str, usize) {
    let Some(TokenTree::Punct(first)) = tokens.get(at) else { return ("", 1) };
    if first.spacing() == Spacing::Joint {
        for sign in GLUED {
            if spells(tokens, at, sign) {
                return (sign, sign.len());
            }
        }
    }
    let single = SINGLE.iter().find(|sign| sign.starts_with(first.as_char()));
    (single.copied().unwrap_or_default(), 1)
}

/// Whether the tokens from `at` on are the characters of `sign`, with nothing between them.
fn spells(tokens: &[TokenTree], at: usize, sign: &str) -> bool {
    let last = sign.len() - 1;
    sign.chars().enumerate().all(|(n, c)| match tokens.get(at + n) {
        Some(TokenTree::Punct(p)) => p.as_char() == c && (n == last || p.spacing() == Spacing::Joint),
        _ => false,
    })
}

/// Whether the token at `at` is the lone punctuation `sign`.
pub(crate) fn is(tokens: &[TokenTree], at: usize, sign: &str) -> bool {
    glued(tokens, at).0 == sign
}
