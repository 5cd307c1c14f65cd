//! Bounds whose failure must point at an attribute rather than at the struct.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::expand::marker_name;
use super::model::Model;
use super::targets;
use crate::token;

/// Expands to: `const _: fn() = || { __weaviate::check::tokenized::<Article_slug>(); };` and the check of all fields.
pub(super) fn expand(model: &Model) -> TokenStream {
    let owner = &model.ident;
    let mut checks = Vec::new();
    for field in &model.fields {
        let marker = marker_name(model, field);
        if let Some((word, _)) = &field.tokenization {
            checks.push(check("tokenized", &marker, word.span()));
        }
        if let Some(at) = field.range {
            checks.push(check("ranged", &marker, at));
        }
    }
    for field in &model.fields {
        if let Some((_, _, at)) = field.vector.as_ref().and_then(|vector| vector.source.as_ref()) {
            checks.push(check("sourced", &marker_name(model, field), *at));
        }
    }
    let attributes = (!checks.is_empty()).then(|| quote!(const _: fn() = || { #(#checks)* };));
    // The field is not known here, the struct is.
    let at = Span::call_site().located_at(owner.span());
    let named = targets::places(model);
    quote_spanned! {at=>
        #attributes
        const _: () = __weaviate::check::fields(<#owner as __weaviate::Record>::FIELDS, #named);
    }
}

/// Expands to: `__weaviate::check::tokenized::<Article_slug>();`
fn check(name: &str, marker: &TokenStream, at: Span) -> TokenStream {
    let at = Span::call_site().located_at(at);
    let marker: Vec<TokenTree> = marker.clone().into_iter().collect();
    let (name, marker) = (Ident::new(name, at), token::respan(&marker, at));
    quote_spanned!(at=> __weaviate::check::#name::<#marker>();)
}
