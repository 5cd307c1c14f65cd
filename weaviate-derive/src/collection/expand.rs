//! The model to a struct's tokens, schema and codec. Never fails.
//!
//! `ArticleFields` stands beside the struct, and the markers in a hidden module: so rustc prints `ArticleFields` also in
//! another crate. Everything else stands in one `const _` and has no name that a user could meet.

mod bounds;
mod class;
mod declares;
mod names;
mod object;
mod property;
mod record;
mod rules;
mod schema;
mod setting;
mod targets;
mod tokens;
mod vector;

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::model::{Kind, Model};
use names::quiet;

/// Expands to: `const _: () = { use ::weaviate::__private as __weaviate; … };` and the mistakes after it.
pub(super) fn expand(model: &Model, errors: &TokenStream) -> TokenStream {
    let facade = model.facade.at(Span::call_site());
    let markers =
        model.fields.iter().filter(|field| field.is_stored()).map(|field| property::expand(model, field));
    let steps = model.fields.iter().map(|field| targets::named(model, field, &facade));
    let behind = model.fields.iter().map(|field| targets::expand(model, field));
    let (named, fields) = (tokens::named(model, &facade), tokens::has_fields(model));
    let owner = schema::owner(model);
    let (declares, record) = (declares::expand(model), record::expand(model));
    let rest = match model.kind {
        Kind::Collection => schema::collection(model),
        Kind::Object => object::expand(model),
    };
    let bounds = model.fallback.is_none().then(|| bounds::expand(model));
    let quiet = quiet();
    // The tokens are made here, and used elsewhere.
    let made =
        model.fields.iter().any(|field| field.deprecated.is_some()).then(|| quote!(#[allow(deprecated)]));
    quote! {
        #named
        #(#steps)*
        #quiet
        #made
        const _: () = {
            use #facade::__private as __weaviate;
            #[allow(unused_imports)]
            use ::core::{
                option::Option::{self as __Option, None as __None, Some as __Some},
                result::Result::{Err as __Err, Ok as __Ok},
            };
            #(#markers)*
            #(#behind)*
            #fields
            #owner
            #declares
            #record
            #rest
            #bounds
        };
        #errors
    }
}
