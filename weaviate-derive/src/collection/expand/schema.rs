//! What makes a struct a collection: its tokens, its modules, its schema.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{
    super::model::{Configured, Kind, Model, Role},
    class,
    names::{self, fields_name, impl_for, marker_name, option, yes},
    property,
};
use crate::token;

/// Expands to: `impl ::weaviate::Collection for Article { … }`
pub(super) fn collection(model: &Model) -> TokenStream {
    let facade = model.facade.at(Span::call_site());
    let tenancy =
        Ident::new(if model.multi_tenant.is_some() { "PerTenant" } else { "Whole" }, Span::call_site());
    let (vectors, fields) = (vectors(model), fields_name(model));
    let [generative, reranker] =
        [("generative", &model.class.generative), ("reranker", &model.class.reranker)].map(
            |(kind, module)| {
                let Some(Configured { name, .. }) = module else {
                    return quote!(__weaviate::modules::none);
                };
                let kind = Ident::new(kind, Span::call_site());
                quote!(#facade::modules::#kind::#name)
            },
        );
    let texts = texts(model);
    let head = impl_for(model, &quote!(#facade::Collection));
    let of_all = if model.fallback.is_some() { quote!(#fields<Self, ()>) } else { quote!(#fields) };
    quote! {
        #head {
            type Tenancy = __weaviate::#tenancy;
            type Vectors = #vectors;
            type Texts = #texts;
            type Generative = #generative;
            type Reranker = #reranker;
            const FIELDS: #of_all = #fields::__ALL;
        }
    }
}

/// Which vector a search takes when it names none.
///
/// Expands to: `__weaviate::One<__Article_properties::Article_v>`
fn vectors(model: &Model) -> TokenStream {
    let mut vectors = model.fields.iter().filter(|field| field.role == Role::Vector);
    match (vectors.next(), vectors.next()) {
        (None, _) => quote!(__weaviate::NoVector),
        (Some(one), None) => {
            let marker = marker_name(model, one);
            quote!(__weaviate::One<#marker>)
        }
        (Some(_), Some(_)) => quote!(__weaviate::Several),
    }
}

/// The fields that a search by words covers if they are text, which rustc knows; a group for each way of cutting.
///
/// Expands to: `__weaviate::Apart<(Article_title, Article_summary), Article_slug>`
fn texts(model: &Model) -> TokenStream {
    let mut groups: Vec<(String, Vec<TokenStream>)> = Vec::new();
    let searched = model.fields.iter().filter(|field| {
        field.role == Role::Property
            && !matches!(field.searchable, Some((false, _)))
            && field.targets.is_empty()
    });
    for field in searched {
        let (tokenization, analyzer) = property::cut(field);
        let (cut, marker) = (format!("{tokenization} {analyzer}"), marker_name(model, field));
        match groups.iter_mut().find(|(known, _)| *known == cut) {
            Some((_, group)) => group.push(marker),
            None => groups.push((cut, vec![marker])),
        }
    }
    let groups: Vec<TokenStream> =
        groups.iter().map(|(_, group)| paired(group, |left, right| quote!((#left, #right)))).collect();
    paired(&groups, |left, right| quote!(__weaviate::Apart<#left, #right>))
}

/// Pairs of pairs, so that rustc goes down a few steps only.
fn paired(all: &[TokenStream], pair: fn(TokenStream, TokenStream) -> TokenStream) -> TokenStream {
    match all {
        [] => quote!(()),
        [one] => one.clone(),
        all => {
            let (left, right) = all.split_at(all.len().div_ceil(2));
            pair(paired(left, pair), paired(right, pair))
        }
    }
}

/// Expands to: `__weaviate::schema("Article", "Article", FIELDS)`, and where more is declared, to
/// `__weaviate::CollectionDef { nested_filters: true, ..schema }`.
pub(super) fn definition(model: &Model) -> TokenStream {
    let (rust_name, name, fields) = (token::plain(&model.ident), &model.name, names::table());
    let plain = quote!(__weaviate::schema(#rust_name, #name, #fields));
    let mut declared = class::declared(model);
    if let Some(description) = &model.description {
        declared.push(quote!(description: __Some(#description)));
    }
    let inverted = inverted(model);
    if !inverted.is_empty() {
        declared.push(quote! {
            inverted: __weaviate::InvertedDef { #(#inverted,)* ..__weaviate::InvertedDef::NONE }
        });
    }
    if let Some((auto_create, auto_activate)) = model.multi_tenant {
        declared.push(quote! {
            multi_tenancy: __Some(
                __weaviate::MultiTenancyDef { auto_create: #auto_create, auto_activate: #auto_activate }
            )
        });
    }
    if !model.versioned {
        declared.push(quote!(versioned: false));
    }
    if model.nested_filters {
        declared.push(quote!(nested_filters: true));
    }
    if declared.is_empty() { plain } else { quote!(__weaviate::CollectionDef { #(#declared,)* ..#plain }) }
}

/// Expands to: `null_state: true`, `timestamps: true` and so on; to nothing where it is as in a struct that says nothing.
fn inverted(model: &Model) -> Vec<TokenStream> {
    let said = &model.inverted;
    let mut declared = Vec::new();
    if let Some((k1, b)) = &said.bm25 {
        declared.push(quote!(bm25: __Some((#k1, #b))));
    }
    if let Some(stopwords) = &said.stopwords {
        let preset = option(stopwords.preset.as_ref());
        let (additions, removals) = (&stopwords.additions, &stopwords.removals);
        declared.push(quote! {
            stopwords: __Some(__weaviate::StopwordsDef {
                preset: #preset, additions: &[#(#additions),*], removals: &[#(#removals),*]
            })
        });
    }
    if !said.stopword_presets.is_empty() {
        let presets = said.stopword_presets.iter().map(|(name, words)| quote!((#name, &[#(#words),*])));
        declared.push(quote!(stopword_presets: &[#(#presets),*]));
    }
    if let Some(seconds) = &said.cleanup_interval_seconds {
        declared.push(quote!(cleanup_interval_seconds: __Some(#seconds)));
    }
    let flags = [("null_state", said.null_state), ("property_length", said.property_length)];
    for (member, _) in flags.into_iter().filter(|(_, said)| *said) {
        let member = Ident::new(member, Span::call_site());
        declared.push(quote!(#member: true));
    }
    // What nothing is said of has times.
    let timestamps = model.timestamps();
    if !declared.is_empty() || !timestamps {
        declared.push(quote!(timestamps: #timestamps));
    }
    declared
}

/// Expands to: `impl __weaviate::Owner for Article { … }`
pub(super) fn owner(model: &Model) -> TokenStream {
    let head = impl_for(model, &quote!(__weaviate::Owner));
    let (null_state, lengths, timestamps, nested) = match model.kind {
        Kind::Collection => (
            model.inverted.null_state,
            model.inverted.property_length,
            model.timestamps(),
            model.nested_filters,
        ),
        Kind::Object => (true, false, false, true),
    };
    let indexed = model.fields.iter().any(|field| field.filterable != Some(false));
    let [null_state, lengths, timestamps, nested, indexed] =
        [null_state, lengths, timestamps, nested, indexed].map(yes);
    quote! {
        #head {
            type NullState = __weaviate::#null_state;
            type Lengths = __weaviate::#lengths;
            type Timestamps = __weaviate::#timestamps;
            type NestedFilters = __weaviate::#nested;
            type Indexed = __weaviate::#indexed;
        }
    }
}
