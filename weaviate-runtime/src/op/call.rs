//! One call as a transport sends it: where to, what, with which headers, until when.

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
use weaviate_query::{Error, Result};

/// Where a request goes, what it carries and how long it may take: what a [`Transport`](crate::Transport) sends.
///
/// A layer may change it through [`Op::call_mut`](crate::Op::call_mut).
///
/// ```
/// use weaviate::{layer::Op, Result};
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
    /// What became of its tries.
    pub(crate) sent: Sent,
    pub(crate) id: RequestId,
}

impl Call {
    /// The name of the request, by which a log of the server or of what stands before it can be searched: the header
    /// `X-Request-Id` of the call if somebody set it, else one of our own. All tries of a call have the same.
    ///
    /// ```
    /// fn log(op: &weaviate::layer::Op) {
    ///     println!("{} is {}", op.call().request_id(), op.name());
    /// }
    /// ```
    pub fn request_id(&self) -> String {
        self.headers.get(RequestId::HEADER).map_or_else(|| self.id.to_string(), str::to_owned)
    }
}

/// The name of a request, if nobody gives it one: another one for each call of all clients.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestId(pub(crate) u64);

impl RequestId {
    pub(crate) const HEADER: &'static str = "x-request-id";
    pub(crate) const NAME: HeaderName = HeaderName::from_static(Self::HEADER);

    /// As the value of that header: what [`Display`](fmt::Display) shows.
    pub(crate) fn value(self) -> HeaderValue {
        let mut digits = [0; 16];
        for (place, digit) in digits.iter_mut().enumerate() {
            let value = (self.0 >> (60 - 4 * place)) as u8 & 0xf;
            *digit = value + if value < 10 { b'0' } else { b'a' - 10 };
        }
        HeaderValue::from_bytes(&digits).unwrap_or(HeaderValue::from_static("0"))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// What became of a call on its way, for who made it: an error does not tell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent(Arc<Tries>);

#[derive(Debug, Default)]
struct Tries {
    count: AtomicU32,
    one_may_have_arrived: AtomicBool,
    one_broke_off: AtomicBool,
    connecting: AtomicBool,
    unsigned: AtomicBool,
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

    /// A server may have begun with it, and not come to the end.
    pub(crate) fn breaks_off(&self) {
        self.0.one_broke_off.store(true, Ordering::Relaxed);
    }

    /// Whether a server may have begun with a try and not come to its end.
    pub(crate) fn broke_off(&self) -> bool {
        self.0.one_broke_off.load(Ordering::Relaxed)
    }

    /// The transport was given up while it made the connection.
    pub(crate) fn still_connecting(&self) {
        self.0.connecting.store(true, Ordering::Relaxed);
    }

    /// Whether the last try was given up before there was a connection.
    pub(crate) fn was_connecting(&self) -> bool {
        self.0.connecting.swap(false, Ordering::Relaxed)
    }

    /// Whether the try that begins has a token, where it needs one.
    pub(crate) fn signed(&self, signed: bool) {
        self.0.unsigned.store(!signed, Ordering::Relaxed);
    }

    /// Whether the last try ended before it had a token: the server has no part in it.
    pub(crate) fn was_unsigned(&self) -> bool {
        self.0.unsigned.load(Ordering::Relaxed)
    }

    /// Whether a server may have seen it.
    pub(crate) fn has_arrived(&self) -> bool {
        self.0.one_may_have_arrived.load(Ordering::Relaxed)
    }
}

/// Headers of a call. Clones share them until one is changed.
///
/// ```
/// use weaviate::layer::Headers;
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

    /// Sets one that is no secret and stays the same: HTTP/2 may keep it in its table.
    pub(crate) fn tell(&mut self, name: &'static str, value: HeaderValue) {
        Arc::make_mut(&mut self.0).push((HeaderName::from_static(name), value));
    }

    /// The value of a header.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(header, _)| header.as_str().eq_ignore_ascii_case(name))
            .and_then(|(_, value)| value.to_str().ok())
    }

    /// Sets what a call is signed with.
    pub(crate) fn sign(&mut self, value: HeaderValue) {
        let headers = Arc::make_mut(&mut self.0);
        headers.retain(|(other, _)| *other != http::header::AUTHORIZATION);
        headers.push((http::header::AUTHORIZATION, value));
    }

    /// Whether these say who calls.
    pub(crate) fn are_signed(&self) -> bool {
        self.0.iter().any(|(name, _)| *name == http::header::AUTHORIZATION)
    }

    /// These, and those of `below` that they do not set.
    pub(crate) fn over(&self, below: &Self) -> Self {
        if self.0.is_empty() || below.0.is_empty() {
            return if self.0.is_empty() { below.clone() } else { self.clone() };
        }
        let set = |name: &HeaderName| self.0.iter().any(|(own, _)| own == name);
        let below = below.0.iter().filter(|(name, _)| !set(name));
        Self(Arc::new(below.chain(self.0.iter()).cloned().collect()))
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
/// use weaviate::layer::{Target, Verb};
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
