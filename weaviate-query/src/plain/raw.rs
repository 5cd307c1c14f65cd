//! Objects without a struct: decoded by the server's own tags, written as they are told.
//!
//! For what works on collections that are not compiled in: migration, export, the command line, tests. What
//! is read can be written back, but for links, which are left out, and for what the server
//! fills in: times and the parts of phone numbers. [`Object::from_json`] reads what `wire::json` writes.
//!
//! ```
//! use prost::Message;
//! use weaviate_proto::{Properties, PropertiesResult, SearchReply, SearchResult, value::Kind};
//! use weaviate_query::wire::raw::{self, Value};
//!
//! let value = |kind| weaviate_proto::Value { kind: Some(kind) };
//! let fields = [
//!     ("title".to_owned(), value(Kind::TextValue("one".into()))),
//!     ("words".to_owned(), value(Kind::IntValue(7))),
//!     ("summary".to_owned(), value(Kind::NullValue(0))),
//! ];
//! let properties = PropertiesResult {
//!     non_ref_props: Some(Properties { fields: fields.into() }),
//!     ..PropertiesResult::default()
//! };
//! let result = SearchResult { properties: Some(properties), ..SearchResult::default() };
//! let reply = SearchReply { results: vec![result], ..SearchReply::default() }.encode_to_vec();
//!
//! let rows = raw::objects(&reply)?;
//! assert_eq!(rows[0].properties["words"], Value::Int(7));
//! // What is null is absent.
//! assert_eq!(rows[0].properties.keys().collect::<Vec<_>>(), ["title", "words"]);
//! # Ok::<(), weaviate_query::Error>(())
//! ```

mod json;

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::plain::{
    error::Result,
    rows::{BadRow, Rows},
    value::{GeoPoint, PhoneNumber, base64},
    wire::{
        DEEPEST, Encode, Fields, Kind, List, ObjectBytes, Payload, Sink, WireValue, booleans, flag, messages,
        millis, strings, text, too_deep, words,
    },
};

/// An object as the server tags it. What was not asked for is not in it, and cannot be told from what is not
/// there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// The id; none if it was not asked for.
    pub id: Option<Uuid>,
    /// The properties that were asked for and are there, by the server's names; null is absent.
    pub properties: BTreeMap<String, Value>,
    /// The ids behind each link that was asked for; empty where its objects were deleted. Not written.
    pub links: BTreeMap<String, Vec<Uuid>>,
    /// The vectors that were asked for, of one row each, by their names; that of a class that names none has an empty one.
    pub vectors: BTreeMap<String, Vec<f32>>,
    /// The named vectors that were asked for, of several rows each.
    pub multi_vectors: BTreeMap<String, Vec<Vec<f32>>>,
    /// When it was created, in milliseconds since 1970; none if it was not asked for.
    pub created_at: Option<i64>,
    /// When it was last written, in milliseconds since 1970; none if it was not asked for.
    pub updated_at: Option<i64>,
}

/// A link of an object that was read from JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The property.
    pub name: String,
    /// The class it leads to, as the JSON names it; where that names none, the one that the property leads to.
    pub class: String,
    /// Whether the property leads to no other class.
    pub only: bool,
    /// The object it leads to.
    pub id: Uuid,
}

/// A value as the server tags it: each says its data type, but for an empty list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// `text`
    Text(String),
    /// `int`
    Int(i64),
    /// `number`
    Number(f64),
    /// `boolean`
    Boolean(bool),
    /// `date`, as it was written, with its offset
    Date(String),
    /// `uuid`
    Uuid(Uuid),
    /// `geoCoordinates`
    Geo(GeoPoint),
    /// `phoneNumber`, of which `input` and `default_country` are written
    Phone(PhoneNumber),
    /// `blob`: its bytes, without base64
    Blob(Vec<u8>),
    /// `object`, by the names inside it
    Object(BTreeMap<String, Self>),
    /// A list of one type; an empty one has none, and is written as a list of texts
    List(Vec<Self>),
}

/// Reads every object of a `SearchReply`.
///
/// Groups are not read: their objects stand elsewhere in the reply.
///
/// # Errors
///
/// `Decode` for bytes that are no reply, and for lists of a type that this version does not know; the object
/// is named.
pub fn objects(reply: &[u8]) -> Result<Rows<Object>> {
    Rows::read(reply, BadRow::Fail, &mut Object::read)
}

impl Object {
    /// One object, by all that is in its bytes.
    fn read(object: ObjectBytes<'_>) -> Result<Self> {
        let mut read = Self {
            id: object.id()?,
            properties: properties(object.properties(), DEEPEST)?,
            ..Self::default()
        };
        let mut fields = Fields(object.links());
        while let Some((number, payload)) = fields.next()? {
            if number == 2 {
                let link = payload.bytes()?;
                let name = Fields(link).find(2)?.map(Payload::text).transpose()?.unwrap_or_default();
                let ids = messages(link, |target| ObjectBytes::of_properties_result(target)?.id())?;
                read.links.insert(name.to_owned(), ids.into_iter().flatten().collect());
            }
        }
        let mut fields = Fields(object.metadata());
        while let Some((number, payload)) = fields.next()? {
            if number == 23 {
                let vector = payload.bytes()?;
                let name = Fields(vector).find(1)?.map(Payload::text).transpose()?.unwrap_or_default();
                let bytes = Fields(vector).find(3)?.map(Payload::bytes).transpose()?.unwrap_or_default();
                match Fields(vector).find(4)?.map(Payload::varint).transpose()? {
                    Some(SEVERAL_ROWS) => read.multi_vectors.insert(name.to_owned(), rows(bytes)?).map(drop),
                    _ => read.vectors.insert(name.to_owned(), crate::plain::wire::floats(bytes)?).map(drop),
                };
            }
        }
        let metadata = object.metadata();
        if let Some(bytes) = Fields(metadata).find(19)?.map(Payload::bytes).transpose()?
            && !bytes.is_empty()
        {
            read.vectors.insert(String::new(), crate::plain::wire::floats(bytes)?);
        }
        if flag(metadata, 4)? {
            read.created_at = Some(millis(metadata, 3, 4)?);
        }
        if flag(metadata, 6)? {
            read.updated_at = Some(millis(metadata, 5, 6)?);
        }
        Ok(read)
    }
}

/// What the server calls a vector of several rows.
const SEVERAL_ROWS: u64 = 2;

/// The rows of a vector, which stand behind their dimension as two bytes.
fn rows(bytes: &[u8]) -> Result<Vec<Vec<f32>>> {
    let Some((dimensions, values)) = bytes.split_first_chunk::<2>() else { return Ok(Vec::new()) };
    let dimensions = usize::from(u16::from_le_bytes(*dimensions)).max(1);
    let values = crate::plain::wire::floats(values)?;
    Ok(values.chunks(dimensions).map(<[f32]>::to_vec).collect())
}

/// The values of an object by their names; `depth` counts down to an end.
fn properties(message: &[u8], depth: usize) -> Result<BTreeMap<String, Value>> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(too_deep());
    };
    let mut read = BTreeMap::new();
    for entry in messages(message, Ok)? {
        let name = Fields(entry).find(1)?.map(Payload::text).transpose()?.unwrap_or_default();
        let value = Fields(entry).find(2)?.map(Payload::bytes).transpose()?.unwrap_or_default();
        if let Some(value) = value_of(WireValue::parse(value)?, depth)? {
            read.insert(name.to_owned(), value);
        }
    }
    Ok(read)
}

/// A value by its tag; none for null.
fn value_of(value: WireValue<'_>, depth: usize) -> Result<Option<Value>> {
    Ok(Some(match value.kind() {
        Kind::Null => return Ok(None),
        Kind::Number(number) => Value::Number(number),
        Kind::Boolean(boolean) => Value::Boolean(boolean),
        Kind::Object(message) => Value::Object(properties(message, depth)?),
        Kind::List(message) => Value::List(list(message, depth)?),
        Kind::Date(date) => Value::Date(text(date)?.to_owned()),
        Kind::Uuid(_) => Value::Uuid(crate::plain::wire::uuid(value)?),
        Kind::Int(int) => Value::Int(int),
        Kind::Geo(_) => Value::Geo(crate::plain::wire::geo(value)?),
        Kind::Blob(text) => Value::Blob(base64::decode(text)?),
        Kind::Phone(_) => Value::Phone(crate::plain::wire::phone(value)?),
        Kind::Text(text) => Value::Text(text.to_owned()),
    }))
}

/// A `ListValue`, in which each kind of element has a field of its own; of an empty list there is none.
fn list(message: &[u8], depth: usize) -> Result<Vec<Value>> {
    let mut fields = Fields(message);
    let Some((number, payload)) = fields.next()? else { return Ok(Vec::new()) };
    let elements = payload.bytes()?;
    match number {
        2 => words(elements, |word| Value::Number(f64::from_le_bytes(word))),
        3 => Ok(booleans(elements)?.into_iter().map(Value::Boolean).collect()),
        4 => messages(elements, |element| properties(element, depth).map(Value::Object)),
        5 => strings(elements, |text| Ok(Value::Date(text.to_owned()))),
        6 => strings(elements, |text| crate::plain::wire::parse_uuid(text).map(Value::Uuid)),
        7 => words(elements, |word| Value::Int(i64::from_le_bytes(word))),
        8 => strings(elements, |text| Ok(Value::Text(text.to_owned()))),
        _ => {
            Err(crate::plain::error::Error::decode("holds a list of a type that this version does not know"))
        }
    }
}

impl Encode for Object {
    fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
        encode(&self.properties, sink)?;
        for (name, vector) in &self.vectors {
            sink.vector(name, vector)?;
        }
        for (name, rows) in &self.multi_vectors {
            let dimensions = rows.first().map_or(0, Vec::len);
            sink.multi_vector(name, dimensions, &rows.concat())?;
        }
        Ok(())
    }
}

impl Encode for BTreeMap<String, Value> {
    fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
        encode(self, sink)
    }
}

/// One call of the sink for each value.
fn encode(properties: &BTreeMap<String, Value>, sink: &mut dyn Sink) -> Result<()> {
    for (name, value) in properties {
        match value {
            Value::Text(text) => sink.text(name, text),
            Value::Int(int) => sink.int(name, *int),
            Value::Number(number) => sink.number(name, *number),
            Value::Boolean(boolean) => sink.boolean(name, *boolean),
            Value::Date(date) => sink.date(name, date),
            Value::Uuid(uuid) => sink.uuid(name, *uuid),
            Value::Geo(point) => sink.geo(name, *point),
            Value::Phone(phone) => sink.phone(name, phone),
            Value::Blob(bytes) => sink.blob(name, bytes),
            Value::Object(object) => sink.object(name, object),
            Value::List(values) => encode_list(name, values, sink),
        }?;
    }
    Ok(())
}

/// A list goes out as the type of its first element; an empty one as texts, which the server reads as any
/// type.
///
/// # Errors
///
/// `InvalidInput` for a list that mixes types, and for one of places, phone numbers or bytes, of which the
/// server has none.
fn encode_list(name: &str, values: &[Value], sink: &mut dyn Sink) -> Result<()> {
    macro_rules! each {
        ($list:ident, $kind:ident, $pattern:ident => $value:expr) => {{
            let mixed = || crate::plain::error::Error::invalid(format!("`{name}` mixes types in one list"));
            let all: Vec<_> = values
                .iter()
                .map(|value| match value {
                    Value::$kind($pattern) => Ok($value),
                    _ => Err(mixed()),
                })
                .collect::<Result<_>>()?;
            sink.list(name, List::$list(&mut all.into_iter()))
        }};
    }
    match values.first() {
        None => sink.list(name, List::Texts(&mut std::iter::empty())),
        Some(Value::Text(_)) => each!(Texts, Text, text => text.as_str()),
        Some(Value::Int(_)) => each!(Ints, Int, int => *int),
        Some(Value::Number(_)) => each!(Numbers, Number, number => *number),
        Some(Value::Boolean(_)) => each!(Booleans, Boolean, boolean => *boolean),
        Some(Value::Date(_)) => each!(Dates, Date, date => date.clone()),
        Some(Value::Uuid(_)) => each!(Uuids, Uuid, uuid => *uuid),
        Some(Value::Object(_)) => sink.objects(name, values.len(), &mut |i, element| match values.get(i) {
            Some(Value::Object(object)) => element.object(name, object),
            _ => Err(crate::plain::error::Error::invalid(format!("`{name}` mixes types in one list"))),
        }),
        Some(_) => Err(crate::plain::error::Error::invalid(format!(
            "`{name}` is a list of a type that the server has no list of"
        ))),
    }
}
