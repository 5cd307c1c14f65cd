//! The properties of one object of a batch: `BatchObject.Properties` and, for nested ones,
//! `ObjectPropertiesValue`.
//!
//! Scalars stand in a map (`google.protobuf.Struct`), in which every number is a 64-bit float; lists, objects
//! and links have fields of their own. Both grow at once while a struct is visited, so each has a buffer.

use uuid::Uuid;

use crate::plain::{
    error::{Error, Result},
    names::Names,
    value::{GeoPoint, PhoneNumber},
    wire::{
        later::Later,
        put::{bytes, field_len, floats, string, tag, varint, varint_len},
        sink::{Encode, List, ObjectOnly, Sink, check_int, check_number, check_vector},
    },
};

/// The properties of one object while it is written: one buffer for the map of scalars, one for the rest. It
/// outlives the object, to be used for the next.
#[derive(Debug, Default)]
pub(super) struct Fragment {
    scalars: Vec<u8>,
    others: Vec<u8>,
}

/// The numbers of the fields of `BatchObject.Properties` and of `ObjectPropertiesValue`, which differ though
/// they hold the same.
#[derive(Debug, Clone, Copy)]
struct Layout {
    numbers: u32,
    ints: u32,
    texts: u32,
    booleans: u32,
    object: u32,
    objects: u32,
}

/// Of an object of the batch.
const TOP: Layout = Layout { numbers: 4, ints: 5, texts: 6, booleans: 7, object: 8, objects: 9 };
/// Of an object inside another.
const NESTED: Layout = Layout { numbers: 2, ints: 3, texts: 4, booleans: 5, object: 6, objects: 7 };

impl Fragment {
    /// The length of the message with both parts in it.
    pub(super) fn len(&self) -> usize {
        let map =
            if self.scalars.is_empty() { 0 } else { 1 + varint_len(self.scalars.len()) + self.scalars.len() };
        map + self.others.len()
    }

    /// Both parts behind what is there, the map first.
    pub(super) fn append_to(&self, out: &mut Vec<u8>) {
        if !self.scalars.is_empty() {
            bytes(out, 1, &self.scalars);
        }
        out.extend_from_slice(&self.others);
    }

    /// Empty again, with its memory.
    pub(super) fn clear(&mut self) {
        self.scalars.clear();
        self.others.clear();
    }
}

/// The sink of one object or nested object.
pub(super) struct Properties<'a> {
    fragment: &'a mut Fragment,
    /// Where vectors go; nested objects have none.
    vectors: Option<&'a mut Vec<u8>>,
    names: &'a Names,
    /// Buffers that are free, shared by all objects of a batch.
    spare: &'a mut Vec<Fragment>,
    layout: Layout,
    later: Option<&'a mut Later>,
}

impl<'a> Properties<'a> {
    /// The sink of an object whose vectors go to `vectors` at once.
    pub(super) fn new(
        fragment: &'a mut Fragment,
        vectors: &'a mut Vec<u8>,
        names: &'a Names,
        spare: &'a mut Vec<Fragment>,
        later: Option<&'a mut Later>,
    ) -> Self {
        Self { fragment, vectors: Some(vectors), names, spare, layout: TOP, later }
    }

    /// An entry of the map of scalars: `Struct.fields`, whose value is `google.protobuf.Value`.
    fn scalar(&mut self, name: &str, value: &[u8]) {
        let out = &mut self.fragment.scalars;
        let len = field_len(name.len()) + field_len(value.len());
        tag(out, 1, 2);
        varint(out, len as u64);
        string(out, 1, name);
        bytes(out, 2, value);
    }

    /// An entry of the map that is a text, with no buffer in between.
    fn text_value(&mut self, name: &str, text: &str) {
        // Written in place: the value is a message of one string.
        let value = field_len(text.len());
        let out = &mut self.fragment.scalars;
        tag(out, 1, 2);
        varint(out, (field_len(name.len()) + field_len(value)) as u64);
        string(out, 1, name);
        tag(out, 2, 2);
        varint(out, value as u64);
        string(out, 3, text);
    }

    /// An entry of the map that is a number, integers included.
    fn number_value(&mut self, name: &str, value: f64) {
        let mut message = [0; 9];
        message[0] = (2 << 3) | 1;
        message[1..].copy_from_slice(&value.to_le_bytes());
        self.scalar(name, &message);
    }

    /// A list property: a message of the values and `prop_name` as field 2.
    fn list_field(&mut self, number: u32, name: &str, values: &[u8]) {
        let out = &mut self.fragment.others;
        tag(out, number, 2);
        varint(out, (values.len() + field_len(name.len())) as u64);
        out.extend_from_slice(values);
        string(out, 2, name);
    }

    /// A list of texts; dates and uuids are some, too.
    fn texts(&mut self, name: &str, texts: &mut dyn Iterator<Item = &str>) {
        let mut values = self.buffer();
        for text in texts {
            string(&mut values, 1, text);
        }
        self.list_field(self.layout.texts, name, &values);
        self.give_back(values);
    }

    /// An empty buffer, used before if one is free.
    fn buffer(&mut self) -> Vec<u8> {
        self.spare.pop().unwrap_or_default().others
    }

    /// A buffer that is free again.
    fn give_back(&mut self, mut buffer: Vec<u8>) {
        buffer.clear();
        self.spare.push(Fragment { scalars: Vec::new(), others: buffer });
    }

    /// Writes a nested object's properties into a buffer of its own.
    fn nested(&mut self, value: &dyn Encode) -> Result<Fragment> {
        let mut fragment = self.spare.pop().unwrap_or_default();
        let mut sink = Properties {
            fragment: &mut fragment,
            vectors: None,
            names: self.names,
            spare: self.spare,
            layout: NESTED,
            later: None,
        };
        value.encode(&mut sink).map(|()| fragment)
    }
}

impl Sink for Properties<'_> {
    fn text(&mut self, name: &str, value: &str) -> Result<()> {
        self.text_value(name, value);
        Ok(())
    }

    fn int(&mut self, name: &str, value: i64) -> Result<()> {
        check_int(name, value)?;
        self.number_value(name, value as f64);
        Ok(())
    }

    fn number(&mut self, name: &str, value: f64) -> Result<()> {
        check_number(name, value)?;
        self.number_value(name, value);
        Ok(())
    }

    fn boolean(&mut self, name: &str, value: bool) -> Result<()> {
        self.scalar(name, &[4 << 3, u8::from(value)]);
        Ok(())
    }

    fn date(&mut self, name: &str, value: &str) -> Result<()> {
        self.text_value(name, value);
        Ok(())
    }

    fn uuid(&mut self, name: &str, value: Uuid) -> Result<()> {
        self.text_value(name, value.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        Ok(())
    }

    fn geo(&mut self, name: &str, value: GeoPoint) -> Result<()> {
        check_number(name, value.latitude.into())?;
        check_number(name, value.longitude.into())?;
        let message = prost_struct([
            ("latitude", weaviate_proto::google::value::Kind::NumberValue(value.latitude.into())),
            ("longitude", weaviate_proto::google::value::Kind::NumberValue(value.longitude.into())),
        ]);
        self.scalar(name, &message);
        Ok(())
    }

    fn phone(&mut self, name: &str, value: &PhoneNumber) -> Result<()> {
        let message = prost_struct([
            ("input", weaviate_proto::google::value::Kind::StringValue(value.input.clone())),
            (
                "defaultCountry",
                weaviate_proto::google::value::Kind::StringValue(value.default_country.clone()),
            ),
        ]);
        self.scalar(name, &message);
        Ok(())
    }

    fn blob(&mut self, name: &str, value: &[u8]) -> Result<()> {
        self.text_value(name, &crate::plain::value::base64::encode(value));
        Ok(())
    }

    fn list(&mut self, name: &str, values: List<'_>) -> Result<()> {
        match values {
            List::Texts(texts) => self.texts(name, texts),
            List::Dates(dates) => {
                let dates: Vec<String> = dates.collect();
                self.texts(name, &mut dates.iter().map(String::as_str));
            }
            List::Uuids(uuids) => {
                let uuids: Vec<String> = uuids.map(|uuid| uuid.to_string()).collect();
                self.texts(name, &mut uuids.iter().map(String::as_str));
            }
            List::Ints(ints) => {
                let mut packed = self.buffer();
                for int in ints {
                    check_int(name, int)?;
                    varint(&mut packed, int as u64);
                }
                self.packed(self.layout.ints, 1, name, packed);
            }
            List::Numbers(numbers) => {
                let mut packed = self.buffer();
                for number in numbers {
                    check_number(name, number)?;
                    packed.extend_from_slice(&number.to_le_bytes());
                }
                self.packed(self.layout.numbers, 3, name, packed);
            }
            List::Booleans(booleans) => {
                let mut packed = self.buffer();
                packed.extend(booleans.map(u8::from));
                self.packed(self.layout.booleans, 1, name, packed);
            }
        }
        Ok(())
    }

    fn object(&mut self, name: &str, value: &dyn Encode) -> Result<()> {
        let mut fragment = self.nested(value)?;
        let len = fragment.len();
        let out = &mut self.fragment.others;
        tag(out, self.layout.object, 2);
        varint(out, (field_len(len) + field_len(name.len())) as u64);
        tag(out, 1, 2);
        varint(out, len as u64);
        fragment.append_to(out);
        string(out, 2, name);
        fragment.clear();
        self.spare.push(fragment);
        Ok(())
    }

    fn objects(
        &mut self,
        name: &str,
        len: usize,
        each: &mut dyn FnMut(usize, &mut dyn Sink) -> Result<()>,
    ) -> Result<()> {
        let mut values = self.buffer();
        for i in 0..len {
            each(i, &mut Element { properties: self, out: &mut values })?;
        }
        self.list_field(self.layout.objects, name, &values);
        self.give_back(values);
        Ok(())
    }

    fn links(&mut self, name: &str, collection: &str, only: bool, ids: &[Uuid]) -> Result<()> {
        if self.vectors.is_none() {
            return Err(Error::invalid(format!(
                "`{name}` is a link inside a nested object: the server has none there"
            )));
        }
        let now = self.later.as_deref_mut().map(|later| later.keep(name, collection, only, ids));
        let ids = now.as_deref().unwrap_or(ids);
        if ids.is_empty() {
            return Ok(());
        }
        let mut values = self.buffer();
        for id in ids {
            string(&mut values, 1, id.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        }
        string(&mut values, 2, name);
        if !only {
            string(&mut values, 3, &self.names.concrete(collection));
        }
        bytes(&mut self.fragment.others, if only { 2 } else { 3 }, &values);
        self.give_back(values);
        Ok(())
    }

    fn vector(&mut self, name: &str, values: &[f32]) -> Result<()> {
        self.vector_field(name, values, None)
    }

    fn multi_vector(&mut self, name: &str, dimensions: usize, values: &[f32]) -> Result<()> {
        self.vector_field(name, values, Some(dimensions))
    }
}

impl Properties<'_> {
    /// A list whose values stand in one field behind each other: `field` of the message that is the field
    /// `list`.
    fn packed(&mut self, list: u32, field: u32, name: &str, packed: Vec<u8>) {
        let mut values = self.buffer();
        bytes(&mut values, field, &packed);
        self.list_field(list, name, &values);
        self.give_back(values);
        self.give_back(packed);
    }

    /// `Vectors`: a row is its floats; several rows stand behind their dimension as two bytes.
    fn vector_field(&mut self, name: &str, values: &[f32], dimensions: Option<usize>) -> Result<()> {
        check_vector(name, values)?;
        let Some(out) = self.vectors.as_deref_mut() else {
            return Err(Error::invalid(format!(
                "`{name}` is a vector inside a nested object: the server has none there"
            )));
        };
        let header = match dimensions {
            None => None,
            Some(dimensions) => Some(u16::try_from(dimensions).map_err(|_| {
                Error::invalid(format!("`{name}` has rows of {dimensions} dimensions: 65535 is the most"))
            })?),
        };
        let len = values.len() * 4 + header.map_or(0, |_| 2);
        if name.is_empty() && header.is_none() {
            // The vector of a class that names none.
            tag(out, 6, 2);
            varint(out, len as u64);
            floats(out, values);
            return Ok(());
        }
        tag(out, 23, 2);
        varint(out, (field_len(name.len()) + field_len(len) + 2) as u64);
        string(out, 1, name);
        tag(out, 3, 2);
        varint(out, len as u64);
        if let Some(dimensions) = header {
            out.extend_from_slice(&dimensions.to_le_bytes());
        }
        floats(out, values);
        tag(out, 4, 0);
        varint(out, if header.is_some() { 2 } else { 1 });
        Ok(())
    }
}

/// The sink of one element of a list of objects: it takes one object.
struct Element<'e, 'a> {
    properties: &'e mut Properties<'a>,
    out: &'e mut Vec<u8>,
}

impl ObjectOnly for Element<'_, '_> {
    fn element(&mut self, value: &dyn Encode) -> Result<()> {
        let mut fragment = self.properties.nested(value)?;
        tag(self.out, 1, 2);
        varint(self.out, fragment.len() as u64);
        fragment.append_to(self.out);
        fragment.clear();
        self.properties.spare.push(fragment);
        Ok(())
    }
}

/// The message of a place or a phone number, which are rare enough for a message in between.
fn prost_struct<const N: usize>(fields: [(&str, weaviate_proto::google::value::Kind); N]) -> Vec<u8> {
    use prost::Message as _;
    let fields = fields
        .into_iter()
        .map(|(name, kind)| (name.to_owned(), weaviate_proto::google::Value { kind: Some(kind) }))
        .collect();
    weaviate_proto::google::Value {
        kind: Some(weaviate_proto::google::value::Kind::StructValue(weaviate_proto::google::Struct {
            fields,
        })),
    }
    .encode_to_vec()
}
