//! The struct of tokens, `ArticleFields`, and the module of the markers that stand for its properties.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Visibility;

use super::{
    super::model::{Field, Kind, Model, Role},
    names::{fields_name, impl_for, marker_ident, marker_name, module_name, parameters, quiet, step_ident},
};
use crate::token;

/// Expands to: `#[doc(hidden)] pub mod __Article_properties { pub enum Article_title {} … } pub struct ArticleFields<…> { … }`
pub(super) fn named(model: &Model, facade: &TokenStream) -> TokenStream {
    let (visibility, owner, name, module) =
        (&model.visibility, &model.ident, fields_name(model), module_name(model));
    let markers =
        model.fields.iter().filter(|field| field.is_stored()).map(|field| marker_ident(model, field));
    let steps = model
        .fields
        .iter()
        .flat_map(|field| field.steps().map(move |target| step_ident(model, field, target)));
    let [root, path] = parameters(model);
    let members = model.fields.iter().map(|field| {
        let (docs, ident, token) = (&field.docs, &field.ident, token_type(field));
        let ty = if field.is_stored() {
            let marker = marker_name(model, field);
            quote!(#facade::__private::#token<#root, #path, #marker>)
        } else {
            quote!(#facade::__private::#token<#root, #path>)
        };
        let docs = if docs.is_empty() { quote!(#[allow(missing_docs)]) } else { quote!(#(#docs)*) };
        let deprecated = field.deprecated.as_ref().map(|note| {
            let note = (!note.is_empty()).then(|| quote!((note = #note)));
            quote!(#[deprecated #note])
        });
        quote!(#docs #deprecated pub #ident: #ty)
    });
    // Without a member of its own the struct would not use its parameters, and the error would be about them.
    let none =
        model.fields.is_empty().then(|| quote!(_none: ::core::marker::PhantomData<fn() -> (#root, #path)>));
    let doc = format!("The properties of [`{}`].", token::plain(&model.ident));
    let (quiet, inner) = (quiet(), one_module_down(visibility));
    let parameters =
        if model.fallback.is_some() { quote!(#root, #path) } else { quote!(#root = #owner, #path = ()) };
    quote! {
        // Hidden in documentation only: rustc prints the whole path of what is hidden from it too.
        #[cfg_attr(doc, doc(hidden))]
        #[allow(missing_docs)]
        #quiet
        #visibility mod #module { #(#inner enum #markers {})* #(#inner enum #steps {})* }
        #[doc = #doc]
        #quiet
        #visibility struct #name<#parameters> { #(#members,)* #none }
    }
}

/// Expands to: `pub(super)` for a private struct: its visibility as it is written one module further in.
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

/// Expands to: `Self { title: __weaviate::Field::NEW, … }`
fn fields_value(model: &Model) -> TokenStream {
    if model.fields.is_empty() {
        return quote!(Self { _none: ::core::marker::PhantomData });
    }
    let values = model.fields.iter().map(|field| {
        let (ident, token) = (&field.ident, token_type(field));
        quote!(#ident: __weaviate::#token::NEW)
    });
    quote!(Self { #(#values),* })
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

/// Expands to: `impl<Root, Path> ArticleFields<Root, Path> { … } impl __weaviate::HasFields for Article { … }`
pub(super) fn has_fields(model: &Model) -> TokenStream {
    let (head, name) = (impl_for(model, &quote!(__weaviate::HasFields)), fields_name(model));
    let value = fields_value(model);
    let [root, path] = parameters(model);
    let metadata = (model.kind == Kind::Collection).then(|| metadata_tokens(&root, &path));
    quote! {
        impl<#root, #path> #name<#root, #path> {
            /// All of them.
            const __ALL: Self = #value;
            #metadata
        }
        #head {
            type Fields<__Root: 'static, __Path: 'static> = #name<__Root, __Path>;
            fn fields<__Root: 'static, __Path: 'static>() -> &'static #name<__Root, __Path> {
                const { &#name::__ALL }
            }
        }
    }
}

/// Expands to: `pub const fn id(&self) -> __weaviate::Id<Root, Path> { … }` and so on
fn metadata_tokens(root: &Ident, path: &Ident) -> TokenStream {
    quote! {
        /// The id of the object.
        pub const fn id(&self) -> __weaviate::Id<#root, #path> {
            __weaviate::Id::NEW
        }
        /// When the object was created.
        pub const fn created_at(&self) -> __weaviate::CreatedAt<#root, #path> {
            __weaviate::CreatedAt::NEW
        }
        /// When the object was last written.
        pub const fn updated_at(&self) -> __weaviate::UpdatedAt<#root, #path> {
            __weaviate::UpdatedAt::NEW
        }
    }
}
