//! How deep the objects of a reply may be nested.
//!
//! The readers call themselves for an object inside an object, so an end has to be set for bytes that come
//! from elsewhere.

use crate::plain::error::Error;

/// How deep objects may be nested in a reply, as prost has it. A struct may hold itself in a list; what goes deeper
/// than this was made to exhaust the stack.
pub(crate) const DEEPEST: usize = 100;

/// What is said where the end is passed.
#[cold]
pub(crate) fn too_deep() -> Error {
    Error::decode(format!("holds objects nested more than {DEEPEST} deep"))
}
