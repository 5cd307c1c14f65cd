//! Where a shard keeps its objects. In memory today; a shard only knows the trait, so that files can follow.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use uuid::Uuid;

use crate::object::Object;

/// Objects by internal document number, which grows with every write, and by id.
pub(crate) trait ObjectStore: Send + Sync {
    fn get(&self, doc: u32) -> Option<Arc<Object>>;
    fn doc(&self, id: &Uuid) -> Option<u32>;
    fn insert(&mut self, doc: u32, object: Arc<Object>);
    fn remove(&mut self, doc: u32) -> Option<Arc<Object>>;
    fn len(&self) -> usize;
    /// In the order of ids, from the first one after `after`.
    fn by_id<'a>(&'a self, after: Option<Uuid>) -> Box<dyn Iterator<Item = (Uuid, u32)> + 'a>;
    /// In the order of document numbers.
    fn docs<'a>(&'a self) -> Box<dyn Iterator<Item = (u32, &'a Arc<Object>)> + 'a>;
}

/// Objects in memory.
#[derive(Default)]
pub(crate) struct MemoryStore {
    objects: HashMap<u32, Arc<Object>>,
    order: std::collections::BTreeSet<u32>,
    ids: BTreeMap<Uuid, u32>,
}

impl ObjectStore for MemoryStore {
    fn get(&self, doc: u32) -> Option<Arc<Object>> {
        self.objects.get(&doc).cloned()
    }

    fn doc(&self, id: &Uuid) -> Option<u32> {
        self.ids.get(id).copied()
    }

    fn insert(&mut self, doc: u32, object: Arc<Object>) {
        self.ids.insert(object.id, doc);
        self.order.insert(doc);
        self.objects.insert(doc, object);
    }

    fn remove(&mut self, doc: u32) -> Option<Arc<Object>> {
        let object = self.objects.remove(&doc)?;
        self.order.remove(&doc);
        if self.ids.get(&object.id) == Some(&doc) {
            self.ids.remove(&object.id);
        }
        Some(object)
    }

    fn len(&self) -> usize {
        self.objects.len()
    }

    fn by_id<'a>(&'a self, after: Option<Uuid>) -> Box<dyn Iterator<Item = (Uuid, u32)> + 'a> {
        use std::ops::Bound::{Excluded, Unbounded};
        let from = after.map_or(Unbounded, Excluded);
        Box::new(self.ids.range((from, Unbounded)).map(|(id, doc)| (*id, *doc)))
    }

    fn docs<'a>(&'a self) -> Box<dyn Iterator<Item = (u32, &'a Arc<Object>)> + 'a> {
        Box::new(self.order.iter().filter_map(|doc| Some((*doc, self.objects.get(doc)?))))
    }
}
