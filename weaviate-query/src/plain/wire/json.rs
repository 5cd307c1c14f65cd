//! One object, or parts of one, as the JSON of `/v1/objects`.
//!
//! Values are what a batch writes, in the spelling of JSON: dates and uuids are text, bytes base64, links
//! beacons with the class behind an alias, because a beacon does not resolve one (1.39.0).

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    later::{Later, LaterLink},
    sink::{Encode, List, ObjectOnly, Sink, check_int, check_number, check_vector},
};
use crate::plain::{
    error::{Error, Result},
    names::Names,
    value::{GeoPoint, PhoneNumber, base64},
};

/// Writes an object of the class `class` for REST.
///
/// `class` stands as it is; `names` says which classes links lead to.
///
/// ```
/// use weaviate_query::{Names, key_id, wire::{json, raw}};
///
/// let object = raw::Object {
///     properties: [("words".to_owned(), raw::Value::Int(7))].into(),
///     vectors: [("embedding".to_owned(), vec![0.5, 0.25])].into(),
///     ..raw::Object::default()
/// };
/// let id = key_id(&1_i64);
/// assert_eq!(
///     json::object(&object, "Article", Some("acme"), id, &Names::new())?,
///     serde_json::json!({
///         "class": "Article",
///         "id": id.to_string(),
///         "properties": { "words": 7 },
///         "vectors": { "embedding": [0.5, 0.25] },
///         "tenant": "acme",
///     })
/// );
/// # Ok::<(), weaviate_query::Error>(())
/// ```
///
/// # Errors
///
/// `InvalidInput` for a value that the server would store as another one.
pub fn object(
    object: &dyn Encode,
    class: &str,
    tenant: Option<&str>,
    id: Uuid,
    names: &Names,
) -> Result<Value> {
    object_holding(object, class, tenant, id, names, &mut Later::default())
}

/// [`object`] without the links that `later` holds back, and those links.
///
/// # Errors
///
/// As [`object`].
pub fn object_with(
    object: &dyn Encode,
    class: &str,
    tenant: Option<&str>,
    id: Uuid,
    names: &Names,
    mut later: Later,
) -> Result<(Value, Vec<LaterLink>)> {
    let json = object_holding(object, class, tenant, id, names, &mut later)?;
    Ok((json, later.take(id).collect()))
}

fn object_holding(
    object: &dyn Encode,
    class: &str,
    tenant: Option<&str>,
    id: Uuid,
    names: &Names,
    later: &mut Later,
) -> Result<Value> {
    let mut sink = Json { properties: Map::new(), vectors: Some(Map::new()), names, later: Some(later) };
    object.encode(&mut sink)?;
    Ok(whole(class, tenant, id, sink.properties, sink.vectors.unwrap_or_default()))
}

/// Some properties and vectors of an object: the JSON of `PATCH /v1/objects/{class}/{id}`.
///
/// A server puts them over those that the object has. A property that is null is taken away, a vector that is null
/// stays (1.39.0).
///
/// ```
/// use weaviate_query::{key_id, wire::json::Patch};
///
/// let mut patch = Patch::default();
/// patch.set(|sink| sink.int("words", 7))?;
/// patch.unset("summary");
/// let id = key_id(&1_i64);
/// assert_eq!(
///     patch.object("Article", None, id),
///     serde_json::json!({ "class": "Article", "id": id.to_string(), "properties": { "words": 7, "summary": null } })
/// );
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Patch {
    properties: Map<String, Value>,
    vectors: Map<String, Value>,
}

impl Patch {
    /// Takes what `write` hands to the sink, over what was set before, and says whether there was anything.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a value that the server would store as another one; what was set before stays.
    pub fn set(&mut self, write: impl FnOnce(&mut dyn Sink) -> Result<()>) -> Result<bool> {
        // A server adds the links of a patch to those that are there (1.39.0), so links are written in another way, and
        // nothing else needs a name of a class.
        let names = Names::new();
        let mut sink = Json { properties: Map::new(), vectors: Some(Map::new()), names: &names, later: None };
        write(&mut sink)?;
        let vectors = sink.vectors.unwrap_or_default();
        let any = !(sink.properties.is_empty() && vectors.is_empty());
        self.properties.extend(sink.properties);
        self.vectors.extend(vectors);
        Ok(any)
    }

    /// What a property or a vector is set to.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.properties.get(name).or_else(|| self.vectors.get(name))
    }

    /// Takes a property away.
    pub fn unset(&mut self, name: &str) {
        self.properties.insert(name.to_owned(), Value::Null);
    }

    /// The body for the object `id` of the class `class`, which stands as it is.
    pub fn object(&self, class: &str, tenant: Option<&str>, id: Uuid) -> Value {
        whole(class, tenant, id, self.properties.clone(), self.vectors.clone())
    }
}

/// The addresses of objects that a link leads to, in the order in which they are written: `write` hands one link or
/// several to the sink.
///
/// # Errors
///
/// What `write` fails with.
pub fn beacons(names: &Names, write: impl FnOnce(&mut dyn Sink) -> Result<()>) -> Result<Vec<Value>> {
    let mut sink = Json { properties: Map::new(), vectors: Some(Map::new()), names, later: None };
    write(&mut sink)?;
    let links = sink.properties.into_iter().filter_map(|(_, value)| match value {
        Value::Array(beacons) => Some(beacons),
        _ => None,
    });
    Ok(links.flatten().collect())
}

/// An object with its class and id.
fn whole(
    class: &str,
    tenant: Option<&str>,
    id: Uuid,
    properties: Map<String, Value>,
    mut vectors: Map<String, Value>,
) -> Value {
    let mut json = json!({ "class": class, "id": id.to_string() });
    json["properties"] = properties.into();
    // Of a class that names none.
    if let Some(vector) = vectors.remove("") {
        json["vector"] = vector;
    }
    if !vectors.is_empty() {
        json["vectors"] = vectors.into();
    }
    if let Some(tenant) = tenant {
        json["tenant"] = tenant.into();
    }
    json
}

/// The sink of one object or nested object.
struct Json<'a> {
    properties: Map<String, Value>,
    /// None inside a nested object, which has no vectors and no links.
    vectors: Option<Map<String, Value>>,
    names: &'a Names,
    /// What holds back links; none inside a nested object.
    later: Option<&'a mut Later>,
}

impl Json<'_> {
    /// One property.
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.properties.insert(name.to_owned(), value.into());
    }

    /// A nested object, by a sink of its own.
    fn nested(&self, value: &dyn Encode) -> Result<Value> {
        let mut sink = Json { properties: Map::new(), vectors: None, names: self.names, later: None };
        value.encode(&mut sink)?;
        Ok(sink.properties.into())
    }

    /// A named vector, which nested objects have none of.
    fn put_vector(&mut self, name: &str, value: Value) -> Result<()> {
        let vectors = self.vectors.as_mut().ok_or_else(|| {
            Error::invalid(format!("`{name}` is a vector inside a nested object: the server has none there"))
        })?;
        vectors.insert(name.to_owned(), value);
        Ok(())
    }
}

impl Sink for Json<'_> {
    fn text(&mut self, name: &str, value: &str) -> Result<()> {
        self.put(name, value);
        Ok(())
    }

    fn int(&mut self, name: &str, value: i64) -> Result<()> {
        check_int(name, value)?;
        self.put(name, value);
        Ok(())
    }

    fn number(&mut self, name: &str, value: f64) -> Result<()> {
        check_number(name, value)?;
        self.put(name, value);
        Ok(())
    }

    fn boolean(&mut self, name: &str, value: bool) -> Result<()> {
        self.put(name, value);
        Ok(())
    }

    fn date(&mut self, name: &str, value: &str) -> Result<()> {
        self.put(name, value);
        Ok(())
    }

    fn uuid(&mut self, name: &str, value: Uuid) -> Result<()> {
        self.put(name, value.to_string());
        Ok(())
    }

    fn geo(&mut self, name: &str, value: GeoPoint) -> Result<()> {
        check_number(name, value.latitude.into())?;
        check_number(name, value.longitude.into())?;
        self.put(name, json!({ "latitude": value.latitude, "longitude": value.longitude }));
        Ok(())
    }

    fn phone(&mut self, name: &str, value: &PhoneNumber) -> Result<()> {
        self.put(name, json!({ "input": value.input, "defaultCountry": value.default_country }));
        Ok(())
    }

    fn blob(&mut self, name: &str, value: &[u8]) -> Result<()> {
        self.put(name, base64::encode(value));
        Ok(())
    }

    fn list(&mut self, name: &str, values: List<'_>) -> Result<()> {
        let values: Vec<Value> = match values {
            List::Texts(texts) => texts.map(Value::from).collect(),
            List::Dates(dates) => dates.map(Value::from).collect(),
            List::Uuids(uuids) => uuids.map(|uuid| uuid.to_string().into()).collect(),
            List::Booleans(booleans) => booleans.map(Value::from).collect(),
            List::Ints(ints) => {
                ints.map(|int| check_int(name, int).map(|()| int.into())).collect::<Result<_>>()?
            }
            List::Numbers(numbers) => numbers
                .map(|number| check_number(name, number).map(|()| number.into()))
                .collect::<Result<_>>()?,
        };
        self.put(name, values);
        Ok(())
    }

    fn object(&mut self, name: &str, value: &dyn Encode) -> Result<()> {
        let nested = self.nested(value)?;
        self.put(name, nested);
        Ok(())
    }

    fn objects(
        &mut self,
        name: &str,
        len: usize,
        each: &mut dyn FnMut(usize, &mut dyn Sink) -> Result<()>,
    ) -> Result<()> {
        let mut values = Vec::with_capacity(len);
        for i in 0..len {
            each(i, &mut Element { json: self, out: &mut values })?;
        }
        self.put(name, values);
        Ok(())
    }

    fn links(&mut self, name: &str, collection: &str, only: bool, ids: &[Uuid]) -> Result<()> {
        if self.vectors.is_none() {
            return Err(Error::invalid(format!(
                "`{name}` is a link inside a nested object: the server has none there"
            )));
        }
        let now = self.later.as_deref_mut().map(|later| later.keep(name, collection, only, ids));
        let now = now.as_deref().unwrap_or(ids);
        if now.is_empty() && !ids.is_empty() {
            return Ok(());
        }
        // Where the link leads to one collection the server knows the class, and knows it better: another may have taken
        // its place since this program read the aliases.
        let class = if only { String::new() } else { format!("{}/", self.names.concrete(collection)) };
        let beacons = now.iter().map(|id| json!({ "beacon": format!("weaviate://localhost/{class}{id}") }));
        match self.properties.get_mut(name).and_then(Value::as_array_mut) {
            Some(before) => before.extend(beacons),
            None => self.put(name, beacons.collect::<Vec<_>>()),
        }
        Ok(())
    }

    fn vector(&mut self, name: &str, values: &[f32]) -> Result<()> {
        check_vector(name, values)?;
        self.put_vector(name, values.into())
    }

    fn multi_vector(&mut self, name: &str, dimensions: usize, values: &[f32]) -> Result<()> {
        check_vector(name, values)?;
        self.put_vector(name, values.chunks(dimensions.max(1)).map(Value::from).collect())
    }
}

/// The sink of one element of a list of objects: it takes one object.
struct Element<'e, 'a> {
    json: &'e Json<'a>,
    out: &'e mut Vec<Value>,
}

impl ObjectOnly for Element<'_, '_> {
    fn element(&mut self, value: &dyn Encode) -> Result<()> {
        self.out.push(self.json.nested(value)?);
        Ok(())
    }
}
