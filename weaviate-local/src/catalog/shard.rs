//! One shard: its objects, its inverted index and its vectors, changed together.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock, RwLock},
};

use uuid::Uuid;

use crate::{
    common::{
        named::Named,
        object::{Object, Vector},
        paged::Paged,
        sync::read,
        value::Value,
    },
    indexes::{
        inverted::Index,
        vector::{MultiVectorIndex, VectorIndex, Vectors},
    },
    schema::Class,
    store::{Journal, KeptStore, MemoryStore, ObjectStore, Records, Stored, StoredShard},
};

/// What objects of a collection are indexed under, by the epoch that each of them names.
pub(crate) type Epochs = Arc<RwLock<BTreeMap<u32, Arc<Class>>>>;

/// The objects of a collection, or of one of its tenants.
pub(crate) struct Shard {
    /// As error texts show it.
    pub(crate) name: String,
    store: Box<dyn ObjectStore>,
    /// Made from the objects when it is first needed after they were read from a folder.
    index: OnceLock<Index>,
    epochs: Epochs,
    vectors: Vectors,
    next: u32,
    /// Set by hand; gone with the process.
    status: Status,
}

/// Whether a shard takes writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Status {
    #[default]
    Ready,
    ReadOnly,
    Indexing,
    Shutdown,
}

impl Status {
    const ALL: [(&'static str, Self); 4] = [
        ("READY", Self::Ready),
        ("READONLY", Self::ReadOnly),
        ("INDEXING", Self::Indexing),
        ("SHUTDOWN", Self::Shutdown),
    ];

    /// The status of that name, in whatever letters.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, status)| *status)
    }

    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("READY", |(name, _)| name)
    }
}

impl Shard {
    /// An empty shard, whose objects go to the folder as shard `id` if there is one.
    pub(crate) fn new(name: String, journal: &Journal, id: u32, epochs: Epochs) -> Self {
        let memory = MemoryStore::default();
        let store: Box<dyn ObjectStore> = if journal.is_kept() {
            Box::new(KeptStore::new(memory, journal.clone(), id))
        } else {
            Box::new(memory)
        };
        Self {
            name,
            store,
            index: OnceLock::from(Index::default()),
            epochs,
            vectors: Vectors::default(),
            next: 0,
            status: Status::default(),
        }
    }

    pub(crate) fn status(&self) -> Status {
        self.status
    }

    pub(crate) fn set_status(&mut self, status: Status) {
        self.status = status;
    }

    /// Refuses what writes to a shard that only reads.
    pub(crate) fn check_writable(&self) -> Result<(), &'static str> {
        match self.status {
            Status::ReadOnly => Err("store is read-only due to: manually set by user"),
            _ => Ok(()),
        }
    }

    /// The shard with what its folder keeps.
    pub(crate) fn load(stored: StoredShard, journal: &Journal, epochs: &Epochs) -> Self {
        let mut shard = Self::new(stored.name, journal, stored.id, epochs.clone());
        shard.next = stored.records.ends().map_or(0, |(_, last)| last.saturating_add(1));
        let history = read(epochs);
        for (name, rows) in stored.vectors.rows {
            // Descriptions that know the name say the same of it.
            let class = history.values().rev().find(|class| class.vector(&name).is_some());
            if let Some(class) = class.or(history.values().next_back()) {
                shard.vectors.load(class, name, rows);
            }
        }
        for (doc, name, vector) in stored.vectors.others {
            let epoch = stored.records.get(doc).map(|record| Stored::new(record).epoch());
            if let Some(class) = epoch.and_then(|epoch| history.get(&epoch)) {
                shard.vectors.insert(class, doc, &Named::from([(name, vector)]));
            }
        }
        drop(history);
        if stored.records.len() > 0 {
            shard.index = OnceLock::new();
        }
        shard.store = Box::new(KeptStore::new(MemoryStore::of(stored.records), journal.clone(), stored.id));
        shard
    }

    /// The inverted index.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let epochs = read(&self.epochs).clone();
            let entries: Vec<_> = self
                .docs()
                .filter_map(|(doc, object)| Some((doc, &**epochs.get(&object.epoch())?, object)))
                .collect();
            Index::build(&entries)
        })
    }

    /// Has the inverted index made anew when it is next needed, as the collection's descriptions have it now.
    pub(crate) fn reindex(&mut self) {
        if self.len() > 0 {
            self.index = OnceLock::new();
        }
    }

    /// What an object of that epoch is indexed under: the description that a write began with may have been changed.
    fn described(&self, epoch: u32) -> Option<Arc<Class>> {
        read(&self.epochs).get(&epoch).cloned()
    }

    fn index_mut(&mut self) -> &mut Index {
        self.index();
        match self.index.get_mut() {
            Some(index) => index,
            None => unreachable!("the line above made it"),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.store.records().len()
    }

    pub(crate) fn get(&self, id: &Uuid) -> Option<Arc<Object>> {
        self.object(self.store.doc(id)?)
    }

    pub(crate) fn object(&self, doc: u32) -> Option<Arc<Object>> {
        let object = self.stored(doc)?.object()?;
        Some(Arc::new(Object { vectors: self.vectors.of(doc), ..object }))
    }

    fn stored(&self, doc: u32) -> Option<Stored<'_>> {
        self.store.records().get(doc).map(Stored::new)
    }

    pub(crate) fn id(&self, doc: u32) -> Option<Uuid> {
        self.stored(doc).map(Stored::id)
    }

    pub(crate) fn doc(&self, id: &Uuid) -> Option<u32> {
        self.store.doc(id)
    }

    pub(crate) fn by_id(&self, after: Option<Uuid>) -> impl Iterator<Item = (Uuid, u32)> + '_ {
        self.store.by_id(after)
    }

    /// In the order of document numbers.
    pub(crate) fn docs(&self) -> impl Iterator<Item = (u32, Stored<'_>)> + '_ {
        self.store.records().iter().map(|(doc, record)| (doc, Stored::new(record)))
    }

    pub(crate) fn vectors(&self, name: &str) -> Option<&VectorIndex> {
        self.vectors.single(name)
    }

    pub(crate) fn multi_vectors(&self, name: &str) -> Option<&MultiVectorIndex> {
        self.vectors.multi(name)
    }

    /// What there is now; later changes leave it as it is. It shares the memory of what does not change.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot { records: self.store.records().clone(), vectors: self.vectors.clone() }
    }

    /// Why a vector does not fit, in the server's words.
    pub(crate) fn check_vectors(&self, object: &Object) -> Result<(), WrongLength> {
        for (name, vector) in &object.vectors {
            let known = self.vectors.single(name).map_or(0, VectorIndex::dimensions);
            if let Vector::Single(vector) = vector
                && known != 0
                && vector.len() != known
            {
                return Err(WrongLength { name: name.clone(), length: vector.len(), known });
            }
        }
        Ok(())
    }

    /// Stores an object in place of one with the same id; the caller has checked the lengths of its vectors.
    ///
    /// An object with a vector of the other kind than its index is stored all the same: the error only tells of it.
    pub(crate) fn put(&mut self, class: &Class, mut object: Object) -> Result<(), Misfit> {
        object.epoch = class.epoch;
        let described = self.described(class.epoch);
        let class = described.as_deref().unwrap_or(class);
        let old = self.store.doc(&object.id).and_then(|doc| Some((doc, self.object(doc)?)));
        // An object whose vectors and coordinates stay keeps its place in the order of documents.
        let stays = |old: &Object| old.vectors == object.vectors && coordinates(old).eq(coordinates(&object));
        let kept = old.as_ref().filter(|(_, old)| stays(old)).map(|(doc, _)| *doc);
        if let Some((doc, old)) = old {
            self.take_out(doc, &old);
        }
        let doc = kept.unwrap_or(self.next);
        if kept.is_none() {
            self.next += 1;
        }
        self.index_mut().insert(class, doc, &object);
        self.vectors.insert(class, doc, &object.vectors);
        // Vectors that stay are not put into their index again.
        let misfit = if kept.is_none() { Misfit::of(class, doc, &object) } else { None };
        self.store.insert(doc, &object);
        misfit.map_or(Ok(()), Err)
    }

    /// Removes an object; whether there was one.
    pub(crate) fn delete(&mut self, id: &Uuid) -> bool {
        let Some(doc) = self.store.doc(id) else { return false };
        let Some(object) = self.object(doc) else { return false };
        self.take_out(doc, &object);
        true
    }

    fn take_out(&mut self, doc: u32, object: &Object) {
        if let Some(class) = self.described(object.epoch) {
            self.index_mut().remove(&class, doc, object);
        }
        self.vectors.remove(doc);
        self.store.remove(doc);
    }
}

/// The objects of a shard at a moment.
pub(crate) struct Snapshot {
    records: Paged<Records>,
    vectors: Vectors,
}

impl Snapshot {
    /// Each with its record and its vectors, in the order of document numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &[u8], Named<Vector>)> + '_ {
        self.records.iter().map(|(doc, record)| (doc, record, self.vectors.of(doc)))
    }
}

/// The properties with coordinates.
fn coordinates(object: &Object) -> impl Iterator<Item = (&String, &Value)> {
    object.fields.iter().filter(|(_, value)| matches!(value, Value::Geo(_)))
}

/// A vector of another length than those of its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrongLength {
    name: String,
    length: usize,
    known: usize,
}

impl WrongLength {
    /// The server's words when it stores an object.
    pub(crate) fn text(&self, id: Uuid) -> String {
        match self.name.as_str() {
            "" => format!("Validate vector index for {id}: {}", self.words()),
            name => format!("Validate vector index {name} for target vector {id}: {}", self.words()),
        }
    }

    /// The server's words when it changes one.
    pub(crate) fn update_text(&self, id: Uuid) -> String {
        let place = "validate vector index for update of";
        match self.name.as_str() {
            "" => format!("{place} {id}: {}", self.words()),
            name => format!("{place} {id} for target vector {name}: {}", self.words()),
        }
    }

    fn words(&self) -> String {
        let Self { length, known, .. } = self;
        format!(
            "new node has a vector with length {length}. Existing nodes have vectors with length {known}: vector \
             dimensions do not match the index dimensions"
        )
    }
}

/// A vector of the other kind than its index: one where the index takes lists of them, or the other way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    doc: u32,
    name: String,
    /// Whether it is the vector that is a list.
    list: bool,
}

impl Misfit {
    fn of(class: &Class, doc: u32, object: &Object) -> Option<Self> {
        let misfit = |(name, vector): (&String, &Vector)| {
            let list = matches!(vector, Vector::Multi(_));
            let differs = class.vector(name).is_some_and(|spec| spec.multi != list);
            differs.then(|| Self { doc, name: name.clone(), list })
        };
        let mut all: Vec<Self> = object.vectors.iter().filter_map(misfit).collect();
        all.sort_by_key(|misfit| misfit.list);
        all.into_iter().next()
    }

    /// The server's words when it writes one object.
    pub(crate) fn text(&self) -> String {
        let Self { doc, name, .. } = self;
        let (kind, why) = self.words();
        format!("update {kind} index for target vector {name}: insert doc id {doc} to vector index: {why}")
    }

    /// The server's words when it writes a batch.
    pub(crate) fn batch_text(&self) -> String {
        let Self { doc, name, .. } = self;
        let (kind, why) = self.words();
        format!("insert to {kind} index: insert doc id {doc} to {kind} index for target vector {name}: {why}")
    }

    fn words(&self) -> (&'static str, &'static str) {
        if self.list {
            ("multi vector", "addMultiBatch called on non-multivector index")
        } else {
            ("vector", "AddBatch called on multivector index")
        }
    }
}
