//! Base64 as the server takes it: the standard alphabet, padded.
//!
//! Weaviate 1.39.0 refuses the URL-safe alphabet, text without padding and a `data:` prefix.

use ::base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::plain::error::{Error, Result};

/// The text that a blob travels as.
pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// The bytes of a blob that was read.
///
/// # Errors
///
/// `Decode` for text that is not base64; whoever reads a row puts the property's name before it.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>> {
    BASE64_STANDARD.decode(text).map_err(|_| Error::decode("holds a blob that is not base64"))
}
