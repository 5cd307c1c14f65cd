//! Links that are written after their objects: a server takes a link only to an object that it has by then.

use std::collections::HashSet;

use bytes::Bytes;
use prost::Message as _;
use uuid::Uuid;
use weaviate_proto::{BatchReference, BatchReferencesReply, BatchReferencesRequest};

use super::written::{Refusal, Refusals};
use crate::plain::{
    consistency::Consistency,
    error::{Error, Result},
    names::Names,
};

/// Which links of objects are held back, and those of the object that is being written.
#[derive(Debug, Clone, Default)]
pub struct Later {
    which: Which,
    links: Vec<(String, String, bool, Uuid)>,
}

#[derive(Debug, Clone, Default)]
enum Which {
    #[default]
    None,
    /// Those to these objects of a collection.
    Among(String, HashSet<Uuid>),
    /// Those to a collection.
    Into(String),
    All,
}

/// A link that is written after its object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterLink {
    /// The property.
    pub name: String,
    /// The object that has it.
    pub from: Uuid,
    /// The collection it leads to.
    pub collection: String,
    /// Whether the link leads to no other. A server then knows the class by itself.
    pub only: bool,
    /// The object it leads to.
    pub to: Uuid,
}

impl Later {
    /// Holds back the links to the objects `ids` of the collection `collection`.
    pub fn new(collection: impl Into<String>, ids: impl IntoIterator<Item = Uuid>) -> Self {
        Self::of(Which::Among(collection.into(), ids.into_iter().collect()))
    }

    /// Holds back the links to any object of the collection `collection`.
    pub fn into_collection(collection: impl Into<String>) -> Self {
        Self::of(Which::Into(collection.into()))
    }

    /// Holds back every link.
    pub fn all() -> Self {
        Self::of(Which::All)
    }

    fn of(which: Which) -> Self {
        Self { which, links: Vec::new() }
    }

    fn holds(&self, collection: &str, id: &Uuid) -> bool {
        match &self.which {
            Which::None => false,
            Which::Among(ours, ids) => ours == collection && ids.contains(id),
            Which::Into(ours) => ours == collection,
            Which::All => true,
        }
    }

    /// The links that are to be written at once; the others are kept.
    pub(super) fn keep(&mut self, name: &str, collection: &str, only: bool, ids: &[Uuid]) -> Vec<Uuid> {
        let (later, now): (Vec<Uuid>, Vec<Uuid>) = ids.iter().partition(|id| self.holds(collection, id));
        self.links.extend(later.into_iter().map(|to| (name.to_owned(), collection.to_owned(), only, to)));
        now
    }

    /// Forgets the links of an object that was refused.
    pub(super) fn forget(&mut self) {
        self.links.clear();
    }

    /// The links of the object that was written last.
    pub(super) fn take(&mut self, from: Uuid) -> impl Iterator<Item = LaterLink> + '_ {
        let link = move |(name, collection, only, to)| LaterLink { name, from, collection, only, to };
        self.links.drain(..).map(link)
    }
}

/// A `BatchReferencesRequest` of links of objects of the class `class`.
pub fn references<'l>(
    links: impl IntoIterator<Item = &'l LaterLink>,
    class: &str,
    names: &Names,
    tenant: Option<&str>,
    consistency: Option<Consistency>,
) -> Bytes {
    let references = links.into_iter().map(|link| BatchReference {
        name: link.name.clone(),
        from_collection: class.to_owned(),
        from_uuid: link.from.to_string(),
        to_collection: (!link.only).then(|| names.concrete(&link.collection).into_owned()),
        to_uuid: link.to.to_string(),
        tenant: tenant.unwrap_or_default().to_owned(),
    });
    let consistency_level = consistency.map(Consistency::wire);
    BatchReferencesRequest { references: references.collect(), consistency_level }.encode_to_vec().into()
}

impl Refusals {
    /// Reads the reply to a batch of links.
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no such message.
    pub fn of_references(reply: &[u8]) -> Result<Self> {
        let reply = BatchReferencesReply::decode(reply)
            .map_err(|error| Error::decode("the answer is no BatchReferencesReply").with_source(error))?;
        let errors = reply.errors.into_iter();
        let errors = errors.map(|error| Refusal { index: error.index.try_into().ok(), message: error.error });
        Ok(Self { errors: errors.collect() })
    }
}
