//! What is said about a query, and what it becomes.

mod corpus;
mod expansion;
mod mangled;
mod messages;
mod recovery;
mod truncation;

use proc_macro2::{TokenStream, TokenTree};

use super::{check, parse};
use crate::diag::Diagnostics;

/// The tokens of `text`, each with its place.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("`{text}` is no sequence of tokens: {error}"))
}

/// Expansions are compared without regard to white space.
fn squeezed(tokens: &TokenStream) -> String {
    tokens.to_string().split_whitespace().collect()
}

/// What is said about a query of one line: the first line of each message, and what the place begins with.
fn said(text: &str) -> Vec<(String, String)> {
    let mut diagnostics = Diagnostics::new();
    let query = parse::query(tokens(text), &mut diagnostics);
    check::query(&query, &mut diagnostics);
    diagnostics
        .at()
        .into_iter()
        .map(|(message, column)| {
            let first = message.lines().next().unwrap_or_default().to_owned();
            (first, text.chars().skip(column).collect())
        })
        .collect()
}

/// Exactly one message, that begins at `place`.
#[track_caller]
fn says(text: &str, message: &str, place: &str) {
    let said = said(text);
    let [(found, at)] = said.as_slice() else { panic!("{text}\none message expected, found {said:#?}") };
    assert_eq!(found, message, "{text}");
    assert!(at.starts_with(place), "{text}\nexpected at `{place}`, found at `{at}`");
}

/// Exactly one message, with this help.
#[track_caller]
fn helps(text: &str, help: &str) {
    let mut diagnostics = Diagnostics::new();
    let query = parse::query(tokens(text), &mut diagnostics);
    check::query(&query, &mut diagnostics);
    let messages = diagnostics.messages();
    let [message] = messages.as_slice() else { panic!("{text}\none message expected, found {messages:#?}") };
    assert!(message.contains(help), "{text}\n{message}");
}

#[track_caller]
fn fine(text: &str) {
    let said = said(text);
    assert!(said.is_empty(), "{text}\n{said:#?}");
}

/// The expression that an expansion is.
fn parses(tokens: &TokenStream) -> bool {
    syn::parse2::<syn::Expr>(tokens.clone()).is_ok()
}

/// All leaves of a stream, groups opened.
fn leaves(stream: TokenStream) -> Vec<TokenTree> {
    let mut out = Vec::new();
    for token in stream {
        match token {
            TokenTree::Group(group) => out.extend(leaves(group.stream())),
            leaf => out.push(leaf),
        }
    }
    out
}
