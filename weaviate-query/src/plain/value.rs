//! Values that are more than a number or a text: places, phone numbers, bytes, dates, vectors.
//!
//! They are public as `property`, whose page says what the server keeps of each. Dates have no type of our
//! own: [`date`] is where chrono's become text and text becomes one of them.

pub(crate) mod base64;
#[cfg(feature = "chrono")]
pub(crate) mod date;
pub(crate) mod text;
mod vector;

use std::ops::Deref;

use crate::plain::sealed::Sealed;

pub(crate) use vector::is_finite;
pub use vector::{MultiVector, Vector};

/// A place on Earth, in degrees. The server keeps 32 bits of each: about a metre near the equator.
///
/// It is compared with `.within(point, metres)` and nothing else. Numbers outside the usual ranges are not
/// refused: a latitude of 152 is stored as it is (1.39.0). Infinite ones and NaN are refused before they are
/// sent.
///
/// ```
/// use weaviate_query::property::GeoPoint;
///
/// let berlin = GeoPoint::new(52.52, 13.405);
/// assert_eq!(berlin, GeoPoint { latitude: 52.52, longitude: 13.405 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GeoPoint {
    /// Degrees north of the equator, negative to the south; from -90 to 90 on Earth.
    pub latitude: f32,
    /// Degrees east of Greenwich, negative to the west; from -180 to 180 on Earth.
    pub longitude: f32,
}

impl GeoPoint {
    /// A place at `latitude` degrees north and `longitude` degrees east, in the order in which people say it.
    pub const fn new(latitude: f32, longitude: f32) -> Self {
        Self { latitude, longitude }
    }
}

/// A phone number. `input` and `default_country` are what is written; the server fills in the rest.
///
/// No filter looks at it (1.39.0): keep a text beside it if numbers are to be searched.
///
/// ```
/// use weaviate_query::property::PhoneNumber;
///
/// let typed = PhoneNumber::new("030 901820", "DE");
/// assert_eq!(typed.input, "030 901820");
/// // Only an object that was read has these.
/// assert!(typed.international_formatted.is_empty() && !typed.valid);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhoneNumber {
    /// As it was typed; the server keeps it as it is.
    pub input: String,
    /// The country (ISO 3166-1 alpha-2, such as `DE`) that a number without one is of.
    pub default_country: String,
    /// The server's reading, such as `+49 30 901820`.
    pub international_formatted: String,
    /// The server's reading without the country, such as `030 901820`.
    pub national_formatted: String,
    /// The number without the country and without a leading zero; 0 unless it was read.
    pub national: u64,
    /// The country's calling code, such as 49; 0 unless it was read.
    pub country_code: u64,
    /// Whether the server takes it for a number that exists.
    pub valid: bool,
}

impl PhoneNumber {
    /// A number as it was typed, of this country where it names none. What the server would fill in is left
    /// empty.
    pub fn new(input: impl Into<String>, default_country: impl Into<String>) -> Self {
        Self { input: input.into(), default_country: default_country.into(), ..Self::default() }
    }
}

/// Bytes. On the wire they are base64; here they are not.
///
/// Base64 is the codec's business: standard alphabet, padded, without a `data:` prefix, the only form that
/// the server takes (1.39.0). The server never sends a blob unless it is asked for by name, and no filter
/// looks at one.
///
/// ```
/// use weaviate_query::property::Blob;
///
/// let picture = Blob(vec![0x89, b'P', b'N', b'G']);
/// assert_eq!(picture.len(), 4);
/// assert_eq!(Blob::from(picture.to_vec()), picture);
/// ```
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
/// What is written is made from bytes; what is read is the hash that the server made of them. A hash that was
/// read cannot be written again, as the bytes are gone: such an object is refused before it is sent.
///
/// ```
/// use weaviate_query::property::BlobHash;
///
/// let written = BlobHash::of(*b"a long film");
/// assert_eq!(written.hash(), None);
/// let read = BlobHash::Hash("9f86d0".into());
/// assert_eq!(read.hash(), Some("9f86d0"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlobHash {
    /// Bytes to be written.
    Bytes(Vec<u8>),
    /// As read: the SHA-256 in hexadecimal digits, of the base64 text that was sent and not of the bytes
    /// themselves.
    Hash(String),
}

impl BlobHash {
    /// What is to be written: these bytes.
    pub fn of(bytes: impl Into<Vec<u8>>) -> Self {
        Self::Bytes(bytes.into())
    }

    /// The hash, if it was read; none for bytes that are still to be written.
    pub fn hash(&self) -> Option<&str> {
        match self {
            Self::Bytes(_) => None,
            Self::Hash(hash) => Some(hash),
        }
    }
}
