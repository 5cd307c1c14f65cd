//! What the folder keeps, read into memory when an engine opens it.

use std::{collections::BTreeMap, sync::Arc};

use redb::{
    Database, ReadTransaction, ReadableDatabase as _, ReadableTable as _, ReadableTableMetadata as _,
};

use super::{
    bytes::Broken,
    guard::guarded,
    record::{self, ReadVector},
    stored::Stored,
    sum::{Entry, Sum},
    tables::{ALIASES, CLASSES, COLLECTIONS, OBJECTS, SHARDS, VECTORS, key, range, second, written_sum},
};
use crate::schema::Class;

/// Everything in a folder.
pub(crate) struct Contents {
    pub(crate) collections: Vec<StoredCollection>,
    pub(crate) aliases: BTreeMap<String, String>,
    /// The first id that is free for a collection or a shard.
    pub(crate) next: u32,
}

/// A collection with its shards.
pub(crate) struct StoredCollection {
    pub(crate) id: u32,
    pub(crate) name: String,
    /// By epoch; the last one is in force.
    pub(crate) classes: BTreeMap<u32, Arc<Class>>,
    pub(crate) shards: Vec<StoredShard>,
}

/// A shard with its objects in the order of documents.
pub(crate) struct StoredShard {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) active: bool,
    pub(crate) objects: Vec<(u32, Stored)>,
}

/// Why reading failed, in words for people.
type Failed = String;

/// Reads everything.
pub(super) fn read(db: &Database) -> Result<Contents, Failed> {
    guarded(|| all(&db.begin_read().map_err(text)?))?
}

fn text(error: impl Into<redb::Error>) -> Failed {
    error.into().to_string()
}

fn all(from: &ReadTransaction) -> Result<Contents, Failed> {
    let (mut next, mut sum) = (1, Sum::default());
    let mut collections: BTreeMap<u32, StoredCollection> = BTreeMap::new();
    for entry in from.open_table(COLLECTIONS).map_err(text)?.iter().map_err(text)? {
        let (id, name) = entry.map_err(text)?;
        let (id, name) = (id.value(), name.value().to_owned());
        next = next.max(id.saturating_add(1));
        sum.add(Entry::Collection(id, &name));
        let classes = classes(from, id, &name, &mut sum)?;
        collections.insert(id, StoredCollection { id, name, classes, shards: Vec::new() });
    }
    for entry in from.open_table(SHARDS).map_err(text)?.iter().map_err(text)? {
        let (id, value) = entry.map_err(text)?;
        let (collection, active, name) = value.value();
        let id = id.value();
        sum.add(Entry::Shard(id, value.value()));
        next = next.max(id.saturating_add(1));
        let owner =
            collections.get_mut(&collection).ok_or_else(|| format!("shard {id} belongs to no collection"))?;
        let objects = objects(from, id, &mut sum)?;
        check_epochs(owner, &objects)?;
        owner.shards.push(StoredShard { id, name: name.to_owned(), active, objects });
    }
    let mut aliases = BTreeMap::new();
    for entry in from.open_table(ALIASES).map_err(text)?.iter().map_err(text)? {
        let (name, target) = entry.map_err(text)?;
        sum.add(Entry::Alias(name.value(), target.value()));
        aliases.insert(name.value().to_owned(), target.value().to_owned());
    }
    if sum != written_sum(from).map_err(text)? {
        return Err("something is missing, or is not where it was written".to_owned());
    }
    Ok(Contents { collections: collections.into_values().collect(), aliases, next })
}

fn classes(
    from: &ReadTransaction,
    id: u32,
    name: &str,
    sum: &mut Sum,
) -> Result<BTreeMap<u32, Arc<Class>>, Failed> {
    let mut out = BTreeMap::new();
    for entry in from.open_table(CLASSES).map_err(text)?.range(range(id)).map_err(text)? {
        let (key, doc) = entry.map_err(text)?;
        sum.add(Entry::Class(key.value(), doc.value()));
        let doc = serde_json::from_slice(doc.value())
            .map_err(|error| format!("the description of collection {name} is no JSON: {error}"))?;
        let mut class = Class::from_doc(doc);
        class.epoch = second(key.value());
        out.insert(class.epoch, Arc::new(class));
    }
    if out.is_empty() {
        return Err(format!("collection {name} has no description"));
    }
    Ok(out)
}

fn check_epochs(owner: &StoredCollection, objects: &[(u32, Stored)]) -> Result<(), Failed> {
    match objects.iter().find(|(_, object)| !owner.classes.contains_key(&object.epoch())) {
        None => Ok(()),
        Some((_, object)) => Err(format!(
            "object {} of collection {} is of description {}, which is not there",
            object.id(),
            owner.name,
            object.epoch()
        )),
    }
}

/// A piece is worth a thread of its own from here on.
const PIECE: u32 = 5_000;

fn objects(from: &ReadTransaction, shard: u32, sum: &mut Sum) -> Result<Vec<(u32, Stored)>, Failed> {
    let table = from.open_table(OBJECTS).map_err(text)?;
    let mut all = table.range(range(shard)).map_err(text)?;
    let Some(first) = all.next() else { return Ok(Vec::new()) };
    let first = second(first.map_err(text)?.0.value());
    let last = match all.next_back() {
        Some(last) => second(last.map_err(text)?.0.value()),
        None => first,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u32;
    let pieces = ((last - first) / PIECE).clamp(1, threads);
    let step = (last - first) / pieces + 1;
    let ranges = (0..pieces).map(|at| {
        let start = first + at * step;
        key(shard, start)..=key(shard, last.min(start.saturating_add(step - 1)))
    });
    std::thread::scope(|scope| {
        let workers: Vec<_> = ranges.map(|range| scope.spawn(move || piece(from, range))).collect();
        let mut out = Vec::with_capacity(table.len().unwrap_or(0) as usize);
        for worker in workers {
            match worker.join() {
                Ok(piece) => {
                    let (mut objects, part) = piece?;
                    out.append(&mut objects);
                    sum.join(part);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(out)
    })
}

fn piece(
    from: &ReadTransaction,
    range: std::ops::RangeInclusive<u64>,
) -> Result<(Vec<(u32, Stored)>, Sum), Failed> {
    let mut sum = Sum::default();
    let objects = from.open_table(OBJECTS).map_err(text)?;
    let vectors = from.open_table(VECTORS).map_err(text)?;
    let mut vectors = vectors.range(range.clone()).map_err(text)?.peekable();
    let mut out = Gathered::default();
    for entry in objects.range(range).map_err(text)? {
        let (key, bytes) = entry.map_err(text)?;
        let key = key.value();
        let broken = |why: Broken| format!("{why} (document {})", second(key));
        sum.add(Entry::Object(key, bytes.value()));
        let object = Stored::read(bytes.value()).map_err(broken)?;
        let mut parts = Vec::new();
        // Both tables are sorted by the same keys.
        while let Some(entry) =
            vectors.next_if(|entry| !matches!(entry, Ok((known, _)) if known.value() > key))
        {
            let (known, bytes) = entry.map_err(text)?;
            sum.add(Entry::Vectors(known.value(), bytes.value()));
            if known.value() == key {
                parts = record::read_vectors(bytes.value(), &mut out.row).map_err(broken)?;
            }
        }
        out.add(second(key), object, parts);
    }
    Ok((out.finish(), sum))
}

/// A row of vectors is kept when it has this many numbers.
const ROW: usize = 1 << 18;

/// Objects, the last of which wait until the row with their vectors is whole.
#[derive(Default)]
struct Gathered {
    whole: Vec<(u32, Stored)>,
    row: Vec<f32>,
    waiting: Vec<(u32, Stored, Vec<(String, ReadVector)>)>,
}

impl Gathered {
    fn add(&mut self, doc: u32, object: Stored, parts: Vec<(String, ReadVector)>) {
        self.waiting.push((doc, object, parts));
        if self.row.len() >= ROW {
            self.settle();
        }
    }

    fn settle(&mut self) {
        let row = self.row.as_slice().into();
        self.whole.extend(self.waiting.drain(..).map(|(doc, object, parts)| {
            let vectors = parts.into_iter().map(|(name, part)| (name, part.within(&row))).collect();
            (doc, object.with_vectors(vectors))
        }));
        self.row.clear();
    }

    fn finish(mut self) -> Vec<(u32, Stored)> {
        self.settle();
        self.whole
    }
}
