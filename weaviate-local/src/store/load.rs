//! What the folder keeps, read into memory when an engine opens it.

use std::{collections::BTreeMap, sync::Arc};

use redb::{Database, ReadTransaction, ReadableDatabase as _, ReadableTable as _};

use super::{
    bytes::Broken,
    guard::guarded,
    record::{self, ReadVector},
    records::Records,
    stored::Stored,
    sum::{Entry, Sum},
    tables::{ALIASES, CLASSES, COLLECTIONS, OBJECTS, SHARDS, VECTORS, key, range, second, written_sum},
};
use crate::{
    common::{
        named::Named,
        object::Vector,
        paged::{PAGE, Paged},
        rows::{Row, Rows},
    },
    schema::Class,
};

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

/// A shard with its objects.
pub(crate) struct StoredShard {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) active: bool,
    pub(crate) records: Paged<Records>,
    pub(crate) vectors: LoadedVectors,
}

/// The vectors of a shard.
#[derive(Default)]
pub(crate) struct LoadedVectors {
    /// By name; those of one name have equally many numbers.
    pub(crate) rows: Named<Paged<Rows>>,
    /// Lists of vectors, and what has another length than the others of its name.
    pub(crate) others: Vec<(u32, String, Vector)>,
}

impl LoadedVectors {
    fn add(&mut self, doc: u32, name: &str, vector: ReadVector<'_>) {
        match vector {
            ReadVector::Single(numbers) => {
                let known = self.rows.get(name).and_then(width);
                if numbers.is_empty() || known.is_some_and(|known| known != numbers.len()) {
                    self.others.push((doc, name.to_owned(), numbers.to_vec().into()));
                    return;
                }
                let row = Row { numbers, norm: 1.0 };
                if let Some(rows) = self.rows.get_mut(name) {
                    rows.insert(doc, row);
                } else {
                    let mut rows = Paged::default();
                    rows.insert(doc, row);
                    self.rows.insert(name.to_owned(), rows);
                }
            }
            ReadVector::Multi(rows) => self.others.push((doc, name.to_owned(), rows.into())),
        }
    }

    /// Takes in the vectors of documents that all come after the ones of this.
    fn append(&mut self, later: Self) {
        self.others.extend(later.others);
        for (name, rows) in later.rows {
            match self.rows.get_mut(&name) {
                Some(known) if width(known) == width(&rows) => known.append(rows),
                Some(_) => {
                    let others =
                        rows.iter().map(|(doc, row)| (doc, name.clone(), row.numbers.to_vec().into()));
                    self.others.extend(others);
                }
                None => {
                    self.rows.insert(name, rows);
                }
            }
        }
    }
}

/// How many numbers the vectors have.
fn width(rows: &Paged<Rows>) -> Option<usize> {
    rows.iter().next().map(|(_, row)| row.numbers.len())
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
        let (records, vectors) = objects(from, id, &mut sum)?;
        check_epochs(owner, &records)?;
        owner.shards.push(StoredShard { id, name: name.to_owned(), active, records, vectors });
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

fn check_epochs(owner: &StoredCollection, records: &Paged<Records>) -> Result<(), Failed> {
    let mut objects = records.iter().map(|(_, record)| Stored::new(record));
    match objects.find(|object| !owner.classes.contains_key(&object.epoch())) {
        None => Ok(()),
        Some(object) => Err(format!(
            "object {} of collection {} is of description {}, which is not there",
            object.id(),
            owner.name,
            object.epoch()
        )),
    }
}

/// A piece is worth a thread of its own from so many pages on.
const PIECE: u32 = 20;

fn objects(
    from: &ReadTransaction,
    shard: u32,
    sum: &mut Sum,
) -> Result<(Paged<Records>, LoadedVectors), Failed> {
    let table = from.open_table(OBJECTS).map_err(text)?;
    let mut all = table.range(range(shard)).map_err(text)?;
    let Some(first) = all.next() else { return Ok(Default::default()) };
    let first = second(first.map_err(text)?.0.value());
    let last = match all.next_back() {
        Some(last) => second(last.map_err(text)?.0.value()),
        None => first,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u32;
    // Pieces of whole pages: none is put together.
    let (first, last) = (first / PAGE, last / PAGE);
    let pieces = ((last - first) / PIECE).clamp(1, threads);
    let step = (last - first) / pieces + 1;
    let ranges = (0..pieces).map(|at| {
        let start = first + at * step;
        let end = last.min(start + (step - 1));
        key(shard, start * PAGE)..=key(shard, end * PAGE + (PAGE - 1))
    });
    std::thread::scope(|scope| {
        let workers: Vec<_> = ranges.map(|range| scope.spawn(move || piece(from, range))).collect();
        let (mut records, mut vectors) = (Paged::default(), LoadedVectors::default());
        for worker in workers {
            match worker.join() {
                Ok(piece) => {
                    let (later, later_vectors, part) = piece?;
                    records.append(later);
                    vectors.append(later_vectors);
                    sum.join(part);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok((records, vectors))
    })
}

fn piece(
    from: &ReadTransaction,
    range: std::ops::RangeInclusive<u64>,
) -> Result<(Paged<Records>, LoadedVectors, Sum), Failed> {
    let mut sum = Sum::default();
    let objects = from.open_table(OBJECTS).map_err(text)?;
    let vectors = from.open_table(VECTORS).map_err(text)?;
    let mut vectors = vectors.range(range.clone()).map_err(text)?.peekable();
    let (mut records, mut loaded) = (Paged::default(), LoadedVectors::default());
    for entry in objects.range(range).map_err(text)? {
        let (key, bytes) = entry.map_err(text)?;
        let key = key.value();
        let broken = |why: Broken| format!("{why} (document {})", second(key));
        sum.add(Entry::Object(key, bytes.value()));
        record::check_object(bytes.value()).map_err(broken)?;
        records.insert(second(key), bytes.value());
        // Both tables are sorted by the same keys.
        while let Some(entry) =
            vectors.next_if(|entry| !matches!(entry, Ok((known, _)) if known.value() > key))
        {
            let (known, bytes) = entry.map_err(text)?;
            sum.add(Entry::Vectors(known.value(), bytes.value()));
            if known.value() == key {
                let add = |name: &str, vector: ReadVector<'_>| loaded.add(second(key), name, vector);
                record::read_vectors(bytes.value(), add).map_err(broken)?;
            }
        }
    }
    Ok((records, loaded, sum))
}
