//! What was found of an object for each key of a row.

use super::{
    fields::Fields,
    key::{Key, Marks, Place},
    object::ObjectBytes,
    value::{Kind, WireValue, messages},
};
use crate::plain::error::{Error, Result};

/// Finds what up to 32 `keys` ask for in an object, each in their order.
#[inline]
pub(crate) fn find<'a, const N: usize>(
    object: ObjectBytes<'a>,
    keys: &[Key; N],
) -> Result<[Option<&'a [u8]>; N]> {
    let marks = Marks::<4>::of(keys);
    let mut found = [None; N];
    object.fill(marks.with(keys), &mut found)?;
    Ok(found)
}

/// What was found for one key: the bytes of a value, or nothing. Reading them is up to the type that wants
/// them, and what is wrong with them is said with the property's name.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    name: &'static str,
    place: Place,
    found: Option<&'a [u8]>,
    metadata: &'a [u8],
}

impl<'a> Slot<'a> {
    #[inline]
    pub(crate) fn new(key: &Key, found: Option<&'a [u8]>, metadata: &'a [u8]) -> Self {
        Self { name: key.name, place: key.place, found, metadata }
    }

    /// The property's name on the server, for errors.
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

    /// The value, if there is one: null is none.
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

    /// What to say of a value that is not there and must be. The server lets every property be absent, a
    /// struct's field only if it is an `Option`.
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
