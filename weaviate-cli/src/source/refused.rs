//! What cannot be read, and where.

use std::{fmt, path::Path};

/// Why source could not be read.
#[derive(Debug)]
pub(crate) struct Refused(String);

impl Refused {
    pub(crate) fn file(path: &Path, why: &str) -> Self {
        Self(format!("`{}`: {why}", path.display()))
    }

    /// Of a struct, or of a field of it.
    pub(crate) fn at(place: &str, why: impl fmt::Display) -> Self {
        Self(format!("`{place}`: {why}; `cargo check` says more, and the schema file needs no source"))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
