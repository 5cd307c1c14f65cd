//! What a row wants of an object, and what was found for it.

use super::{
    fields::Fields,
    object::ObjectBytes,
    value::{Kind, WireValue, messages},
};
use crate::{Error, Result, schema::DataType};

/// What a row wants of an object, in the order in which it reads.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub(super) name: &'static str,
    pub(super) place: Place,
    /// Of the name: nearly all keys that are not meant differ from it in this one word.
    mark: u32,
}

/// Where in an object a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the properties.
    Property,
    /// Among the links.
    Link,
    /// Among the named vectors.
    Vector,
    /// In the metadata: nothing to look for.
    Metadata,
    /// Beside it: what a language model wrote.
    Generated,
    /// The object itself, behind a link to several collections: which of them it is of is looked at when it is read.
    Object,
}

impl Key {
    /// Where a field of this type stands.
    pub const fn of(name: &'static str, data_type: DataType) -> Self {
        let place = match data_type {
            DataType::Reference => Place::Link,
            DataType::Vector | DataType::MultiVector => Place::Vector,
            _ => Place::Property,
        };
        Self { name, place, mark: mark(name.as_bytes()) }
    }

    /// What a language model wrote about the object.
    pub(crate) const GENERATED: Self =
        Self { name: "generated", place: Place::Generated, mark: mark(b"generated") };

    /// The object behind the link `name`.
    pub(crate) const fn object(name: &'static str) -> Self {
        Self { name, place: Place::Object, mark: 0 }
    }

    /// Metadata, called `name` in errors.
    pub const fn metadata(name: &'static str) -> Self {
        Self { name, place: Place::Metadata, mark: 0 }
    }
}

/// The length, the first and the last byte.
#[inline]
const fn mark(name: &[u8]) -> u32 {
    match (name, name) {
        ([first, ..], [.., last]) => (name.len() as u32) << 16 | (*first as u32) << 8 | *last as u32,
        _ => 0,
    }
}

/// Puts a value where it is asked for. All keys are compared: a selection may name a property twice.
#[inline]
pub(super) fn put<'a>(
    keys: &[Key],
    found: &mut [Option<&'a [u8]>],
    place: Place,
    name: &[u8],
    value: &'a [u8],
) {
    let mark = mark(name);
    for (keys, found) in keys.chunks(64).zip(found.chunks_mut(64)) {
        // All are compared before one is looked at: the server sends a map in another order each time, and a branch
        // for each key would be guessed wrong.
        let mut alike = 0_u64;
        for key in keys.iter().rev() {
            alike = alike << 1 | u64::from(key.mark == mark);
        }
        while alike != 0 {
            let i = alike.trailing_zeros() as usize;
            alike &= alike - 1;
            if let (Some(key), Some(found)) = (keys.get(i), found.get_mut(i))
                && key.place == place
                && key.name.as_bytes() == name
            {
                *found = Some(value);
            }
        }
    }
}

impl Place {
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What was found for one key.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    name: &'static str,
    place: Place,
    found: Option<&'a [u8]>,
    metadata: &'a [u8],
}

impl<'a> Slot<'a> {
    #[inline]
    pub(super) fn new(key: &Key, found: Option<&'a [u8]>, metadata: &'a [u8]) -> Self {
        Self { name: key.name, place: key.place, found, metadata }
    }

    /// The property's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Where it was looked for.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// The message that was found: a `Value`, a `RefPropertiesResult`, a `Vectors` or a `PropertiesResult`.
    pub(crate) fn found(&self) -> Option<&'a [u8]> {
        self.found
    }

    /// The object's metadata.
    pub(crate) fn metadata(&self) -> &'a [u8] {
        self.metadata
    }

    /// The value, if there is one.
    #[inline]
    pub(crate) fn value(&self) -> Result<Option<WireValue<'a>>> {
        let Some(message) = self.found else { return Ok(None) };
        let value = WireValue::parse(message)?;
        Ok((!value.is_null()).then_some(value))
    }

    /// Whether there is nothing: not found, null, or a link without an object.
    pub(crate) fn is_empty(&self) -> Result<bool> {
        match self.place {
            Place::Property => Ok(self.value()?.is_none()),
            Place::Link => self.found.map_or(Ok(true), |message| Ok(Fields(message).find(1)?.is_none())),
            Place::Vector | Place::Metadata | Place::Generated | Place::Object => Ok(self.found.is_none()),
        }
    }

    /// The objects found: one nested object, a list of them, or those behind a link.
    pub(crate) fn objects(&self) -> Result<Vec<ObjectBytes<'a>>> {
        if self.place == Place::Link {
            return match self.found {
                None => Ok(Vec::new()),
                Some(message) => messages(message, ObjectBytes::of_properties_result),
            };
        }
        match self.value()? {
            None => Ok(Vec::new()),
            Some(value) => match value.kind() {
                Kind::Object(properties) => Ok(vec![ObjectBytes::of_nested(properties)]),
                Kind::List(_) => {
                    let elements = value.list(4, "a list of objects")?;
                    messages(elements, |element| Ok(ObjectBytes::of_nested(element)))
                }
                _ => Err(value.mismatch("an object")),
            },
        }
    }

    /// What to say of a value that is not there and must be.
    #[cold]
    pub(crate) fn absent() -> Error {
        Error::decode("the object lacks it: make the field an `Option`, or give it `#[weaviate(default)]`")
    }
}

/// Puts the property's name before what is wrong with it.
#[cold]
pub(crate) fn named(error: Error, slot: &Slot<'_>) -> Error {
    error.context(format!("property `{}`", slot.name))
}
