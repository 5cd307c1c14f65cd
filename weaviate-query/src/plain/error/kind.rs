//! What a program does about an error.

/// What went wrong, as far as a program can act on it.
///
/// The kinds differ by what to do next, not by where the failure came from. Worth another try as it is:
/// [`Unavailable`](Self::Unavailable), [`RateLimited`](Self::RateLimited), [`Timeout`](Self::Timeout); see
/// [`Error::is_retryable`](crate::Error::is_retryable). More kinds may come, so a `match` needs a last arm:
///
/// ```
/// use weaviate_query::{Error, ErrorKind};
///
/// fn advice(error: &Error) -> &'static str {
///     match error.kind() {
///         ErrorKind::NotFound => "make it first",
///         ErrorKind::InvalidInput => "change the question",
///         _ if error.is_retryable() => "try again later",
///         _ => "tell a person",
///     }
/// }
///
/// assert_eq!(advice(&Error::new(ErrorKind::NotFound, "no collection `Article`")), "make it first");
/// assert_eq!(advice(&Error::new(ErrorKind::Timeout, "no answer")), "try again later");
/// assert_eq!(advice(&Error::decode("the reply was cut")), "tell a person");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A value or an option that cannot be meant, or one that the server would answer with something else than
    /// was asked. The message names the clause or the value; change it.
    ///
    /// What the client knows is refused before anything is sent; what only the server knows comes from it, with
    /// its [`Error::server_message`](crate::Error::server_message).
    InvalidInput,
    /// The collection, object, tenant or alias does not exist.
    ///
    /// Over gRPC the server says so in words and with the status `UNKNOWN` (1.39.0); the client reads the
    /// words.
    NotFound,
    /// It exists already: an object's id, a collection, an alias. Whoever wanted it to be there can go on.
    AlreadyExists,
    /// No key, or one that the server does not know. Set another key; the same call fails again.
    Unauthenticated,
    /// The key is known and may not do this. The role behind it has to allow it.
    PermissionDenied,
    /// The tenant is there and not active: its objects are neither read nor written until it is activated.
    TenantCold,
    /// It is there, and in a state that does not allow this: a shard is read-only, a property is being indexed
    /// anew, a vector is being removed. Somebody has to end that state, or it ends by itself.
    Blocked,
    /// A setting that a server never changes on a collection that has objects or may have: a distance, an index
    /// type, a tokenization. It takes a new collection.
    Immutable,
    /// More at once than the server takes: a message, a page of results, a list. Ask for less at once.
    TooLarge,
    /// The server refused the request, would refuse it again, and said it in words that the client does not know.
    ///
    /// What it said is [`Error::server_message`](crate::Error::server_message). Never send a schema change again that was refused: 1.39.0 has
    /// changes that it answers with 422 and takes in all the same.
    Rejected,
    /// Too many requests: HTTP's 429, or `RESOURCE_EXHAUSTED` over gRPC. Wait as long as
    /// [`Error::retry_after`](crate::Error::retry_after) says, if it says anything.
    RateLimited,
    /// Nobody answered: no route, refused connection, a server that is shutting down. Worth another try; a
    /// write that was under way may have been done or not.
    Unavailable,
    /// The deadline of the call passed. The server may still be at work on it, and may have done it.
    Timeout,
    /// The server failed: status 500, or a gRPC status `INTERNAL` whose words say nothing more exact.
    Server,
    /// An answer that is not what was asked for: a property missing, a value of another type, broken bytes.
    ///
    /// Mostly the struct and the collection have grown apart: the context names the object and the property.
    Decode,
    /// The collection on the server is not what the request supposes: a property, a vector or an index that it
    /// does not have, a property of another type, a tenant where there are none. The program's structs and the
    /// server's schema have grown apart: `sync` brings them together, or says what needs a person.
    SchemaMismatch,
    /// This server (or the embedded engine) cannot do it. A version that can is named where one is known;
    /// over GraphQL it also means that gRPC could carry the question.
    Unsupported,
    /// The client is set up in a way that cannot work: an address, a key, a name prefix. No call can succeed
    /// until that is changed.
    Config,
    /// The client was closed, by the program itself: it makes no more calls.
    Closed,
}

impl ErrorKind {
    /// The kind in a word, such as `not_found`: what spans and metrics call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::NotFound => "not_found",
            Self::AlreadyExists => "already_exists",
            Self::Unauthenticated => "unauthenticated",
            Self::PermissionDenied => "permission_denied",
            Self::TenantCold => "tenant_cold",
            Self::Blocked => "blocked",
            Self::Immutable => "immutable",
            Self::TooLarge => "too_large",
            Self::Rejected => "rejected",
            Self::RateLimited => "rate_limited",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Server => "server",
            Self::Decode => "decode",
            Self::SchemaMismatch => "schema_mismatch",
            Self::Unsupported => "unsupported",
            Self::Config => "config",
            Self::Closed => "closed",
        }
    }
}
