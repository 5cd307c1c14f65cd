//! The value of a property as the message `Value`.
//!
//! JSON has three kinds of its own where the server has twelve: which one is meant says the shape of the collection.

use serde_json::Value as Json;
use weaviate_proto::{
    BoolValues, DateValues, GeoCoordinate, IntValues, ListValue, NumberValues, ObjectValues, PhoneNumber,
    Properties, TextValues, UuidValues, Value, list_value, value::Kind,
};

use super::json::{self, at, double, int, list, single};
use crate::plain::{
    error::{Error, Result},
    ir::{Item, Selection},
    render::graphql::types,
    schema::{DataType, PropertyShape, Shape},
};

/// What is selected of an object, links and metadata apart.
pub(super) fn properties(row: &Json, selection: &Selection, of: Shape<'_>) -> Result<Properties> {
    let row = json::object(row, "an object")?;
    let mut fields = Properties::default();
    for item in &selection.items {
        let (name, inside) = match item {
            Item::Property(name) => (name, None),
            Item::Object { name, selection } => (name, Some(selection)),
            Item::Link { .. } | Item::Vector(_) | Item::Metadata(_) => continue,
        };
        let read = || {
            let shape = types::property(of, name)?;
            match (at(row, name), inside) {
                (None, _) => Ok(Kind::NullValue(0)),
                (Some(json), Some(selection)) => nested(json, selection, types::object(shape, name)?),
                (Some(json), None) => value(json, shape),
            }
        };
        let kind = read().map_err(|error: Error| error.context(format!("property `{name}`")))?;
        fields.fields.insert(name.to_string(), Value { kind: Some(kind) });
    }
    Ok(fields)
}

/// One nested object, or a list of them.
fn nested(json: &Json, selection: &Selection, of: Shape<'_>) -> Result<Kind> {
    match json {
        Json::Array(elements) => {
            let values = elements.iter().map(|element| properties(element, selection, of));
            let values = values.collect::<Result<_>>()?;
            Ok(list_of(list_value::Kind::ObjectValues(ObjectValues { values })))
        }
        one => Ok(Kind::ObjectValue(properties(one, selection, of)?)),
    }
}

fn list_of(kind: list_value::Kind) -> Kind {
    Kind::ListValue(ListValue { kind: Some(kind) })
}

/// One value that is there, or a list.
fn value(json: &Json, of: PropertyShape<'_>) -> Result<Kind> {
    if of.is_list() {
        return values(json, of.data_type());
    }
    let text = |expected| json::text(json, expected).map(str::to_owned);
    Ok(match of.data_type() {
        DataType::Text => Kind::TextValue(text("text")?),
        DataType::Date => Kind::DateValue(text("a date")?),
        DataType::Uuid => Kind::UuidValue(text("a uuid")?),
        DataType::Blob | DataType::BlobHash => Kind::BlobValue(text("a blob")?),
        DataType::Int => Kind::IntValue(int(json)?),
        DataType::Number => Kind::NumberValue(double(json)?),
        DataType::Boolean => Kind::BoolValue(json::boolean(json)?),
        DataType::GeoCoordinates => {
            let place = json::object(json, "geo coordinates")?;
            let part = |name| at(place, name).map_or(Ok(0.0), single);
            Kind::GeoValue(GeoCoordinate { longitude: part("longitude")?, latitude: part("latitude")? })
        }
        DataType::PhoneNumber => Kind::PhoneValue(phone(json)?),
        DataType::Object | DataType::Reference | DataType::Vector | DataType::MultiVector => {
            return Err(json::odd(json, "a property"));
        }
    })
}

fn phone(json: &Json) -> Result<PhoneNumber> {
    let phone = json::object(json, "a phone number")?;
    let text =
        |name| at(phone, name).map_or(Ok(String::new()), |part| json::text(part, "text").map(str::to_owned));
    let digits = |name| match at(phone, name) {
        None => Ok(0),
        Some(part) => u64::try_from(int(part)?).map_err(|_| json::odd(part, "digits")),
    };
    Ok(PhoneNumber {
        country_code: digits("countryCode")?,
        default_country: text("defaultCountry")?,
        input: text("input")?,
        international_formatted: text("internationalFormatted")?,
        national: digits("national")?,
        national_formatted: text("nationalFormatted")?,
        valid: at(phone, "valid").map_or(Ok(false), json::boolean)?,
    })
}

/// A list of values.
fn values(json: &Json, of: DataType) -> Result<Kind> {
    let elements = list(json, "a list")?;
    if elements.is_empty() {
        return Ok(Kind::ListValue(ListValue { kind: None }));
    }
    let texts = |expected| {
        let texts = elements.iter().map(|element| json::text(element, expected).map(str::to_owned));
        texts.collect::<Result<Vec<_>>>()
    };
    Ok(list_of(match of {
        DataType::Text => list_value::Kind::TextValues(TextValues { values: texts("text")? }),
        DataType::Date => list_value::Kind::DateValues(DateValues { values: texts("a date")? }),
        DataType::Uuid => list_value::Kind::UuidValues(UuidValues { values: texts("a uuid")? }),
        DataType::Int => {
            let ints = elements.iter().map(|element| Ok(int(element)?.to_le_bytes()));
            let values = ints.collect::<Result<Vec<_>>>()?.concat().into();
            list_value::Kind::IntValues(IntValues { values })
        }
        DataType::Number => {
            let numbers = elements.iter().map(|element| Ok(double(element)?.to_le_bytes()));
            let values = numbers.collect::<Result<Vec<_>>>()?.concat().into();
            list_value::Kind::NumberValues(NumberValues { values })
        }
        DataType::Boolean => {
            let values = elements.iter().map(json::boolean).collect::<Result<_>>()?;
            list_value::Kind::BoolValues(BoolValues { values })
        }
        _ => return Err(json::odd(json, "one value")),
    }))
}
