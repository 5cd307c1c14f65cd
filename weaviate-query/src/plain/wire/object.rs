//! One object of a reply.
//!
//! The same object comes in three messages: as a result of a search, behind a link, and inside another
//! object. Here they are one, with those parts empty that a message does not have. Nothing is read until a
//! row asks.

use uuid::Uuid;

use super::{
    fields::{Fields, Payload, broken},
    key::{Keys, Place, put},
};
use crate::plain::error::{Error, Result};

/// An object as it came: its properties, its links and its metadata, none of them read yet.
///
/// It is four slices of the reply. Who implements [`Row`](crate::wire::Row) is handed one; without a struct,
/// [`raw::objects`](crate::wire::raw::objects) reads it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ObjectBytes<'a> {
    /// The message `Properties`: a map from name to `Value`.
    properties: &'a [u8],
    /// The message `PropertiesResult`, for the links in it.
    links: &'a [u8],
    /// The message `MetadataResult`.
    metadata: &'a [u8],
    /// The message `GenerativeResult`, if a language model wrote about the object.
    generated: &'a [u8],
}

impl<'a> ObjectBytes<'a> {
    /// An object among the results of a search: the message `SearchResult`.
    pub(crate) fn of_search_result(message: &'a [u8]) -> Result<Self> {
        let (mut object, mut metadata, mut generated) = (Self::default(), None, &[][..]);
        let mut fields = Fields(message);
        while let Some((number, payload)) = fields.next()? {
            match number {
                1 => object = Self::of_properties_result(payload.bytes()?)?,
                2 => metadata = Some(payload.bytes()?),
                3 => generated = payload.bytes()?,
                _ => {}
            }
        }
        object.generated = generated;
        // The fields may come in any order, so the properties must not overwrite the metadata.
        if let Some(metadata) = metadata {
            object.metadata = metadata;
        }
        Ok(object)
    }

    /// An object behind a link: the message `PropertiesResult`.
    pub(crate) fn of_properties_result(message: &'a [u8]) -> Result<Self> {
        let mut object = Self { links: message, ..Self::default() };
        let mut fields = Fields(message);
        while let Some((number, payload)) = fields.next()? {
            match number {
                4 => object.metadata = payload.bytes()?,
                11 => object.properties = payload.bytes()?,
                _ => {}
            }
        }
        Ok(object)
    }

    /// A nested object: the message `Properties`.
    pub(crate) fn of_nested(properties: &'a [u8]) -> Self {
        Self { properties, ..Self::default() }
    }

    /// The id, for errors and for `id`; none where the server sent none.
    pub(crate) fn id(&self) -> Result<Option<Uuid>> {
        metadata_id(self.metadata)
    }

    /// The map from name to value.
    pub(crate) fn properties(&self) -> &'a [u8] {
        self.properties
    }

    /// The message that holds the links.
    pub(crate) fn links(&self) -> &'a [u8] {
        self.links
    }

    /// The name of the collection of an object behind a link: the server's name, or our own where
    /// [`Rounds`](crate::Rounds) put it there.
    pub(crate) fn collection(&self) -> Result<&'a [u8]> {
        Fields(self.links).find(3)?.map_or(Ok(&[]), Payload::bytes)
    }

    /// The metadata message.
    pub(crate) fn metadata(&self) -> &'a [u8] {
        self.metadata
    }

    /// The one loop of the decoder, for every struct and every row: puts the message of each value that a key
    /// asks for into the place of that key.
    ///
    /// Parts that no key asks for are not walked through. Of a value that comes twice the later one stands,
    /// as proto3 has it.
    pub(crate) fn fill(self, keys: Keys<'_>, found: &mut [Option<&'a [u8]>]) -> Result<()> {
        let wants = |place: Place| keys.places & place.bit() != 0;
        if wants(Place::Property) {
            let mut entries = Fields(self.properties);
            loop {
                if let Some((name, value, rest)) = short(entries.0) {
                    entries.0 = rest;
                    put(keys, found, Place::Property, name, value);
                    continue;
                }
                let Some((number, payload)) = entries.next()? else { break };
                if number == 1 {
                    let (name, value) = entry(payload.bytes()?)?;
                    put(keys, found, Place::Property, name, value);
                }
            }
        }
        if keys.places & !Place::Property.bit() & !Place::Metadata.bit() != 0 {
            self.fill_others(keys, found)?;
        }
        Ok(())
    }

    /// What is no property.
    fn fill_others(self, keys: Keys<'_>, found: &mut [Option<&'a [u8]>]) -> Result<()> {
        let wants = |place: Place| keys.places & place.bit() != 0;
        if wants(Place::Generated) {
            put(keys, found, Place::Generated, b"generated", self.generated);
        }
        if wants(Place::Link) {
            let mut fields = Fields(self.links);
            while let Some((number, payload)) = fields.next()? {
                if number == 2 {
                    let link = payload.bytes()?;
                    put(keys, found, Place::Link, name_of(link, 2)?, link);
                }
            }
        }
        if wants(Place::Object) {
            for (_, found) in keys.list.iter().zip(&mut *found).filter(|(key, _)| key.place == Place::Object)
            {
                *found = Some(self.links);
            }
        }
        if wants(Place::Vector) {
            let mut fields = Fields(self.metadata);
            while let Some((number, payload)) = fields.next()? {
                if number == 23 {
                    let vector = payload.bytes()?;
                    put(keys, found, Place::Vector, name_of(vector, 1)?, vector);
                }
            }
        }
        Ok(())
    }
}

/// The key and the value of the next entry of a map of fewer than 128 bytes, written as every writer has it, and what is
/// behind it.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is called in one place, for each value of each row")]
fn short(entries: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let &[0x0a, whole @ 0..0x80, 0x0a, name @ 0..0x80, ref rest @ ..] = entries else { return None };
    let (name, rest) = rest.split_at_checked(name.into())?;
    let &[0x12, value @ 0..0x80, ref rest @ ..] = rest else { return None };
    let (value, rest) = rest.split_at_checked(value.into())?;
    (usize::from(whole) == name.len() + value.len() + 4).then_some((name, value, rest))
}

/// An entry of a map: its key and its value.
#[inline]
fn entry(message: &[u8]) -> Result<(&[u8], &[u8])> {
    // As every writer has it: the key, then the value, and nothing else.
    let mut fields = Fields(message);
    if let Some(name) = fields.only(1)
        && let Some(value) = fields.only(2)
        && fields.0.is_empty()
    {
        return Ok((name, value));
    }
    any_entry(message)
}

/// An entry in any other order, or with fields of a later server.
#[cold]
fn any_entry(message: &[u8]) -> Result<(&[u8], &[u8])> {
    let (mut name, mut value): (&[u8], &[u8]) = (&[], &[]);
    let mut fields = Fields(message);
    while let Some((number, payload)) = fields.next()? {
        match (number, payload) {
            (1, Payload::Bytes(bytes)) => name = bytes,
            (2, Payload::Bytes(bytes)) => value = bytes,
            (1 | 2, _) => return Err(broken()),
            _ => {}
        }
    }
    Ok((name, value))
}

/// The name of a link or vector. The walk stops there, as the values behind it may be long.
fn name_of(message: &[u8], number: u64) -> Result<&[u8]> {
    let mut fields = Fields(message);
    while let Some((found, payload)) = fields.next()? {
        if found == number {
            return payload.bytes();
        }
    }
    Ok(&[])
}

/// The id in a metadata message.
pub(crate) fn metadata_id(metadata: &[u8]) -> Result<Option<Uuid>> {
    Fields(metadata).find(1)?.map_or(Ok(None), |payload| id_of(payload.bytes()?))
}

/// An id as it stands in the metadata: none is an empty text.
#[inline]
fn id_of(text: &[u8]) -> Result<Option<Uuid>> {
    if text.is_empty() {
        return Ok(None);
    }
    Uuid::try_parse_ascii(text).map(Some).map_err(|_| no_id(text))
}

/// What is said of an id that is no uuid.
#[cold]
fn no_id(text: &[u8]) -> Error {
    Error::decode(format!("the id `{}` is not a uuid", text.escape_ascii()))
}

/// What a whole object has of its metadata, found in one walk; a number that is not there is 0.
///
/// A server says that a score is there whenever it was asked for (1.39.0), so its 0 cannot be told from none.
#[derive(Debug, Default)]
pub(crate) struct Ranked {
    pub(crate) id: Option<Uuid>,
    pub(crate) score: f32,
    pub(crate) distance: f32,
}

impl Ranked {
    pub(crate) fn read(metadata: &[u8]) -> Result<Self> {
        let (mut id, mut score, mut distance) = (None, (0.0, false), (0.0, false));
        let mut fields = Fields(metadata);
        while let Some((number, payload)) = fields.next()? {
            match number {
                1 => id = id_of(payload.bytes()?)?,
                7 => distance.0 = payload.float()?,
                8 => distance.1 = payload.varint()? != 0,
                11 => score.0 = payload.float()?,
                12 => score.1 = payload.varint()? != 0,
                _ => {}
            }
        }
        let number = |(value, present)| if present { value } else { 0.0 };
        Ok(Self { id, score: number(score), distance: number(distance) })
    }
}

/// A time of the metadata, in milliseconds since 1970, with the number of the flag that says whether it is
/// there.
///
/// # Errors
///
/// `Decode` if it is not: nobody asked for it.
pub(crate) fn millis(metadata: &[u8], value: u64, present: u64) -> Result<i64> {
    if !flag(metadata, present)? {
        return Err(Error::decode("the server sent no time for it"));
    }
    match Fields(metadata).find(value)? {
        Some(payload) => Ok(payload.varint()? as i64),
        None => Ok(0),
    }
}

/// A boolean of this number; false is not sent.
pub(crate) fn flag(metadata: &[u8], number: u64) -> Result<bool> {
    match Fields(metadata).find(number)? {
        Some(payload) => Ok(payload.varint()? != 0),
        None => Ok(false),
    }
}
