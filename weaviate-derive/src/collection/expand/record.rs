//! The codec of a struct.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::{
    super::model::{Field, Model, Role},
    names::{impl_for, located, marker_name},
};
use crate::arity;

/// Expands to: `impl __weaviate::Record for Article { … }`
pub(super) fn expand(model: &Model) -> TokenStream {
    let head = impl_for(model, &quote!(__weaviate::Record));
    let (read, write, id) = (read(model), write(model), id(model));
    // The bodies for a type that is no struct read nothing: no lint should speak of their parameters.
    let quiet = model.fallback.as_ref().map(|_| quote!(#[allow(unused_variables)]));
    quote! {
        #quiet
        #head {
            fn read(__row: &mut __weaviate::Row<'_, '_>) -> __weaviate::Result<Self> {
                #read
            }
            fn write(&self, __sink: &mut dyn __weaviate::Sink) -> __weaviate::Result<()> {
                #write
            }
            #id
        }
    }
}

/// Fields that stand one after the other and are read in one call, or one that has a call of its own.
pub(super) fn runs(fields: &[Field]) -> impl Iterator<Item = &[Field]> {
    let runs = fields.chunk_by(|a, b| a.is_stored() && b.is_stored());
    runs.flat_map(|run| run.chunks(arity::TOGETHER))
}

/// Expands to: `__weaviate::read::<(Article_title, …)>(__row).map(|(__0, …)| Self { title: __0, … })`
///
/// One call for all fields, or where one has a rule of its own, for those before it and after it.
fn read(model: &Model) -> TokenStream {
    if model.fallback.is_some() {
        return quote!(::core::unreachable!());
    }
    let locals: Vec<Ident> = (0..model.fields.len()).map(|at| format_ident!("__{at}")).collect();
    let names = model.fields.iter().map(|field| &field.ident);
    let built = quote!(Self { #(#names: #locals),* });
    let runs: Vec<&[Field]> = runs(&model.fields).collect();
    if let [run] = runs.as_slice()
        && run.iter().all(Field::is_stored)
    {
        let tuple = together(model, run);
        return quote!(__weaviate::read::<#tuple>(__row).map(|(#(#locals,)*)| #built));
    }
    let mut rest = locals.iter();
    let steps = runs.iter().map(|run| {
        let locals: Vec<&Ident> = rest.by_ref().take(run.len()).collect();
        if let ([local], [field]) = (locals.as_slice(), run) {
            let value = read_one(model, field);
            return quote!(let #local = #value;);
        }
        let tuple = together(model, run);
        quote!(let (#(#locals,)*) = __weaviate::read::<#tuple>(__row)?;)
    });
    quote!(#(#steps)* __Ok(#built))
}

/// Expands to: `(__Article_properties::Article_title,)`
pub(super) fn together(model: &Model, run: &[Field]) -> TokenStream {
    let markers = run.iter().map(|field| marker_name(model, field));
    quote!((#(#markers,)*))
}

/// Expands to: `__row.get::<__Article_properties::Article_title>()?`
fn read_one(model: &Model, field: &Field) -> TokenStream {
    let (at, marker) = (at_type(field), marker_name(model, field));
    match field.role {
        Role::Id => quote_spanned!(at=> __row.id()?),
        Role::CreatedAt => quote_spanned!(at=> __row.created_at()?),
        Role::UpdatedAt => quote_spanned!(at=> __row.updated_at()?),
        Role::Property | Role::Vector => quote!(__row.get::<#marker>()?),
    }
}

/// Expands to: `__weaviate::write::<(Article_title, …)>((&self.title, …), __sink)`
fn write(model: &Model) -> TokenStream {
    let runs = runs(&model.fields).filter(|run| run.iter().all(Field::is_stored));
    let calls = runs.map(|run| {
        let tuple = together(model, run);
        let fields = run.iter().map(|field| &field.ident);
        quote!(__weaviate::write::<#tuple>((#(&self.#fields,)*), __sink))
    });
    let calls: Vec<TokenStream> = calls.collect();
    let Some((last, before)) = calls.split_last() else { return quote!(__Ok(())) };
    quote!(#(#before?;)* #last)
}

/// Where a type is that cannot be what the struct says.
pub(super) fn at_type(field: &Field) -> Span {
    located(field.ty.span())
}

/// Expands to: `fn id(&self) -> Option<Uuid> { Some(…) }`, of `self.id` or `__weaviate::key_id(&self.code)`; to nothing where
/// the struct has neither.
fn id(model: &Model) -> Option<TokenStream> {
    let marked = model.fields.iter().find(|field| field.role == Role::Id);
    let key = model.fields.iter().find(|field| field.key.is_some());
    let value = match (marked, key) {
        (Some(field), _) => {
            let (ident, at) = (&field.ident, at_type(field));
            quote_spanned!(at=> __weaviate::IdType::to_id(&self.#ident))
        }
        (None, Some(field)) => {
            let (ident, at) = (&field.ident, located(field.key.unwrap_or_else(|| field.ident.span())));
            quote_spanned!(at=> __weaviate::key_id(&self.#ident))
        }
        (None, None) => return None,
    };
    Some(quote! {
        fn id(&self) -> __Option<__weaviate::Uuid> {
            __Some(#value)
        }
    })
}
