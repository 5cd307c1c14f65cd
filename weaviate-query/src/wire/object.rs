//! One object of a reply, and the row that reads it.

use std::cell::Cell;

use uuid::Uuid;

use super::{
    fields::{Fields, Payload, broken},
    value::{Kind, WireValue, messages},
};
use crate::{
    Error, Result,
    property::PropertyType,
    schema::{DataType, FieldDef, Role},
};

/// An object as it came: its properties, its links and its metadata, none of them read yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct ObjectBytes<'a> {
    /// The message `Properties`: a map from name to `Value`.
    properties: &'a [u8],
    /// The message `PropertiesResult`, for the links in it.
    links: &'a [u8],
    /// The message `MetadataResult`.
    metadata: &'a [u8],
}

/// What a row wants of an object, in the order in which it reads.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The name on the wire.
    pub name: &'static str,
    /// Where it stands.
    pub place: Place,
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
}

impl Key {
    /// Where a field of this type stands.
    pub const fn of(name: &'static str, data_type: DataType) -> Self {
        let place = match data_type {
            DataType::Reference => Place::Link,
            DataType::Vector | DataType::MultiVector => Place::Vector,
            _ => Place::Property,
        };
        Self { name, place }
    }

    /// Metadata, called `name` in errors.
    pub const fn metadata(name: &'static str) -> Self {
        Self { name, place: Place::Metadata }
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
    /// The property's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The message that was found: a `Value`, a `RefPropertiesResult` or a `Vectors`.
    pub(crate) fn found(&self) -> Option<&'a [u8]> {
        self.found
    }

    /// The object's metadata.
    pub(crate) fn metadata(&self) -> &'a [u8] {
        self.metadata
    }

    /// The value, if there is one.
    pub(crate) fn value(&self) -> Result<Option<WireValue<'a>>> {
        let Some(message) = self.found else { return Ok(None) };
        let value = WireValue::parse(message)?;
        Ok((!value.is_null()).then_some(value))
    }

    /// Whether there is nothing: not found, null, or a link without an object.
    pub(crate) fn is_empty(&self) -> Result<bool> {
        match self.place {
            Place::Property => Ok(self.value()?.is_none()),
            Place::Link => Ok(self.objects()?.is_empty()),
            Place::Vector | Place::Metadata => Ok(self.found.is_none()),
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

impl<'a> ObjectBytes<'a> {
    /// An object among the results of a search: the message `SearchResult`.
    pub(crate) fn of_search_result(message: &'a [u8]) -> Result<Self> {
        let (mut object, mut metadata) = (Self::default(), None);
        let mut fields = Fields(message);
        while let Some((number, payload)) = fields.next()? {
            match number {
                1 => object = Self::of_properties_result(payload.bytes()?)?,
                2 => metadata = Some(payload.bytes()?),
                _ => {}
            }
        }
        // A later field must not lose what an earlier one said.
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

    /// The id, for errors and for `id`.
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

    /// The metadata message.
    pub(crate) fn metadata(&self) -> &'a [u8] {
        self.metadata
    }

    /// Finds what `keys` ask for, each in its slot.
    pub(crate) fn scan<const N: usize>(self, keys: [Key; N]) -> Result<[Slot<'a>; N]> {
        let mut found = [None; N];
        self.fill(&keys, &mut found)?;
        let mut found = found.into_iter();
        Ok(keys.map(|key| self.slot(key, found.next().flatten())))
    }

    fn slot(&self, key: Key, found: Option<&'a [u8]>) -> Slot<'a> {
        Slot { name: key.name, place: key.place, found, metadata: self.metadata }
    }

    /// The one loop of the decoder, for every struct and every row.
    fn fill(self, keys: &[Key], found: &mut [Option<&'a [u8]>]) -> Result<()> {
        let wants = |place| keys.iter().any(|key| key.place == place);
        if wants(Place::Property) {
            let mut entries = Fields(self.properties);
            while let Some((number, payload)) = entries.next()? {
                if number == 1 {
                    let (name, value) = entry(payload.bytes()?)?;
                    put(keys, found, Place::Property, name, value);
                }
            }
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

/// Puts a value where it is asked for. All keys are compared: a selection may name a property twice.
#[inline]
fn put<'a>(keys: &[Key], found: &mut [Option<&'a [u8]>], place: Place, name: &[u8], value: &'a [u8]) {
    for (key, found) in keys.iter().zip(found) {
        if key.name.len() == name.len() && key.place == place && key.name.as_bytes() == name {
            *found = Some(value);
        }
    }
}

/// An entry of a map: its key and its value.
#[inline]
fn entry(message: &[u8]) -> Result<(&[u8], &[u8])> {
    // As every writer has it: the key, then the value, and nothing else.
    let mut fields = Fields(message);
    if let (Some((1, Payload::Bytes(name))), Some((2, Payload::Bytes(value)))) =
        (fields.next()?, fields.next()?)
        && fields.0.is_empty()
    {
        return Ok((name, value));
    }
    any_entry(message)
}

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

/// The name of a link or vector. It is looked for no further than where it stands: behind it come the values.
fn name_of(message: &[u8], number: u32) -> Result<&[u8]> {
    let mut fields = Fields(message);
    while let Some((found, payload)) = fields.next()? {
        if found == number {
            return payload.bytes();
        }
    }
    Ok(&[])
}

pub(crate) fn metadata_id(metadata: &[u8]) -> Result<Option<Uuid>> {
    match Fields(metadata).find(1)? {
        Some(payload) => match payload.bytes()? {
            [] => Ok(None),
            text => Uuid::try_parse_ascii(text)
                .map(Some)
                .map_err(|_| Error::decode(format!("the id `{}` is not a uuid", text.escape_ascii()))),
        },
        None => Ok(None),
    }
}

/// Hands out the slots of an object one after the other, in the order of the struct's fields.
#[derive(Debug)]
pub struct Row<'a, 's> {
    object: ObjectBytes<'a>,
    slots: std::iter::Zip<std::slice::Iter<'s, Key>, std::slice::Iter<'s, Option<&'a [u8]>>>,
}

/// No struct has more fields: the slots of one stand on the stack.
const MOST_FIELDS: usize = 128;

/// Reads a whole struct from an object.
pub(crate) fn read_fields<T>(
    object: ObjectBytes<'_>,
    fields: &[FieldDef],
    read: fn(&mut Row<'_, '_>) -> Result<T>,
) -> Result<T> {
    let mut result = None;
    with_row(object, fields, &mut |row| result = Some(read(row)))?;
    result.ok_or_else(broken)?
}

/// What does not depend on the struct. Larger tables cost more to clear than to fill, so there are three.
fn with_row<'a>(
    object: ObjectBytes<'a>,
    fields: &[FieldDef],
    read: &mut dyn FnMut(&mut Row<'a, '_>),
) -> Result<()> {
    let _level = Level::enter()?;
    match fields.len() {
        0..=8 => with_slots::<8>(object, fields, read),
        9..=16 => with_slots::<16>(object, fields, read),
        _ => with_slots::<MOST_FIELDS>(object, fields, read),
    }
}

fn with_slots<'a, const N: usize>(
    object: ObjectBytes<'a>,
    fields: &[FieldDef],
    read: &mut dyn FnMut(&mut Row<'a, '_>),
) -> Result<()> {
    let mut keys = [Key::metadata(""); N];
    for (key, field) in keys.iter_mut().zip(fields) {
        *key = match field.role {
            Role::Property | Role::Vector => Key::of(field.name, field.of.data_type),
            Role::Id | Role::CreatedAt | Role::UpdatedAt => Key::metadata(field.rust_name),
        };
    }
    let used = keys.get(..fields.len()).unwrap_or(&keys);
    let mut found = [None; N];
    object.fill(used, &mut found)?;
    read(&mut Row { object, slots: used.iter().zip(&found) });
    Ok(())
}

/// How deep objects may be nested in a reply, as prost has it. A struct may hold itself in a list; what goes deeper
/// than this was made to exhaust the stack.
pub(super) const DEEPEST: usize = 100;

thread_local! {
    /// How many objects are being read inside one another. It is not handed down: it would have to pass through
    /// [`PropertyType`], whose impls the derive writes.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// One object that is being read.
struct Level;

impl Level {
    fn enter() -> Result<Self> {
        let depth = DEPTH.get();
        if depth >= DEEPEST {
            return Err(too_deep());
        }
        DEPTH.set(depth + 1);
        Ok(Self)
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

#[cold]
pub(super) fn too_deep() -> Error {
    Error::decode(format!("holds objects nested more than {DEEPEST} deep"))
}

impl<'a> Row<'a, '_> {
    #[inline]
    fn next(&mut self) -> Result<Slot<'a>> {
        match self.slots.next() {
            Some((key, found)) => Ok(self.object.slot(*key, *found)),
            None => Err(too_many_fields()),
        }
    }

    /// The next property, vector or link.
    pub fn get<T: PropertyType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::read_slot(&slot).map_err(|error| named(error, &slot))
    }

    /// The next property, or `default()` where the object lacks it.
    pub fn get_or<T: PropertyType>(&mut self, default: impl FnOnce() -> T) -> Result<T> {
        let slot = self.next()?;
        if slot.is_empty()? {
            Ok(default())
        } else {
            T::read_slot(&slot).map_err(|error| named(error, &slot))
        }
    }

    /// The object's id.
    pub fn id<T: crate::property::IdType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_id(metadata_id(slot.metadata)?).map_err(|error| named(error, &slot))
    }

    /// When the object was created.
    pub fn created_at<T: crate::property::DateType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_unix_millis(millis(slot.metadata, 3, 4)?).map_err(|error| named(error, &slot))
    }

    /// When the object was last written.
    pub fn updated_at<T: crate::property::DateType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_unix_millis(millis(slot.metadata, 5, 6)?).map_err(|error| named(error, &slot))
    }
}

#[cold]
fn too_many_fields() -> Error {
    Error::decode(format!("a struct has more than {MOST_FIELDS} fields"))
}

/// A time of the metadata, in milliseconds since 1970, with the flag that says whether it is there.
pub(crate) fn millis(metadata: &[u8], value: u32, present: u32) -> Result<i64> {
    if !flag(metadata, present)? {
        return Err(Error::decode("the server sent no time for it"));
    }
    match Fields(metadata).find(value)? {
        Some(payload) => Ok(payload.varint()? as i64),
        None => Ok(0),
    }
}

pub(crate) fn flag(metadata: &[u8], number: u32) -> Result<bool> {
    match Fields(metadata).find(number)? {
        Some(payload) => Ok(payload.varint()? != 0),
        None => Ok(false),
    }
}

/// Puts the property's name before what is wrong with it.
#[cold]
pub(crate) fn named(error: Error, slot: &Slot<'_>) -> Error {
    error.context(format!("property `{}`", slot.name))
}
