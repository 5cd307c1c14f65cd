//! One value of a property on the wire: the message `Value`.
//!
//! Text, dates and uuids are told apart by their tags, so no text is ever taken for a date. Numbers of a list
//! stand in one piece of bytes, texts in a field each.

use super::fields::{Fields, Payload};
use crate::plain::error::{Error, Result};

/// A value as it came, with the kind that the server gave it. It borrows from the reply; nothing is copied
/// until a type reads it.
#[derive(Debug, Clone, Copy)]
pub struct WireValue<'a>(Kind<'a>);

/// The kinds of a `Value`, which are the numbers of its oneof.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind<'a> {
    Number(f64),
    Boolean(bool),
    Object(&'a [u8]),
    List(&'a [u8]),
    /// Text whose characters are looked at by whoever parses it.
    Date(&'a [u8]),
    /// Text that is parsed as bytes, like dates.
    Uuid(&'a [u8]),
    Int(i64),
    Geo(&'a [u8]),
    Blob(&'a str),
    Phone(&'a [u8]),
    Null,
    Text(&'a str),
}

impl<'a> WireValue<'a> {
    /// Reads the message; one without a kind is null, as is one of a kind that only a later server knows.
    ///
    /// Nearly all have one field and nothing behind it: that is read where this is called, so that who wants a text
    /// looks for nothing else.
    #[inline]
    pub(crate) fn parse(message: &'a [u8]) -> Result<Self> {
        let mut fields = Fields(message);
        match fields.next()? {
            Some((number, payload)) if fields.0.is_empty() => Self::of(number, payload, Kind::Null),
            _ => Self::any(message),
        }
    }

    /// A message with several fields, or none: the last kind stands.
    #[cold]
    fn any(message: &'a [u8]) -> Result<Self> {
        let mut value = Self(Kind::Null);
        let mut fields = Fields(message);
        while let Some((number, payload)) = fields.next()? {
            value = Self::of(number, payload, value.0)?;
        }
        Ok(value)
    }

    /// The kind of a field; `otherwise` of one that only a later server knows: whoever asked for the property says what it
    /// wanted.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "each caller wants one kind, and leaves out the others")]
    fn of(number: u64, payload: Payload<'a>, otherwise: Kind<'a>) -> Result<Self> {
        Ok(Self(match number {
            1 => Kind::Number(payload.double()?),
            3 => Kind::Boolean(payload.varint()? != 0),
            4 => Kind::Object(payload.bytes()?),
            5 => Kind::List(payload.bytes()?),
            6 => Kind::Date(payload.bytes()?),
            7 => Kind::Uuid(payload.bytes()?),
            8 => Kind::Int(payload.varint()? as i64),
            9 => Kind::Geo(payload.bytes()?),
            10 => Kind::Blob(payload.text()?),
            11 => Kind::Phone(payload.bytes()?),
            12 => Kind::Null,
            13 => Kind::Text(payload.text()?),
            _ => otherwise,
        }))
    }

    /// An element of a list of objects, as if it stood alone.
    pub(crate) fn object(properties: &'a [u8]) -> Self {
        Self(Kind::Object(properties))
    }

    /// What it is.
    pub(crate) fn kind(self) -> Kind<'a> {
        self.0
    }

    /// Whether the property is absent: a server sends null for what was asked for and is not there.
    pub(crate) fn is_null(self) -> bool {
        matches!(self.0, Kind::Null)
    }

    /// The elements of a list of the kind with this number in `ListValue`; an empty list has no kind.
    pub(crate) fn list(self, wanted: u64, expected: &str) -> Result<&'a [u8]> {
        let Kind::List(message) = self.0 else { return Err(self.mismatch(expected)) };
        let mut found: &[u8] = &[];
        let mut fields = Fields(message);
        while let Some((number, payload)) = fields.next()? {
            if number == wanted {
                found = payload.bytes()?;
            } else {
                return Err(Error::decode(format!("holds a list of another type, expected {expected}")));
            }
        }
        Ok(found)
    }

    /// `holds …, expected …`: the property's name is put before it by the row.
    #[cold]
    pub(crate) fn mismatch(self, expected: &str) -> Error {
        let found = match self.0 {
            Kind::Number(_) => "a number",
            Kind::Boolean(_) => "a boolean",
            Kind::Object(_) => "an object",
            Kind::List(_) => "a list",
            Kind::Date(_) => "a date",
            Kind::Uuid(_) => "a uuid",
            Kind::Int(_) => "an int",
            Kind::Geo(_) => "geo coordinates",
            Kind::Blob(_) => "a blob",
            Kind::Phone(_) => "a phone number",
            Kind::Null => "no value",
            Kind::Text(_) => "text",
        };
        Error::decode(format!("holds {found}, expected {expected}"))
    }
}

/// What a value holds, if it is of the kind with this number, one that holds bytes, and nothing else is in its message.
#[inline]
pub(crate) fn alone(message: &[u8], number: u8) -> Option<&[u8]> {
    let mut fields = Fields(message);
    fields.only(number).filter(|_| fields.0.is_empty())
}

/// A text whose characters nobody has looked at yet.
pub(crate) fn text(bytes: &[u8]) -> Result<&str> {
    Payload::Bytes(bytes).text()
}

/// The strings of a message whose field 1 is `repeated string`. They are counted first, to allocate once.
pub(crate) fn strings<T>(message: &[u8], mut each: impl FnMut(&str) -> Result<T>) -> Result<Vec<T>> {
    messages(message, |bytes| each(text(bytes)?))
}

/// The messages of a message whose field 1 is a repeated message. They are counted first, to allocate once.
pub(crate) fn messages<'a, T>(
    message: &'a [u8],
    mut each: impl FnMut(&'a [u8]) -> Result<T>,
) -> Result<Vec<T>> {
    let mut values = Vec::with_capacity(Fields(message).count(1)?);
    let mut fields = Fields(message);
    while let Some((number, payload)) = fields.next()? {
        if number == 1 {
            values.push(each(payload.bytes()?)?);
        }
    }
    Ok(values)
}

/// Packed numbers behind field 1, eight bytes each, little-endian.
pub(crate) fn words<T>(message: &[u8], each: impl Fn([u8; 8]) -> T) -> Result<Vec<T>> {
    let packed = match Fields(message).find(1)? {
        Some(payload) => payload.bytes()?,
        None => &[],
    };
    let (words, rest) = packed.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(Error::decode("holds numbers that are cut in the middle"));
    }
    Ok(words.iter().map(|word| each(*word)).collect())
}

/// Booleans behind field 1, packed or not.
pub(crate) fn booleans(message: &[u8]) -> Result<Vec<bool>> {
    let mut values = Vec::new();
    let mut fields = Fields(message);
    while let Some((number, payload)) = fields.next()? {
        match (number, payload) {
            (1, Payload::Bytes(packed)) => {
                values.reserve(packed.len());
                values.extend(packed.iter().map(|byte| *byte != 0));
            }
            (1, Payload::Varint(value)) => values.push(value != 0),
            _ => {}
        }
    }
    Ok(values)
}
