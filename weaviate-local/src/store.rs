//! Where a shard keeps its objects: in memory, and for an engine with a folder there as well.

mod bytes;
mod change;
mod copy;
mod folder;
mod guard;
mod journal;
mod load;
mod open;
mod order;
mod record;
mod records;
mod stored;
mod sum;
mod tables;

use uuid::Uuid;

use self::order::Order;
use crate::common::{object::Object, paged::Paged};
pub(crate) use change::Change;
pub(crate) use copy::{Copy, read_copy};
pub(crate) use folder::Folder;
pub(crate) use journal::Journal;
pub(crate) use load::{Contents, StoredCollection, StoredShard};
pub use open::{OpenError, OpenErrorKind};
pub(crate) use records::Records;
pub(crate) use stored::Stored;

/// Objects by internal document number, which grows with every write, and by id; without their vectors.
pub(crate) trait ObjectStore: Send + Sync {
    /// All of them, by document number.
    fn records(&self) -> &Paged<Records>;
    fn doc(&self, id: &Uuid) -> Option<u32>;
    fn insert(&mut self, doc: u32, object: &Object);
    fn remove(&mut self, doc: u32);
    /// In the order of ids, from the first one after `after`.
    fn by_id<'a>(&'a self, after: Option<Uuid>) -> Box<dyn Iterator<Item = (Uuid, u32)> + 'a>;
}

/// Objects in memory.
#[derive(Default)]
pub(crate) struct MemoryStore {
    records: Paged<Records>,
    order: Order,
}

impl MemoryStore {
    /// A store of these objects.
    pub(crate) fn of(records: Paged<Records>) -> Self {
        let order = Order::of(records.iter().map(|(doc, record)| (Stored::new(record).id(), doc)));
        Self { records, order }
    }

    fn put(&mut self, doc: u32, id: &Uuid, record: &[u8]) {
        self.records.insert(doc, record);
        self.order.insert(id, doc, |doc| id_of(&self.records, doc));
    }
}

/// The id of a document; one that is not there has none.
fn id_of(records: &Paged<Records>, doc: u32) -> Uuid {
    records.get(doc).map(|record| Stored::new(record).id()).unwrap_or_default()
}

impl ObjectStore for MemoryStore {
    fn records(&self) -> &Paged<Records> {
        &self.records
    }

    fn doc(&self, id: &Uuid) -> Option<u32> {
        self.order.doc(id, |doc| id_of(&self.records, doc))
    }

    fn insert(&mut self, doc: u32, object: &Object) {
        self.put(doc, &object.id, &record::write_object(object));
    }

    fn remove(&mut self, doc: u32) {
        // The order looks at records: they go last.
        let id = id_of(&self.records, doc);
        self.order.remove(&id, doc, |doc| id_of(&self.records, doc));
        self.records.remove(doc);
    }

    fn by_id<'a>(&'a self, after: Option<Uuid>) -> Box<dyn Iterator<Item = (Uuid, u32)> + 'a> {
        let id_of = |doc| id_of(&self.records, doc);
        Box::new(self.order.from(after, id_of).map(move |doc| (id_of(doc), doc)))
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
    fn records(&self) -> &Paged<Records> {
        self.memory.records()
    }

    fn doc(&self, id: &Uuid) -> Option<u32> {
        self.memory.doc(id)
    }

    fn insert(&mut self, doc: u32, object: &Object) {
        let record = record::write_object(object);
        self.memory.put(doc, &object.id, &record);
        self.journal.add(|| Change::put(self.shard, doc, record, &object.vectors));
    }

    fn remove(&mut self, doc: u32) {
        self.memory.remove(doc);
        self.journal.add(|| Change::Delete { shard: self.shard, doc });
    }

    fn by_id<'a>(&'a self, after: Option<Uuid>) -> Box<dyn Iterator<Item = (Uuid, u32)> + 'a> {
        self.memory.by_id(after)
    }
}
