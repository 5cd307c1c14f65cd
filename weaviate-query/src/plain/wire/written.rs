//! The replies to writes.
//!
//! A write of many is answered with success and a list of what failed.

use prost::Message as _;
use uuid::Uuid;
use weaviate_proto::{BatchDeleteReply, BatchObjectsReply};

use crate::plain::error::{Error, Result};

/// What a server refused of a batch: a `BatchObjectsReply`.
///
/// What is not in it was stored, but for a shard that is read only: of that the first object alone is reported, and none
/// is stored (1.39.0).
///
/// ```
/// use prost::Message;
/// use weaviate_proto::{BatchObjectsReply, batch_objects_reply::BatchError};
/// use weaviate_query::wire::Refusals;
///
/// let error = BatchError { index: 3, error: "no such property".into() };
/// let reply = BatchObjectsReply { took: 0.1, errors: vec![error] }.encode_to_vec();
///
/// let refused = Refusals::read(&reply)?;
/// assert_eq!(refused.errors[0].index, Some(3));
/// assert_eq!(refused.errors[0].message, "no such property");
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusals {
    /// One entry for each object that was refused; empty if all were stored.
    pub errors: Vec<Refusal>,
}

/// Why an object of a batch was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The position of the object in the batch, from 0; none if the server named a place that is no position.
    pub index: Option<usize>,
    /// The server's words, unchanged.
    pub message: String,
}

/// What became of the objects that a deletion found: a `BatchDeleteReply`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Removed {
    /// How many it found, at most as many as the server deletes at once: ask again until none are left.
    pub matched: u64,
    /// How many of them are gone.
    pub deleted: u64,
    /// How many of them the server could not remove.
    pub failed: u64,
    /// Each of them with the reason where it is not gone; none unless the request asked for them.
    pub objects: Vec<(Uuid, Option<String>)>,
}

impl Refusals {
    /// Reads the reply to a batch of objects.
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no such message.
    pub fn read(reply: &[u8]) -> Result<Self> {
        let reply = BatchObjectsReply::decode(reply)
            .map_err(|error| Error::decode("the answer is no BatchObjectsReply").with_source(error))?;
        let errors = reply.errors.into_iter();
        let errors = errors.map(|error| Refusal { index: error.index.try_into().ok(), message: error.error });
        Ok(Self { errors: errors.collect() })
    }
}

impl Removed {
    /// Reads the reply to a deletion by a filter.
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no such message.
    pub fn read(reply: &[u8]) -> Result<Self> {
        let reply = BatchDeleteReply::decode(reply)
            .map_err(|error| Error::decode("the answer is no BatchDeleteReply").with_source(error))?;
        let count = |number: i64| u64::try_from(number).unwrap_or_default();
        let objects = reply.objects.into_iter().map(|object| {
            let id = Uuid::from_slice(&object.uuid)
                .map_err(|error| Error::decode("a deleted object has no id").with_source(error))?;
            let why = (!object.successful).then(|| object.error.unwrap_or_default());
            Ok((id, why))
        });
        Ok(Self {
            objects: objects.collect::<Result<_>>()?,
            matched: count(reply.matches),
            deleted: count(reply.successful),
            failed: count(reply.failed),
        })
    }
}
