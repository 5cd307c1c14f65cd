//! The one error of the whole client, defined here so that every layer above can return it.
//!
//! One opaque type for all, as jiff and axum have it: what a caller does about a failure depends on its
//! [`ErrorKind`] and the predicates, never on which layer raised it.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

/// `Result` with [`Error`] as its error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, as far as a program can act on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request was refused before anything was sent: a value or an option that cannot be meant.
    InvalidInput,
    /// The collection, object, tenant or alias does not exist.
    NotFound,
    /// It exists already: an object's id, a collection, an alias.
    AlreadyExists,
    /// No key, or one that the server does not know.
    Unauthenticated,
    /// The key is known and may not do this.
    PermissionDenied,
    /// The server refused the request, and would refuse it again.
    Rejected,
    /// Too many requests; see [`Error::retry_after`].
    RateLimited,
    /// Nobody answered: no route, refused connection, a server that is shutting down.
    Unavailable,
    /// The deadline of the call passed.
    Timeout,
    /// The server failed.
    Server,
    /// An answer that is not what was asked for: a property missing, a value of another type, broken bytes.
    Decode,
    /// The server's schema is not what the program's structs say.
    SchemaMismatch,
    /// This server (or the embedded engine) cannot do it.
    Unsupported,
    /// The client is set up in a way that cannot work: an address, a key, a name prefix.
    Config,
}

/// What failed, why, and what was being done.
///
/// `Display` gives the whole chain in one line, what was being done first. It is one word wide, and a clone shares what
/// the first one holds.
#[derive(Debug, Clone)]
pub struct Error(Arc<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    doing: Vec<String>,
    server: Option<String>,
    retry_after: Option<Duration>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this kind; `message` names the thing and the fix.
    #[cold]
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Arc::new(Inner {
            kind,
            message: message.into(),
            doing: Vec::new(),
            server: None,
            retry_after: None,
            source: None,
        }))
    }

    /// [`ErrorKind::InvalidInput`].
    #[cold]
    pub fn invalid(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::InvalidInput, message)
    }

    /// [`ErrorKind::Decode`].
    #[cold]
    pub fn decode(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Decode, message)
    }

    /// An error in the server's own words.
    #[cold]
    pub fn server(kind: ErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut error = Self::new(kind, format!("the server says: {message}"));
        error.inner().server = Some(message);
        error
    }

    /// Says what was being done when it happened; the outermost is shown first.
    pub fn context(mut self, doing: impl Into<String>) -> Self {
        self.inner().doing.push(doing.into());
        self
    }

    /// Says what can be done about it, after the message.
    pub fn with_hint(mut self, hint: &str) -> Self {
        let message = format!("{}; {hint}", self.0.message);
        self.inner().message = message.into();
        self
    }

    /// Keeps the error that caused this one, as [`std::error::Error::source`].
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.inner().source = Some(Arc::from(source.into()));
        self
    }

    /// How long the server asked to wait.
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.inner().retry_after = Some(wait);
        self
    }

    /// Its own copy of what it holds, unless nobody shares it.
    fn inner(&mut self) -> &mut Inner {
        Arc::make_mut(&mut self.0)
    }

    /// What a program can act on.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the thing asked for does not exist.
    pub fn is_not_found(&self) -> bool {
        self.0.kind == ErrorKind::NotFound
    }

    /// Whether the thing to be made exists already.
    pub fn is_already_exists(&self) -> bool {
        self.0.kind == ErrorKind::AlreadyExists
    }

    /// Whether the same call may succeed later without a change.
    pub fn is_retryable(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Unavailable | ErrorKind::RateLimited | ErrorKind::Timeout)
    }

    /// How long the server asked to wait before the next try, if it said so.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The server's own message, unchanged.
    pub fn server_message(&self) -> Option<&str> {
        self.0.server.as_deref()
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
}
