//! A struct's tokens, schema and codec.
//!
//! `ArticleFields` stands beside the struct, and the markers in a hidden module: so rustc prints `ArticleFields` also in
//! another crate. Everything else stands in one `const _` and has no name that a user could meet.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Visibility, spanned::Spanned};

use super::{
    checks,
    field::{Field, Role},
    model::{Kind, Model},
    record, schema, targets,
};
use crate::token;

/// Expands to: `const _: () = { use ::weaviate::__private as __weaviate; … };` and the mistakes after it.
pub(super) fn expand(model: &Model, errors: &TokenStream) -> TokenStream {
    let facade = model.facade.at(Span::call_site());
    let markers = model.fields.iter().filter(|field| field.is_stored()).map(|field| marker(model, field));
    let steps = model.fields.iter().map(|field| targets::named(model, field, &facade));
    let behind = model.fields.iter().map(|field| targets::expand(model, field));
    let (named, fields) = (named(model, &facade), fields(model));
    let owner = owner(model);
    let record = record::expand(model);
    let rest = match model.kind {
        Kind::Collection => schema::collection(model),
        Kind::Object => schema::object(model),
    };
    let checks = checks::expand(model);
    let quiet = quiet();
    quote! {
        #named
        #(#steps)*
        #quiet
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
            #record
            #rest
            #checks
        };
        #errors
    }
}

/// No lint speaks of generated code.
pub(super) fn quiet() -> TokenStream {
    quote! {
        #[allow(
            non_camel_case_types, non_snake_case, unreachable_pub, private_interfaces, private_bounds, dead_code,
            clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction
        )]
    }
}

/// Expands to: `#[doc(hidden)] pub mod __Article_properties { pub enum Article_title {} … } pub struct ArticleFields<…> { … }`
fn named(model: &Model, facade: &TokenStream) -> TokenStream {
    let (visibility, owner, name, module) =
        (&model.visibility, &model.ident, fields_name(model), module_name(model));
    let markers =
        model.fields.iter().filter(|field| field.is_stored()).map(|field| marker_ident(model, field));
    let steps = model.fields.iter().flat_map(|field| targets::markers(model, field));
    let members = model.fields.iter().map(|field| {
        let (docs, ident, token) = (&field.docs, &field.ident, token_type(field));
        let ty = if field.is_stored() {
            let marker = marker_name(model, field);
            quote!(#facade::__private::#token<Root, Path, #marker>)
        } else {
            quote!(#facade::__private::#token<Root, Path>)
        };
        let docs = if docs.is_empty() { quote!(#[allow(missing_docs)]) } else { quote!(#(#docs)*) };
        quote!(#docs pub #ident: #ty)
    });
    // Without a member of its own the struct would not use its parameters, and the error would be about them.
    let none =
        model.fields.is_empty().then(|| quote!(_none: ::core::marker::PhantomData<fn() -> (Root, Path)>));
    let doc = format!("The properties of [`{}`].", token::plain(&model.ident));
    let (quiet, inner) = (quiet(), one_module_down(visibility));
    quote! {
        // Hidden in documentation only: rustc prints the whole path of what is hidden from it too.
        #[cfg_attr(doc, doc(hidden))]
        #[allow(missing_docs)]
        #quiet
        #visibility mod #module { #(#inner enum #markers {})* #(#inner enum #steps {})* }
        #[doc = #doc]
        #quiet
        #visibility struct #name<Root = #owner, Path = ()> { #(#members,)* #none }
    }
}

/// A visibility as it is written in a module inside the one it was written in.
fn one_module_down(visibility: &Visibility) -> TokenStream {
    match visibility {
        Visibility::Public(_) => quote!(pub),
        Visibility::Inherited => quote!(pub(super)),
        Visibility::Restricted(restricted) => {
            let path = &restricted.path;
            if path.is_ident("self") {
                quote!(pub(super))
            } else if path.segments.first().is_some_and(|first| first.ident == "super") {
                quote!(pub(in super::#path))
            } else {
                quote!(pub(in #path))
            }
        }
    }
}

/// The module of the markers: `__Article_properties`
pub(super) fn module_name(model: &Model) -> Ident {
    Ident::new(&format!("__{}_properties", token::plain(&model.ident)), Span::call_site())
}

/// `__Article_properties::Article_title`
pub(super) fn marker_name(model: &Model, field: &Field) -> TokenStream {
    let (module, marker) = (module_name(model), marker_ident(model, field));
    quote!(#module::#marker)
}

/// The marker of a field: `Article_title` is a name that nobody else has, and that messages can print.
pub(super) fn marker_ident(model: &Model, field: &Field) -> Ident {
    let name = format!("{}_{}", token::plain(&model.ident), token::plain(&field.ident));
    Ident::new(&name, field.ident.span())
}

/// Expands to: `impl __weaviate::Property for __Article_properties::Article_title { … }`
fn marker(model: &Model, field: &Field) -> TokenStream {
    let (owner, ty) = (&model.ident, &field.ty);
    let (marker, name) = (marker_name(model, field), &field.name);
    // The range index answers filters by itself.
    let filterable = yes(field.filterable != Some(false) || field.range.is_some());
    let searchable = yes(!matches!(field.searchable, Some((false, _))));
    let tokenization = field.tokenization.as_ref().map_or_else(|| quote!(word), |(word, _)| quote!(#word));
    let vector = field.vector.as_ref().map(|vector| {
        let distance = vector.distance.as_ref().map_or_else(|| quote!(cosine), |(word, _)| quote!(#word));
        let at = Span::call_site().located_at(vector.word.span());
        let vectorizer = vector.module(&model.facade.at(Span::call_site()));
        quote_spanned! {at=>
            impl __weaviate::VectorProperty for #marker {
                type Distance = __weaviate::distance::#distance;
                type Vectorizer = #vectorizer;
            }
        }
    });
    let at = Span::call_site().located_at(ty.span());
    // A type that is less visible than the struct is an error of these lines: it belongs to the field.
    let ty_item = quote_spanned!(at=> type Type = #ty;);
    let kind = quote_spanned!(at=> type Kind = <#ty as __weaviate::PropertyType>::Kind;);
    quote! {
        impl __weaviate::Property for #marker {
            type Owner = #owner;
            #ty_item
            #kind
            type Filterable = __weaviate::#filterable;
            type Searchable = __weaviate::#searchable;
            type Tokenization = __weaviate::tokenization::#tokenization;
            const NAME: &'static str = #name;
        }
        #vector
    }
}

pub(super) fn yes(is: bool) -> Ident {
    Ident::new(if is { "yes" } else { "no" }, Span::call_site())
}

/// `ArticleFields`
pub(super) fn fields_name(model: &Model) -> Ident {
    Ident::new(&format!("{}Fields", token::plain(&model.ident)), model.ident.span())
}

/// Expands to: `ArticleFields { title: __weaviate::Field::NEW, … }`
pub(super) fn fields_value(model: &Model) -> TokenStream {
    let name = fields_name(model);
    let values = model.fields.iter().map(|field| {
        let (ident, token) = (&field.ident, token_type(field));
        quote!(#ident: __weaviate::#token::NEW)
    });
    quote!(#name { #(#values),* })
}

fn token_type(field: &Field) -> Ident {
    let name = match field.role {
        Role::Property | Role::Vector => "Field",
        Role::Id => "Id",
        Role::CreatedAt => "CreatedAt",
        Role::UpdatedAt => "UpdatedAt",
    };
    Ident::new(name, Span::call_site())
}

/// Expands to: `impl __weaviate::HasFields for Article { … }`
fn fields(model: &Model) -> TokenStream {
    let (owner, name) = (&model.ident, fields_name(model));
    let value = if model.fields.is_empty() {
        quote!(#name { _none: ::core::marker::PhantomData })
    } else {
        fields_value(model)
    };
    let metadata = (model.kind == Kind::Collection).then(|| metadata_tokens(&name));
    quote! {
        #metadata
        impl __weaviate::HasFields for #owner {
            type Fields<Root: 'static, Path: 'static> = #name<Root, Path>;
            fn fields<Root: 'static, Path: 'static>() -> &'static #name<Root, Path> {
                const { &#value }
            }
        }
    }
}

/// Expands to: `impl<Root, Path> ArticleFields<Root, Path> { pub fn id(&self) -> __weaviate::Id<Root, Path> { … } … }`
fn metadata_tokens(fields: &Ident) -> TokenStream {
    quote! {
        impl<Root, Path> #fields<Root, Path> {
            /// The id of the object.
            pub const fn id(&self) -> __weaviate::Id<Root, Path> {
                __weaviate::Id::NEW
            }
            /// When the object was created.
            pub const fn created_at(&self) -> __weaviate::CreatedAt<Root, Path> {
                __weaviate::CreatedAt::NEW
            }
            /// When the object was last written.
            pub const fn updated_at(&self) -> __weaviate::UpdatedAt<Root, Path> {
                __weaviate::UpdatedAt::NEW
            }
        }
    }
}

/// Expands to: `impl __weaviate::Owner for Article { … }`
fn owner(model: &Model) -> TokenStream {
    let owner = &model.ident;
    let (null_state, lengths, timestamps, nested) = match model.kind {
        Kind::Collection => (
            model.inverted.null_state,
            model.inverted.property_length,
            model.timestamps(),
            model.nested_filters,
        ),
        Kind::Object => (true, false, false, true),
    };
    let [null_state, lengths, timestamps, nested] = [null_state, lengths, timestamps, nested].map(yes);
    quote! {
        impl __weaviate::Owner for #owner {
            type NullState = __weaviate::#null_state;
            type Lengths = __weaviate::#lengths;
            type Timestamps = __weaviate::#timestamps;
            type NestedFilters = __weaviate::#nested;
        }
    }
}
