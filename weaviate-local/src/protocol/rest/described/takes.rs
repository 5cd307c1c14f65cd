//! What a path takes: its parameters, and what each must be.

use crate::protocol::rest::shape::Shape;

/// A method of a path.
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) takes: &'static [Takes],
}

/// A parameter and what it must be.
pub(super) enum Takes {
    /// A UUID in the path.
    Id,
    /// One of a few words in the path.
    OneOf(&'static str, &'static [&'static str]),
    /// One of a few words in the query, or nothing.
    Either(&'static str, &'static [&'static str]),
    /// A number in the query.
    Integer(&'static str),
    /// Something in the query that must be there.
    Needed(&'static str),
    /// A body: its name, whether it may be missing, and its shape.
    Body(&'static str, Need, &'static Shape),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Always,
    Never,
}
