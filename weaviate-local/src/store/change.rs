//! One change of what a folder keeps, as it waits to be written.

use super::record;
use crate::{
    common::{named::Named, object::Vector},
    schema::Class,
};

/// One change of what the folder keeps.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Collection {
        id: u32,
        name: String,
    },
    /// A collection's document, as the objects of that epoch were indexed under it.
    Class {
        collection: u32,
        epoch: u32,
        doc: Vec<u8>,
    },
    /// The collection with all that is in it.
    DropCollection(u32),
    Shard {
        id: u32,
        collection: u32,
        active: bool,
        name: String,
    },
    DropShard(u32),
    Alias {
        name: String,
        target: String,
    },
    DropAlias(String),
    Put {
        shard: u32,
        doc: u32,
        object: Vec<u8>,
        vectors: Option<Vec<u8>>,
    },
    Delete {
        shard: u32,
        doc: u32,
    },
}

impl Change {
    /// The description of a collection.
    pub(crate) fn class(collection: u32, class: &Class) -> Self {
        let doc = serde_json::to_vec(&class.doc).unwrap_or_default();
        Self::Class { collection, epoch: class.epoch, doc }
    }

    /// An object that is put into a shard: its record and its vectors.
    pub(crate) fn put(shard: u32, doc: u32, object: Vec<u8>, vectors: &Named<Vector>) -> Self {
        Self::Put { shard, doc, object, vectors: record::write_vectors(vectors) }
    }
}
