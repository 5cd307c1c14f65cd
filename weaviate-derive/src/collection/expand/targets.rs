//! The collections behind a link to several: a struct of tokens for each such link, and a marker for each of them.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{
    super::model::{Field, Model},
    names::{located, marker_name, module_name, parameters, quiet, step_ident, steps_name},
};
use crate::token;

/// Expands to: `pub struct FeedRelatedTargets<Root = Feed, Path = ()> { pub article: ::weaviate::__private::Field<…> }`
pub(super) fn named(model: &Model, field: &Field, facade: &TokenStream) -> TokenStream {
    if field.targets.is_empty() {
        return TokenStream::new();
    }
    let (visibility, owner, name, module) =
        (&model.visibility, &model.ident, steps_name(model, field), module_name(model));
    let [root, path] = parameters(model);
    let members = field.steps().map(|target| {
        let (step, marker) = (&target.step, step_ident(model, field, target));
        let doc = format!("The objects of `{}` behind the link.", token::plain(&target.name));
        quote!(#[doc = #doc] pub #step: #facade::__private::Field<#root, #path, #module::#marker>)
    });
    let doc = format!("The collections behind [`{}::{}`].", token::plain(owner), token::plain(&field.ident));
    let quiet = quiet();
    quote! {
        #[doc = #doc]
        #quiet
        #visibility struct #name<#root = #owner, #path = ()> { #(#members,)* }
    }
}

/// Expands to: `impl __weaviate::HasFields for __Feed_properties::Feed_related { … }` and a property for each step
pub(super) fn expand(model: &Model, field: &Field) -> TokenStream {
    if field.targets.is_empty() {
        return TokenStream::new();
    }
    let (owner, link, name) = (&model.ident, marker_name(model, field), steps_name(model, field));
    let (module, wire_name) = (module_name(model), &field.name);
    let steps: Vec<&Ident> = field.steps().map(|target| &target.step).collect();
    let properties = field.steps().map(|target| {
        let (marker, ty) = (step_ident(model, field, target), &target.ty);
        let at = located(ty.span());
        let toward = quote_spanned!(at=> type Type = __weaviate::Toward<#ty>;);
        quote! {
            impl __weaviate::Property for #module::#marker {
                type Owner = #owner;
                type Key = __weaviate::no;
                #toward
                type Kind = __weaviate::collection;
                type Filterable = __weaviate::yes;
                type Searchable = __weaviate::no;
                type Valued = __weaviate::yes;
                type Defaulted = __weaviate::no;
                type Tokenization = __weaviate::tokenization::word;
                type Analyzer = __weaviate::no;
                const NAME: &'static str = #wire_name;
                const STEP: bool = true;
            }
        }
    });
    quote! {
        impl __weaviate::Choice for #link {}
        impl __weaviate::HasFields for #link {
            type Fields<__Root: 'static, __Path: 'static> = #name<__Root, __Path>;
            fn fields<__Root: 'static, __Path: 'static>() -> &'static #name<__Root, __Path> {
                const { &#name { #(#steps: __weaviate::Field::NEW),* } }
            }
        }
        #(#properties)*
    }
}
