//! The type of a field, as it is written; a macro sees no further.

use proc_macro2::Ident;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use super::super::model::Target;
use crate::{names, token};

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
