//! The tables of the data file: what is where, and how changes get in.

use std::path::Path;

use redb::{Database, ReadableDatabase as _, ReadableTable as _, Table, TableDefinition, WriteTransaction};

use super::{
    change::Change,
    guard::guarded,
    open::{OpenError, OpenErrorKind},
    sum::{Entry, Sum},
};

/// The format this version reads and writes.
const FORMAT: u32 = 1;

/// "format" with its number.
const META: TableDefinition<'_, &str, u32> = TableDefinition::new("meta");
/// "all" with the sum of everything in the other tables.
const SUMS: TableDefinition<'_, &str, u64> = TableDefinition::new("sums");
/// The names of collections.
pub(super) const COLLECTIONS: TableDefinition<'_, u32, &str> = TableDefinition::new("collections");
/// The documents of a collection, one for each of its epochs.
pub(super) const CLASSES: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("classes");
/// Collection, whether it is active, name.
pub(super) const SHARDS: TableDefinition<'_, u32, (u32, bool, &str)> = TableDefinition::new("shards");
pub(super) const ALIASES: TableDefinition<'_, &str, &str> = TableDefinition::new("aliases");
/// Objects without their vectors, by shard and document.
pub(super) const OBJECTS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("objects");
/// Vectors apart from objects: both kinds of records then fill their pages better.
pub(super) const VECTORS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("vectors");

/// Two numbers as one key, in the order of the first, then of the second.
pub(super) fn key(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The second number of a key.
pub(super) fn second(key: u64) -> u32 {
    key as u32
}

/// Every key with that first number.
pub(super) fn range(first: u32) -> std::ops::RangeInclusive<u64> {
    key(first, 0)..=key(first, u32::MAX)
}

/// Gives an empty file its tables and its format.
pub(super) fn create(db: &Database) -> Result<(), redb::Error> {
    let write = begin(db)?;
    write.open_table(META)?.insert("format", FORMAT)?;
    write.open_table(SUMS)?.insert("all", 0)?;
    write.open_table(COLLECTIONS)?;
    write.open_table(CLASSES)?;
    write.open_table(SHARDS)?;
    write.open_table(ALIASES)?;
    write.open_table(OBJECTS)?;
    write.open_table(VECTORS)?;
    write.commit()?;
    Ok(())
}

/// Refuses a file of another format, and one that is not ours.
pub(super) fn check_format(path: &Path, db: &Database) -> Result<(), OpenError> {
    let read = || -> Result<Option<u32>, redb::Error> {
        let meta = db.begin_read()?.open_table(META)?;
        Ok(meta.get("format")?.map(|format| format.value()))
    };
    match guarded(read) {
        Ok(Ok(Some(FORMAT))) => Ok(()),
        Ok(Ok(Some(found))) => Err(OpenError::new(path, OpenErrorKind::Format { found, known: FORMAT })),
        Ok(Ok(None) | Err(redb::Error::TableDoesNotExist(_))) => {
            let found = "a data file another program wrote".to_owned();
            Err(OpenError::new(path, OpenErrorKind::Foreign { found }))
        }
        Ok(Err(error)) => Err(OpenError::corrupt(path, error)),
        Err(why) => Err(OpenError::corrupt(path, why)),
    }
}

// A file whose free pages are written down needs no repair after a crash, which would read all of it.
fn begin(db: &Database) -> Result<WriteTransaction, redb::Error> {
    let mut write = db.begin_write()?;
    write.set_quick_repair(true);
    Ok(write)
}

/// Writes changes in their order, all of them or none.
pub(super) fn write(db: &Database, changes: &[Change]) -> Result<(), redb::Error> {
    let write = begin(db)?;
    {
        let mut sums = write.open_table(SUMS)?;
        let sum = sums.get("all")?.map_or(0, |sum| sum.value());
        let mut tables = Tables {
            sum: Sum(sum),
            collections: write.open_table(COLLECTIONS)?,
            classes: write.open_table(CLASSES)?,
            shards: write.open_table(SHARDS)?,
            aliases: write.open_table(ALIASES)?,
            objects: write.open_table(OBJECTS)?,
            vectors: write.open_table(VECTORS)?,
        };
        for change in changes {
            tables.apply(change)?;
        }
        sums.insert("all", tables.sum.0)?;
    }
    write.commit()?;
    Ok(())
}

struct Tables<'t> {
    sum: Sum,
    collections: Table<'t, u32, &'static str>,
    classes: Table<'t, u64, &'static [u8]>,
    shards: Table<'t, u32, (u32, bool, &'static str)>,
    aliases: Table<'t, &'static str, &'static str>,
    objects: Table<'t, u64, &'static [u8]>,
    vectors: Table<'t, u64, &'static [u8]>,
}

/// The sum that was written with the last change.
pub(super) fn written_sum(from: &redb::ReadTransaction) -> Result<Sum, redb::Error> {
    Ok(Sum(from.open_table(SUMS)?.get("all")?.map_or(0, |sum| sum.value())))
}

impl Tables<'_> {
    fn apply(&mut self, change: &Change) -> Result<(), redb::Error> {
        match change {
            Change::Collection { id, name } => {
                if let Some(old) = self.collections.insert(id, name.as_str())? {
                    self.sum.take(Entry::Collection(*id, old.value()));
                }
                self.sum.add(Entry::Collection(*id, name));
            }
            Change::Class { collection, epoch, doc } => {
                if self.collections.get(collection)?.is_some() {
                    let key = key(*collection, *epoch);
                    if let Some(old) = self.classes.insert(key, doc.as_slice())? {
                        self.sum.take(Entry::Class(key, old.value()));
                    }
                    self.sum.add(Entry::Class(key, doc));
                }
            }
            Change::DropCollection(id) => self.drop_collection(*id)?,
            Change::Shard { id, collection, active, name } => {
                if self.collections.get(collection)?.is_some() {
                    let value = (*collection, *active, name.as_str());
                    if let Some(old) = self.shards.insert(id, value)? {
                        self.sum.take(Entry::Shard(*id, old.value()));
                    }
                    self.sum.add(Entry::Shard(*id, value));
                }
            }
            Change::DropShard(id) => self.drop_shard(*id)?,
            Change::Alias { name, target } => {
                if let Some(old) = self.aliases.insert(name.as_str(), target.as_str())? {
                    self.sum.take(Entry::Alias(name, old.value()));
                }
                self.sum.add(Entry::Alias(name, target));
            }
            Change::DropAlias(name) => {
                if let Some(old) = self.aliases.remove(name.as_str())? {
                    self.sum.take(Entry::Alias(name, old.value()));
                }
            }
            Change::Put { shard, doc, object, vectors } => {
                // A shard may go while a request that found it still writes to it.
                if self.shards.get(shard)?.is_some() {
                    self.put(key(*shard, *doc), object, vectors.as_deref())?;
                }
            }
            Change::Delete { shard, doc } => {
                let key = key(*shard, *doc);
                if let Some(old) = self.objects.remove(key)? {
                    self.sum.take(Entry::Object(key, old.value()));
                }
                if let Some(old) = self.vectors.remove(key)? {
                    self.sum.take(Entry::Vectors(key, old.value()));
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, key: u64, object: &[u8], vectors: Option<&[u8]>) -> Result<(), redb::Error> {
        if let Some(old) = self.objects.insert(key, object)? {
            self.sum.take(Entry::Object(key, old.value()));
        }
        self.sum.add(Entry::Object(key, object));
        if let Some(vectors) = vectors {
            if let Some(old) = self.vectors.insert(key, vectors)? {
                self.sum.take(Entry::Vectors(key, old.value()));
            }
            self.sum.add(Entry::Vectors(key, vectors));
        }
        Ok(())
    }

    fn drop_collection(&mut self, id: u32) -> Result<(), redb::Error> {
        if let Some(old) = self.collections.remove(id)? {
            self.sum.take(Entry::Collection(id, old.value()));
        }
        self.classes.retain_in(range(id), |key, doc| {
            self.sum.take(Entry::Class(key, doc));
            false
        })?;
        let mut shards = Vec::new();
        for entry in self.shards.iter()? {
            let (shard, value) = entry?;
            if value.value().0 == id {
                shards.push(shard.value());
            }
        }
        shards.into_iter().try_for_each(|shard| self.drop_shard(shard))
    }

    fn drop_shard(&mut self, id: u32) -> Result<(), redb::Error> {
        if let Some(old) = self.shards.remove(id)? {
            self.sum.take(Entry::Shard(id, old.value()));
        }
        self.objects.retain_in(range(id), |key, record| {
            self.sum.take(Entry::Object(key, record));
            false
        })?;
        self.vectors.retain_in(range(id), |key, record| {
            self.sum.take(Entry::Vectors(key, record));
            false
        })?;
        Ok(())
    }
}
