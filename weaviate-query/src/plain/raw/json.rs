//! An object out of the JSON that `wire::json` writes and a server shows: its types are those of the class.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::{Link, Object, Value};
use crate::plain::{
    error::{Error, Result},
    schema::{Class, PropertyRef},
    value::{GeoPoint, PhoneNumber, base64},
};

impl Object {
    /// Reads an object of `class` from the JSON of [`wire::json::object`](crate::wire::json::object), which is that of
    /// `/v1/objects`, and the links that it has. Null is absent.
    ///
    /// ```
    /// use serde_json::json;
    /// use weaviate_query::{schema::Class, wire::raw::{Object, Value}};
    ///
    /// let class: Class = serde_json::from_str(
    ///     r#"{"class": "Note", "properties": [{"name": "words", "dataType": ["int"]}, {"name": "about", "dataType": ["Topic"]}]}"#,
    /// ).unwrap();
    /// let id = "00000000-0000-0000-0000-000000000001";
    /// let beacon = format!("weaviate://localhost/Topic/{id}");
    /// let json = json!({ "id": id, "properties": { "words": 7, "about": [{ "beacon": beacon }] } });
    /// let (object, links) = Object::from_json(&json, &class)?;
    /// assert_eq!(object.properties["words"], Value::Int(7));
    /// assert_eq!((links[0].class.as_str(), links[0].id), ("Topic", object.id.unwrap()));
    ///
    /// let wrong = json!({ "id": id, "properties": { "words": "seven" } });
    /// assert_eq!(Object::from_json(&wrong, &class).unwrap_err().to_string(), r#"`words` is an `int`, and `"seven"` is none"#);
    /// # Ok::<(), weaviate_query::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a property that the class does not have, and for a value that is none of its type.
    pub fn from_json(json: &Json, class: &Class) -> Result<(Self, Vec<Link>)> {
        let mut object = Self { id: id(json)?, ..Self::default() };
        let mut links = Vec::new();
        for (name, json) in part(json, "properties")? {
            let property = class.property(name).ok_or_else(|| {
                Error::invalid(format!(
                    "`{}` has no property `{name}`: add it to the struct and sync, or take it out of the object",
                    class.name()
                ))
            })?;
            if property.is_reference() {
                read_links(&mut links, property, json)?;
            } else if let Some(value) = value(property, json)? {
                object.properties.insert(name.clone(), value);
            }
        }
        if let Some(vector) = json.get("vector").filter(|vector| !vector.is_null()) {
            object.vectors.insert(String::new(), row("vector", vector)?);
        }
        for (name, json) in part(json, "vectors")? {
            match json.as_array() {
                Some(rows) if rows.first().is_some_and(Json::is_array) => {
                    let rows = rows.iter().map(|values| row(name, values)).collect::<Result<_>>()?;
                    object.multi_vectors.insert(name.clone(), rows);
                }
                _ => drop(object.vectors.insert(name.clone(), row(name, json)?)),
            }
        }
        Ok((object, links))
    }
}

fn id(json: &Json) -> Result<Option<Uuid>> {
    let Some(id) = json.get("id").filter(|id| !id.is_null()) else { return Ok(None) };
    let read = id.as_str().and_then(|text| text.parse().ok());
    read.map(Some).ok_or_else(|| Error::invalid(format!("the id `{id}` is no uuid")))
}

/// The members of an object inside the JSON; what is not there has none.
fn part<'j>(json: &'j Json, key: &str) -> Result<impl Iterator<Item = (&'j String, &'j Json)>> {
    let part = json.get(key).filter(|part| !part.is_null());
    let members = part.map(|part| {
        part.as_object()
            .ok_or_else(|| Error::invalid(format!("`{key}` is an object by names, and `{part}` is none")))
    });
    Ok(members.transpose()?.into_iter().flatten())
}

fn row(name: &str, json: &Json) -> Result<Vec<f32>> {
    let values = json.as_array().and_then(|values| {
        #[expect(clippy::cast_possible_truncation, reason = "a server keeps 32 bits")]
        values.iter().map(|value| value.as_f64().map(|value| value as f32)).collect()
    });
    values.ok_or_else(|| Error::invalid(format!("the vector `{name}` is no list of numbers")))
}

/// The links of a property: a list of addresses.
fn read_links(links: &mut Vec<Link>, property: PropertyRef<'_>, json: &Json) -> Result<()> {
    let name = property.name();
    let targets: Vec<&str> = property.targets().collect();
    let wrong = |json: &Json| {
        Error::invalid(format!(
            "`{name}` is a link, a list of `{{\"beacon\": \"weaviate://localhost/…\"}}`, and `{json}` is none"
        ))
    };
    if json.is_null() {
        return Ok(());
    }
    for one in json.as_array().ok_or_else(|| wrong(json))? {
        let beacon = one.get("beacon").and_then(Json::as_str).ok_or_else(|| wrong(one))?;
        let path = beacon.strip_prefix("weaviate://localhost/").ok_or_else(|| wrong(one))?;
        let (class, id) = match path.split_once('/') {
            Some((class, id)) => (Some(class), id),
            None => (targets.first().copied().filter(|_| targets.len() == 1), path),
        };
        let class = class.ok_or_else(|| wrong(one))?.to_owned();
        let id = id.parse().map_err(|_| wrong(one))?;
        links.push(Link { name: name.to_owned(), class, only: targets.len() == 1, id });
    }
    Ok(())
}

/// A value of a property; none for null.
fn value(property: PropertyRef<'_>, json: &Json) -> Result<Option<Value>> {
    if json.is_null() {
        return Ok(None);
    }
    let kind = property.data_types().next().unwrap_or_default();
    let read = match (kind.strip_suffix("[]"), json) {
        (Some(of), Json::Array(values)) => {
            let values = values.iter().map(|value| one(property, of, value));
            return values.collect::<Result<_>>().map(|values| Some(Value::List(values)));
        }
        (Some(_), _) => return Err(wrong(property.name(), kind, json)),
        (None, json) => one(property, kind, json)?,
    };
    Ok(Some(read))
}

fn one(property: PropertyRef<'_>, kind: &str, json: &Json) -> Result<Value> {
    let name = property.name();
    let text = || json.as_str().map(str::to_owned);
    let read = match kind {
        "text" | "string" => text().map(Value::Text),
        "date" => text().map(Value::Date),
        "int" => int(json).map(Value::Int),
        "number" => json.as_f64().map(Value::Number),
        "boolean" => json.as_bool().map(Value::Boolean),
        "uuid" => json.as_str().and_then(|text| text.parse().ok()).map(Value::Uuid),
        "blob" => json.as_str().and_then(|text| base64::decode(text).ok()).map(Value::Blob),
        "geoCoordinates" => geo(json).map(Value::Geo),
        "phoneNumber" => phone(json).map(Value::Phone),
        "object" => match json.as_object() {
            Some(members) => Some(Value::Object(nested(property, members)?)),
            None => None,
        },
        other => {
            return Err(Error::invalid(format!(
                "`{name}` is of the type `{other}`, which cannot be read from JSON here"
            )));
        }
    };
    read.ok_or_else(|| wrong(name, kind, json))
}

fn nested(property: PropertyRef<'_>, members: &Map<String, Json>) -> Result<BTreeMap<String, Value>> {
    let mut read = BTreeMap::new();
    for (name, json) in members {
        let inside = property.nested().find(|inside| inside.name() == name).ok_or_else(|| {
            Error::invalid(format!(
                "`{}` has no property `{name}` inside: add it to the struct and sync",
                property.name()
            ))
        })?;
        if let Some(value) =
            value(inside, json).map_err(|error| error.context(format!("in `{}`", property.name())))?
        {
            read.insert(name.clone(), value);
        }
    }
    Ok(read)
}

/// A whole number, however it is written: some programs write all numbers as `7.0`.
fn int(json: &Json) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "it is looked at before")]
    let whole = |number: f64| {
        (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
    };
    json.as_i64().or_else(|| json.as_f64().and_then(whole))
}

#[expect(clippy::cast_possible_truncation, reason = "a server keeps 32 bits")]
fn geo(json: &Json) -> Option<GeoPoint> {
    let degree = |key: &str| json.get(key)?.as_f64().map(|degree| degree as f32);
    Some(GeoPoint::new(degree("latitude")?, degree("longitude")?))
}

fn phone(json: &Json) -> Option<PhoneNumber> {
    let country = json.get("defaultCountry").and_then(Json::as_str).unwrap_or_default();
    Some(PhoneNumber::new(json.get("input")?.as_str()?, country))
}

fn wrong(name: &str, kind: &str, json: &Json) -> Error {
    let article = if kind.starts_with(['i', 'o']) { "an" } else { "a" };
    let text = json.to_string();
    let shown = match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    };
    Error::invalid(format!("`{name}` is {article} `{kind}`, and `{shown}` is none"))
}
