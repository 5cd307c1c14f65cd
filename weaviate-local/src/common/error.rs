//! How a request fails inside the engine: a text, and for REST the status it goes with.

use std::fmt;

/// A refusal, in the server's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The HTTP status; gRPC answers every refusal as UNKNOWN, except a quota's.
    pub(crate) status: u16,
    /// The server's text; an empty one means an empty body.
    pub(crate) text: String,
    /// How the body is written.
    pub(crate) body: Body,
    /// The text without the places in front of it, for refusals that some of the server's layers show without them.
    pub(crate) bare: Option<String>,
}

/// The shapes an error body can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// `{"error":[{"message":…}]}`
    List,
    /// `{"code":…,"message":…}`, what the validation of the request itself answers.
    Code(u16),
    /// `{"errorCode":"USAGE_LIMIT_EXCEEDED",…}`, and more than a text in gRPC as well.
    Quota { counted: &'static str, limit: usize },
    /// No body at all.
    Empty,
    /// No body, though the headers say that it is JSON: a refusal that could have said more.
    EmptyJson,
}

/// The engine's result.
pub(crate) type Result<T, E = Refusal> = std::result::Result<T, E>;

impl Refusal {
    /// 422, the status of nearly every refusal.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { status: 422, text: text.into(), body: Body::List, bare: None }
    }

    /// Another status with the usual body.
    pub(crate) fn with_status(status: u16, text: impl Into<String>) -> Self {
        Self { status, text: text.into(), body: Body::List, bare: None }
    }

    /// A request that the API's own description rules out.
    pub(crate) fn malformed(code: u16, text: impl Into<String>) -> Self {
        let status = if code < 600 { code } else { 422 };
        Self { status, text: text.into(), body: Body::Code(code), bare: None }
    }

    /// 404 with an empty body, what every read of a missing thing answers.
    pub(crate) fn missing() -> Self {
        Self { status: 404, text: String::new(), body: Body::Empty, bare: None }
    }

    /// What comes of a handler that panics in the server: the panic is caught, and nothing more is written.
    pub(crate) fn panicked() -> Self {
        Self { status: 200, ..Self::missing() }
    }

    /// A refusal without a word, of a kind that has words elsewhere.
    pub(crate) fn silent(status: u16) -> Self {
        Self { status, text: String::new(), body: Body::EmptyJson, bare: None }
    }

    /// What the real server can do and this engine cannot.
    pub(crate) fn unsupported(what: &str) -> Self {
        Self::new(format!("the embedded engine cannot do {what}: run this on a Weaviate server"))
    }

    /// A text that some layers show without any place: a property that would need an index, and a panic.
    pub(crate) fn bare(text: impl Into<String>) -> Self {
        let refusal = Self::new(text);
        Self { bare: Some(refusal.text.clone()), ..refusal }
    }

    /// The refusal as those layers show it: without the places.
    pub(crate) fn without_places(self) -> Self {
        match self.bare {
            Some(text) => Self { text, bare: None, ..self },
            None => self,
        }
    }

    /// The same words with another status.
    pub(crate) fn with(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Whether it is a panic of the server's, with no place in front of it yet.
    pub(crate) fn panics(&self) -> bool {
        self.text.starts_with("panic occurred")
    }

    /// Puts the place in front of the text, as the server's layers do.
    pub(crate) fn within(mut self, place: impl fmt::Display) -> Self {
        self.text = format!("{place}: {}", self.text);
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// `?` with a place in front of the text.
pub(crate) trait Within<T> {
    /// Prefixes a refusal's text with `place: `.
    fn within(self, place: impl fmt::Display) -> Result<T>;
}

impl<T> Within<T> for Result<T> {
    fn within(self, place: impl fmt::Display) -> Self {
        self.map_err(|refusal| refusal.within(place))
    }
}
