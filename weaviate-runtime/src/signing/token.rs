//! A token, and texts that nobody may see.

use std::{fmt, time::Duration};

use http::HeaderValue;
use weaviate_query::{Error, ErrorKind, Result};

/// A text that is shown to nobody.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// What a client signs its calls with for a while, as `Authorization: Bearer …`.
///
/// ```
/// use std::time::Duration;
/// use weaviate::auth::Token;
///
/// let token = Token::new("eyJhbGciOi").expires_in(Duration::from_secs(300));
/// assert!(!format!("{token:?}").contains("eyJhbGciOi")); // what it is stays out of what is printed
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    text: Secret,
    expires_in: Option<Duration>,
}

impl Token {
    /// A token that is good until a server refuses it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: Secret::new(text), expires_in: None }
    }

    /// How long it is good from now on. It is renewed a while before: 30 seconds, or a fifth of this if that is less.
    pub fn expires_in(self, life: Duration) -> Self {
        Self { expires_in: Some(life), ..self }
    }

    pub(crate) fn life(&self) -> Option<Duration> {
        self.expires_in
    }

    pub(crate) fn header(&self) -> Result<HeaderValue> {
        let mut value = HeaderValue::try_from(format!("Bearer {}", self.text.reveal())).map_err(|_| {
            // What it is made of is not repeated.
            Error::new(ErrorKind::Config, "a token to sign in with has characters that no header can have")
        })?;
        value.set_sensitive(true);
        Ok(value)
    }
}
