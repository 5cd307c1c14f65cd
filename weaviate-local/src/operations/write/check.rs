//! Properties checked against their data types, with the server's refusals.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    phone,
    raw::{Raw, RawMap},
};
use crate::{
    catalog::Catalog,
    common::{
        error::{Refusal, Result},
        gotext::{self, INTEGERS},
        sync::read,
        value::{Beacon, Date, Fields, Geo, Value},
    },
    schema::{Class, DataType, Property, names},
};

/// Checks the properties of objects of one collection.
pub(crate) struct Checker<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) class: &'a Class,
    pub(crate) tenant: &'a str,
}

impl Checker<'_> {
    /// Every property; nulls are left out.
    pub(crate) fn fields(&self, raw: &RawMap) -> Result<Fields> {
        let mut out = Fields::new();
        for (key, value) in raw {
            if *value == Raw::Null {
                continue;
            }
            let name = names::lower_first(key);
            let property = self.class.known_property(&name)?;
            let value = if property.kind == DataType::Reference {
                self.references(property, value)?
            } else {
                self.value(property, &name, value)?
            };
            out.insert(name, value);
        }
        Ok(out)
    }

    fn value(&self, property: &Property, path: &str, raw: &Raw) -> Result<Value> {
        let place = |what: &str| format!("invalid {what} property '{path}' on class '{}'", self.class.name);
        match property.kind {
            DataType::Object => {
                self.object(property, path, raw).map(Value::Object).map_err(|r| r.within(place("object")))
            }
            DataType::Objects => {
                self.objects(property, path, raw).map(Value::Objects).map_err(|r| r.within(place("object[]")))
            }
            kind => {
                plain(kind, raw).map_err(|why| Refusal::new(format!("{}: {why}", place(described(kind)))))
            }
        }
    }

    fn object(&self, property: &Property, path: &str, raw: &Raw) -> Result<Fields> {
        let Raw::Map(map) = raw else {
            return Err(Refusal::new(format!("object must be a map, but got: {}", raw.go_type())));
        };
        let mut out = Fields::new();
        for (key, value) in map {
            let path = format!("{path}.{key}");
            let Some(inner) = property.nested(key) else {
                return Err(Refusal::new(format!("unknown property '{path}'")));
            };
            if *value == Raw::Null {
                continue;
            }
            let value = self
                .value(inner, &path, value)
                .map_err(|refusal| refusal.within(format!("property '{path}'")))?;
            out.insert(key.clone(), value);
        }
        Ok(out)
    }

    fn objects(&self, property: &Property, path: &str, raw: &Raw) -> Result<Vec<Fields>> {
        let Raw::List(items) = raw else {
            return Err(Refusal::new(format!("not an object array, but {}", raw.go_type())));
        };
        items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                self.object(property, path, item)
                    .map_err(|refusal| refusal.within(format!("invalid object '{at}' in array")))
            })
            .collect()
    }

    fn references(&self, property: &Property, raw: &Raw) -> Result<Value> {
        let Raw::List(items) = raw else {
            return Err(Refusal::new(format!("reference property is not a slice {}", raw.shown())));
        };
        let mut beacons = Vec::new();
        for item in items {
            let Raw::Map(map) = item else {
                return Err(Refusal::new("reference property is not a map: map[string]interface {}"));
            };
            let Some(text) = map.get("beacon").and_then(Raw::text) else {
                let found = map.get("beacon").map_or("<nil>", Raw::go_type);
                return Err(Refusal::new(format!("beacon property is not a string: {found}")));
            };
            let mut beacon = Beacon::parse(text).map_err(Refusal::new)?;
            if let ("", [only]) = (beacon.collection.as_str(), property.targets.as_slice()) {
                beacon.collection = only.clone();
            }
            self.check_exists(property, &beacon)?;
            beacons.push(beacon);
        }
        Ok(Value::Refs(beacons))
    }

    fn check_exists(&self, property: &Property, beacon: &Beacon) -> Result<()> {
        if exists(self.catalog, beacon, self.tenant) {
            return Ok(());
        }
        Err(Refusal::new(format!(
            "invalid cref: 'cref' {}:{}: no object with id {} found",
            self.class.name, property.name, beacon.id
        )))
    }
}

/// Whether a reference points to something.
pub(crate) fn exists(catalog: &Catalog, beacon: &Beacon, tenant: &str) -> bool {
    let holds = |collection: &crate::catalog::Collection| {
        let tenant = if collection.class().multi_tenant { tenant } else { "" };
        collection.shard(tenant).is_ok_and(|shard| read(&shard).doc(&beacon.id).is_some())
    };
    if beacon.collection.is_empty() {
        return catalog.all().iter().any(|collection| holds(collection));
    }
    catalog.get(&beacon.collection).is_some_and(|collection| holds(&collection))
}

fn described(kind: DataType) -> &'static str {
    match kind {
        DataType::Int => "integer",
        DataType::Texts => "text array",
        DataType::Ints => "integer array",
        DataType::Numbers => "number array",
        DataType::Booleans => "boolean array",
        DataType::Dates => "date array",
        DataType::Uuids => "uuid array",
        kind => kind.name(),
    }
}

fn plain(kind: DataType, raw: &Raw) -> Result<Value, String> {
    Ok(match kind {
        DataType::Text => Value::Text(text(raw)?),
        DataType::Int => Value::Int(int(raw)?),
        DataType::Number => Value::Number(number(raw)?),
        DataType::Boolean => Value::Bool(boolean(raw)?),
        DataType::Date => Value::Date(date(raw)?),
        DataType::Uuid => Value::Uuid(uuid(raw)?),
        DataType::Geo => Value::Geo(geo(raw)?),
        DataType::Phone => Value::Phone(Box::new(phone::read(raw)?)),
        DataType::Blob => Value::Blob(blob(raw)?),
        DataType::BlobHash => Value::Blob(hash(&blob(raw)?)),
        DataType::Texts => Value::Texts(list(raw, "text", "a text", text)?),
        DataType::Ints => Value::Ints(list(raw, "integer", "an integer", int)?),
        // The words of the server are those for whole numbers.
        DataType::Numbers => Value::Numbers(list(raw, "integer", "an integer", number)?),
        DataType::Booleans => Value::Bools(list(raw, "boolean", "a boolean", boolean)?),
        DataType::Dates => Value::Dates(list(raw, "date", "a date", date)?),
        DataType::Uuids => Value::Uuids(list(raw, "uuid", "a uuid", uuid)?),
        DataType::Object | DataType::Objects | DataType::Reference => {
            return Err(format!("unrecognized data type '{}'", kind.name()));
        }
    })
}

fn list<T>(
    raw: &Raw,
    name: &str,
    article: &str,
    item: fn(&Raw) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let Raw::List(items) = raw else { return Err(format!("not {article} array, but {}", raw.go_type())) };
    items
        .iter()
        .map(|value| item(value).map_err(|_| format!("invalid {name} array value: {}", raw.shown_as_text())))
        .collect()
}

fn text(raw: &Raw) -> Result<String, String> {
    raw.text().map(str::to_owned).ok_or_else(|| format!("not a string, but {}", raw.go_type()))
}

fn boolean(raw: &Raw) -> Result<bool, String> {
    match raw {
        Raw::Bool(value) => Ok(*value),
        other => Err(format!("not a bool, but {}", other.go_type())),
    }
}

// Kept as a JSON number, so rounded beyond 2^53.
fn int(raw: &Raw) -> Result<f64, String> {
    let refused = || format!("requires an integer, the given value is '{}'", raw.shown());
    match raw {
        Raw::Json(text) => text
            .parse::<i64>()
            .map(|number| number as f64)
            .map_err(|_| format!("the JSON number '{text}' could not be converted to an int")),
        Raw::Int(number) => Ok(*number as f64),
        Raw::Float(number) if number.fract() == 0.0 && INTEGERS.contains(number) => Ok(*number),
        _ => Err(refused()),
    }
}

fn number(raw: &Raw) -> Result<f64, String> {
    let refused = || format!("requires a float, the given value is '{}'", raw.shown());
    match raw {
        Raw::Json(text) => text
            .parse::<f64>()
            .map_err(|_| format!("the JSON number '{text}' could not be converted to a float.")),
        Raw::Int(number) => Ok(*number as f64),
        Raw::Float(number) if number.is_finite() => Ok(*number),
        _ => Err(refused()),
    }
}

fn date(raw: &Raw) -> Result<Date, String> {
    raw.text().and_then(|text| gotext::parse_time(text).ok()).map(Date).ok_or_else(|| {
        format!("requires a string with a RFC3339 formatted date, but the given value is '{}'", raw.shown())
    })
}

fn uuid(raw: &Raw) -> Result<Uuid, String> {
    raw.text()
        .and_then(|text| gotext::parse_uuid(text).ok())
        .ok_or_else(|| format!("requires a string of UUID format, but the given value is '{}'", raw.shown()))
}

fn geo(raw: &Raw) -> Result<Geo, String> {
    let Raw::Map(map) = raw else {
        return Err(format!("geoCoordinates must be a map, but got: {}", raw.go_type()));
    };
    let find = |name: &str| {
        map.get(name).ok_or_else(|| format!("geoCoordinates is missing required field '{name}'"))
    };
    let (longitude, latitude) = (find("longitude")?, find("latitude")?);
    let read = |name: &str, raw: &Raw| match raw {
        Raw::Json(text) => {
            text.parse::<f64>().map_err(|_| format!("invalid {name}: cannot interpret as float: {text}"))
        }
        Raw::Float(number) => Ok(*number),
        other => Err(format!("invalid {name}: must be json.Number or float, but got {}", other.go_type())),
    };
    let (longitude, latitude) = (read("longitude", longitude)?, read("latitude", latitude)?);
    Ok(Geo { latitude: latitude as f32, longitude: longitude as f32 })
}

fn blob(raw: &Raw) -> Result<String, String> {
    let Some(text) = raw.text() else {
        return Err(format!("not a blob base64 string, but {}", raw.go_type()));
    };
    let body = text.trim_end_matches('=');
    let padding = text.len() - body.len();
    let valid = !text.is_empty()
        && text.len() % 4 == 0
        && padding <= 2
        && body.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/');
    if valid { Ok(text.to_owned()) } else { Err("not a valid blob base64 string".to_owned()) }
}

fn hash(blob: &str) -> String {
    Sha256::digest(blob.as_bytes()).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
