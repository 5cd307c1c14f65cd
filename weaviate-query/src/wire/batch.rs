//! Objects as a `BatchObjectsRequest`, written straight from the structs.
//!
//! A message stands behind its own length, so nested messages are written into scratch buffers that are kept
//! between objects; vectors, which are most of the bytes, go to their place at once.

use bytes::Bytes;
use uuid::Uuid;

use super::sink::{Encode, List, Sink, check_int, check_number, check_vector};
use crate::{
    Error, Names, Result,
    property::{GeoPoint, PhoneNumber},
    render::Consistency,
};

/// A `BatchObjectsRequest` that grows by one object at a time.
#[derive(Debug)]
pub struct Batch<'n> {
    out: Vec<u8>,
    objects: usize,
    class: String,
    tenant: Option<String>,
    names: &'n Names,
    scratch: Vec<Fragment>,
    /// How many bytes the length of the last object took: the next one is mostly of the same size.
    width: usize,
    /// The last message: its memory is taken for the next one if nobody holds it by then.
    last: Option<Bytes>,
}

/// The properties of one object while it is written: one buffer for the map of scalars, one for the rest.
#[derive(Debug, Default)]
struct Fragment {
    scalars: Vec<u8>,
    others: Vec<u8>,
}

/// The numbers of the fields of `BatchObject.Properties` and of `ObjectPropertiesValue`, which differ.
#[derive(Debug, Clone, Copy)]
struct Layout {
    numbers: u32,
    ints: u32,
    texts: u32,
    booleans: u32,
    object: u32,
    objects: u32,
}

const TOP: Layout = Layout { numbers: 4, ints: 5, texts: 6, booleans: 7, object: 8, objects: 9 };
const NESTED: Layout = Layout { numbers: 2, ints: 3, texts: 4, booleans: 5, object: 6, objects: 7 };

impl<'n> Batch<'n> {
    /// A batch of objects of one class and tenant; `names` says which classes links lead to.
    pub fn new(class: impl Into<String>, tenant: Option<&str>, names: &'n Names) -> Self {
        Self {
            out: Vec::new(),
            objects: 0,
            class: class.into(),
            tenant: tenant.map(str::to_owned),
            names,
            scratch: Vec::new(),
            width: 1,
            last: None,
        }
    }

    /// Adds an object. If it is refused the batch is as it was.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a value that the server would store as another one.
    pub fn push(&mut self, object: &dyn Encode, id: Uuid) -> Result<()> {
        self.begin();
        let start = self.out.len();
        let pushed = self.write(object, id);
        match pushed {
            Ok(()) => self.objects += 1,
            Err(_) => self.out.truncate(start),
        }
        pushed
    }

    /// How many objects it holds.
    pub fn len(&self) -> usize {
        self.objects
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.objects == 0
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        self.out.len()
    }

    /// The request, ready to send; the batch is empty afterwards and keeps its buffers.
    pub fn finish(&mut self, consistency: Option<Consistency>) -> Bytes {
        if let Some(level) = consistency {
            tag(&mut self.out, 2, 0);
            varint(&mut self.out, level.wire() as u64);
        }
        self.objects = 0;
        let message = Bytes::from(std::mem::take(&mut self.out));
        self.last = Some(message.clone());
        message
    }

    /// Makes room for a message: the memory of the last one, or as much.
    fn begin(&mut self) {
        if let Some(last) = self.last.take() {
            self.out = match last.try_into_mut() {
                Ok(free) => free.into(),
                // A little more, because messages of one size in bytes differ by an object.
                Err(in_use) => Vec::with_capacity(in_use.len() + in_use.len() / 8),
            };
            self.out.clear();
        }
    }

    fn write(&mut self, object: &dyn Encode, id: Uuid) -> Result<()> {
        tag(&mut self.out, 1, 2);
        let start = self.out.len();
        self.out.resize(start + self.width, 0);
        string(&mut self.out, 1, id.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        string(&mut self.out, 4, &self.class);
        if let Some(tenant) = &self.tenant {
            string(&mut self.out, 5, tenant);
        }
        let mut fragment = self.scratch.pop().unwrap_or_default();
        let mut sink = Fields {
            fragment: &mut fragment,
            vectors: Some(&mut self.out),
            names: self.names,
            spare: &mut self.scratch,
            layout: TOP,
            class: &self.class,
        };
        let encoded = object.encode(&mut sink);
        if encoded.is_ok() {
            tag(&mut self.out, 3, 2);
            varint(&mut self.out, fragment.len() as u64);
            fragment.append_to(&mut self.out);
        }
        fragment.clear();
        self.scratch.push(fragment);
        encoded?;
        self.close(start);
        Ok(())
    }

    /// Writes the length of the object that began at `start`, making room if the guess was wrong.
    fn close(&mut self, start: usize) {
        let len = self.out.len() - start - self.width;
        let mut buffer = [0; 10];
        let prefix = varint_bytes(len as u64, &mut buffer);
        if prefix.len() != self.width {
            self.out.splice(start..start + self.width, prefix.iter().copied());
            self.width = prefix.len();
        } else if let Some(place) = self.out.get_mut(start..start + prefix.len()) {
            place.copy_from_slice(prefix);
        }
    }
}

impl Fragment {
    /// The length of the message with both parts in it.
    fn len(&self) -> usize {
        let map =
            if self.scalars.is_empty() { 0 } else { 1 + varint_len(self.scalars.len()) + self.scalars.len() };
        map + self.others.len()
    }

    fn append_to(&self, out: &mut Vec<u8>) {
        if !self.scalars.is_empty() {
            bytes(out, 1, &self.scalars);
        }
        out.extend_from_slice(&self.others);
    }

    fn clear(&mut self) {
        self.scalars.clear();
        self.others.clear();
    }
}

/// The sink of one object or nested object.
struct Fields<'a> {
    fragment: &'a mut Fragment,
    /// Where vectors go; nested objects have none.
    vectors: Option<&'a mut Vec<u8>>,
    names: &'a Names,
    spare: &'a mut Vec<Fragment>,
    layout: Layout,
    class: &'a str,
}

impl Fields<'_> {
    /// An entry of the map of scalars: `Struct.fields`, whose value is `google.protobuf.Value`.
    fn scalar(&mut self, name: &str, value: &[u8]) {
        let out = &mut self.fragment.scalars;
        let len = field_len(name.len()) + field_len(value.len());
        tag(out, 1, 2);
        varint(out, len as u64);
        string(out, 1, name);
        bytes(out, 2, value);
    }

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

    fn texts(&mut self, name: &str, texts: &mut dyn Iterator<Item = &str>) {
        let mut values = self.buffer();
        for text in texts {
            string(&mut values, 1, text);
        }
        self.list_field(self.layout.texts, name, &values);
        self.give_back(values);
    }

    fn buffer(&mut self) -> Vec<u8> {
        self.spare.pop().unwrap_or_default().others
    }

    fn give_back(&mut self, mut buffer: Vec<u8>) {
        buffer.clear();
        self.spare.push(Fragment { scalars: Vec::new(), others: buffer });
    }

    /// Writes a nested object's properties into a buffer of its own.
    fn nested(&mut self, value: &dyn Encode) -> Result<Fragment> {
        let mut fragment = self.spare.pop().unwrap_or_default();
        let mut sink = Fields {
            fragment: &mut fragment,
            vectors: None,
            names: self.names,
            spare: self.spare,
            layout: NESTED,
            class: self.class,
        };
        value.encode(&mut sink).map(|()| fragment)
    }
}

impl Sink for Fields<'_> {
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
            ("latitude", prost_types::value::Kind::NumberValue(value.latitude.into())),
            ("longitude", prost_types::value::Kind::NumberValue(value.longitude.into())),
        ]);
        self.scalar(name, &message);
        Ok(())
    }

    fn phone(&mut self, name: &str, value: &PhoneNumber) -> Result<()> {
        let message = prost_struct([
            ("input", prost_types::value::Kind::StringValue(value.input.clone())),
            ("defaultCountry", prost_types::value::Kind::StringValue(value.default_country.clone())),
        ]);
        self.scalar(name, &message);
        Ok(())
    }

    fn blob(&mut self, name: &str, value: &[u8]) -> Result<()> {
        self.text_value(name, &crate::property::base64::encode(value));
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
            each(i, &mut Element { fields: self, out: &mut values })?;
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

impl Fields<'_> {
    /// `field` of a list message holds all values at once.
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
    fields: &'e mut Fields<'a>,
    out: &'e mut Vec<u8>,
}

impl super::sink::ObjectOnly for Element<'_, '_> {
    fn element(&mut self, value: &dyn Encode) -> Result<()> {
        let mut fragment = self.fields.nested(value)?;
        tag(self.out, 1, 2);
        varint(self.out, fragment.len() as u64);
        fragment.append_to(self.out);
        fragment.clear();
        self.fields.spare.push(fragment);
        Ok(())
    }
}

fn prost_struct<const N: usize>(fields: [(&str, prost_types::value::Kind); N]) -> Vec<u8> {
    use prost::Message as _;
    let fields = fields
        .into_iter()
        .map(|(name, kind)| (name.to_owned(), prost_types::Value { kind: Some(kind) }))
        .collect();
    prost_types::Value { kind: Some(prost_types::value::Kind::StructValue(prost_types::Struct { fields })) }
        .encode_to_vec()
}

fn floats(out: &mut Vec<u8>, values: &[f32]) {
    if cfg!(target_endian = "little") {
        out.extend_from_slice(bytemuck::cast_slice(values));
    } else {
        out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }
}

#[inline]
fn tag(out: &mut Vec<u8>, number: u32, wire: u32) {
    varint(out, u64::from(number << 3 | wire));
}

fn string(out: &mut Vec<u8>, number: u32, text: &str) {
    bytes(out, number, text.as_bytes());
}

fn bytes(out: &mut Vec<u8>, number: u32, value: &[u8]) {
    tag(out, number, 2);
    varint(out, value.len() as u64);
    out.extend_from_slice(value);
}

/// The bytes of a field of a number below 16 that holds `len` bytes.
const fn field_len(len: usize) -> usize {
    1 + varint_len(len) + len
}

const fn varint_len(value: usize) -> usize {
    let bits = usize::BITS - (value | 1).leading_zeros();
    bits.div_ceil(7) as usize
}

#[inline]
fn varint(out: &mut Vec<u8>, value: u64) {
    match value {
        0..0x80 => out.push(value as u8),
        0x80..0x4000 => out.extend_from_slice(&[value as u8 | 0x80, (value >> 7) as u8]),
        _ => out.extend_from_slice(varint_bytes(value, &mut [0; 10])),
    }
}

fn varint_bytes(mut value: u64, buffer: &mut [u8; 10]) -> &[u8] {
    let mut len = 0;
    for place in buffer.iter_mut() {
        len += 1;
        *place = value as u8 & 0x7f;
        value >>= 7;
        if value == 0 {
            break;
        }
        *place |= 0x80;
    }
    buffer.get(..len).unwrap_or_default()
}
