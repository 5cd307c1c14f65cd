//! Base64 as the server takes it: the standard alphabet, padded.

use ::base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::plain::error::{Error, Result};

pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

pub(crate) fn decode(text: &str) -> Result<Vec<u8>> {
    BASE64_STANDARD.decode(text).map_err(|_| Error::decode("holds a blob that is not base64"))
}
