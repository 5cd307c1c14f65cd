//! What cannot be read, and where.

use std::{fmt, path::Path};

/// Why source could not be read.
#[derive(Debug)]
pub(crate) struct Refused(String);

impl Refused {
    pub(crate) fn file(path: &Path, why: &str) -> Self {
        Self(format!("`{}`: {why}", path.display()))
    }

    /// Of two structs of one name.
    pub(crate) fn twice(name: &str, one: &Path, other: &Path) -> Self {
        let places = if one == other {
            format!("in `{}`", one.display())
        } else {
            format!("in `{}` and in `{}`", one.display(), other.display())
        };
        Self(format!(
            "two structs are called `{name}`, {places}: give `--source` the file or folder of one, or use the schema file"
        ))
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
