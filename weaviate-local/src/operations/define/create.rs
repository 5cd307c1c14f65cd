//! A new collection: defaults, checks and the finished document, in the server's order.

use std::collections::HashSet;

use serde_json::{Value as Json, json};

use super::{inverted, property, sharding, ttl, vector, vectors};
use crate::{
    common::{
        doc::{Doc, list, object, section, text},
        error::{Refusal, Result},
    },
    operations::modules,
    schema::{Class, inverted::user_presets, names},
};

/// Makes a collection from a request body; `known` tells which collections there are.
pub(crate) fn class(mut doc: Doc, known: &dyn Fn(&str) -> bool) -> Result<Class> {
    let name = names::upper_first(text(&doc, "class"));
    doc.insert("class".into(), json!(name));
    for property in properties(&mut doc) {
        lower_name(property);
        names::check_property_suffix(text(property, "name"))?;
    }
    set_defaults(&mut doc)?;

    if !text(&doc, "vectorIndexType").is_empty() && vectors::named(&doc) > 0 {
        return Err(Refusal::new(
            "creating a class with both a class level vector index and named vectors is forbidden",
        ));
    }
    names::check_class(&name)?;
    check_properties(&doc, known)?;
    vectors::check(&doc)?;
    vectors::check_modules(&doc)?;
    set_module_defaults(&mut doc);
    check_tenancy(&doc)?;
    ttl::set(&mut doc, false)?;
    inverted::check(&mut doc)?;
    if let Some(presets) = object(&doc, "invertedIndexConfig").and_then(|i| object(i, "stopwordPresets")) {
        inverted::check_presets(presets)?;
    }
    vectors::set_defaults(&mut doc)?;
    let tenants = section(&mut doc, "multiTenancyConfig").get("enabled") == Some(&json!(true));
    sharding::parse(&mut doc, tenants)?;
    let factor = sharding::factor(&doc);
    if factor > 1 {
        return Err(Refusal::new(format!(
            "init sharding state: could not find enough weaviate nodes for replication: 1 available, {factor} requested"
        )));
    }
    finish(&mut doc);
    Ok(Class::from_doc(doc))
}

/// What is refused only after the collection is in the schema already.
pub(crate) fn check_stored(class: &Class) -> Result<()> {
    let shards =
        object(&class.doc, "shardingConfig").and_then(|sharding| sharding.get("desiredCount")?.as_i64());
    if !class.multi_tenant && shards.is_some_and(|shards| shards < 1) {
        return Err(Refusal::new(
            "updating db: TYPE_ADD_CLASS: apply add class: create index: failed to read sharding state: invalid \
             sharding state: physical shards unavailable",
        ));
    }
    if let Some(config) = class.doc.get("vectorIndexConfig") {
        vector::check_distance(config, &class.name, None)?;
    }
    for (name, entry) in object(&class.doc, "vectorConfig").into_iter().flatten() {
        vector::check_distance(&entry["vectorIndexConfig"], &class.name, Some(name))?;
    }
    Ok(())
}

/// The properties, to be changed.
pub(crate) fn properties(doc: &mut Doc) -> impl Iterator<Item = &mut Doc> {
    doc.get_mut("properties")
        .and_then(Json::as_array_mut)
        .into_iter()
        .flatten()
        .filter_map(Json::as_object_mut)
}

/// Property names start in lower case.
pub(crate) fn lower_name(property: &mut Doc) {
    let name = names::lower_first(text(property, "name"));
    property.insert("name".into(), json!(name));
}

fn set_defaults(doc: &mut Doc) -> Result<()> {
    let tenants =
        object(doc, "multiTenancyConfig").and_then(|m| m.get("enabled")?.as_bool()).unwrap_or(false);
    if tenants && object(doc, "shardingConfig").is_some() {
        return Err(Refusal::new("cannot have both shardingConfig and multiTenancyConfig"));
    }
    section(doc, "multiTenancyConfig");
    set_class_defaults(doc);
    sharding::set_replication(doc, Some("TimeBasedResolution"));
    Ok(())
}

/// The defaults that a new collection gets and a changed one as well.
pub(crate) fn set_class_defaults(doc: &mut Doc) {
    let legacy = !text(doc, "vectorizer").is_empty()
        || !text(doc, "vectorIndexType").is_empty()
        || object(doc, "vectorIndexConfig").is_some();
    if vectors::named(doc) == 0 || legacy {
        if text(doc, "vectorizer").is_empty() {
            doc.insert("vectorizer".into(), json!("none"));
        }
        if text(doc, "vectorIndexType").is_empty() {
            doc.insert("vectorIndexType".into(), json!("hnsw"));
        }
    }
    if let Some(Json::Object(vectors)) = doc.get_mut("vectorConfig") {
        for entry in vectors.values_mut().filter_map(Json::as_object_mut) {
            if text(entry, "vectorIndexType").is_empty() {
                entry.insert("vectorIndexType".into(), json!("hnsw"));
            }
        }
    }
    inverted::set_defaults(doc);
    for property in properties(doc) {
        property::set_defaults(property, false);
    }
}

fn check_properties(doc: &Doc, known: &dyn Fn(&str) -> bool) -> Result<()> {
    let presets = user_presets(doc);
    let mut taken = HashSet::new();
    for property in list(doc, "properties").iter().filter_map(Json::as_object) {
        property::check(
            property,
            &property::Around {
                class: text(doc, "class"),
                taken: &taken,
                known_class: known,
                presets: &|name| presets.contains_key(name),
                creating: true,
            },
        )?;
        vectors::check_property(doc, property)?;
        taken.insert(text(property, "name").to_lowercase());
    }
    Ok(())
}

/// Refuses references to a collection that is not there, once the name of this one is known to be free.
pub(crate) fn check_targets(doc: &Doc, known: &dyn Fn(&str) -> bool) -> Result<()> {
    for property in list(doc, "properties") {
        for target in property["dataType"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            if names::is_class(target) && target != text(doc, "class") && !known(target) {
                return Err(Refusal::new("bad request: reference property to nonexistent class"));
            }
        }
    }
    Ok(())
}

/// What modules add to a collection and its properties.
pub(crate) fn set_module_defaults(doc: &mut Doc) {
    for (module, settings, of_property) in modules::defaults() {
        let mut uses = text(doc, "vectorizer") == module;
        if uses {
            set_missing(section(section(doc, "moduleConfig"), module), &settings);
        }
        if let Some(Json::Object(vectors)) = doc.get_mut("vectorConfig") {
            for entry in vectors.values_mut().filter_map(Json::as_object_mut) {
                if object(entry, "vectorizer").is_some_and(|v| v.contains_key(module)) {
                    set_missing(section(section(entry, "vectorizer"), module), &settings);
                    uses = true;
                }
            }
        }
        if uses {
            for property in properties(doc) {
                set_missing(section(section(property, "moduleConfig"), module), &of_property);
            }
        }
    }
}

fn set_missing(config: &mut Doc, defaults: &Json) {
    for (key, value) in defaults.as_object().into_iter().flatten() {
        crate::common::doc::set_default(config, key, value.clone());
    }
}

/// Refuses automatic tenants in a collection that has no tenants.
pub(crate) fn check_tenancy(doc: &Doc) -> Result<()> {
    let Some(config) = object(doc, "multiTenancyConfig") else { return Ok(()) };
    let on = |key: &str| config.get(key).and_then(Json::as_bool).unwrap_or(false);
    for key in ["autoTenantCreation", "autoTenantActivation"] {
        if on(key) && !on("enabled") {
            return Err(Refusal::new(format!("can't enable {key} on a non-multi-tenant class")));
        }
    }
    Ok(())
}

/// Drops what GET does not show and adds what it always shows.
pub(crate) fn finish(doc: &mut Doc) {
    if let Some(Json::Object(tenancy)) = doc.get_mut("multiTenancyConfig") {
        for key in ["enabled", "autoTenantCreation", "autoTenantActivation"] {
            crate::common::doc::set_default(tenancy, key, false);
        }
    }
    if text(doc, "description").is_empty() {
        doc.remove("description");
    }
    let no_properties =
        list(doc, "properties").is_empty() && !doc.get("properties").is_some_and(Json::is_array);
    doc.retain(|_, value| !value.is_null());
    if vectors::named(doc) == 0 {
        doc.remove("vectorConfig");
    }
    if no_properties {
        doc.insert("properties".into(), Json::Null);
    }
    if text(doc, "vectorIndexType").is_empty() {
        for key in ["vectorIndexType", "vectorizer", "vectorIndexConfig"] {
            doc.remove(key);
        }
    }
}
