//! Backups in a folder, as the server's module `backup-filesystem` keeps them.
//!
//! A backup is a folder with the server's description of it in `backup_config.json`, and the collections in an engine's
//! own format below `weaviate-0`. A request does all the work before it is answered: a server answers first.

mod description;

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};

use crate::{
    common::error::{Refusal, Result},
    operations::context::Context,
    protocol::rest::cluster::NODE,
    store::{Contents, Copy, read_copy},
};
pub(crate) use description::{CANCELED, Description, STARTED, SUCCESS, shown};

/// The description of a backup.
pub(crate) const BACKUP: &str = "backup_config.json";
/// How restoring it went.
pub(crate) const RESTORE: &str = "restore_config.json";

/// What an engine knows of the backups it makes and restores.
#[derive(Default)]
pub(crate) struct Backups {
    pub(crate) made: Work,
    pub(crate) restored: Work,
}

/// One kind of work, done once at a time.
#[derive(Default)]
pub(crate) struct Work {
    running: Mutex<Option<String>>,
    started: Mutex<Option<DateTime<Utc>>>,
}

/// The right to work until it is dropped.
pub(crate) struct Turn<'a>(&'a Work);

impl Work {
    /// Begins the work for a backup, or says which one is worked on.
    pub(crate) fn begin(&self, id: &str) -> Result<Turn<'_>, String> {
        let mut running = lock(&self.running);
        if let Some(other) = &*running {
            return Err(other.clone());
        }
        *running = Some(id.to_owned());
        *lock(&self.started) = Some(Utc::now());
        Ok(Turn(self))
    }

    /// When the last work began, as the server's texts show its state.
    pub(crate) fn state(&self) -> String {
        let time = lock(&self.started).map_or_else(
            || "0001-01-01 00:00:00".to_owned(),
            |time| {
                let text = time.format("%Y-%m-%d %H:%M:%S%.9f").to_string();
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            },
        );
        format!("{{{time} +0000 UTC     }}")
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *lock(&self.0.running) = None;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

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

    fn data(&self) -> PathBuf {
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

/// Makes a backup of these collections.
pub(crate) fn make(context: &Context, slot: &Slot, classes: &[String]) -> Result<()> {
    let mut description = Description::new(&slot.id, classes);
    let failed =
        |why: String| Refusal::with_status(500, format!("coordinator: cannot init meta file: {why}"));
    slot.write(BACKUP, &description).map_err(failed)?;
    let copied = Copy::new(&slot.data()).and_then(|mut copy| {
        context.catalog().copy_to(classes, &mut copy)?;
        copy.finish(&slot.data())
    });
    description.finish(copied);
    slot.write(BACKUP, &description).map_err(failed)
}

/// What a backup holds.
pub(crate) fn contents(slot: &Slot) -> Result<Contents> {
    match read_copy(&slot.data()) {
        Ok(Some(contents)) => Ok(contents),
        Ok(None) => Err(Refusal::new(format!(
            "the embedded engine cannot restore backup \"{}\": it reads only backups that it made itself",
            slot.id
        ))),
        Err(why) => Err(Refusal::with_status(500, format!("find backup {}: {why}", slot.path.display()))),
    }
}

/// Adds the collections of a backup to those there are; which of them could not be is in its description afterwards.
pub(crate) fn restore(
    context: &Context,
    slot: &Slot,
    contents: Contents,
    classes: &[String],
    overwrite: bool,
) -> Result<()> {
    let mut failed = Vec::new();
    for stored in contents.collections.into_iter().filter(|stored| classes.contains(&stored.name)) {
        let name = stored.name.clone();
        let aliases = contents.aliases.iter().filter(|(_, target)| **target == name);
        let restored = context
            .catalog()
            .restore(stored)
            .map_err(|refusal| refusal.within("error when trying to restore class"));
        let restored = restored.and_then(|()| {
            let mut aliases = aliases;
            aliases.try_for_each(|(alias, target)| {
                let restored = context.catalog().restore_alias(alias, target, overwrite);
                restored.map_err(|refusal| {
                    refusal
                        .within(format!("create alias {alias} failed"))
                        .within("failed to restore alias for class")
                })
            })
        });
        if let Err(refusal) = restored {
            failed.push(format!("\"{name}\": {}", refusal.text));
        }
    }
    let mut done = Description::new(&slot.id, classes);
    let restored = if failed.is_empty() {
        context.commit().map(|()| 0).map_err(|refusal| refusal.text)
    } else {
        Err(format!("could not restore classes: [{}]", failed.join(" ")))
    };
    done.finish(restored);
    let failed = |why| Refusal::with_status(500, format!("put initial metadata: {why}"));
    slot.write(RESTORE, &done).map_err(failed)
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

    #[test]
    fn one_at_a_time() {
        let work = Work::default();
        assert_eq!(work.state(), "{0001-01-01 00:00:00 +0000 UTC     }");
        let turn = work.begin("a").unwrap();
        assert_eq!(work.begin("b").err().as_deref(), Some("a"));
        drop(turn);
        assert!(work.begin("b").is_ok());
    }
}
