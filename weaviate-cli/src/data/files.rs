//! What goes wrong with files, and files that are never half written.

use std::path::Path;

use weaviate_query::{Error, ErrorKind, Result};

/// What a file cannot do.
pub(super) fn failed(path: &Path, verb: &str, error: std::io::Error) -> Error {
    Error::new(ErrorKind::Config, format!("`{}` cannot be {verb}: {error}", path.display()))
        .with_source(error)
}

/// Writes a file so that it is whole or the one of before.
pub(super) fn replace(path: &Path, text: &str) -> Result<()> {
    let beside = path.with_extension("new");
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| failed(path, "written", error))
}
