//! Objects as a `BatchObjectsRequest`, written straight from the structs.
//!
//! A message stands behind its own length, so nested messages are written into scratch buffers that are kept
//! between objects; vectors, which are most of the bytes, go to their place at once.

mod properties;

use std::sync::Arc;

use bytes::{Buf as _, Bytes};
use uuid::Uuid;

use self::properties::{Fragment, Properties};
use super::{
    later::{Later, LaterLink},
    put::{string, tag, varint, varint_bytes},
    sink::Encode,
    stream::{DATA_HEAD, data, data_head, put_consistency},
};
use crate::plain::{consistency::Consistency, error::Result, names::Names};

/// A `BatchObjectsRequest` that grows by one object at a time.
///
/// It is made once for a class and used for many requests, so that its memory is. How large a message may
/// become is the caller's to watch, by [`Batch::bytes`]: a server takes 104,858,000 bytes unless it is set
/// otherwise (1.39.0).
///
/// ```
/// use std::sync::Arc;
/// use prost::Message;
/// use weaviate_query::{Names, key_id, wire::{Batch, raw}};
///
/// let mut batch = Batch::new("Article", None, Arc::new(Names::new()));
///
/// let title = |text: &str| raw::Object {
///     properties: [("title".to_owned(), raw::Value::Text(text.into()))].into(),
///     ..raw::Object::default()
/// };
/// batch.push(&title("one"), key_id(&1_i64))?;
/// batch.push(&title("two"), key_id(&2_i64))?;
/// assert_eq!(batch.len(), 2);
///
/// let request = weaviate_proto::BatchObjectsRequest::decode(batch.finish(None)).unwrap();
/// assert_eq!(request.objects[1].uuid, key_id(&2_i64).to_string());
/// assert_eq!(request.objects[1].collection, "Article");
/// assert!(batch.is_empty());
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug)]
pub struct Batch {
    /// The request so far: whole objects, one behind the other.
    out: Vec<u8>,
    objects: usize,
    /// Where the last object begins.
    last_start: usize,
    class: String,
    tenant: Option<String>,
    names: Arc<Names>,
    /// Buffers for nested messages that nobody uses at the moment.
    scratch: Vec<Fragment>,
    /// How many bytes the length of the last object took: the next one is mostly of the same size.
    width: usize,
    later: Option<Later>,
    /// The last messages: the memory of one is taken for the next if nobody holds it by then.
    last: Vec<Bytes>,
    /// How many objects a message may get, and how many bytes: so much memory is taken once its first object is known.
    expected: (usize, usize),
    /// So many bytes before the objects are kept for the head of a message of a stream.
    head: usize,
}

/// The memory of so many messages is kept at most: as many as are on their way in an ingest.
const KEPT: usize = 16;

impl Batch {
    /// A batch of objects of one class and tenant; `names` says which classes links lead to.
    ///
    /// `class` stands as it is, so it is what [`Names::class`] gives.
    pub fn new(class: impl Into<String>, tenant: Option<&str>, names: Arc<Names>) -> Self {
        Self {
            out: Vec::new(),
            objects: 0,
            last_start: 0,
            class: class.into(),
            tenant: tenant.map(str::to_owned),
            names,
            scratch: Vec::new(),
            width: 1,
            later: None,
            last: Vec::new(),
            expected: (1, 0),
            head: 0,
        }
    }

    /// Says how many objects a message will have, and how many bytes at most: with that its memory is taken once.
    #[must_use]
    pub fn expecting(mut self, objects: usize, bytes: usize) -> Self {
        self.expected = (objects, bytes);
        self
    }

    /// Lets messages be messages of a stream as well: see [`finish_streamed`](Self::finish_streamed).
    #[must_use]
    pub fn streamed(mut self) -> Self {
        self.head = DATA_HEAD;
        self
    }

    /// Holds back the links that `later` says: [`push_with`](Self::push_with) gives them.
    #[must_use]
    pub fn holding(mut self, later: Later) -> Self {
        self.later = Some(later);
        self
    }

    /// Adds an object and gives its links that were held back. If it is refused the batch is as it was.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn push_with(&mut self, object: &dyn Encode, id: Uuid) -> Result<Vec<LaterLink>> {
        let pushed = self.push(object, id);
        let Some(later) = &mut self.later else { return pushed.map(|()| Vec::new()) };
        if pushed.is_err() {
            later.forget();
        }
        let links = later.take(id).collect();
        pushed.map(|()| links)
    }

    /// Adds an object. If it is refused the batch is as it was.
    ///
    /// The id has to be there: over gRPC a server makes none (1.39.0).
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a value that the server would store as another one.
    pub fn push(&mut self, object: &dyn Encode, id: Uuid) -> Result<()> {
        self.begin();
        let start = self.out.len();
        let pushed = self.write(object, id);
        match pushed {
            Ok(()) => {
                (self.objects, self.last_start) = (self.objects + 1, start);
                if self.objects == 1 {
                    self.reserve();
                }
            }
            Err(_) => self.out.truncate(start),
        }
        pushed
    }

    /// Takes memory for the other objects, if they are as large as the first one.
    fn reserve(&mut self) {
        let (objects, most) = self.expected;
        let size = self.bytes();
        let others = (size + size / 16).saturating_mul(objects.saturating_sub(1));
        // Up to one object more than fits: it is written before it is looked at.
        self.out.reserve(others.min((most + size).saturating_sub(self.out.len())));
    }

    /// How many objects it holds.
    pub fn len(&self) -> usize {
        self.objects
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.objects == 0
    }

    /// How many bytes it has, which is what the message will have but for the consistency.
    pub fn bytes(&self) -> usize {
        self.out.len().saturating_sub(self.head)
    }

    /// The request, ready to send; the batch is empty afterwards and keeps its buffers.
    ///
    /// The memory of the message is taken again for the next one, if nobody holds it by then.
    pub fn finish(&mut self, consistency: Option<Consistency>) -> Bytes {
        put_consistency(&mut self.out, consistency);
        self.objects = 0;
        let mut message = Bytes::from(std::mem::take(&mut self.out));
        if self.last.len() < KEPT {
            self.last.push(message.clone());
        }
        message.advance(self.head.min(message.len()));
        message
    }

    /// The objects as a message of a stream, and as they stand in it; both are the same memory.
    ///
    /// The batch was made for that by [`streamed`](Self::streamed); of another one the message is a copy.
    pub fn finish_streamed(&mut self) -> (Bytes, Bytes) {
        let head = data_head(self.bytes());
        let start = self.head.saturating_sub(head.len());
        let place = self.out.get_mut(start..self.head).filter(|place| place.len() == head.len());
        let Some(place) = place else {
            let objects = self.finish(None);
            return (data(&[&objects]), objects);
        };
        place.copy_from_slice(&head);
        let head = std::mem::take(&mut self.head);
        let whole = self.finish(None);
        self.head = head;
        (whole.slice(start..), whole.slice(head..))
    }

    /// The request in two, for a batch that became too large with its last object: all objects before it, and
    /// it alone. The batch is empty afterwards.
    ///
    /// Whether an object fits is known only when it is written; this saves writing it again.
    pub fn finish_apart(&mut self, consistency: Option<Consistency>) -> (Bytes, Bytes) {
        let start = self.last_start.saturating_sub(self.head);
        let whole = self.finish(consistency);
        let mut before = Vec::with_capacity(start + 2);
        before.extend_from_slice(whole.get(..start).unwrap_or_default());
        put_consistency(&mut before, consistency);
        (before.into(), whole.slice(start.min(whole.len())..))
    }

    /// Makes room for a message: the memory of an earlier one, or as much as the last one has.
    fn begin(&mut self) {
        if !self.out.is_empty() {
            return;
        }
        if self.out.capacity() == 0 {
            if let Some(free) = self.last.iter().position(Bytes::is_unique) {
                // Nobody else holds it, so it is not copied.
                self.out = self.last.swap_remove(free).into();
                self.out.clear();
            } else if let Some(last) = self.last.last() {
                // A little more: messages end at a number of bytes, so the next may be longer by an object.
                self.out = Vec::with_capacity(last.len() + last.len() / 8);
            }
        }
        self.out.resize(self.head, 0);
    }

    /// Writes one object: its id, class, tenant, vectors, and the properties from a buffer, as their length
    /// stands before them.
    fn write(&mut self, object: &dyn Encode, id: Uuid) -> Result<()> {
        tag(&mut self.out, 1, 2);
        let start = self.out.len();
        self.out.resize(start + self.width, 0);
        string(&mut self.out, 1, id.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        string(&mut self.out, 4, &self.class);
        if let Some(tenant) = &self.tenant {
            string(&mut self.out, 5, tenant);
        }
        let mut fragment = self.scratch.pop().unwrap_or_default();
        let mut sink = Properties::new(
            &mut fragment,
            &mut self.out,
            &self.names,
            &mut self.scratch,
            self.later.as_mut(),
        );
        let encoded = object.encode(&mut sink);
        if encoded.is_ok() {
            tag(&mut self.out, 3, 2);
            varint(&mut self.out, fragment.len() as u64);
            fragment.append_to(&mut self.out);
        }
        fragment.clear();
        self.scratch.push(fragment);
        encoded?;
        self.close(start);
        Ok(())
    }

    /// Writes the length of the object that began at `start`, making room if the guess was wrong.
    fn close(&mut self, start: usize) {
        let len = self.out.len() - start - self.width;
        let mut buffer = [0; 10];
        let prefix = varint_bytes(len as u64, &mut buffer);
        if prefix.len() != self.width {
            self.out.splice(start..start + self.width, prefix.iter().copied());
            self.width = prefix.len();
        } else if let Some(place) = self.out.get_mut(start..start + prefix.len()) {
            place.copy_from_slice(prefix);
        }
    }
}
