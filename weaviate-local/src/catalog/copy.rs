//! Copies collections into a backup, and adds collections from one.

use std::sync::Arc;

use super::{Catalog, Collection};
use crate::{
    common::{
        error::{Refusal, Result},
        sync::{read, write},
    },
    store::{Change, Copy, StoredCollection},
};

impl Catalog {
    /// Writes these collections and what points to them.
    pub(crate) fn copy_to(&self, names: &[String], copy: &mut Copy) -> Result<(), String> {
        let mut next = 1;
        for collection in names.iter().filter_map(|name| self.get(name)) {
            collection.copy_to(&mut next, copy)?;
        }
        for (name, target) in self.aliases(None) {
            if names.contains(&target) {
                copy.add(Change::Alias { name, target })?;
            }
        }
        Ok(())
    }

    /// Adds a collection from a copy, as it was, unless its name is taken.
    pub(crate) fn restore(&self, mut stored: StoredCollection) -> Result<()> {
        let mut collections = write(&self.collections);
        self.check_free(&collections, &stored.name)?;
        let id = self.journal.next_id();
        self.journal.add(|| Change::Collection { id, name: stored.name.clone() });
        for class in stored.classes.values() {
            self.journal.add(|| Change::class(id, class));
        }
        stored.id = id;
        for shard in &mut stored.shards {
            shard.id = self.journal.next_id();
            self.journal.add(|| Change::Shard {
                id: shard.id,
                collection: id,
                active: shard.active,
                name: shard.name.clone(),
            });
        }
        let name = stored.name.clone();
        if let Some(restored) = Collection::load(stored, &self.journal) {
            restored.keep_objects();
            collections.insert(name, Arc::new(restored));
        }
        Ok(())
    }

    /// Adds an alias from a copy. One that is there stays as it is, unless it is to be overwritten.
    pub(crate) fn restore_alias(&self, alias: &str, target: &str, overwrite: bool) -> Result<()> {
        let collections = read(&self.collections);
        let mut aliases = write(&self.aliases);
        if !overwrite && aliases.contains_key(alias) {
            return Ok(());
        }
        if collections.contains_key(alias) {
            let place = "updating schema: TYPE_CREATE_ALIAS: create alias";
            return Err(Refusal::new(format!("{place}: class {alias} already exists")));
        }
        self.insert_alias(&mut aliases, alias, target);
        Ok(())
    }
}
