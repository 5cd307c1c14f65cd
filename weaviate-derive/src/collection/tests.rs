//! What is said about a struct, and what it becomes.

mod expansion;
mod messages;

use proc_macro2::TokenStream;

use super::{Kind, check::check, read::read};
use crate::diag::Diagnostics;

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("`{text}` is no sequence of tokens: {error}"))
}

/// What is said about a struct in one line: the whole message, and what its place begins with.
fn said(kind: Kind, text: &str) -> Vec<(String, String)> {
    let input = syn::parse2(tokens(text)).unwrap_or_else(|error| panic!("`{text}` is no item: {error}"));
    let mut diagnostics = Diagnostics::new();
    check(&read(kind, &input, &mut diagnostics), &mut diagnostics);
    let said = diagnostics.at().into_iter();
    said.map(|(message, column)| (message, text.chars().skip(column).collect())).collect()
}

fn squeezed(tokens: &TokenStream) -> String {
    tokens.to_string().split_whitespace().collect()
}
