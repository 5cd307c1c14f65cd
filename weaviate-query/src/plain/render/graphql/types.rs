//! What a name of the question is, by the collection's shape. A name that is not there is refused: gRPC can ask for
//! it, as it needs no type.

use std::borrow::Cow;

use super::{super::Context, refusal::unsupported};
use crate::plain::{
    error::{Error, Result},
    schema::{PropertyShape, Shape},
};

/// A property of `owner`.
pub(in crate::plain) fn property<'a>(owner: Shape<'a>, name: &str) -> Result<PropertyShape<'a>> {
    owner.property(name).ok_or_else(|| {
        let owner_name = owner.name();
        Error::invalid(if owner.is_declared() {
            format!(
                "`{owner_name}` declares no property `{name}`: GraphQL needs its type, so declare it or ask over gRPC"
            )
        } else {
            format!("`{owner_name}` has no property `{name}` whose type is known, as GraphQL needs it")
        })
    })
}

/// The nested object that a property is.
pub(in crate::plain) fn object<'a>(of: PropertyShape<'a>, name: &str) -> Result<Shape<'a>> {
    of.object().ok_or_else(|| Error::invalid(format!("`{name}` is no nested object")))
}

/// The collection behind a link, and its class.
pub(in crate::plain) fn target<'a>(
    of: PropertyShape<'a>,
    name: &str,
    wanted: Option<&str>,
    cx: &Context<'a>,
) -> Result<(Shape<'a>, Cow<'a, str>)> {
    match of.target(wanted, cx.names) {
        Some(found) => Ok(found),
        None if of.target_count() == 0 => Err(Error::invalid(format!("`{name}` is no link"))),
        None => Err(unsupported(format!("GraphQL has to know which collection behind `{name}` is meant"))),
    }
}
