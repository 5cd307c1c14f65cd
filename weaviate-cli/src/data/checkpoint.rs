//! How far an import is, in a file beside its source until it ends.

use std::path::PathBuf;

use serde_json::{Value, json};
use weaviate_query::Result;

use super::files::replace;

/// What became of the lines so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) read: u64,
    pub(crate) stored: u64,
    pub(crate) rejected: u64,
    /// Links of stored objects that are not written.
    pub(crate) unlinked: u64,
}

/// Where an import is: all before it is accounted for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which file.
    pub(crate) file: usize,
    pub(crate) bytes: u64,
    pub(crate) line: u64,
    pub(crate) counts: Counts,
    /// How much of the file of rejected objects is accounted for.
    pub(crate) rejected: u64,
}

/// The file that says it.
pub(crate) struct Checkpoint {
    path: PathBuf,
    /// From which files to which server.
    way: Value,
}

impl Checkpoint {
    /// Of an import from these sources to a target.
    pub(crate) fn new(path: PathBuf, sources: &[PathBuf], to: &str) -> Self {
        Self { path, way: json!({ "from": sources, "to": to }) }
    }

    /// Where an earlier import left off that went the same way.
    pub(crate) fn read(&self) -> Option<Place> {
        let json: Value = serde_json::from_str(&std::fs::read_to_string(&self.path).ok()?).ok()?;
        if json["format"] != 1 || json["way"] != self.way {
            return None;
        }
        let number = |key: &str| json[key].as_u64();
        Some(Place {
            file: usize::try_from(number("file")?).ok()?,
            bytes: number("bytes")?,
            line: number("line")?,
            counts: Counts {
                read: number("read")?,
                stored: number("stored")?,
                rejected: number("rejected")?,
                unlinked: number("unlinked")?,
            },
            rejected: number("rejected_bytes")?,
        })
    }

    pub(crate) fn write(&self, at: &Place) -> Result<()> {
        let json = json!({
            "format": 1, "way": self.way, "file": at.file, "bytes": at.bytes, "line": at.line,
            "read": at.counts.read, "stored": at.counts.stored, "rejected": at.counts.rejected,
            "unlinked": at.counts.unlinked, "rejected_bytes": at.rejected,
        });
        replace(&self.path, &format!("{json:#}\n"))
    }

    /// It ended.
    pub(crate) fn remove(&self) {
        // If it stays, the same import would go on at its end, which does nothing.
        let _ = std::fs::remove_file(&self.path);
    }
}
