//! The codec of a struct, and its fields as data.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::expand::marker_name;
use super::field::{Default, Field, Role};
use super::model::Model;
use super::vector::Vector;
use crate::token;

/// Expands to: `impl __weaviate::Record for Article { … }`
pub(super) fn expand(model: &Model) -> TokenStream {
    let owner = &model.ident;
    let definitions = model.fields.iter().map(|field| definition(model, field));
    let reads = model.fields.iter().map(|field| read(model, field));
    let writes = model.fields.iter().filter(|field| field.is_stored()).map(|field| write(model, field));
    let id = id(model);
    quote! {
        impl __weaviate::Record for #owner {
            const FIELDS: &'static [__weaviate::FieldDef] = &[#(#definitions),*];
            fn read(row: &mut __weaviate::Row<'_, '_>) -> __weaviate::Result<Self> {
                __Ok(Self { #(#reads),* })
            }
            fn write(&self, sink: &mut dyn __weaviate::Sink) -> __weaviate::Result<()> {
                #(#writes)*
                __Ok(())
            }
            fn id(&self) -> __Option<__weaviate::Uuid> {
                #id
            }
        }
    }
}

/// `Some(value)` or `None`, as tokens.
pub(super) fn option<T: quote::ToTokens>(value: Option<T>) -> TokenStream {
    value.map_or_else(|| quote!(__None), |value| quote!(__Some(#value)))
}

/// Expands to: `__weaviate::FieldDef { rust_name: "title", … }`
///
/// Types are asked for through the marker wherever there is one: then a type that is no property is one mistake, not
/// one at every use.
fn definition(model: &Model, field: &Field) -> TokenStream {
    let (rust_name, name, ty) = (token::plain(&field.ident), &field.name, &field.ty);
    let description = option(field.description.as_ref());
    let at = at_type(field);
    let of = if field.is_stored() {
        let marker = marker_name(model, field);
        quote!(__weaviate::type_of::<#marker>())
    } else {
        quote_spanned!(at=> <#ty as __weaviate::PropertyType>::TYPE)
    };
    let role = Ident::new(
        match field.role {
            Role::Property => "Property",
            Role::Vector => "Vector",
            Role::Id => "Id",
            Role::CreatedAt => "CreatedAt",
            Role::UpdatedAt => "UpdatedAt",
        },
        Span::call_site(),
    );
    let tokenization = option(field.tokenization.as_ref().map(|(_, variant)| {
        let variant = Ident::new(variant, Span::call_site());
        quote!(__weaviate::Tokenization::#variant)
    }));
    let filterable = option(field.filterable);
    let (range, key, default) = (field.range.is_some(), field.key.is_some(), field.default.is_some());
    let vector = option(
        field.vector.as_ref().map(|vector| vector.definition(vectorizer(model, field, vector), model)),
    );
    let analyzer = option(field.analyzer.as_ref().map(super::analyzer::Analyzer::definition));
    let skip_vectorization = field.skip_vectorization.is_some();
    let vectorize_property_name = option(field.vectorize_property_name.map(|(on, _)| on));
    let searchable = option(field.searchable.map(|(on, _)| on));
    let attributes = field
        .attributes
        .iter()
        .map(|(name, value)| quote!(__weaviate::Attribute { name: #name, value: #value }));
    quote! {
        __weaviate::FieldDef {
            rust_name: #rust_name,
            name: #name,
            description: #description,
            of: #of,
            role: __weaviate::Role::#role,
            tokenization: #tokenization,
            filterable: #filterable,
            searchable: #searchable,
            range: #range,
            key: #key,
            default: #default,
            analyzer: #analyzer,
            skip_vectorization: #skip_vectorization,
            vectorize_property_name: #vectorize_property_name,
            vector: #vector,
            attributes: &[#(#attributes),*],
        }
    }
}

/// Expands to: `&const { <<Article_embedding as VectorProperty>::Vectorizer as Module>::NEW.model("…").settings() }`
///
/// The module is named once, in the property's own impl: one that is not there is then one mistake.
fn vectorizer(model: &Model, field: &Field, vector: &Vector) -> Option<TokenStream> {
    let (module, marker) = (vector.vectorizer.as_ref()?, marker_name(model, field));
    let of = quote!(<#marker as __weaviate::VectorProperty>::Vectorizer);
    Some(super::setting::module(module, "vectorizer", &of, model))
}

/// Expands to: `title: row.get::<__Article_properties::Article_title>()?`
fn read(model: &Model, field: &Field) -> TokenStream {
    let (ident, ty, at, marker) = (&field.ident, &field.ty, at_type(field), marker_name(model, field));
    let value = match (field.role, &field.default) {
        (Role::Id, _) => quote_spanned!(at=> row.id()?),
        (Role::CreatedAt, _) => quote_spanned!(at=> row.created_at()?),
        (Role::UpdatedAt, _) => quote_spanned!(at=> row.updated_at()?),
        (_, None) => quote!(row.get::<#marker>()?),
        (_, Some(Default::Trait(word))) => {
            let at = located(*word);
            quote_spanned!(at=> row.get_or::<#marker>(<#ty as ::core::default::Default>::default)?)
        }
        (_, Some(Default::Value(tokens))) => {
            let at = located(token::ends(tokens, at).0);
            let value: TokenStream = tokens.iter().cloned().collect();
            quote_spanned!(at=> row.get_or::<#marker>(|| -> #ty { #value })?)
        }
    };
    quote!(#ident: #value)
}

/// Expands to: `if let __Err(error) = __weaviate::write::<__Article_properties::Article_title>(&self.title, sink) { return __Err(error) }`
///
/// As `?`, without its conversion of the error, which rustc would look up for each field.
fn write(model: &Model, field: &Field) -> TokenStream {
    let (ident, marker) = (&field.ident, marker_name(model, field));
    quote! {
        if let __Err(error) = __weaviate::write::<#marker>(&self.#ident, sink) {
            return __Err(error);
        }
    }
}

/// Where a type is that cannot be what the struct says.
fn at_type(field: &Field) -> Span {
    located(field.ty.span())
}

/// The expansion's own names, shown where `span` is.
fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// Expands to: `Some(self.id)`, `Some(__weaviate::key_id(&self.code))` or `None`
fn id(model: &Model) -> TokenStream {
    let marked = model.fields.iter().find(|field| field.role == Role::Id);
    let key = model.fields.iter().find(|field| field.key.is_some());
    let value = match (marked, key) {
        (Some(field), _) => {
            let (ident, at) = (&field.ident, at_type(field));
            Some(quote_spanned!(at=> __weaviate::IdType::to_id(&self.#ident)))
        }
        (None, Some(field)) => {
            let (ident, at) = (&field.ident, located(field.key.unwrap_or_else(|| field.ident.span())));
            Some(quote_spanned!(at=> __weaviate::key_id(&self.#ident)))
        }
        (None, None) => None,
    };
    option(value)
}
