//! The one error of the whole client, defined here so that every layer above can return it.
//!
//! One opaque type for all, as jiff and axum have it: what a caller does about a failure depends on its
//! [`ErrorKind`] and the predicates, never on which layer raised it.

mod kind;

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

pub use kind::ErrorKind;

/// `Result` with [`Error`] as its error.
///
/// The second parameter is there so that a module that imports this name can still write `Result<T,
/// OtherError>`.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What failed, why, and what was being done.
///
/// `Display` gives the whole chain in one line, what was being done first. The cause, if one is kept, is not
/// part of the line: whoever prints chains of errors asks [`std::error::Error::source`] for it. It is one
/// word wide, so that a `Result<(), Error>` is one word, too, and a clone shares what the first one holds.
///
/// The kind and the message are always there; the other parts say what more is known:
///
/// | part | set by | read by |
/// |---|---|---|
/// | kind | [`Error::new`] | [`Error::kind`], the predicates |
/// | message, perhaps with a hint behind it | [`Error::new`], [`Error::with_hint`] | [`Error::message`] |
/// | what was being done, outermost first | [`Error::context`] | `Display` |
/// | the server's own words | [`Error::server`] | [`Error::server_message`] |
/// | how long to wait | [`Error::with_retry_after`] | [`Error::retry_after`] |
/// | the server's status | [`Error::with_status_code`] | [`Error::status_code`] |
/// | the name of the request | [`Error::with_request_id`] | [`Error::request_id`] |
/// | the cause | [`Error::with_source`] | [`std::error::Error::source`] |
///
/// ```
/// use weaviate_query::{Error, ErrorKind};
///
/// let error = Error::server(ErrorKind::NotFound, "could not find class Nope in schema")
///     .with_hint("is it spelled as the server has it?")
///     .context("fetching `Nope`");
///
/// assert_eq!(
///     error.to_string(),
///     "fetching `Nope`: the server says: could not find class Nope in schema; is it spelled as the server has it?"
/// );
/// assert_eq!(error.server_message(), Some("could not find class Nope in schema"));
/// assert!(error.is_not_found());
/// ```
#[derive(Clone)]
pub struct Error(Arc<Inner>);

/// What the one word points to: errors are rare, so they may be large and the good case small.
#[derive(Debug, Clone)]
struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    /// What was being done, innermost first: in the order in which [`Error::context`] was called on the way
    /// out.
    doing: Vec<String>,
    /// The server's words alone, without "the server says".
    server: Option<String>,
    retry_after: Option<Duration>,
    status_code: Option<Cow<'static, str>>,
    request_id: Option<String>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this kind; `message` names the thing and the fix.
    ///
    /// House style: lower case, no full stop at the end, backticks around code.
    #[cold]
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Arc::new(Inner {
            kind,
            message: message.into(),
            doing: Vec::new(),
            server: None,
            retry_after: None,
            status_code: None,
            request_id: None,
            source: None,
        }))
    }

    /// [`ErrorKind::InvalidInput`]: what the caller asked for cannot be meant.
    #[cold]
    pub fn invalid(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::InvalidInput, message)
    }

    /// [`ErrorKind::Decode`]: what the server sent is not what was asked for.
    #[cold]
    pub fn decode(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Decode, message)
    }

    /// An error in the server's own words.
    ///
    /// They are kept as they came for [`Error::server_message`], and shown behind `the server says:`.
    #[cold]
    pub fn server(kind: ErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut error = Self::new(kind, format!("the server says: {message}"));
        error.inner().server = Some(message);
        error
    }

    /// Says what was being done when it happened; the outermost is shown first.
    ///
    /// Each layer adds its own on the way out, so what is added last stands at the front:
    ///
    /// ```
    /// use weaviate_query::Error;
    ///
    /// let error = Error::decode("holds a number, expected text").context("property `title`").context("object 7");
    /// assert_eq!(error.to_string(), "object 7: property `title`: holds a number, expected text");
    /// assert_eq!(error.message(), "holds a number, expected text");
    /// ```
    pub fn context(mut self, doing: impl Into<String>) -> Self {
        self.inner().doing.push(doing.into());
        self
    }

    /// Says what can be done about it, after the message and a semicolon. The hint becomes part of the
    /// message.
    pub fn with_hint(mut self, hint: &str) -> Self {
        let message = format!("{}; {hint}", self.0.message);
        self.inner().message = message.into();
        self
    }

    /// Keeps the error that caused this one, as [`std::error::Error::source`]. It is not shown by `Display`.
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.inner().source = Some(Arc::from(source.into()));
        self
    }

    /// How long the server asked to wait, as HTTP's `Retry-After` says it.
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.inner().retry_after = Some(wait);
        self
    }

    /// Keeps the status that the server answered with: of HTTP, such as `404`, or of gRPC, such as `UNAVAILABLE`.
    pub fn with_status_code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.inner().status_code = Some(code.into());
        self
    }

    /// Keeps the name of the request, by which a server's or a proxy's log can be searched.
    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        self.inner().request_id = Some(id.into());
        self
    }

    /// Its own copy of what it holds, unless nobody shares it.
    fn inner(&mut self) -> &mut Inner {
        Arc::make_mut(&mut self.0)
    }

    /// What a program can act on; the one thing of an error to branch on.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the thing asked for does not exist: [`ErrorKind::NotFound`].
    pub fn is_not_found(&self) -> bool {
        self.0.kind == ErrorKind::NotFound
    }

    /// Whether the thing to be made exists already: [`ErrorKind::AlreadyExists`].
    pub fn is_already_exists(&self) -> bool {
        self.0.kind == ErrorKind::AlreadyExists
    }

    /// Whether the server does not know who asks: [`ErrorKind::Unauthenticated`].
    pub fn is_unauthorized(&self) -> bool {
        self.0.kind == ErrorKind::Unauthenticated
    }

    /// Whether the server knows who asks, and does not allow it: [`ErrorKind::PermissionDenied`].
    pub fn is_forbidden(&self) -> bool {
        self.0.kind == ErrorKind::PermissionDenied
    }

    /// Whether the tenant is there and has to be activated before: [`ErrorKind::TenantCold`].
    pub fn tenant_is_cold(&self) -> bool {
        self.0.kind == ErrorKind::TenantCold
    }

    /// Whether the same call may succeed later without a change: [`ErrorKind::Unavailable`],
    /// [`ErrorKind::RateLimited`] or [`ErrorKind::Timeout`].
    ///
    /// It says nothing about whether trying again is harmless: a write may have been done before the
    /// connection broke.
    ///
    /// ```
    /// use std::time::Duration;
    /// use weaviate_query::{Error, ErrorKind};
    ///
    /// let error = Error::new(ErrorKind::RateLimited, "too many requests").with_retry_after(Duration::from_secs(2));
    /// assert!(error.is_retryable());
    /// assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    /// ```
    pub fn is_retryable(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Unavailable | ErrorKind::RateLimited | ErrorKind::Timeout)
    }

    /// How long the server asked to wait before the next try, if it said so.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The server's own message, unchanged; none for what was refused or broke on this side.
    ///
    /// Match on parts of it, not on the whole: a node that hands a request on to another wraps the text
    /// (1.39.0).
    pub fn server_message(&self) -> Option<&str> {
        self.0.server.as_deref()
    }

    /// The status that the server answered with: of HTTP, such as `404`, or of gRPC, such as `UNAVAILABLE`. None for
    /// what was refused or broke on this side, and for what a batch says of one of its objects.
    ///
    /// Branch on the [`kind`](Self::kind): Weaviate says most of its refusals with the status `UNKNOWN` (1.39.0).
    pub fn status_code(&self) -> Option<&str> {
        self.0.status_code.as_deref()
    }

    /// The name of the request, for whoever looks for it in a log: the server's own if it answered with one, else
    /// the one that was sent as the header `X-Request-Id`. None for what was refused on this side.
    ///
    /// ```
    /// use weaviate_query::{Error, ErrorKind};
    ///
    /// let error = Error::server(ErrorKind::Server, "panic occurred").with_status_code("500").with_request_id("4f3a");
    /// assert_eq!((error.status_code(), error.request_id()), (Some("500"), Some("4f3a")));
    /// ```
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The message without what was being done.
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for doing in self.0.doing.iter().rev() {
            write!(f, "{doing}: ")?;
        }
        f.write_str(&self.0.message)
    }
}

/// What a program prints whose `main` returns the error: the text of `Display`, behind it in brackets the kind and what names the
/// answer, and what caused it, a line each. `{:#?}` has the parts one by one.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return f.debug_tuple("Error").field(&self.0).finish();
        }
        write!(f, "{self} [{:?}", self.0.kind)?;
        if let Some(code) = &self.0.status_code {
            write!(f, ", status {code}")?;
        }
        if let Some(id) = &self.0.request_id {
            write!(f, ", request {id}")?;
        }
        f.write_str("]")?;
        let mut source = std::error::Error::source(self);
        while let Some(cause) = source {
            write!(f, "\ncaused by: {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_and_the_outermost_context_first() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        let error = Error::invalid("`limit` is 0").context("rendering").context("fetching `Article`");
        assert_eq!(error.to_string(), "fetching `Article`: rendering: `limit` is 0");
    }

    #[test]
    fn main_prints_what_a_person_reads() {
        let error = Error::server(ErrorKind::NotFound, "no class\nNope")
            .with_status_code("404")
            .with_request_id("7")
            .with_source("a reason")
            .context("fetching `Nope`");
        let text = "fetching `Nope`: the server says: no class\nNope [NotFound, status 404, request 7]\ncaused by: a reason";
        assert_eq!(format!("{error:?}"), text);
        assert!(format!("{error:#?}").starts_with("Error(\n"));
    }

    #[test]
    fn a_clone_is_not_changed_by_what_is_said_of_the_other() {
        let error =
            Error::invalid("`limit` is 0").with_source("why").with_retry_after(Duration::from_secs(1));
        let other = error.clone().context("fetching `Article`");
        assert_eq!(error.to_string(), "`limit` is 0");
        assert_eq!(other.to_string(), "fetching `Article`: `limit` is 0");
        assert_eq!(other.retry_after(), Some(Duration::from_secs(1)));
        assert_eq!(std::error::Error::source(&other).unwrap().to_string(), "why");
    }

    #[test]
    fn the_servers_words_are_kept() {
        let error = Error::server(ErrorKind::NotFound, "could not find class Nope in schema");
        assert_eq!(error.server_message(), Some("could not find class Nope in schema"));
        assert!(error.is_not_found() && !error.is_retryable());
    }

    #[test]
    fn each_predicate_is_one_kind() {
        use ErrorKind as K;
        type Is = fn(&Error) -> bool;
        let predicates: [(Is, &[K]); 6] = [
            (Error::is_not_found, &[K::NotFound]),
            (Error::is_already_exists, &[K::AlreadyExists]),
            (Error::is_unauthorized, &[K::Unauthenticated]),
            (Error::is_forbidden, &[K::PermissionDenied]),
            (Error::tenant_is_cold, &[K::TenantCold]),
            (Error::is_retryable, &[K::Unavailable, K::RateLimited, K::Timeout]),
        ];
        let others = [K::Rejected, K::Blocked, K::Server, K::Closed, K::SchemaMismatch, K::TooLarge];
        for (is, kinds) in predicates {
            let all = predicates.iter().flat_map(|(_, kinds)| *kinds).chain(&others);
            for kind in all {
                assert_eq!(is(&Error::new(*kind, "why")), kinds.contains(kind), "{kind:?}");
            }
        }
    }
}
