//! What GraphQL cannot carry.

use crate::plain::error::{Error, ErrorKind};

/// An error that is not about a wrong question: it is a right one, and gRPC can carry it.
pub(super) fn unsupported(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Unsupported, format!("{what}: ask over gRPC"))
}
