//! Places, phone numbers and bytes as properties.
//!
//! | type | worth knowing (1.39.0) |
//! |---|---|
//! | `GeoPoint` | stored as two `f32`, whatever was sent |
//! | `PhoneNumber` | a server parses it and adds country code and formats; nothing filters by it |
//! | `Blob` | bytes here, base64 on the wire; a server sends it only where it is named, so it is named |
//! | `BlobHash` | written as bytes, read as the hash a server keeps of them; a hash that was read cannot be written (`InvalidInput`) |
//!
//! None of them has a list.

use super::PropertyType;
use crate::{
    plain::{
        error::{Error, Result},
        schema::{DataType, TypeDef},
        value::{Blob, BlobHash, GeoPoint, PhoneNumber, base64},
        wire::{Kind, Sink, WireValue, geo, phone},
    },
    typed::kind,
};

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
