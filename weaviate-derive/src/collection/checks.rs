//! Bounds whose failure must point at an attribute rather than at the struct.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::expand::marker_name;
use super::model::Model;

/// Expands to: `const _: fn() = || { __weaviate::check::tokenized::<Article·slug>(); };` and the check of all fields.
pub(super) fn expand(model: &Model) -> TokenStream {
    let owner = &model.ident;
    let mut checks = Vec::new();
    for field in &model.fields {
        let marker = marker_name(model, field);
        if let Some((word, _)) = &field.tokenization {
            checks.push(check("tokenized", &quote!(#marker), word.span()));
        }
        if let Some(at) = field.range {
            checks.push(check("ranged", &quote!(#marker), at));
        }
        if let Some(vector) = &field.vector {
            checks.push(check("vector", &quote!(#marker), vector.word.span()));
        }
        if let Some(at) = field.key {
            let ty = &field.ty;
            checks.push(check("scalar_key", &quote!(#ty), at));
        }
    }
    quote! {
        const _: fn() = || { #(#checks)* };
        const _: () = __weaviate::check::fields(<#owner as __weaviate::Record>::FIELDS);
    }
}

fn check(name: &str, of: &TokenStream, at: Span) -> TokenStream {
    let name = Ident::new(name, at);
    let of: Vec<_> = of.clone().into_iter().collect();
    let of = crate::token::respan(&of, at);
    quote_spanned!(at=> __weaviate::check::#name::<#of>();)
}
