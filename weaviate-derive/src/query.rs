//! `query!`, `filter!`, `condition!` and `sort!`: tokens are parsed to an AST, that is checked, and written as builder calls.

mod ast;
mod check;
mod expand;
mod parse;
#[cfg(test)]
mod tests;
mod words;

use proc_macro2::TokenStream;

use crate::diag::Diagnostics;

/// All of `query!`.
pub(crate) fn query(input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let query = parse::query(input, &mut diagnostics);
    check::query(&query, &mut diagnostics);
    expand::query(&query, &diagnostics.into_tokens())
}

/// All of `filter!`.
pub(crate) fn filter(input: TokenStream) -> TokenStream {
    tested(input, expand::Tokens::Indexed)
}

/// All of `condition!`, which has the tokens of what an object has at hand.
pub(crate) fn condition(input: TokenStream) -> TokenStream {
    tested(input, expand::Tokens::AtHand)
}

fn tested(input: TokenStream, tokens: expand::Tokens) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let condition = parse::filter(input, &mut diagnostics);
    check::condition(&condition, &mut diagnostics);
    expand::filter(&condition, tokens, &diagnostics.into_tokens())
}

/// All of `sort!`.
pub(crate) fn sort(input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let sorting = parse::sort(input, &mut diagnostics);
    check::sorting(&sorting, &mut diagnostics);
    expand::sort(&sorting, &diagnostics.into_tokens())
}
