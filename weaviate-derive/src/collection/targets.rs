//! Links to several collections: `AnyLink<(Article, Author)>` gives the steps `.article` and `.author`.
//!
//! The names come from the type as it is written; a macro sees no further.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{GenericArgument, PathArguments, PathSegment, Type, spanned::Spanned};

use super::{
    expand::{marker_ident, marker_name, module_name, quiet},
    field::Field,
    model::Model,
};
use crate::{diag::Diagnostics, names, token};

/// One collection behind a link.
pub(super) struct Target {
    /// How it is written in a query.
    step: Ident,
    ty: Type,
}

/// The collections that a type names, if it is written as an `AnyLink` of several, or a list or `Option` of one.
pub(super) fn of(ty: &Type) -> Vec<Target> {
    match any_link(ty) {
        Some(Type::Tuple(tuple)) if tuple.elems.len() > 1 => {
            tuple.elems.iter().filter_map(Target::read).collect()
        }
        _ => Vec::new(),
    }
}

/// Keeps the first of the steps that have one name.
pub(super) fn check(field: &Ident, targets: &mut Vec<Target>, diagnostics: &mut Diagnostics) {
    let mut seen: Vec<Ident> = Vec::new();
    targets.retain(|target| {
        let new = !seen.contains(&target.step);
        if new {
            seen.push(target.step.clone());
        } else {
            let message =
                format!("two collections behind `{}` are called `{}`", token::plain(field), target.step);
            diagnostics.error(target.step.span(), message);
        }
        new
    });
}

/// What stands in the `AnyLink`.
fn any_link(ty: &Type) -> Option<&Type> {
    let last = last(ty)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let (inner, None) = (types.next()?, types.next()) else { return None };
    if last.ident == "AnyLink" { Some(bare(inner)) } else { any_link(inner) }
}

/// The last part of a type's path.
fn last(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// Without parentheses and what a `macro_rules!` puts around a `$t:ty`.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

impl Target {
    fn read(ty: &Type) -> Option<Self> {
        let ident = &last(ty)?.ident;
        let step = token::raw(&Ident::new(&names::snake(&token::plain(ident)), ident.span()))?;
        Some(Self { step, ty: ty.clone() })
    }

    /// `Feed_related_article`
    fn marker(&self, model: &Model, field: &Field) -> Ident {
        let marker = marker_ident(model, field);
        Ident::new(&format!("{marker}_{}", token::plain(&self.step)), self.step.span())
    }
}

/// The markers of the steps, for the module of the markers.
pub(super) fn markers<'m>(model: &'m Model, field: &'m Field) -> impl Iterator<Item = Ident> + 'm {
    field.targets.iter().map(|target| target.marker(model, field))
}

/// `FeedRelatedTargets`
fn steps_name(model: &Model, field: &Field) -> Ident {
    let name = format!("{}{}Targets", token::plain(&model.ident), names::camel(&token::plain(&field.ident)));
    Ident::new(&name, field.ident.span())
}

/// Expands to: `pub struct FeedRelatedTargets<Root = Feed, Path = ()> { pub article: ::weaviate::__private::Field<…> }`
pub(super) fn named(model: &Model, field: &Field, facade: &TokenStream) -> TokenStream {
    if field.targets.is_empty() {
        return TokenStream::new();
    }
    let (visibility, owner, name, module) =
        (&model.visibility, &model.ident, steps_name(model, field), module_name(model));
    let members = field.targets.iter().map(|target| {
        let (step, marker) = (&target.step, target.marker(model, field));
        let doc = format!("The objects of `{}` behind the link.", token::plain(&last_ident(target)));
        quote!(#[doc = #doc] pub #step: #facade::__private::Field<Root, Path, #module::#marker>)
    });
    let doc = format!("The collections behind [`{}::{}`].", token::plain(owner), token::plain(&field.ident));
    let quiet = quiet();
    quote! {
        #[doc = #doc]
        #quiet
        #visibility struct #name<Root = #owner, Path = ()> { #(#members,)* }
    }
}

fn last_ident(target: &Target) -> Ident {
    last(&target.ty).map_or_else(|| target.step.clone(), |segment| segment.ident.clone())
}

/// Expands to: `impl __weaviate::HasFields for __Feed_properties::Feed_related { … }` and a property for each step
pub(super) fn expand(model: &Model, field: &Field) -> TokenStream {
    if field.targets.is_empty() {
        return TokenStream::new();
    }
    let (owner, link, name) = (&model.ident, marker_name(model, field), steps_name(model, field));
    let (module, wire_name) = (module_name(model), &field.name);
    let steps: Vec<&Ident> = field.targets.iter().map(|target| &target.step).collect();
    let properties = field.targets.iter().map(|target| {
        let (marker, ty) = (target.marker(model, field), &target.ty);
        let at = Span::call_site().located_at(ty.span());
        let toward = quote_spanned!(at=> type Type = __weaviate::Toward<#ty>;);
        quote! {
            impl __weaviate::Property for #module::#marker {
                type Owner = #owner;
                #toward
                type Kind = __weaviate::collection;
                type Filterable = __weaviate::yes;
                type Searchable = __weaviate::no;
                type Tokenization = __weaviate::tokenization::word;
                const NAME: &'static str = #wire_name;
                const STEP: bool = true;
            }
        }
    });
    quote! {
        impl __weaviate::Choice for #link {}
        impl __weaviate::HasFields for #link {
            type Fields<Root: 'static, Path: 'static> = #name<Root, Path>;
            fn fields<Root: 'static, Path: 'static>() -> &'static #name<Root, Path> {
                const { &#name { #(#steps: __weaviate::Field::NEW),* } }
            }
        }
        #(#properties)*
    }
}

/// Expands to: `&[2]`, the places of the fields whose collections have names.
pub(super) fn places(model: &Model) -> TokenStream {
    let fields = model.fields.iter().enumerate();
    let places = fields.filter(|(_, field)| !field.targets.is_empty()).map(|(at, _)| at);
    quote!(&[#(#places),*])
}
