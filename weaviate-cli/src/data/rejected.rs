//! The file of what was not stored, a line of JSON each: which line it was, why, and the object, to be imported again.

use std::{
    fs::{File, OpenOptions},
    io::{BufWriter, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use weaviate_query::Result;

use super::files::failed;

/// The file, which is there once something is in it.
pub(crate) struct Rejected {
    pub(crate) path: PathBuf,
    file: Option<BufWriter<File>>,
    /// Of an import that goes on: how much of the file is accounted for. What is behind that is written again.
    bytes: u64,
}

impl Rejected {
    pub(crate) fn new(path: &Path, bytes: u64) -> Self {
        Self { path: path.to_owned(), file: None, bytes }
    }

    /// Notes a line, with the object, or with its text if that is none.
    pub(crate) fn add(
        &mut self,
        line: u64,
        why: &str,
        object: std::result::Result<Value, &[u8]>,
    ) -> Result<()> {
        let mut entry = json!({ "line": line, "error": why });
        match object {
            Ok(object) => entry["object"] = object,
            Err(text) => entry["text"] = String::from_utf8_lossy(text).trim_end().into(),
        }
        let path = self.path.clone();
        let out = self.file()?;
        writeln!(out, "{entry}").map_err(|error| failed(&path, "written", error))
    }

    fn file(&mut self) -> Result<&mut BufWriter<File>> {
        let file = if let Some(file) = self.file.take() {
            file
        } else {
            let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&self.path);
            let begun = opened.and_then(|mut file| {
                file.set_len(self.bytes)?;
                file.seek(SeekFrom::End(0))?;
                Ok(BufWriter::new(file))
            });
            begun.map_err(|error| failed(&self.path, "written", error))?
        };
        Ok(self.file.insert(file))
    }

    /// Puts what was noted on the disk, and says how much that is.
    pub(crate) fn kept(&mut self) -> Result<u64> {
        let Some(file) = &mut self.file else { return Ok(self.bytes) };
        let end = file.flush().and_then(|()| file.stream_position());
        self.bytes = end.map_err(|error| failed(&self.path, "written", error))?;
        Ok(self.bytes)
    }
}

/// The object of a line: the line itself, or of a line of such a file what was not stored.
pub(crate) fn unwrapped(json: Value) -> Value {
    match json {
        Value::Object(mut entry) if entry.contains_key("error") && entry.contains_key("object") => {
            entry.remove("object").unwrap_or_default()
        }
        other => other,
    }
}
