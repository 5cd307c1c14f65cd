//! What passes the layers: every read is a [`ReadOp`], every write a [`WriteOp`].

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Instant,
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use uuid::Uuid;
use weaviate_query::{Error, Result};

/// One request of the program, before it is sent: what a [`Layer`](crate::Layer) sees.
///
/// ```
/// use weaviate::Op;
///
/// fn log(op: &Op) {
///     let tenant = op.tenant().unwrap_or("no tenant");
///     println!("{} of `{}` ({tenant}) by {}", op.name(), op.collection(), op.call().target);
/// }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Op {
    /// Changes nothing.
    Read(ReadOp),
    /// Changes objects, tenants or the schema.
    Write(WriteOp),
}

/// A request that changes nothing.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ReadOp {
    /// What is read.
    pub kind: ReadKind,
    /// The collection, by the name that it is called on the server; empty where the request is about none.
    pub collection: String,
    /// The tenant.
    pub tenant: Option<String>,
    /// Where it goes, and the bytes.
    pub call: Call,
}

/// A request that changes objects, tenants or the schema.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct WriteOp {
    /// What is written.
    pub kind: WriteKind,
    /// The collection, by the name that it is called on the server; empty where the request is about none.
    pub collection: String,
    /// The tenant.
    pub tenant: Option<String>,
    /// The ids of the objects, where they are known.
    pub ids: Vec<Uuid>,
    /// Whether doing it twice is the same as doing it once, so that it may be sent again.
    pub repeatable: bool,
    /// Where it goes, and the bytes.
    pub call: Call,
}

/// Where a request goes, what it carries and how long it may take: what a [`Transport`](crate::Transport) sends.
///
/// A layer may change it through [`Op::call_mut`].
///
/// ```
/// use weaviate::{Op, Result};
///
/// fn mark(op: &mut Op) -> Result<()> {
///     op.call_mut().headers.set("X-Request-Id", "42")
/// }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Call {
    /// The method or the path.
    pub target: Target,
    /// The message, or the body; empty if there is none.
    pub body: Bytes,
    /// Headers of this call beside those of the client.
    pub headers: Headers,
    /// When the answer is of no use any more. All tries of the call share it.
    pub deadline: Instant,
    pub(crate) sent: Sent,
}

/// What became of a call on its way, for who made it: an error does not tell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent(Arc<Tries>);

#[derive(Debug, Default)]
struct Tries {
    count: AtomicU32,
    one_may_have_arrived: AtomicBool,
}

impl Sent {
    pub(crate) fn again(&self) {
        self.0.count.fetch_add(1, Ordering::Relaxed);
    }

    /// How often it was tried.
    pub(crate) fn times(&self) -> u32 {
        self.0.count.load(Ordering::Relaxed)
    }

    pub(crate) fn may_have_arrived(&self) {
        self.0.one_may_have_arrived.store(true, Ordering::Relaxed);
    }

    /// Whether a server may have seen it.
    pub(crate) fn has_arrived(&self) -> bool {
        self.0.one_may_have_arrived.load(Ordering::Relaxed)
    }
}

/// Headers of a call. Clones share them until one is changed.
///
/// ```
/// use weaviate::Headers;
///
/// let mut headers = Headers::default();
/// headers.set("X-OpenAI-Api-Key", "a key")?;
/// assert_eq!(headers.get("x-openai-api-key"), Some("a key"));
/// assert!(headers.set("not a name", "x").is_err());
/// assert!(!format!("{headers:?}").contains("a key")); // values are never shown
/// # Ok::<(), weaviate::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Headers(Arc<Vec<(HeaderName, HeaderValue)>>);

impl Headers {
    /// Sets a header, over the one of the same name.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for what cannot stand in a header.
    pub fn set(&mut self, name: &str, value: &str) -> Result<()> {
        let header = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| Error::invalid(format!("`{name}` is not the name of a header")))?;
        let mut value = HeaderValue::from_str(value).map_err(|_| {
            // The value may be a key: it is not repeated.
            Error::invalid(format!("the value of the header `{name}` has characters that no header can have"))
        })?;
        value.set_sensitive(true);
        let headers = Arc::make_mut(&mut self.0);
        headers.retain(|(other, _)| *other != header);
        headers.push((header, value));
        Ok(())
    }

    /// The value of a header.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(header, _)| header.as_str().eq_ignore_ascii_case(name))
            .and_then(|(_, value)| value.to_str().ok())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.0.iter()
    }
}

/// Names only: values may be keys.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// The method or the path of a request.
///
/// ```
/// use weaviate::{Target, Verb};
///
/// assert_eq!(Target::Rpc("Search").to_string(), "Search");
/// assert_eq!(Target::Rest(Verb::Get, "meta".into()).to_string(), "GET /v1/meta");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// A method of the service `weaviate.v1.Weaviate`, such as `Search`.
    Rpc(&'static str),
    /// A path below `/v1/`, with its query.
    Rest(Verb, String),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rpc(method) => write!(f, "{method}"),
            Self::Rest(verb, path) => {
                let path = path.split('?').next().unwrap_or_default();
                write!(f, "{} /v1/{path}", verb.name())
            }
        }
    }
}

/// What is done with a path: the method of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verb {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Verb {
    /// As HTTP has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// What a [`ReadOp`] reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadKind {
    /// Objects, by a question: `search` over gRPC.
    Search,
    /// Numbers, by a question: `aggregate` over gRPC.
    Aggregate,
    /// One object by its id, over REST.
    Object,
    /// What the server is: its version, its modules, its limits.
    Meta,
    /// Whether it runs or serves. It is tried once, and past a server that seems to be away.
    Health,
    /// Definitions of collections.
    Schema,
    /// Which alias stands for which collection.
    Aliases,
    /// The tenants of a collection, with their status.
    Tenants,
}

/// What a [`WriteOp`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WriteKind {
    /// A new object; the server refuses it if its id is taken.
    Insert,
    /// An object, over the one of its id.
    Replace,
    /// Many objects, over those of their ids.
    InsertMany,
    /// Removes one object by its id.
    Delete,
    /// Removes what a filter finds.
    DeleteWhere,
    /// Makes, changes or removes tenants.
    Tenants,
    /// Makes, changes or removes a collection or a property.
    Schema,
    /// Makes, changes or removes an alias.
    Aliases,
}

/// An answer, with how much it took.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reply {
    /// The message, or the body.
    pub body: Bytes,
    /// How often the request was sent; more than once means that an earlier try may have been carried out.
    pub attempts: u32,
}

impl Reply {
    /// An answer of a layer that asks nobody: a cache.
    ///
    /// ```
    /// let cached = weaviate::Reply::new(vec![1, 2, 3].into());
    /// assert_eq!((cached.body.len(), cached.attempts), (3, 0));
    /// ```
    pub fn new(body: Bytes) -> Self {
        Self { body, attempts: 0 }
    }
}

impl Op {
    /// Where it goes, and the bytes.
    pub fn call(&self) -> &Call {
        match self {
            Self::Read(op) => &op.call,
            Self::Write(op) => &op.call,
        }
    }

    /// Where it goes, and the bytes, to change them.
    pub fn call_mut(&mut self) -> &mut Call {
        match self {
            Self::Read(op) => &mut op.call,
            Self::Write(op) => &mut op.call,
        }
    }

    /// The collection, by the name that it is called on the server; empty where the request is about none.
    pub fn collection(&self) -> &str {
        match self {
            Self::Read(op) => &op.collection,
            Self::Write(op) => &op.collection,
        }
    }

    /// The tenant, if it is about one.
    pub fn tenant(&self) -> Option<&str> {
        match self {
            Self::Read(op) => op.tenant.as_deref(),
            Self::Write(op) => op.tenant.as_deref(),
        }
    }

    /// What is done, in a word such as `search` or `insert_many`: the same one as in spans and logs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Read(op) => op.kind.name(),
            Self::Write(op) => op.kind.name(),
        }
    }

    /// Whether doing it twice is the same as doing it once: only then is it sent again when an answer is lost.
    pub fn is_repeatable(&self) -> bool {
        match self {
            Self::Read(_) => true,
            Self::Write(op) => op.repeatable,
        }
    }
}

impl ReadKind {
    /// The kind in a word, as in spans and logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Aggregate => "aggregate",
            Self::Object => "get_object",
            Self::Meta => "meta",
            Self::Health => "health",
            Self::Schema => "get_schema",
            Self::Aliases => "get_aliases",
            Self::Tenants => "get_tenants",
        }
    }
}

impl WriteKind {
    /// The kind in a word, as in spans and logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Replace => "replace",
            Self::InsertMany => "insert_many",
            Self::Delete => "delete",
            Self::DeleteWhere => "delete_where",
            Self::Tenants => "change_tenants",
            Self::Schema => "change_schema",
            Self::Aliases => "change_aliases",
        }
    }
}
