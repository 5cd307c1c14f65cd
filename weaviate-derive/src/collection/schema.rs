//! What makes a struct a collection, or an object inside one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{
    expand::{fields_name, fields_value, marker_name},
    field::Role,
    model::Model,
    record::option,
    setting::Configured,
};
use crate::token;

/// Expands to: `impl ::weaviate::Collection for Article { … }`
pub(super) fn collection(model: &Model) -> TokenStream {
    let (owner, facade) = (&model.ident, model.facade.at(Span::call_site()));
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
    let value = if model.fields.is_empty() {
        quote!(#fields { _none: ::core::marker::PhantomData })
    } else {
        fields_value(model)
    };
    quote! {
        impl #facade::Collection for #owner {
            type Tenancy = __weaviate::#tenancy;
            type Vectors = #vectors;
            type Generative = #generative;
            type Reranker = #reranker;
            const FIELDS: #fields = #value;
            const SCHEMA: &'static __weaviate::CollectionDef = &#schema;
        }
    }
}

/// Which vector a search takes when it names none.
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

/// Expands to: `__weaviate::CollectionDef { … }`
fn schema(model: &Model) -> TokenStream {
    let (owner, rust_name, name) = (&model.ident, token::plain(&model.ident), &model.name);
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
    let class = model.class.definition(model);
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

/// Expands to: `impl __weaviate::Nested for Author { … }` and what makes `Author` the type of a property.
pub(super) fn object(model: &Model) -> TokenStream {
    let (owner, rust_name) = (&model.ident, token::plain(&model.ident));
    quote! {
        impl __weaviate::Nested for #owner {
            const OBJECT: &'static __weaviate::ObjectDef = &__weaviate::ObjectDef {
                rust_name: #rust_name,
                fields: <#owner as __weaviate::Record>::FIELDS,
            };
        }
        impl __weaviate::PropertyType for #owner {
            type Kind = __weaviate::object;
            type List = __weaviate::object;
            type Optional = __weaviate::no;
            const TYPE: __weaviate::TypeDef = __weaviate::TypeDef::object::<#owner>();
            fn read(value: __weaviate::WireValue<'_>) -> __weaviate::Result<Self> {
                __weaviate::read_object(value)
            }
            fn write(&self, name: &str, sink: &mut dyn __weaviate::Sink) -> __weaviate::Result<()> {
                sink.object(name, self)
            }
        }
        impl __weaviate::Element for #owner {}
        impl<P> __weaviate::Shape<P> for #owner {
            type Leaf = #owner;
            type Of<R: 'static> = R;
            type Maybe<R: 'static> = ::core::option::Option<R>;
            fn each<R: 'static>(
                slot: &__weaviate::Slot<'_>,
                row: &mut dyn ::core::ops::FnMut(__weaviate::ObjectBytes<'_>) -> __weaviate::Result<R>,
            ) -> __weaviate::Result<R> {
                __weaviate::each_object(slot, row)
            }
            fn maybe<R: 'static>(found: ::core::option::Option<R>) -> ::core::option::Option<R> {
                found
            }
        }
    }
}
