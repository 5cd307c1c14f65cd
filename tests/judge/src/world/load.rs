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
    for collection in &world.collections {
        let objects: Vec<Json> = collection.rows.iter().map(|row| object(collection, row)).collect();
        must(wire, "/v1/batch/objects", &json!({"objects": objects})).await?;
    }
    let links: Vec<Json> = world.collections.iter().flat_map(|of| links(world, of)).collect();
    must(wire, "/v1/batch/references", &json!(links)).await
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

fn object(collection: &Collection, row: &super::Row) -> Json {
    let (mut properties, mut vectors) = (Map::new(), Map::new());
    for (name, value) in &row.values {
        match value {
            Value::Vector(numbers) => {
                vectors.insert(name.clone(), json!(numbers));
            }
            value if is_link(value) => {}
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

fn is_link(value: &Value) -> bool {
    match value {
        Value::Link(..) => true,
        Value::List(values) => matches!(values.first(), Some(Value::Link(..))),
        _ => false,
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

fn links(world: &World, collection: &Collection) -> Vec<Json> {
    let mut out = Vec::new();
    for row in &collection.rows {
        for (name, value) in row.values.iter().filter(|(_, value)| is_link(value)) {
            let some = match value {
                Value::List(values) => values.as_slice(),
                one => std::slice::from_ref(one),
            };
            for link in some {
                let Value::Link(to, id) = link else { continue };
                out.push(json!({
                    "from": format!("weaviate://localhost/{}/{}/{name}", collection.name, row.id),
                    "to": format!("weaviate://localhost/{}/{id}", world.collections[*to].name),
                }));
            }
        }
    }
    out
}
