//! Backups in a folder, as the server's module `backup-filesystem` keeps them.
//!
//! A backup is a folder with the server's description of it in `backup_config.json`, and the collections in an engine's
//! own format below `weaviate-0`. A request does all the work before it is answered: a server answers first.

mod description;
mod slot;
mod work;

pub(crate) use description::{CANCELED, Description, STARTED, SUCCESS, shown};
pub(crate) use slot::{BACKUP, RESTORE, Slot, all, is_id};
pub(crate) use work::{Backups, Work};

use super::context::Context;
use crate::{
    common::error::{Refusal, Result},
    store::{Contents, Copy, read_copy},
};

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
