//! What GraphQL cannot carry.

use crate::plain::error::{Error, ErrorKind};

/// Of another kind than a wrong question: gRPC can carry it.
pub(super) fn unsupported(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Unsupported, format!("{what}: ask over gRPC"))
}
