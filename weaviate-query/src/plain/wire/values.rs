//! Values that have a message or an encoding of their own, read. What is missing in such a message is its
//! zero, as proto3 has it.

use uuid::Uuid;

use super::{
    fields::{Fields, Payload},
    value::{Kind, WireValue},
};
use crate::plain::{
    error::{Error, Result},
    value::{GeoPoint, PhoneNumber},
};

/// A place; longitude stands first in the message.
pub(crate) fn geo(value: WireValue<'_>) -> Result<GeoPoint> {
    let Kind::Geo(message) = value.kind() else { return Err(value.mismatch("geo coordinates")) };
    let float = |number| Fields(message).find(number)?.map_or(Ok(0.0), Payload::float);
    Ok(GeoPoint { longitude: float(1)?, latitude: float(2)? })
}

/// A phone number, with all that the server made of it.
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

/// A uuid that the server tagged as one.
pub(crate) fn uuid(value: WireValue<'_>) -> Result<Uuid> {
    match value.kind() {
        Kind::Uuid(text) => Uuid::try_parse_ascii(text).map_err(|_| no_uuid(text)),
        _ => Err(value.mismatch("a uuid")),
    }
}

/// A uuid as an element of a list.
pub(crate) fn parse_uuid(text: &str) -> Result<Uuid> {
    Uuid::try_parse(text).map_err(|_| no_uuid(text.as_bytes()))
}

/// What is said of text that is no uuid.
#[cold]
fn no_uuid(text: &[u8]) -> Error {
    Error::decode(format!("holds `{}`, which is no uuid", String::from_utf8_lossy(text)))
}

/// The numbers of a vector: 32 bits each, little-endian.
pub(crate) fn floats(bytes: &[u8]) -> Result<Vec<f32>> {
    let (words, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(Error::decode("holds a vector that is cut in the middle"));
    }
    Ok(words.iter().map(|word| f32::from_le_bytes(*word)).collect())
}
