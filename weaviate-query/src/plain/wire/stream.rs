//! The messages of `BatchStream`, the dialogue by which objects are written without waiting for each reply.
//!
//! ```text
//! client   Start   Data  Data  …        Data   Stop
//! server     Started   Acks  Acks  Results  …   Results
//! ```
//!
//! An ack says that a message has arrived, a result what became of its objects. A server that goes says `ShuttingDown`, one
//! that has no memory `OutOfMemory`; after both it ends the dialogue, and what has no result is to be sent again.

use std::time::Duration;

use bytes::Bytes;
use prost::Message as _;
use uuid::Uuid;
use weaviate_proto::{
    BatchStreamReply, BatchStreamRequest, batch_stream_reply as reply, batch_stream_request as request,
};

use super::put::{field_len, tag, varint};
use crate::plain::{
    consistency::Consistency,
    error::{Error, Result},
};

/// The first message of a dialogue.
pub fn start(consistency: Option<Consistency>) -> Bytes {
    let start = request::Start { consistency_level: consistency.map(Consistency::wire) };
    message(request::Message::Start(start))
}

/// The last message of a dialogue.
pub fn stop() -> Bytes {
    message(request::Message::Stop(request::Stop {}))
}

fn message(message: request::Message) -> Bytes {
    BatchStreamRequest { message: Some(message) }.encode_to_vec().into()
}

/// A message with objects. Each part is one object or several, as [`Batch::finish`](super::Batch::finish) writes them
/// without a consistency level.
///
/// ```
/// use std::sync::Arc;
/// use prost::Message as _;
/// use weaviate_proto::{BatchStreamRequest, batch_stream_request::Message};
/// use weaviate_query::{Names, key_id, wire::{Batch, raw, stream}};
///
/// let mut batch = Batch::new("Article", None, Arc::new(Names::new()));
/// batch.push(&raw::Object::default(), key_id(&1_i64))?;
/// batch.push(&raw::Object::default(), key_id(&2_i64))?;
///
/// let sent = stream::data(&[&batch.finish(None)]);
/// let Some(Message::Data(data)) = BatchStreamRequest::decode(sent).unwrap().message else { panic!() };
/// assert_eq!(data.objects.unwrap().values[1].uuid, key_id(&2_i64).to_string());
/// # Ok::<(), weaviate_query::Error>(())
/// ```
pub fn data(objects: &[&[u8]]) -> Bytes {
    let length = objects.iter().map(|part| part.len()).sum::<usize>();
    let mut out = Vec::with_capacity(length + DATA_HEAD);
    out.extend_from_slice(&data_head(length));
    for part in objects {
        out.extend_from_slice(part);
    }
    out.into()
}

/// The bytes that stand before the objects of a message, at most.
pub(super) const DATA_HEAD: usize = 22;

/// What stands before objects of so many bytes.
pub(super) fn data_head(length: usize) -> Vec<u8> {
    // `Data.objects`, in which `Objects.values` have the tag of `BatchObjectsRequest.objects`.
    let inner = field_len(length);
    let mut out = Vec::with_capacity(DATA_HEAD);
    tag(&mut out, 2, 2);
    varint(&mut out, inner as u64);
    tag(&mut out, 1, 2);
    varint(&mut out, length as u64);
    out
}

/// The same objects as a `BatchObjectsRequest`, for where there is no dialogue.
pub fn request(objects: &[&[u8]], consistency: Option<Consistency>) -> Bytes {
    let mut out = Vec::with_capacity(objects.iter().map(|part| part.len()).sum::<usize>() + 2);
    for part in objects {
        out.extend_from_slice(part);
    }
    put_consistency(&mut out, consistency);
    out.into()
}

/// What a server says in a dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// It listens.
    Started,
    /// It goes, and will end the dialogue when what it has is done.
    ShuttingDown,
    /// These objects were not taken, for want of memory; it ends the dialogue, and may be back after so long.
    OutOfMemory(Vec<Uuid>, Duration),
    /// So many objects a message are best.
    Backoff(u32),
    /// These objects have arrived.
    Acks(Vec<Uuid>),
    /// What became of objects.
    Results(Results),
    /// What a later version says.
    Other,
}

/// What became of objects that were sent in a dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Results {
    /// These are stored, unless another one of their message fails with a read-only shard: then none of it is (1.39.0).
    pub stored: Vec<Uuid>,
    /// These were refused, with the server's words.
    pub refused: Vec<(Uuid, String)>,
}

impl Said {
    /// Reads one message of the server.
    ///
    /// ```
    /// use prost::Message as _;
    /// use weaviate_proto::{BatchStreamReply, batch_stream_reply::{Backoff, Message}};
    /// use weaviate_query::wire::stream::Said;
    ///
    /// let reply = BatchStreamReply { message: Some(Message::Backoff(Backoff { batch_size: 200 })) };
    /// assert_eq!(Said::read(&reply.encode_to_vec())?, Said::Backoff(200));
    /// assert!(Said::read(&[0xff]).is_err());
    /// # Ok::<(), weaviate_query::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no such message, or for an id that is none.
    pub fn read(message: &[u8]) -> Result<Self> {
        let reply = BatchStreamReply::decode(message)
            .map_err(|error| Error::decode("the answer is no BatchStreamReply").with_source(error))?;
        Ok(match reply.message {
            Some(reply::Message::Started(_)) => Self::Started,
            Some(reply::Message::ShuttingDown(_)) => Self::ShuttingDown,
            Some(reply::Message::OutOfMemory(of)) => {
                let wait = Duration::from_secs(of.wait_time.try_into().unwrap_or_default());
                Self::OutOfMemory(ids(&of.uuids)?, wait)
            }
            Some(reply::Message::Backoff(size)) => {
                Self::Backoff(size.batch_size.try_into().unwrap_or_default())
            }
            Some(reply::Message::Acks(acks)) => Self::Acks(ids(&acks.uuids)?),
            Some(reply::Message::Results(results)) => Self::Results(Results::read(results)?),
            None => Self::Other,
        })
    }
}

impl Results {
    /// Results of links are passed over: links are not sent by this way.
    fn read(results: reply::Results) -> Result<Self> {
        use reply::results::{error, success};
        let mut read = Self::default();
        for success in results.successes {
            if let Some(success::Detail::Uuid(uuid)) = success.detail {
                read.stored.push(id(&uuid)?);
            }
        }
        for error in results.errors {
            if let Some(error::Detail::Uuid(uuid)) = error.detail {
                read.refused.push((id(&uuid)?, error.error));
            }
        }
        Ok(read)
    }
}

fn ids(texts: &[String]) -> Result<Vec<Uuid>> {
    texts.iter().map(|text| id(text)).collect()
}

fn id(text: &str) -> Result<Uuid> {
    Uuid::parse_str(text)
        .map_err(|error| Error::decode(format!("the server names an object by `{text}`")).with_source(error))
}

/// `BatchObjectsRequest.consistency_level`, which stands behind the objects.
pub(super) fn put_consistency(out: &mut Vec<u8>, level: Option<Consistency>) {
    if let Some(level) = level {
        tag(out, 2, 0);
        varint(out, level.wire() as u64);
    }
}
