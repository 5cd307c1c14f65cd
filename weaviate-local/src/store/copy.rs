//! Copies of collections in a folder of their own, in the format of an engine's folder.

use std::{path::Path, sync::atomic::Ordering};

use super::{
    change::Change,
    folder::{DATA, Folder},
    load::Contents,
};

/// How many changes are written at a time.
const PIECE: usize = 2_000;

/// A copy that is being written.
pub(crate) struct Copy {
    folder: Folder,
    queue: Vec<Change>,
}

impl Copy {
    /// Into this folder, which must be empty or not there yet.
    pub(crate) fn new(path: &Path) -> Result<Self, String> {
        let (folder, _) = Folder::open(path).map_err(|error| error.to_string())?;
        // A backup waits for the disk itself.
        folder.fsync().store(true, Ordering::Relaxed);
        Ok(Self { folder, queue: Vec::new() })
    }

    /// Adds to the copy.
    pub(crate) fn add(&mut self, change: Change) -> Result<(), String> {
        self.queue.push(change);
        if self.queue.len() < PIECE { Ok(()) } else { self.write() }
    }

    /// Writes what is left; the size of the copy in bytes.
    pub(crate) fn finish(mut self, path: &Path) -> Result<u64, String> {
        self.write()?;
        drop(self);
        std::fs::metadata(path.join(DATA)).map(|data| data.len()).map_err(|error| error.to_string())
    }

    fn write(&mut self) -> Result<(), String> {
        self.folder.write(&self.queue).map_err(|error| error.to_string())?;
        self.queue.clear();
        Ok(())
    }
}

/// What a copy holds; none when the folder holds no copy.
pub(crate) fn read_copy(path: &Path) -> Result<Option<Contents>, String> {
    if !path.join(DATA).exists() {
        return Ok(None);
    }
    Folder::open(path).map(|(_, contents)| Some(contents)).map_err(|error| error.to_string())
}
