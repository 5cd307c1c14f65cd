//! The type of a field, as it is written; a macro sees no further.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use super::super::model::Target;
use crate::{names, token};

/// The type with the struct's name for each `Self`: a type is written again in the impls of its property's marker,
/// where `Self` would be the marker.
pub(super) fn named(ty: &Type, owner: &Ident) -> Type {
    let mut found = false;
    let renamed = renamed(ty.to_token_stream(), owner, &mut found);
    let renamed = found.then(|| syn::parse2(renamed).ok()).flatten();
    renamed.unwrap_or_else(|| ty.clone())
}

fn renamed(tokens: TokenStream, owner: &Ident, found: &mut bool) -> TokenStream {
    let renamed = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(word) if word == "Self" => {
            *found = true;
            let mut owner = owner.clone();
            owner.set_span(word.span());
            TokenTree::Ident(owner)
        }
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), renamed(group.stream(), owner, found));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        other => other,
    });
    renamed.collect()
}

/// The collections that a type names, if it is written as an `AnyLink` of several, or a list or `Option` of one:
/// `AnyLink<(Article, Author)>` gives the steps `.article` and `.author`.
pub(super) fn targets(ty: &Type) -> Vec<Target> {
    match any_link(ty) {
        Some(Type::Tuple(tuple)) if tuple.elems.len() > 1 => tuple.elems.iter().filter_map(target).collect(),
        _ => Vec::new(),
    }
}

fn target(ty: &Type) -> Option<Target> {
    let name = &last(ty)?.ident;
    let step = token::raw(&Ident::new(&names::snake(&token::plain(name)), name.span()))?;
    Some(Target { step, name: name.clone(), ty: ty.clone() })
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
