//! The schema: collections, their properties and indexes.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{answer::Answer, route::Call};
use crate::{
    catalog::Collection,
    common::{
        error::{Refusal, Result},
        gotext::quote,
        sync::read,
    },
    engine::Engine,
    operations::{
        define::{create as new, update as change},
        modules,
    },
    protocol::rest::shape,
    schema::{Class, Doc, list as items, names, property, text},
};

pub(super) fn list(engine: &Engine) -> Answer {
    let classes: Vec<Json> = engine
        .catalog()
        .all()
        .iter()
        .map(|collection| Json::Object(collection.class().doc.clone()))
        .collect();
    Answer::ok(json!({ "classes": classes }))
}

fn shown(class: &Class) -> Answer {
    Answer::ok(Json::Object(class.doc.clone()))
}

pub(super) fn get(engine: &Engine, name: &str) -> Result<Answer> {
    let collection = engine.catalog().resolve(name).ok_or_else(Refusal::missing)?;
    Ok(shown(&collection.class()))
}

pub(super) fn create(engine: &Engine, call: &Call<'_>) -> Result<Answer> {
    let doc = shape::read(&shape::CLASS, call.json("objectClass")?, "objectClass")?;
    let class = new::class(doc, &|name| engine.catalog().contains(name))?;
    modules::check(engine, &class)?;
    let answer = shown(&class);
    let stored = new::check_stored(&class);
    engine.catalog().add(class)?;
    stored.map(|()| answer)
}

pub(super) fn update(engine: &Engine, call: &Call<'_>, name: &str) -> Result<Answer> {
    let doc = shape::read(&shape::CLASS, call.json("objectClass")?, "objectClass")?;
    let collection = engine.catalog().get(&names::upper_first(name)).ok_or_else(Refusal::missing)?;
    collection.update(|class| {
        Ok(match change::apply(class, doc) {
            Ok(update) => (update.class, Ok(Answer::ok(Json::Object(update.echo)))),
            // Comparing the properties has put them in order.
            Err(failed) => (failed.class.map_or_else(|| class.clone(), |class| *class), Err(failed.refusal)),
        })
    })?
}

pub(super) fn delete(engine: &Engine, name: &str) -> Answer {
    engine.catalog().remove(name);
    Answer::empty(200)
}

pub(super) fn add_property(engine: &Engine, call: &Call<'_>, name: &str) -> Result<Answer> {
    let doc = shape::read(&shape::PROPERTY, call.json("body")?, "body")?;
    let collection = find(engine, name)?;
    let added = text(&doc, "name").to_owned();
    add_properties(engine, &collection, vec![Json::Object(doc)])?;
    let class = collection.class();
    let added = names::lower_first(&added);
    let shown = items(&class.doc, "properties").iter().find(|property| property["name"] == added.as_str());
    Ok(Answer::ok(shown.cloned().unwrap_or(Json::Null)))
}

fn find(engine: &Engine, name: &str) -> Result<Arc<Collection>> {
    let name = names::upper_first(name);
    engine.catalog().get(&name).ok_or_else(|| Refusal::new(format!("class {}: not found", quote(&name))))
}

/// Adds properties to a collection; all of them or none.
pub(crate) fn add_properties(engine: &Engine, collection: &Collection, properties: Vec<Json>) -> Result<()> {
    collection.update(|class| {
        let mut doc = class.doc.clone();
        let mut added: Vec<Json> = items(&doc, "properties").to_vec();
        for property in properties {
            let Json::Object(mut property) = property else { continue };
            new::lower_name(&mut property);
            names::check_property_suffix(text(&property, "name"))?;
            property::set_defaults(&mut property, false);
            check(engine, class, &property, &added)?;
            added.push(Json::Object(property));
        }
        doc.insert("properties".into(), json!(added));
        new::check_enums(&doc)?;
        new::set_module_defaults(&mut doc);
        Ok((Class::from_doc(doc), ()))
    })
}

fn check(engine: &Engine, class: &Class, property: &Doc, known: &[Json]) -> Result<()> {
    let taken = known.iter().filter_map(|p| p["name"].as_str()).map(str::to_lowercase).collect();
    property::check(
        property,
        &property::Around {
            class: &class.name,
            taken: &taken,
            known_class: &|name| engine.catalog().contains(name),
            presets: &|name| class.stopword_presets.contains_key(name),
            creating: false,
        },
    )
}

pub(super) fn drop_index(engine: &Engine, class: &str, name: &str, index: &str) -> Result<Answer> {
    let key = match index {
        "filterable" => "indexFilterable",
        "searchable" => "indexSearchable",
        "rangeFilters" | "rangeable" => "indexRangeFilters",
        _ => {
            return Err(Refusal::malformed(
                606,
                "indexName in path should be one of [filterable searchable rangeFilters rangeable]",
            ));
        }
    };
    let collection = find(engine, class)?;
    collection.update(|class| {
        let mut doc = class.doc.clone();
        let property = new::properties(&mut doc).find(|property| text(property, "name") == name);
        let Some(property) = property else {
            return Err(Refusal::new(format!("property name {name}: not found")));
        };
        property.insert(key.to_owned(), json!(false));
        Ok((Class::from_doc(doc), ()))
    })?;
    Ok(Answer::empty(200))
}

pub(super) fn shards(engine: &Engine, call: &Call<'_>, class: &str) -> Result<Answer> {
    let collection = engine.catalog().resolve(class).ok_or_else(Refusal::missing)?;
    let only = call.parameter("tenant");
    let mut out = Vec::new();
    for tenant in collection.tenants() {
        let name = read(&tenant.shard).name.clone();
        if !only.is_empty() && name != only {
            continue;
        }
        if !tenant.active {
            return Err(Refusal::with_status(
                500,
                format!("shard {name}: status code: 500 body: (local {name} shard not found\n)"),
            ));
        }
        out.push(json!({"name": name, "status": "READY", "vectorQueueSize": 0}));
    }
    Ok(Answer::ok(out))
}

/// Sets the status of a shard. The server takes any text and only acts on those it knows, of which READY changes
/// nothing here.
pub(super) fn update_shard(engine: &Engine, call: &Call<'_>, class: &str) -> Result<Answer> {
    engine.catalog().resolve(class).ok_or_else(Refusal::missing)?;
    let body = call.object("body", "ShardStatus")?;
    match body.get("status").and_then(Json::as_str) {
        Some("READONLY") => Err(Refusal::unsupported("read-only shards")),
        Some(status) => Ok(Answer::ok(json!({"status": status}))),
        None => Ok(Answer::ok(json!({}))),
    }
}
