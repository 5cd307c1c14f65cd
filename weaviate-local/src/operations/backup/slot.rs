//! The folder of one backup, with the descriptions in it.

use std::path::{Path, PathBuf};

use super::description::Description;
use crate::common::server::NODE;

/// The description of a backup.
pub(crate) const BACKUP: &str = "backup_config.json";
/// How restoring it went.
pub(crate) const RESTORE: &str = "restore_config.json";

/// The folder of one backup.
pub(crate) struct Slot {
    pub(crate) id: String,
    pub(crate) path: PathBuf,
}

impl Slot {
    /// The folder of a backup below the folder of all.
    pub(crate) fn new(all: &Path, id: &str) -> Self {
        Self { id: id.to_owned(), path: all.join(id) }
    }

    /// The description in one of its files; none when there is no such file.
    pub(crate) fn read(&self, file: &str) -> Result<Option<Description>, String> {
        if !is_id(&self.id) {
            return Ok(None);
        }
        match std::fs::read(self.path.join(file)) {
            Ok(text) => serde_json::from_slice(&text)
                .map(Some)
                .map_err(|error| format!("marshal meta file \"{file}\": {error}")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("get object {}: {error}", self.path.join(file).display())),
        }
    }

    /// Writes a description, whole or not at all.
    pub(crate) fn write(&self, file: &str, description: &Description) -> Result<(), String> {
        let unfinished = self.path.join(format!("{file}.new"));
        let text = serde_json::to_vec(description).map_err(|error| error.to_string())?;
        std::fs::create_dir_all(&self.path)
            .and_then(|()| std::fs::write(&unfinished, text))
            .and_then(|()| std::fs::rename(&unfinished, self.path.join(file)))
            .map_err(|error| format!("write file {}: {error}", self.path.join(file).display()))
    }

    /// The server's words for a file that is not there.
    pub(crate) fn not_found(&self, file: &str) -> String {
        let path = self.path.join(file);
        let path = path.display();
        format!("get object path could not find {path}: stat {path}: no such file or directory")
    }

    pub(super) fn data(&self) -> PathBuf {
        self.path.join(NODE)
    }
}

/// Whether a backup may be called so.
pub(crate) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'_' | b'-'))
}

/// Every backup in a folder.
pub(crate) fn all(folder: &Path) -> Result<Vec<Description>, String> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("open backups path: open {}: {error}", folder.display())),
    };
    let mut out = Vec::new();
    for entry in entries.filter_map(std::result::Result::ok) {
        out.extend(Slot::new(folder, &entry.file_name().to_string_lossy()).read(BACKUP)?);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_backups() {
        for (id, is) in [("a_b-9", true), ("", false), ("A", false), ("..", false), ("a/b", false)] {
            assert_eq!(is_id(id), is, "{id}");
        }
    }
}
