//! The expansion's own names, and where they stand.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::super::model::{Field, Model, Target};
use crate::{names, token};

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

/// The marker of one collection behind a link: `Feed_related_article`
pub(super) fn step_ident(model: &Model, field: &Field, target: &Target) -> Ident {
    let marker = marker_ident(model, field);
    Ident::new(&format!("{marker}_{}", token::plain(&target.step)), target.step.span())
}

/// `ArticleFields`
pub(super) fn fields_name(model: &Model) -> Ident {
    Ident::new(&format!("{}Fields", token::plain(&model.ident)), model.ident.span())
}

/// `FeedRelatedTargets`
pub(super) fn steps_name(model: &Model, field: &Field) -> Ident {
    let name = format!("{}{}Targets", token::plain(&model.ident), names::camel(&token::plain(&field.ident)));
    Ident::new(&name, field.ident.span())
}

/// The type that stands for a yes or a no.
pub(super) fn yes(is: bool) -> Ident {
    Ident::new(if is { "yes" } else { "no" }, Span::call_site())
}

/// `Article`; with its parameters where it has some, which has been said.
pub(super) fn owner(model: &Model) -> TokenStream {
    let (owner, parameters) =
        (&model.ident, model.fallback.as_ref().map(|generics| generics.split_for_impl().1));
    quote!(#owner #parameters)
}

/// The table of the struct's fields, where its definition is written.
///
/// Expands to: `<Self as __weaviate::Declares<__T>>::TABLE`
pub(super) fn table() -> TokenStream {
    quote!(<Self as __weaviate::Declares<__T>>::TABLE)
}

/// Expands to: `impl of for Article`
pub(super) fn impl_for(model: &Model, of: &TokenStream) -> TokenStream {
    let owner = owner(model);
    let parameters = model.fallback.as_ref().map(syn::Generics::split_for_impl);
    let (declared, bounds) = parameters.map(|(declared, _, bounds)| (declared, bounds)).unzip();
    let bounds = bounds.flatten();
    quote!(impl #declared #of for #owner #bounds)
}

/// `Some(value)` or `None`, as tokens.
pub(super) fn option<T: ToTokens>(value: Option<T>) -> TokenStream {
    value.map_or_else(|| quote!(__None), |value| quote!(__Some(#value)))
}

/// The expansion's own names, shown where `span` is.
pub(super) fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// Expands to: `#[allow(…)]`: no lint speaks of generated code.
pub(super) fn quiet() -> TokenStream {
    quote! {
        #[allow(
            non_camel_case_types, non_snake_case, unreachable_pub, private_interfaces, private_bounds, dead_code,
            clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction
        )]
    }
}

/// `Root` and `Path`, the parameters of structs of tokens, which messages print; others for a struct of their name.
pub(super) fn parameters(model: &Model) -> [Ident; 2] {
    ["Root", "Path"].map(|name| {
        let name = if model.ident == name { format!("__{name}") } else { name.to_owned() };
        Ident::new(&name, Span::call_site())
    })
}
