//! Values that are more than a number or a text: places, phone numbers, bytes, dates, vectors.

pub(crate) mod base64;
#[cfg(feature = "chrono")]
pub(crate) mod date;
mod vector;

use std::ops::Deref;

use crate::plain::sealed::Sealed;

pub use vector::{MultiVector, Vector};

/// A place on Earth, in degrees. The server keeps 32 bits of each.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GeoPoint {
    /// Degrees north of the equator.
    pub latitude: f32,
    /// Degrees east of Greenwich.
    pub longitude: f32,
}

impl GeoPoint {
    /// A place at `latitude` degrees north and `longitude` degrees east.
    pub const fn new(latitude: f32, longitude: f32) -> Self {
        Self { latitude, longitude }
    }
}

/// A phone number. `input` and `default_country` are what is written; the server fills in the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhoneNumber {
    /// As it was typed.
    pub input: String,
    /// The country (ISO 3166-1 alpha-2) that a number without one is of.
    pub default_country: String,
    /// The server's reading, such as `+49 30 901820`.
    pub international_formatted: String,
    /// The server's reading without the country, such as `030 901820`.
    pub national_formatted: String,
    /// The number without the country.
    pub national: u64,
    /// The country's calling code.
    pub country_code: u64,
    /// Whether the server takes it for a number that exists.
    pub valid: bool,
}

impl PhoneNumber {
    /// A number as it was typed, of this country where it names none.
    pub fn new(input: impl Into<String>, default_country: impl Into<String>) -> Self {
        Self { input: input.into(), default_country: default_country.into(), ..Self::default() }
    }
}

/// Bytes. On the wire they are base64; here they are not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Blob(pub Vec<u8>);

impl Sealed for Blob {}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// Bytes of which the server keeps only the hash (`blobHash`, from 1.37).
///
/// What is written is made from bytes; what is read is the hash that the server made of them. A hash that was read
/// cannot be written again, as the bytes are gone: such an object is refused before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlobHash {
    /// Bytes to be written.
    Bytes(Vec<u8>),
    /// As read: the SHA-256 of the bytes in base64, in hexadecimal digits.
    Hash(String),
}

impl BlobHash {
    /// Of these bytes.
    pub fn of(bytes: impl Into<Vec<u8>>) -> Self {
        Self::Bytes(bytes.into())
    }

    /// The hash, if it was read.
    pub fn hash(&self) -> Option<&str> {
        match self {
            Self::Bytes(_) => None,
            Self::Hash(hash) => Some(hash),
        }
    }
}
