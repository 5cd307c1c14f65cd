//! Where a shard keeps its objects: in memory, and for an engine with a folder there as well.

mod bytes;
mod change;
mod copy;
mod folder;
mod guard;
mod journal;
mod load;
mod open;
mod record;
mod stored;
mod sum;
mod tables;

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::common::{object::Object, paged::Paged};
pub(crate) use change::Change;
pub(crate) use copy::{Copy, read_copy};
pub(crate) use folder::Folder;
pub(crate) use journal::Journal;
pub(crate) use load::{Contents, StoredCollection, StoredShard};
pub use open::{OpenError, OpenErrorKind};
pub(crate) use stored::Stored;

/// Objects by internal document number, which grows with every write, and by id.
pub(crate) trait ObjectStore: Send + Sync {
    fn get(&self, doc: u32) -> Option<&Stored>;
    fn doc(&self, id: &Uuid) -> Option<u32>;
    fn insert(&mut self, doc: u32, object: &Object);
    fn remove(&mut self, doc: u32) -> bool;
    fn len(&self) -> usize;
    /// In the order of ids, from the first one after `after`.
    fn by_id<'a>(&'a self, after: Option<Uuid>) -> Box<dyn Iterator<Item = (Uuid, u32)> + 'a>;
    /// In the order of document numbers.
    fn docs<'a>(&'a self) -> Box<dyn Iterator<Item = (u32, &'a Stored)> + 'a>;
}

/// Objects in memory.
#[derive(Default)]
pub(crate) struct MemoryStore {
    objects: Paged<Stored>,
    ids: BTreeMap<Uuid, u32>,
}

impl MemoryStore {
    /// A store of these objects.
    pub(crate) fn of(objects: Vec<(u32, Stored)>) -> Self {
        let ids = objects.iter().map(|(doc, object)| (object.id(), *doc)).collect();
        Self { ids, objects: objects.into_iter().collect() }
    }

    fn put(&mut self, doc: u32, id: Uuid, object: Stored) {
        self.ids.insert(id, doc);
        self.objects.insert(doc, object);
    }
}

impl ObjectStore for MemoryStore {
    fn get(&self, doc: u32) -> Option<&Stored> {
        self.objects.get(doc)
    }

    fn doc(&self, id: &Uuid) -> Option<u32> {
        self.ids.get(id).copied()
    }

    fn insert(&mut self, doc: u32, object: &Object) {
        self.put(doc, object.id, Stored::new(object));
    }

    fn remove(&mut self, doc: u32) -> bool {
        let Some(object) = self.objects.remove(doc) else { return false };
        let id = object.id();
        if self.ids.get(&id) == Some(&doc) {
            self.ids.remove(&id);
        }
        true
    }

    fn len(&self) -> usize {
        self.objects.len()
    }

    fn by_id<'a>(&'a self, after: Option<Uuid>) -> Box<dyn Iterator<Item = (Uuid, u32)> + 'a> {
        use std::ops::Bound::{Excluded, Unbounded};
        let from = after.map_or(Unbounded, Excluded);
        Box::new(self.ids.range((from, Unbounded)).map(|(id, doc)| (*id, *doc)))
    }

    fn docs<'a>(&'a self) -> Box<dyn Iterator<Item = (u32, &'a Stored)> + 'a> {
        Box::new(self.objects.iter())
    }
}

/// Objects in memory whose changes go to the journal.
pub(crate) struct KeptStore {
    memory: MemoryStore,
    journal: Journal,
    shard: u32,
}

impl KeptStore {
    pub(crate) fn new(memory: MemoryStore, journal: Journal, shard: u32) -> Self {
        Self { memory, journal, shard }
    }
}

impl ObjectStore for KeptStore {
    fn get(&self, doc: u32) -> Option<&Stored> {
        self.memory.get(doc)
    }

    fn doc(&self, id: &Uuid) -> Option<u32> {
        self.memory.doc(id)
    }

    fn insert(&mut self, doc: u32, object: &Object) {
        let stored = Stored::new(object);
        self.journal.add(|| Change::put(self.shard, doc, &stored));
        self.memory.put(doc, object.id, stored);
    }

    fn remove(&mut self, doc: u32) -> bool {
        let removed = self.memory.remove(doc);
        if removed {
            self.journal.add(|| Change::Delete { shard: self.shard, doc });
        }
        removed
    }

    fn len(&self) -> usize {
        self.memory.len()
    }

    fn by_id<'a>(&'a self, after: Option<Uuid>) -> Box<dyn Iterator<Item = (Uuid, u32)> + 'a> {
        self.memory.by_id(after)
    }

    fn docs<'a>(&'a self) -> Box<dyn Iterator<Item = (u32, &'a Stored)> + 'a> {
        self.memory.docs()
    }
}
