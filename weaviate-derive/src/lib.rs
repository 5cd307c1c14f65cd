//! The macros of `weaviate`; they are documented there.
//!
//! Nothing here knows what a type means: the macros write Rust, and rustc checks it against the facade's types.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::unreachable
    )
)]

mod arity;
mod attr;
mod collection;
mod diag;
mod guess;
mod names;
mod path;
mod query;
mod select;
mod shape;
mod token;

use proc_macro::TokenStream;

/// Documented in `weaviate`.
#[proc_macro_derive(Collection, attributes(weaviate))]
pub fn derive_collection(input: TokenStream) -> TokenStream {
    collection::derive(collection::Kind::Collection, input.into()).into()
}

/// Documented in `weaviate`.
#[proc_macro_derive(Object, attributes(weaviate))]
pub fn derive_object(input: TokenStream) -> TokenStream {
    collection::derive(collection::Kind::Object, input.into()).into()
}

/// Documented in `weaviate`.
#[proc_macro_derive(Select, attributes(weaviate))]
pub fn derive_select(input: TokenStream) -> TokenStream {
    select::derive(input.into()).into()
}

/// Documented in `weaviate`.
#[proc_macro]
pub fn query(input: TokenStream) -> TokenStream {
    query::query(input.into()).into()
}

/// Documented in `weaviate`.
#[proc_macro]
pub fn filter(input: TokenStream) -> TokenStream {
    query::filter(input.into()).into()
}

/// Documented in `weaviate`.
#[proc_macro]
pub fn condition(input: TokenStream) -> TokenStream {
    query::condition(input.into()).into()
}

/// Documented in `weaviate`.
#[proc_macro]
pub fn sort(input: TokenStream) -> TokenStream {
    query::sort(input.into()).into()
}
