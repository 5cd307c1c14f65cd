//! A value as a reply would show it: what a struct gives for a property that an object lacks is read like one that
//! came, so that a selection inside it finds what it looks for.

use std::collections::HashMap;

use prost::Message as _;
use uuid::Uuid;
use weaviate_proto::{
    BoolValues, DateValues, GeoCoordinate, IntValues, ListValue, NumberValues, ObjectValues,
    PhoneNumber as Phone, Properties, TextValues, UuidValues, Value, list_value, value::Kind,
};

use super::sink::{Encode, List, ObjectOnly, Sink};
use crate::plain::{
    error::Result,
    value::{GeoPoint, PhoneNumber, base64},
};

/// The message `Properties` of what `write` hands to the sink.
pub(crate) fn shown(write: impl FnOnce(&mut dyn Sink) -> Result<()>) -> Result<Vec<u8>> {
    let mut sink = Shown::default();
    write(&mut sink)?;
    Ok(sink.properties().encode_to_vec())
}

#[derive(Default)]
struct Shown(HashMap<String, Value>);

impl Shown {
    fn properties(self) -> Properties {
        Properties { fields: self.0 }
    }

    #[expect(clippy::unnecessary_wraps, reason = "what the sink's methods end with")]
    fn put(&mut self, name: &str, kind: Kind) -> Result<()> {
        self.0.insert(name.to_owned(), Value { kind: Some(kind) });
        Ok(())
    }

    fn nested(value: &dyn Encode) -> Result<Properties> {
        let mut sink = Self::default();
        value.encode(&mut sink)?;
        Ok(sink.properties())
    }
}

impl Sink for Shown {
    fn text(&mut self, name: &str, value: &str) -> Result<()> {
        self.put(name, Kind::TextValue(value.to_owned()))
    }

    fn int(&mut self, name: &str, value: i64) -> Result<()> {
        self.put(name, Kind::IntValue(value))
    }

    fn number(&mut self, name: &str, value: f64) -> Result<()> {
        self.put(name, Kind::NumberValue(value))
    }

    fn boolean(&mut self, name: &str, value: bool) -> Result<()> {
        self.put(name, Kind::BoolValue(value))
    }

    fn date(&mut self, name: &str, value: &str) -> Result<()> {
        self.put(name, Kind::DateValue(value.to_owned()))
    }

    fn uuid(&mut self, name: &str, value: Uuid) -> Result<()> {
        self.put(name, Kind::UuidValue(value.to_string()))
    }

    fn geo(&mut self, name: &str, value: GeoPoint) -> Result<()> {
        let place = GeoCoordinate { longitude: value.longitude, latitude: value.latitude };
        self.put(name, Kind::GeoValue(place))
    }

    fn phone(&mut self, name: &str, value: &PhoneNumber) -> Result<()> {
        let value = value.clone();
        self.put(
            name,
            Kind::PhoneValue(Phone {
                country_code: value.country_code,
                default_country: value.default_country,
                input: value.input,
                international_formatted: value.international_formatted,
                national: value.national,
                national_formatted: value.national_formatted,
                valid: value.valid,
            }),
        )
    }

    fn blob(&mut self, name: &str, value: &[u8]) -> Result<()> {
        self.put(name, Kind::BlobValue(base64::encode(value)))
    }

    fn list(&mut self, name: &str, values: List<'_>) -> Result<()> {
        let kind = match values {
            List::Texts(texts) => {
                list_value::Kind::TextValues(TextValues { values: texts.map(str::to_owned).collect() })
            }
            List::Ints(ints) => list_value::Kind::IntValues(IntValues {
                values: ints.flat_map(i64::to_le_bytes).collect::<Vec<u8>>().into(),
            }),
            List::Numbers(numbers) => list_value::Kind::NumberValues(NumberValues {
                values: numbers.flat_map(f64::to_le_bytes).collect::<Vec<u8>>().into(),
            }),
            List::Booleans(values) => list_value::Kind::BoolValues(BoolValues { values: values.collect() }),
            List::Dates(dates) => list_value::Kind::DateValues(DateValues { values: dates.collect() }),
            List::Uuids(uuids) => list_value::Kind::UuidValues(UuidValues {
                values: uuids.map(|uuid| uuid.to_string()).collect(),
            }),
        };
        self.put(name, Kind::ListValue(ListValue { kind: Some(kind) }))
    }

    fn object(&mut self, name: &str, value: &dyn Encode) -> Result<()> {
        let properties = Self::nested(value)?;
        self.put(name, Kind::ObjectValue(properties))
    }

    fn objects(
        &mut self,
        name: &str,
        len: usize,
        each: &mut dyn FnMut(usize, &mut dyn Sink) -> Result<()>,
    ) -> Result<()> {
        let mut elements = Elements(Vec::with_capacity(len));
        for i in 0..len {
            each(i, &mut elements)?;
        }
        let kind = list_value::Kind::ObjectValues(ObjectValues { values: elements.0 });
        self.put(name, Kind::ListValue(ListValue { kind: Some(kind) }))
    }

    // What stands behind a link is the server's, and nothing is selected inside a vector.
    fn links(&mut self, _: &str, _: &str, _: bool, _: &[Uuid]) -> Result<()> {
        Ok(())
    }

    fn vector(&mut self, _: &str, _: &[f32]) -> Result<()> {
        Ok(())
    }

    fn multi_vector(&mut self, _: &str, _: usize, _: &[f32]) -> Result<()> {
        Ok(())
    }
}

/// The elements of a list of objects.
struct Elements(Vec<Properties>);

impl ObjectOnly for Elements {
    fn element(&mut self, value: &dyn Encode) -> Result<()> {
        self.0.push(Shown::nested(value)?);
        Ok(())
    }
}
