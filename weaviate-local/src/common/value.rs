//! Property values as the store keeps them, and how they look as JSON.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use crate::common::{gotext, named::Named};

/// The properties of an object, or of an object inside an object.
pub(crate) type Fields = Named<Value>;

/// One property's value, checked against its data type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    /// The server keeps integers as JSON numbers, so beyond 2^53 they are rounded.
    Int(f64),
    Number(f64),
    Bool(bool),
    Date(Date),
    Uuid(Uuid),
    Geo(Geo),
    /// In a place of its own: it is four times as large as any other.
    Phone(Box<Phone>),
    Blob(String),
    Object(Fields),
    Texts(Vec<String>),
    Ints(Vec<f64>),
    Numbers(Vec<f64>),
    Bools(Vec<bool>),
    Dates(Vec<Date>),
    Uuids(Vec<Uuid>),
    Objects(Vec<Fields>),
    Refs(Vec<Beacon>),
}

/// A date with the zone it was written in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Date(pub(crate) DateTime<FixedOffset>);

impl Date {
    pub(crate) fn text(&self) -> String {
        gotext::format_time(&self.0)
    }

    pub(crate) fn nanos(&self) -> i64 {
        gotext::unix_nanos(&self.0)
    }
}

/// A place on earth; float32 as the server stores it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Geo {
    pub(crate) latitude: f32,
    pub(crate) longitude: f32,
}

/// A telephone number with what the server works out from its input.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Phone {
    pub(crate) input: String,
    pub(crate) default_country: String,
    pub(crate) country_code: u64,
    pub(crate) national: u64,
    pub(crate) international_formatted: String,
    pub(crate) national_formatted: String,
    pub(crate) valid: bool,
}

/// A reference: the uuid it points to, and the collection when the beacon names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beacon {
    pub(crate) collection: String,
    pub(crate) id: Uuid,
}

impl Beacon {
    pub(crate) fn text(&self) -> String {
        self.at("localhost")
    }

    /// As text, at another peer.
    pub(crate) fn at(&self, peer: &str) -> String {
        if self.collection.is_empty() {
            format!("weaviate://{peer}/{}", self.id)
        } else {
            format!("weaviate://{peer}/{}/{}", self.collection, self.id)
        }
    }

    /// Reads `weaviate://localhost/Class/uuid`, or without the class.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (_, path) = Self::split(text);
        if path.is_empty() {
            // The server formats an error that is nil, and Go prints this for it.
            return Err("invalid cref URI: %!w(<nil>)".to_owned());
        }
        let (collection, id, at) = match path.split('/').collect::<Vec<_>>().as_slice() {
            [_, id] => ("", *id, 1),
            [_, collection, id] => (*collection, *id, 2),
            _ => {
                return Err(format!(
                    "invalid cref URI: path must be of format '<class>/<uuid>', but got '{path}'"
                ));
            }
        };
        let id = gotext::parse_uuid(id)
            .map_err(|_| format!("invalid cref URI: {at}nd path segment must be uuid, but got '{id}'"))?;
        Ok(Self { collection: collection.to_owned(), id })
    }

    /// The peer and the path of a beacon; its scheme does not matter.
    pub(crate) fn split(text: &str) -> (&str, &str) {
        let Some((_, rest)) = text.split_once("://") else { return ("", text) };
        rest.find('/').map_or((rest, ""), |at| rest.split_at(at))
    }
}

impl Value {
    /// Whether it is a list of values that are no objects and no references.
    pub(crate) fn is_list(&self) -> bool {
        matches!(
            self,
            Self::Texts(_)
                | Self::Ints(_)
                | Self::Numbers(_)
                | Self::Bools(_)
                | Self::Dates(_)
                | Self::Uuids(_)
        )
    }

    /// What the server calls the type of a value that is no object.
    pub(crate) fn go_type(&self) -> Option<&'static str> {
        Some(match self {
            Self::Object(_) | Self::Objects(_) => return None,
            Self::Text(_) | Self::Blob(_) => "string",
            Self::Int(_) | Self::Number(_) => "float64",
            Self::Bool(_) => "bool",
            Self::Date(_) => "time.Time",
            Self::Uuid(_) => "uuid.UUID",
            Self::Geo(_) => "*models.GeoCoordinates",
            Self::Phone(_) => "*models.PhoneNumber",
            Self::Texts(_) => "[]string",
            Self::Ints(_) | Self::Numbers(_) => "[]float64",
            Self::Bools(_) => "[]bool",
            Self::Dates(_) => "[]time.Time",
            Self::Uuids(_) => "[]uuid.UUID",
            Self::Refs(_) => "models.MultipleRef",
        })
    }

    /// How REST shows it.
    pub(crate) fn json(&self) -> Json {
        match self {
            Self::Text(text) | Self::Blob(text) => json!(text),
            Self::Int(number) | Self::Number(number) => number_json(*number),
            Self::Bool(value) => json!(value),
            Self::Date(date) => json!(date.text()),
            Self::Uuid(id) => json!(id.to_string()),
            Self::Geo(geo) => {
                json!({"latitude": float32_json(geo.latitude), "longitude": float32_json(geo.longitude)})
            }
            Self::Phone(phone) => phone.json(),
            Self::Object(fields) => fields_json(fields),
            Self::Texts(list) => json!(list),
            Self::Ints(list) | Self::Numbers(list) => list.iter().map(|n| number_json(*n)).collect(),
            Self::Bools(list) => json!(list),
            Self::Dates(list) => list.iter().map(|date| json!(date.text())).collect(),
            Self::Uuids(list) => list.iter().map(|id| json!(id.to_string())).collect(),
            Self::Objects(list) => list.iter().map(fields_json).collect(),
            Self::Refs(list) => list.iter().map(Beacon::json).collect(),
        }
    }
}

impl Beacon {
    fn json(&self) -> Json {
        let mut out = Map::new();
        out.insert("beacon".into(), json!(self.text()));
        let place = if self.collection.is_empty() { "" } else { "/" };
        out.insert("href".into(), json!(format!("/v1/objects/{}{place}{}", self.collection, self.id)));
        Json::Object(out)
    }
}

impl Phone {
    fn json(&self) -> Json {
        let mut out = Map::new();
        let mut text = |name: &str, value: &str| {
            if !value.is_empty() {
                out.insert(name.into(), json!(value));
            }
        };
        text("defaultCountry", &self.default_country);
        text("input", &self.input);
        text("internationalFormatted", &self.international_formatted);
        text("nationalFormatted", &self.national_formatted);
        if self.country_code != 0 {
            out.insert("countryCode".into(), json!(self.country_code));
        }
        if self.national != 0 {
            out.insert("national".into(), json!(self.national));
        }
        if self.valid {
            out.insert("valid".into(), json!(true));
        }
        Json::Object(out)
    }
}

/// The properties as a JSON object.
/// The same value with the keys of its objects in alphabetical order, as Go writes them.
pub(crate) fn sorted(value: Json) -> Json {
    match value {
        Json::Object(map) => {
            let ordered: std::collections::BTreeMap<String, Json> = map.into_iter().collect();
            Json::Object(ordered.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        Json::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

pub(crate) fn fields_json(fields: &Fields) -> Json {
    Json::Object(fields.iter().map(|(name, value)| (name.clone(), value.json())).collect())
}

/// A whole number is written without a fraction.
pub(crate) fn number_json(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 1e18 { json!(number as i64) } else { json!(number) }
}

/// The shortest digits that give the same float32.
pub(crate) fn float32_json(number: f32) -> Json {
    number_json(number.to_string().parse().unwrap_or_else(|_| f64::from(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_small() {
        // Each property of each object is one: a list or a text, and what kind it is.
        assert!(size_of::<Value>() <= 32, "{}", size_of::<Value>());
    }
}
