//! `#[derive(Collection)]` and `#[derive(Object)]`.

mod analyzer;
mod check;
mod checks;
mod class;
mod expand;
mod field;
mod inverted;
mod model;
mod record;
mod schema;
mod setting;
mod targets;
#[cfg(test)]
mod tests;
mod vector;

use proc_macro2::TokenStream;

use crate::diag::Diagnostics;
pub(crate) use model::Kind;

/// All of `#[derive(Collection)]` or `#[derive(Object)]`.
pub(crate) fn derive(kind: Kind, input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let input: syn::DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    match model::Model::read(kind, &input, &mut diagnostics) {
        Some(model) => expand::expand(&model, &diagnostics.into_tokens()),
        None => diagnostics.into_tokens(),
    }
}
