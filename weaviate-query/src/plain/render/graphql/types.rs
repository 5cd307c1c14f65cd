//! What a name of the question is, by the collection's definition. A name that the struct does not declare is
//! refused: gRPC can ask for it, as it needs no type.

use std::borrow::Cow;

use super::{super::Context, refusal::unsupported};
use crate::plain::{
    error::{Error, Result},
    schema::{CollectionDef, FieldDef, ObjectDef, Role, TypeDef},
};

/// A property among the fields of `owner`.
pub(super) fn property<'a>(fields: &'a [FieldDef], name: &str, owner: &str) -> Result<&'a TypeDef> {
    let found = fields.iter().find(|field| field.role == Role::Property && field.name == name);
    found.map(|field| &field.of).ok_or_else(|| {
        Error::invalid(format!(
            "`{owner}` declares no property `{name}`: GraphQL needs its type, so declare it or ask over gRPC"
        ))
    })
}

/// The nested object that a property is.
pub(super) fn object(of: &TypeDef, name: &str) -> Result<&'static ObjectDef> {
    of.object.map(|object| object()).ok_or_else(|| Error::invalid(format!("`{name}` is no nested object")))
}

/// The collection behind a link, and its class.
pub(super) fn target<'a>(
    of: &TypeDef,
    name: &str,
    wanted: Option<&str>,
    cx: &Context<'a>,
) -> Result<(&'static CollectionDef, Cow<'a, str>)> {
    let mut targets = of.targets.iter().map(|target| target());
    let found = match wanted {
        Some(wanted) => targets.find(|target| target.name == wanted),
        None => targets.next().filter(|_| of.targets.len() == 1),
    };
    match found {
        Some(found) => Ok((found, cx.names.concrete(found.name))),
        None if of.targets.is_empty() => Err(Error::invalid(format!("`{name}` is no link"))),
        None => Err(unsupported(format!("GraphQL has to know which collection behind `{name}` is meant"))),
    }
}
