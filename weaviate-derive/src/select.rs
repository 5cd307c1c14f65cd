//! `#[derive(Select)]`, a row that has a name: the struct is read, then checked, then written.

mod check;
mod expand;
mod model;
mod read;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

use crate::diag::Diagnostics;

/// All of `#[derive(Select)]`.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let input: syn::DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let model = read::read(&input, &mut diagnostics);
    check::check(&model, &mut diagnostics);
    expand::expand(&model, &diagnostics.into_tokens())
}
