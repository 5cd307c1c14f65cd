//! One shard: its objects, its inverted index and its vectors, changed together.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock, RwLock},
};

use uuid::Uuid;

use crate::{
    common::{
        floats::Floats,
        object::{Object, Vector},
        sync::read,
        value::Value,
    },
    indexes::{
        inverted::Index,
        vector::{MultiVectorIndex, VectorIndex},
    },
    schema::{Class, Distance},
    store::{Journal, KeptStore, MemoryStore, ObjectStore, Stored, StoredShard},
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
    vectors: HashMap<String, VectorIndex>,
    multi_vectors: HashMap<String, MultiVectorIndex>,
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
            vectors: HashMap::new(),
            multi_vectors: HashMap::new(),
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
        shard.next = stored.objects.last().map_or(0, |(doc, _)| doc.saturating_add(1));
        shard.load_vectors(&stored.objects, &read(epochs));
        if !stored.objects.is_empty() {
            shard.index = OnceLock::new();
        }
        shard.store = Box::new(KeptStore::new(MemoryStore::of(stored.objects), journal.clone(), stored.id));
        shard
    }

    fn load_vectors(&mut self, objects: &[(u32, Stored)], history: &BTreeMap<u32, Arc<Class>>) {
        let mut singles: HashMap<String, (Distance, Vec<(u32, Floats)>)> = HashMap::new();
        for (doc, object) in objects {
            let Some(class) = history.get(&object.epoch()) else { continue };
            for (name, vector) in object.vectors() {
                match (vector, class.vector(&name)) {
                    (Vector::Single(vector), Some(spec)) if !spec.multi => {
                        let (_, all) = singles.entry(name).or_insert((spec.distance, Vec::new()));
                        all.push((*doc, vector));
                    }
                    (vector, _) => self.insert_vector(class, *doc, &name, &vector),
                }
            }
        }
        for (name, (distance, all)) in singles {
            self.vectors.insert(name, VectorIndex::build(distance, all));
        }
    }

    /// The inverted index.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let epochs = read(&self.epochs).clone();
            let docs = self.store.docs();
            let entries: Vec<_> = docs
                .filter_map(|(doc, object)| Some((doc, &**epochs.get(&object.epoch())?, object)))
                .collect();
            Index::build(&entries)
        })
    }

    /// Has the inverted index made anew when it is next needed, as the collection's descriptions have it now.
    pub(crate) fn reindex(&mut self) {
        if self.store.len() > 0 {
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
        self.store.len()
    }

    pub(crate) fn get(&self, id: &Uuid) -> Option<Arc<Object>> {
        self.object(self.store.doc(id)?)
    }

    pub(crate) fn object(&self, doc: u32) -> Option<Arc<Object>> {
        self.store.get(doc)?.object().map(Arc::new)
    }

    pub(crate) fn id(&self, doc: u32) -> Option<Uuid> {
        self.store.get(doc).map(Stored::id)
    }

    pub(crate) fn doc(&self, id: &Uuid) -> Option<u32> {
        self.store.doc(id)
    }

    pub(crate) fn by_id(&self, after: Option<Uuid>) -> impl Iterator<Item = (Uuid, u32)> + '_ {
        self.store.by_id(after)
    }

    pub(crate) fn docs(&self) -> impl Iterator<Item = (u32, &Stored)> + '_ {
        self.store.docs()
    }

    pub(crate) fn vectors(&self, name: &str) -> Option<&VectorIndex> {
        self.vectors.get(name)
    }

    pub(crate) fn multi_vectors(&self, name: &str) -> Option<&MultiVectorIndex> {
        self.multi_vectors.get(name)
    }

    /// Why a vector does not fit, in the server's words.
    pub(crate) fn check_vectors(&self, object: &Object) -> Result<(), WrongLength> {
        for (name, vector) in &object.vectors {
            let known = self.vectors.get(name).map_or(0, VectorIndex::dimensions);
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
        let old = self.store.doc(&object.id).and_then(|doc| Some((doc, self.store.get(doc)?.object()?)));
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
        for (name, vector) in &object.vectors {
            self.insert_vector(class, doc, name, vector);
        }
        // Vectors that stay are not put into their index again.
        let misfit = if kept.is_none() { Misfit::of(class, doc, &object) } else { None };
        self.store.insert(doc, &object);
        misfit.map_or(Ok(()), Err)
    }

    fn insert_vector(&mut self, class: &Class, doc: u32, name: &str, vector: &Vector) {
        match (vector, class.vector(name)) {
            (Vector::Single(vector), Some(spec)) if !spec.multi => self
                .vectors
                .entry(name.to_owned())
                .or_insert_with(|| VectorIndex::new(spec.distance))
                .insert(doc, vector),
            (Vector::Multi(rows), Some(spec)) if spec.multi => self
                .multi_vectors
                .entry(name.to_owned())
                .or_insert_with(|| MultiVectorIndex::new(spec.distance))
                .insert(doc, rows),
            _ => {}
        }
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
        for vectors in self.vectors.values_mut() {
            vectors.remove(doc);
        }
        for vectors in self.multi_vectors.values_mut() {
            vectors.remove(doc);
        }
        self.store.remove(doc);
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
