//! An export into a folder: a file a collection and tenant, and a manifest that says which of them are whole.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use uuid::Uuid;
use weaviate_migrate::{Begun, Export, Moved};
use weaviate_query::{Error, ErrorKind, Result};

use super::{
    files::{failed, replace},
    line,
};
use crate::terminal::Terminal;

/// What a folder has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// Where the objects came from.
    pub(crate) from: String,
    /// The collections that were asked for.
    pub(crate) collections: Vec<String>,
    /// Whether all of them are there.
    pub(crate) ended: bool,
    /// The files that are whole, in the order in which they were written.
    pub(crate) files: Vec<Exported>,
}

/// A file that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exported {
    pub(crate) file: String,
    pub(crate) collection: String,
    pub(crate) tenant: Option<String>,
    /// Whether the tenant was one that is not in memory.
    pub(crate) inactive: bool,
    pub(crate) objects: u64,
}

impl Manifest {
    const FILE: &str = "weaviate.export.json";

    /// Reads the one of a folder; none if it has none.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(Self::FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&path, "read", error)),
        };
        let json: Value = serde_json::from_str(&text).map_err(|error| {
            Error::decode(format!("`{}` is no manifest of an export", path.display())).with_source(error)
        })?;
        let text = |json: &Value, key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str| json[key].as_array().cloned().unwrap_or_default();
        let exported = |json: &Value| Exported {
            file: text(json, "file"),
            collection: text(json, "collection"),
            tenant: json["tenant"].as_str().map(str::to_owned),
            inactive: json["inactive"] == true,
            objects: json["objects"].as_u64().unwrap_or_default(),
        };
        Ok(Some(Self {
            from: text(&json, "from"),
            collections: list("collections").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            ended: json["ended"] == true,
            files: list("files").iter().map(exported).collect(),
        }))
    }

    pub(crate) fn json(&self) -> Value {
        let file = |file: &Exported| {
            let mut json =
                json!({ "file": file.file, "collection": file.collection, "objects": file.objects });
            if let Some(tenant) = &file.tenant {
                json["tenant"] = tenant.as_str().into();
                json["inactive"] = file.inactive.into();
            }
            json
        };
        let files: Vec<Value> = self.files.iter().map(file).collect();
        json!({ "format": 1, "from": self.from, "collections": self.collections, "ended": self.ended, "files": files })
    }

    fn write(&self, folder: &Path) -> Result<()> {
        replace(&folder.join(Self::FILE), &format!("{:#}\n", self.json()))
    }
}

/// The files of an export while they are written.
pub(crate) struct Folder<'t> {
    path: PathBuf,
    terminal: &'t mut dyn Terminal,
    collections: BTreeMap<String, String>,
    pub(crate) manifest: Manifest,
    /// The tenants that are not in memory, by class.
    pub(crate) inactive: Vec<(String, String)>,
    open: Option<Open>,
    /// How many objects of the collection at hand were written, and how many it has.
    at: (u64, u64),
}

struct Open {
    exported: Exported,
    part: PathBuf,
    file: BufWriter<File>,
}

/// What is written is on the disk after so many objects.
const EVERY: u64 = 500;

impl<'t> Folder<'t> {
    /// Goes on with the export that `manifest` began, or begins it. `collections` says what programs call each class.
    pub(crate) fn new(
        path: &Path,
        manifest: Manifest,
        collections: BTreeMap<String, String>,
        terminal: &'t mut dyn Terminal,
    ) -> Result<Self> {
        std::fs::create_dir_all(path).map_err(|error| failed(path, "made", error))?;
        manifest.write(path)?;
        Ok(Self {
            path: path.to_owned(),
            terminal,
            collections,
            manifest,
            inactive: Vec::new(),
            open: None,
            at: (0, 0),
        })
    }

    /// The next collection has so many objects.
    pub(crate) fn expect(&mut self, objects: u64) {
        self.at = (0, objects);
    }

    /// Says that all is there.
    pub(crate) fn ended(mut self) -> Result<Manifest> {
        self.manifest.ended = true;
        self.manifest.write(&self.path)?;
        Ok(self.manifest)
    }
}

impl Export for Folder<'_> {
    fn begin(&mut self, class: &str, tenant: Option<&str>) -> Result<Begun> {
        let collection = self.collections.get(class).map_or(class, String::as_str).to_owned();
        let file = match tenant {
            None => format!("{collection}.ndjson"),
            Some(tenant) => format!("{collection}.{tenant}.ndjson"),
        };
        if let Some(whole) = self.manifest.files.iter().find(|other| other.file == file) {
            self.at.0 += whole.objects;
            return Ok(Begun::Ended { count: whole.objects });
        }
        let path = self.path.join(&file);
        if path.exists() {
            let message =
                format!("`{}` is there already, from something else: name another folder", path.display());
            return Err(Error::new(ErrorKind::Config, message));
        }
        let part = self.path.join(format!("{file}.part"));
        let (count, last, bytes) = written(&part)?;
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&part);
        let mut out = opened.map_err(|error| failed(&part, "written", error))?;
        // Behind the last line that is whole.
        out.set_len(bytes)
            .and_then(|()| std::io::Seek::seek(&mut out, std::io::SeekFrom::End(0)))
            .map_err(|error| failed(&part, "written", error))?;
        let inactive =
            tenant.is_some_and(|tenant| self.inactive.iter().any(|(of, name)| of == class && name == tenant));
        let exported =
            Exported { file, collection, tenant: tenant.map(str::to_owned), inactive, objects: count };
        self.at.0 += count;
        self.open = Some(Open { exported, part, file: BufWriter::new(out) });
        Ok(Begun::Behind { last, count })
    }

    fn object(&mut self, class: &str, tenant: Option<&str>, object: &Moved) -> Result<()> {
        let line = line::write(object, class, tenant, &self.collections)?;
        let Some(open) = &mut self.open else { return Ok(()) };
        open.exported.objects += 1;
        self.at.0 += 1;
        let objects = open.exported.objects;
        let mut done = writeln!(open.file, "{line}");
        if objects.is_multiple_of(EVERY) {
            done = done.and_then(|()| open.file.flush());
            self.terminal.progress(&format!("exporting `{}`", open.exported.file), Some(self.at));
        }
        done.map_err(|error| failed(&open.part, "written", error))
    }

    fn end(&mut self) -> Result<u64> {
        let Some(Open { mut exported, part, mut file }) = self.open.take() else { return Ok(0) };
        file.flush()
            .and_then(|()| file.get_ref().sync_all())
            .map_err(|error| failed(&part, "written", error))?;
        exported.objects = read_back(&part)?;
        let path = self.path.join(&exported.file);
        std::fs::rename(&part, &path).map_err(|error| failed(&path, "written", error))?;
        let count = exported.objects;
        self.manifest.files.push(exported);
        self.manifest.write(&self.path)?;
        Ok(count)
    }

    fn is_live(&self) -> bool {
        true
    }
}

/// How many lines a file has that was not ended, the id of the last one, and where that ends.
fn written(part: &Path) -> Result<(u64, Option<Uuid>, u64)> {
    let file = match File::open(part) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((0, None, 0)),
        Err(error) => return Err(failed(part, "read", error)),
    };
    let mut reader = BufReader::new(file);
    let (mut count, mut bytes, mut line, mut last) = (0, 0, Vec::new(), Vec::new());
    while reader.read_until(b'\n', &mut line).map_err(|error| failed(part, "read", error))? > 0 {
        if line.last() != Some(&b'\n') {
            break;
        }
        count += 1;
        bytes += line.len() as u64;
        std::mem::swap(&mut line, &mut last);
        line.clear();
    }
    if count == 0 {
        return Ok((0, None, 0));
    }
    let json: Option<Value> = serde_json::from_slice(&last).ok();
    let id = json.and_then(|json| json["id"].as_str()?.parse().ok());
    let id = id.ok_or_else(|| {
        let message =
            format!("line {count} of `{}` is no object: remove that file, and export anew", part.display());
        Error::decode(message)
    })?;
    Ok((count, Some(id), bytes))
}

/// Reads every line, and says how many there are.
fn read_back(part: &Path) -> Result<u64> {
    let file = File::open(part).map_err(|error| failed(part, "read", error))?;
    let mut count = 0;
    for line in BufReader::new(file).lines() {
        let line = line.map_err(|error| failed(part, "read", error))?;
        let read: serde_json::Result<Value> = serde_json::from_str(&line);
        read.map_err(|error| {
            let message = format!("line {} of `{}` does not read back", count + 1, part.display());
            Error::decode(message).with_source(error)
        })?;
        count += 1;
    }
    Ok(count)
}
