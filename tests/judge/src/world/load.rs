//! A world on a server, by REST and by hand: the schema, the tenants, the objects and their links.

use serde_json::{Map, Value as Json, json};
use weaviate_conformance::Wire;

use super::{Collection, Field, Kind, Many, Value, World, date, declare::metric};

/// The tenant that has the objects of a collection with tenants.
const TENANT: &str = "ann";

/// Makes the collections anew, and everything in them.
pub(crate) async fn load(wire: &Wire, world: &World) -> Result<(), String> {
    remove(wire, world).await?;
    for collection in &world.collections {
        must(wire, "/v1/schema", &world.class(collection)).await?;
    }
    for collection in &world.collections {
        let at = format!("/v1/schema/{}/properties", collection.name);
        for field in collection.fields.iter().filter(|field| matches!(field.kind, Kind::Link(_))) {
            must(wire, &at, &world.property(field)).await?;
        }
        if collection.tenants {
            let at = format!("/v1/schema/{}/tenants", collection.name);
            must(wire, &at, &json!([{"name": TENANT}])).await?;
        }
    }
    // Twice: what a link leads to must be there before it. Links that come by themselves, as references, are no way:
    // a server leaves them out of the index that `is_null` asks (1.39.0).
    for linked in [false, true] {
        for collection in &world.collections {
            let rows = collection.rows.iter();
            let objects: Vec<Json> = rows.map(|row| object(world, collection, row, linked)).collect();
            must(wire, "/v1/batch/objects", &json!({"objects": objects})).await?;
        }
    }
    Ok(())
}

/// Removes the collections, if they are there.
pub(crate) async fn remove(wire: &Wire, world: &World) -> Result<(), String> {
    for collection in &world.collections {
        wire.rest("DELETE", &format!("/v1/schema/{}", collection.name), None, &Json::Null).await?;
    }
    Ok(())
}

/// An entry of a batch that failed says so inside a good answer.
async fn must(wire: &Wire, path: &str, body: &Json) -> Result<(), String> {
    let (status, reply) = wire.rest("POST", path, Some(body), &Json::Null).await?;
    let entries = reply.as_array().into_iter().flatten();
    let failed = entries.map(|entry| &entry["result"]["errors"]).find(|errors| !errors.is_null());
    match failed {
        None if (200..300).contains(&status) => Ok(()),
        Some(errors) => Err(format!("POST {path}: {errors}")),
        None => Err(format!("POST {path} answered {status}: {reply}\n{body}")),
    }
}

impl World {
    /// The class as `POST /v1/schema` takes it, without its links.
    fn class(&self, collection: &Collection) -> Json {
        let properties: Vec<Json> = collection
            .fields
            .iter()
            .filter(|field| field.is_property() && !matches!(field.kind, Kind::Link(_)))
            .map(|field| self.property(field))
            .collect();
        let vectors: Map<String, Json> = collection
            .vectors()
            .map(|(field, _, distance)| {
                let index = json!({"distance": metric(distance)});
                let config = json!({"vectorizer": {"none": {}}, "vectorIndexType": "hnsw", "vectorIndexConfig": index});
                (field.name.clone(), config)
            })
            .collect();
        let mut class = json!({"class": collection.name, "properties": properties});
        if !vectors.is_empty() {
            class["vectorConfig"] = vectors.into();
        }
        class["invertedIndexConfig"] = json!({
            "indexNullState": collection.null_state,
            "indexPropertyLength": collection.lengths,
            "indexTimestamps": collection.times,
        });
        if collection.tenants {
            class["multiTenancyConfig"] = json!({"enabled": true});
        }
        let mut modules = Map::new();
        if collection.model {
            modules.insert("generative-dummy".into(), json!({}));
        }
        if collection.ranker {
            modules.insert("reranker-dummy".into(), json!({}));
        }
        if !modules.is_empty() {
            class["moduleConfig"] = modules.into();
        }
        class
    }

    fn property(&self, field: &Field) -> Json {
        let mut property = json!({"name": field.name});
        let one = match &field.kind {
            Kind::Text(cut) => {
                property["tokenization"] = cut.name().into();
                "text"
            }
            Kind::Int => "int",
            Kind::Number => "number",
            Kind::Bool => "boolean",
            Kind::Date => "date",
            Kind::Uuid => "uuid",
            Kind::Place => "geoCoordinates",
            Kind::Phone => "phoneNumber",
            Kind::Blob => "blob",
            Kind::Object(at) => {
                let inner = self.objects[*at].fields.iter().map(|field| self.property(field)).collect();
                property["nestedProperties"] = Json::Array(inner);
                "object"
            }
            Kind::Link(to) => {
                property["dataType"] = to.iter().map(|at| self.collections[*at].name.as_str()).collect();
                return property;
            }
            Kind::Vector(..) => "",
        };
        property["dataType"] = match field.many {
            Many::List => json!([format!("{one}[]")]),
            _ => json!([one]),
        };
        if !field.filterable {
            property["indexFilterable"] = false.into();
        }
        if !field.searchable {
            property["indexSearchable"] = false.into();
        }
        if field.range {
            property["indexRangeFilters"] = true.into();
        }
        property
    }
}

fn object(world: &World, collection: &Collection, row: &super::Row, linked: bool) -> Json {
    let (mut properties, mut vectors) = (Map::new(), Map::new());
    for (name, value) in &row.values {
        let is_link = collection.field(name).is_some_and(|field| matches!(field.kind, Kind::Link(_)));
        match value {
            Value::Vector(numbers) => {
                vectors.insert(name.clone(), json!(numbers));
            }
            value if is_link && linked => {
                properties.insert(name.clone(), beacons(world, value));
            }
            _ if is_link => {}
            value => {
                properties.insert(name.clone(), plain(value));
            }
        }
    }
    let mut object = json!({"class": collection.name, "id": row.id, "properties": properties});
    if !vectors.is_empty() {
        object["vectors"] = vectors.into();
    }
    if collection.tenants {
        object["tenant"] = TENANT.into();
    }
    object
}

fn beacons(world: &World, value: &Value) -> Json {
    let one = |link: &Value| match link {
        Value::Link(to, id) => {
            json!({"beacon": format!("weaviate://localhost/{}/{id}", world.collections[*to].name)})
        }
        _ => Json::Null,
    };
    match value {
        Value::List(links) => links.iter().map(one).collect(),
        link => json!([one(link)]),
    }
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Uuid(text) | Value::Blob(text) => json!(text),
        Value::Int(number) => json!(number),
        Value::Number(number) => json!(number),
        Value::Bool(on) => json!(on),
        Value::Date(at) => json!(date(*at)),
        Value::Place(latitude, longitude) => json!({"latitude": latitude, "longitude": longitude}),
        Value::Phone(input) => json!({"input": input}),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
        Value::List(values) => values.iter().map(plain).collect(),
        Value::Link(..) | Value::Vector(_) => Json::Null,
    }
}
