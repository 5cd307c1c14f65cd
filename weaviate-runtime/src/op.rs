//! What passes the layers: every read is a [`ReadOp`], every write a [`WriteOp`].

mod call;

use bytes::Bytes;
use uuid::Uuid;

pub use call::{Call, Headers, Target, Verb};
pub(crate) use call::{RequestId, Sent};

/// One request of the program, before it is sent: what a [`Layer`](crate::Layer) sees.
///
/// ```
/// use weaviate::layer::Op;
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
    /// A query in GraphQL of the program's own: see [`Client::graphql`](crate::Client::graphql).
    GraphQl,
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
    /// What a text is cut into.
    Tokens,
}

/// What a [`WriteOp`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WriteKind {
    /// A new object; the server refuses it if its id is taken.
    Insert,
    /// An object, over the one of its id.
    Replace,
    /// Some properties of an object.
    Update,
    /// Links of objects.
    Links,
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
    /// let cached = weaviate::layer::Reply::new(vec![1, 2, 3].into());
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

    /// The ids of the objects, where they are known; none of a read.
    pub fn ids(&self) -> &[Uuid] {
        match self {
            Self::Read(_) => &[],
            Self::Write(op) => &op.ids,
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
            Self::GraphQl => "graphql",
            Self::Meta => "meta",
            Self::Health => "health",
            Self::Schema => "get_schema",
            Self::Aliases => "get_aliases",
            Self::Tenants => "get_tenants",
            Self::Tokens => "tokenize",
        }
    }
}

impl WriteKind {
    /// The kind in a word, as in spans and logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Replace => "replace",
            Self::Update => "update",
            Self::Links => "change_links",
            Self::InsertMany => "insert_many",
            Self::Delete => "delete",
            Self::DeleteWhere => "delete_where",
            Self::Tenants => "change_tenants",
            Self::Schema => "change_schema",
            Self::Aliases => "change_aliases",
        }
    }
}
