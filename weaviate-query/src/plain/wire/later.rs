//! Links that are written after their objects: a server takes a link only to an object that it has by then.

use std::collections::HashSet;

use bytes::Bytes;
use prost::Message as _;
use uuid::Uuid;
use weaviate_proto::{BatchReference, BatchReferencesReply, BatchReferencesRequest};

use super::written::{Refusal, Refusals};
use crate::plain::{
    error::{Error, Result},
    render::Consistency,
};

/// Objects that are written together, and the links between them.
#[derive(Debug, Clone, Default)]
pub struct Later {
    collection: String,
    ids: HashSet<Uuid>,
    links: Vec<(String, Uuid)>,
}

/// A link of an object to another one of its collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterLink {
    /// The property.
    pub name: String,
    /// The object that has it.
    pub from: Uuid,
    /// Where it leads.
    pub to: Uuid,
}

impl Later {
    /// Holds back the links to the objects `ids` of the collection `collection`.
    pub fn new(collection: impl Into<String>, ids: impl IntoIterator<Item = Uuid>) -> Self {
        Self { collection: collection.into(), ids: ids.into_iter().collect(), links: Vec::new() }
    }

    /// The links that are to be written at once; the others are kept.
    pub(super) fn keep(&mut self, name: &str, collection: &str, ids: &[Uuid]) -> Vec<Uuid> {
        let ours = collection == self.collection;
        let (later, now): (Vec<Uuid>, Vec<Uuid>) = ids.iter().partition(|id| ours && self.ids.contains(*id));
        self.links.extend(later.into_iter().map(|to| (name.to_owned(), to)));
        now
    }

    /// Forgets the links of an object that was refused.
    pub(super) fn forget(&mut self) {
        self.links.clear();
    }

    /// The links of the object that was written last.
    pub(super) fn take(&mut self, from: Uuid) -> impl Iterator<Item = LaterLink> + '_ {
        self.links.drain(..).map(move |(name, to)| LaterLink { name, from, to })
    }
}

/// A `BatchReferencesRequest` of links inside the class `class`.
pub fn references(
    links: &[LaterLink],
    class: &str,
    tenant: Option<&str>,
    consistency: Option<Consistency>,
) -> Bytes {
    let references = links.iter().map(|link| BatchReference {
        name: link.name.clone(),
        from_collection: class.to_owned(),
        from_uuid: link.from.to_string(),
        to_collection: Some(class.to_owned()),
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
