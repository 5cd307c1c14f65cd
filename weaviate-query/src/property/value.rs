//! Places, phone numbers, bytes: values that have a message or an encoding of their own.

use std::ops::Deref;

use super::PropertyType;
use crate::{
    Error, Result, kind,
    schema::{DataType, TypeDef},
    wire::{Fields, Kind, Sink, WireValue},
};

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

impl PropertyType for GeoPoint {
    type Kind = kind::geo_coordinates;
    type List = kind::no;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef::scalar(DataType::GeoCoordinates);

    fn read(value: WireValue<'_>) -> Result<Self> {
        geo(value)
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.geo(name, *self)
    }
}

pub(crate) fn geo(value: WireValue<'_>) -> Result<GeoPoint> {
    let Kind::Geo(message) = value.kind() else { return Err(value.mismatch("geo coordinates")) };
    let float = |number| Fields(message).find(number)?.map_or(Ok(0.0), crate::wire::Payload::float);
    Ok(GeoPoint { longitude: float(1)?, latitude: float(2)? })
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

impl PropertyType for PhoneNumber {
    type Kind = kind::phone_number;
    type List = kind::no;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef::scalar(DataType::PhoneNumber);

    fn read(value: WireValue<'_>) -> Result<Self> {
        phone(value)
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.phone(name, self)
    }
}

pub(crate) fn phone(value: WireValue<'_>) -> Result<PhoneNumber> {
    let Kind::Phone(message) = value.kind() else { return Err(value.mismatch("a phone number")) };
    let mut phone = PhoneNumber::default();
    let mut fields = Fields(message);
    while let Some((number, payload)) = fields.next()? {
        match number {
            1 => phone.country_code = payload.varint()?,
            2 => phone.default_country = payload.text()?.to_owned(),
            3 => phone.input = payload.text()?.to_owned(),
            4 => phone.international_formatted = payload.text()?.to_owned(),
            5 => phone.national = payload.varint()?,
            6 => phone.national_formatted = payload.text()?.to_owned(),
            7 => phone.valid = payload.varint()? != 0,
            _ => {}
        }
    }
    Ok(phone)
}

/// Bytes. On the wire they are base64; here they are not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Blob(pub Vec<u8>);

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

impl PropertyType for Blob {
    type Kind = kind::blob;
    type List = kind::no;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef::scalar(DataType::Blob);

    fn read(value: WireValue<'_>) -> Result<Self> {
        match value.kind() {
            Kind::Blob(text) => base64::decode(text).map(Self),
            _ => Err(value.mismatch("a blob")),
        }
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.blob(name, &self.0)
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

impl PropertyType for BlobHash {
    type Kind = kind::blob_hash;
    type List = kind::no;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef::scalar(DataType::BlobHash);

    fn read(value: WireValue<'_>) -> Result<Self> {
        match value.kind() {
            Kind::Text(hash) | Kind::Blob(hash) => Ok(Self::Hash(hash.to_owned())),
            _ => Err(value.mismatch("a blob's hash")),
        }
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        match self {
            Self::Bytes(bytes) => sink.blob(name, bytes),
            Self::Hash(_) => Err(Error::invalid(format!(
                "`{name}` holds a hash that was read, of bytes that are gone: give it bytes with `BlobHash::of`"
            ))),
        }
    }
}

pub(crate) fn uuid(value: WireValue<'_>) -> Result<::uuid::Uuid> {
    match value.kind() {
        Kind::Uuid(text) => ::uuid::Uuid::try_parse_ascii(text).map_err(|_| no_uuid(text)),
        _ => Err(value.mismatch("a uuid")),
    }
}

pub(crate) fn parse_uuid(text: &str) -> Result<::uuid::Uuid> {
    ::uuid::Uuid::try_parse(text).map_err(|_| no_uuid(text.as_bytes()))
}

#[cold]
fn no_uuid(text: &[u8]) -> Error {
    Error::decode(format!("holds `{}`, which is no uuid", String::from_utf8_lossy(text)))
}

/// Base64 as the server takes it: the standard alphabet, padded.
pub(crate) mod base64 {
    use ::base64::{Engine as _, prelude::BASE64_STANDARD};

    use crate::{Error, Result};

    pub(crate) fn encode(bytes: &[u8]) -> String {
        BASE64_STANDARD.encode(bytes)
    }

    pub(crate) fn decode(text: &str) -> Result<Vec<u8>> {
        BASE64_STANDARD.decode(text).map_err(|_| Error::decode("holds a blob that is not base64"))
    }
}
