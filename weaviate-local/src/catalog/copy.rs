//! Copies of collections, and collections from copies.

use std::{collections::BTreeMap, sync::Arc};

use super::{Catalog, Collection};
use crate::{
    common::{
        error::{Refusal, Result},
        object::Object,
        sync::{read, write},
    },
    schema::Class,
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
            for (doc, object) in &shard.objects {
                self.journal.add(|| Change::put(shard.id, *doc, object));
            }
        }
        let name = stored.name.clone();
        if let Some(restored) = Collection::load(stored, &self.journal) {
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

impl Collection {
    fn copy_to(&self, next: &mut u32, copy: &mut Copy) -> Result<(), String> {
        let mut number = || {
            *next += 1;
            *next - 1
        };
        let id = number();
        copy.add(Change::Collection { id, name: self.class().name.clone() })?;
        for tenant in self.tenants() {
            let shard = number();
            copy.add(Change::Shard {
                id: shard,
                collection: id,
                active: tenant.active,
                name: tenant.name.clone(),
            })?;
            // Nobody waits for the disk.
            let objects: Vec<(u32, Arc<Object>)> =
                read(&tenant.shard).docs().map(|(doc, object)| (doc, object.clone())).collect();
            for (doc, object) in objects {
                copy.put(shard, doc, &object)?;
            }
        }
        // Last, so that no object is of a description that is not among them.
        let classes: BTreeMap<u32, Arc<Class>> = read(&self.epochs).clone();
        classes.values().try_for_each(|class| copy.add(Change::class(id, class)))
    }
}
