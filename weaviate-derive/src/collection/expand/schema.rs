//! What makes a struct a collection: its tokens, its modules, its schema.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{
    super::model::{Configured, Kind, Model, Role},
    class,
    names::{self, fields_name, impl_for, marker_name, option, yes},
    property,
    tokens::fields_value,
};
use crate::token;

/// Expands to: `impl ::weaviate::Collection for Article { … }`
pub(super) fn collection(model: &Model) -> TokenStream {
    let facade = model.facade.at(Span::call_site());
    let tenancy =
        Ident::new(if model.multi_tenant.is_some() { "PerTenant" } else { "Whole" }, Span::call_site());
    let (vectors, fields, schema) = (vectors(model), fields_name(model), schema(model));
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
    let value = fields_value(model);
    let head = impl_for(model, &quote!(#facade::Collection));
    let of_all = if model.fallback.is_some() { quote!(#fields<Self, ()>) } else { quote!(#fields) };
    quote! {
        #head {
            type Tenancy = __weaviate::#tenancy;
            type Vectors = #vectors;
            type Texts = #texts;
            type Generative = #generative;
            type Reranker = #reranker;
            const FIELDS: #of_all = #value;
            const SCHEMA: &'static __weaviate::CollectionDef = &#schema;
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

/// Expands to: `__weaviate::CollectionDef { … }`
fn schema(model: &Model) -> TokenStream {
    let (owner, rust_name, name) = (names::owner(model), token::plain(&model.ident), &model.name);
    let description = option(model.description.as_ref());
    let (null_state, property_length, timestamps) =
        (model.inverted.null_state, model.inverted.property_length, model.timestamps());
    let bm25 = option(model.inverted.bm25.as_ref().map(|(k1, b)| quote!((#k1, #b))));
    let stopwords = option(model.inverted.stopwords.as_ref().map(|stopwords| {
        let preset = option(stopwords.preset.as_ref());
        let (additions, removals) = (&stopwords.additions, &stopwords.removals);
        quote! {
            __weaviate::StopwordsDef { preset: #preset, additions: &[#(#additions),*], removals: &[#(#removals),*] }
        }
    }));
    let multi_tenancy = option(model.multi_tenant.map(|(auto_create, auto_activate)| {
        quote!(__weaviate::MultiTenancyDef { auto_create: #auto_create, auto_activate: #auto_activate })
    }));
    let (versioned, nested_filters) = (model.versioned, model.nested_filters);
    let class = class::definition(model);
    let presets = model.inverted.stopword_presets.iter().map(|(name, words)| quote!((#name, &[#(#words),*])));
    let cleanup = option(model.inverted.cleanup_interval_seconds.as_ref());
    quote! {
        __weaviate::CollectionDef {
            rust_name: #rust_name,
            name: #name,
            description: #description,
            fields: <#owner as __weaviate::Record>::FIELDS,
            inverted: __weaviate::InvertedDef {
                null_state: #null_state,
                property_length: #property_length,
                timestamps: #timestamps,
                bm25: #bm25,
                stopwords: #stopwords,
                stopword_presets: &[#(#presets),*],
                cleanup_interval_seconds: #cleanup,
            },
            multi_tenancy: #multi_tenancy,
            versioned: #versioned,
            nested_filters: #nested_filters,
            #class
            attributes: &[],
        }
    }
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
