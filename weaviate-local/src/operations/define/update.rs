//! PUT of a collection: what may change, and the refusals in the server's order.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{create, inverted, sharding, ttl, vector, vectors};
use crate::{
    common::{
        doc::{Doc, list, object, section, text},
        error::{Refusal, Result, Within},
        gotext::quote,
    },
    schema::{Class, names::random_shard},
};

const FSM: &str = "updating schema: TYPE_UPDATE_CLASS: bad request :parse class update";

/// What a PUT leads to.
pub(crate) struct Update {
    /// The collection as it is stored from now on.
    pub(crate) class: Class,
    /// What the PUT answers: the request with its defaults.
    pub(crate) echo: Doc,
}

/// A PUT that was refused.
pub(crate) struct Failed {
    pub(crate) refusal: Refusal,
    /// The collection, when the refused request changed it all the same.
    pub(crate) class: Option<Box<Class>>,
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, class: None }
    }
}

/// Applies a request body to a collection.
pub(crate) fn apply(class: &Class, mut doc: Doc) -> Result<Update, Failed> {
    let given_stopwords =
        object(&doc, "invertedIndexConfig").and_then(|inverted| object(inverted, "stopwords")).cloned();
    for property in create::properties(&mut doc) {
        create::lower_name(property);
    }
    create::set_class_defaults(&mut doc);
    create::set_module_defaults(&mut doc);
    sharding::set_replication(&mut doc, None);
    ttl::set(&mut doc, true)?;
    vectors::set_changed(&mut doc)?;
    let tenants =
        object(&doc, "multiTenancyConfig").and_then(|m| m.get("enabled")?.as_bool()).unwrap_or(false);
    if tenants {
        doc.remove("shardingConfig");
    }
    sharding::parse(&mut doc, tenants)?;
    check_tenancy(class, tenants)?;
    create::check_tenancy(&doc)?;
    if sharding::factor(&doc) > sharding::factor(&class.doc) {
        return Err(Failed::from(Refusal::new(format!(
            "not enough replicas in shard {} to increase replication factor to {} for class {}",
            quote(&random_shard()),
            sharding::factor(&doc),
            quote(&class.name)
        ))));
    }
    check_identity(class, &doc)?;
    // The modules' settings are written before the rest is looked at, and stay.
    let kept = |refusal| Failed { refusal, class: Some(Box::new(with_modules(class, &doc))) };
    check_vectors(class, &doc).map_err(kept)?;
    check_sharding(class, &doc).map_err(kept)?;
    check_properties(class, &doc).map_err(|refusal| {
        let same_count = list(&class.doc, "properties").len() == list(&doc, "properties").len();
        Failed { refusal, class: same_count.then(|| Box::new(sorted(class))) }
    })?;
    let place = format!("{FSM}: inverted index config");
    let inverted =
        inverted::check(&mut doc).and_then(|()| inverted::check_kept(&class.doc, &doc)).within(place);
    // By then the server has put the properties in order.
    inverted.map_err(|refusal| Failed { refusal, class: Some(Box::new(sorted(class))) })?;
    create::finish(&mut doc);
    let class = stored(class, &doc);
    // The answer has the stop words as they came.
    if let Some(mut given) = given_stopwords {
        for key in ["additions", "removals"] {
            given.entry(key).or_insert(Json::Null);
        }
        section(&mut doc, "invertedIndexConfig").insert("stopwords".into(), Json::Object(given));
    }
    Ok(Update { class, echo: doc })
}

fn check_tenancy(class: &Class, tenants: bool) -> Result<()> {
    let was = class.multi_tenant;
    if was == tenants {
        return Ok(());
    }
    let doing = if tenants { "enabling" } else { "disabling" };
    Err(Refusal::new(format!("{doing} multi-tenancy for an existing class is not supported")))
}

fn immutable(what: &str, was: &str, wanted: &str) -> String {
    format!("{what} is immutable: attempted change from {} to {}", quote(was), quote(wanted))
}

fn check_identity(class: &Class, doc: &Doc) -> Result<()> {
    let name = text(doc, "class");
    if name != class.name {
        return Err(Refusal::new(immutable("class name", &class.name, name)));
    }
    for (name, entry) in object(&class.doc, "vectorConfig").into_iter().flatten() {
        let new = object(doc, "vectorConfig").and_then(|v| v.get(name));
        if new.is_some_and(|new| new["vectorizer"] != entry["vectorizer"]) {
            return Err(Refusal::new(format!(
                "vectorizer config of vector {} is immutable for class {}",
                quote(name),
                class.name
            )));
        }
    }
    immutable_inverted(class, doc)
}

fn immutable_inverted(class: &Class, doc: &Doc) -> Result<()> {
    for (key, shown, was) in [
        ("indexTimestamps", "indexTimestamp", class.timestamps),
        ("indexNullState", "indexNullState", class.null_state),
        ("indexPropertyLength", "indexPropertyLength", class.property_length),
    ] {
        let wanted = object(doc, "invertedIndexConfig").and_then(|i| i.get(key)?.as_bool()).unwrap_or(false);
        if wanted != was {
            return Err(Refusal::new(format!(
                "\"{shown}\" setting is immutable. Value changed from \"{was}\" to \"{wanted}\""
            )));
        }
    }
    Ok(())
}

fn check_vectors(class: &Class, doc: &Doc) -> Result<()> {
    let empty = Doc::new();
    let old_named = object(&class.doc, "vectorConfig").unwrap_or(&empty);
    let new_named = object(doc, "vectorConfig").unwrap_or(&empty);
    for name in old_named.keys() {
        if !new_named.contains_key(name) {
            return Err(Refusal::new(format!("{FSM}: missing config for vector {}", quote(name))));
        }
    }
    let legacy = class.doc.contains_key("vectorIndexConfig");
    if legacy && new_named.contains_key("default") && !old_named.contains_key("default") {
        return Err(Refusal::new(format!(
            "{FSM}: vector named default cannot be created when collection level vector index is configured"
        )));
    }
    for (name, old) in old_named {
        let new = &new_named[name];
        if old["vectorIndexType"] != new["vectorIndexType"] {
            let shown = |v: &Json| v["vectorIndexType"].as_str().unwrap_or_default().to_owned();
            let what = format!("vector index type of vector {}", quote(name));
            return Err(Refusal::new(format!("{FSM}: {}", immutable(&what, &shown(old), &shown(new)))));
        }
    }
    if legacy {
        for (key, what) in [("vectorizer", "vectorizer"), ("vectorIndexType", "vector index type")] {
            let (was, wanted) = (text(&class.doc, key), text(doc, key));
            // With named vectors in the request the legacy part may be left out.
            if was != wanted && !wanted.is_empty() {
                return Err(Refusal::new(format!("{FSM}: {}", immutable(what, was, wanted))));
            }
        }
        if let Some(new) = doc.get("vectorIndexConfig") {
            let old = class.doc.get("vectorIndexConfig").unwrap_or(&Json::Null);
            vector::check_update(text(&class.doc, "vectorIndexType"), old, new)
                .map_err(|why| Refusal::new(format!("{FSM}: validate vector index config: {why}")))?;
        }
    }
    let vectorizer = text(doc, "vectorizer");
    if !legacy && !matches!(vectorizer, "" | "none") {
        return Err(Refusal::new(format!("{FSM}: {}", immutable("vectorizer", "", vectorizer))));
    }
    for (name, old) in old_named {
        let kind = old["vectorIndexType"].as_str().unwrap_or_default();
        let new = new_named.get(name).unwrap_or(&Json::Null);
        vector::check_update(kind, &old["vectorIndexConfig"], &new["vectorIndexConfig"]).map_err(|why| {
            Refusal::new(format!("{FSM}: invalid update for vector {}: {why}", quote(name)))
        })?;
    }
    vectors::check(doc)
}

fn check_sharding(class: &Class, doc: &Doc) -> Result<()> {
    for (key, text) in [
        ("desiredCount", "re-sharding not supported yet: shard count"),
        ("virtualPerPhysical", "virtual shards per physical"),
    ] {
        let value = |doc: &Doc| doc.get("shardingConfig").map(|s| s[key].to_string()).unwrap_or_default();
        let (was, wanted) = (value(&class.doc), value(doc));
        if was != wanted {
            return Err(Refusal::new(format!(
                "{FSM}: validate sharding config: {}",
                immutable(text, &was, &wanted)
            )));
        }
    }
    Ok(())
}

fn check_properties(class: &Class, doc: &Doc) -> Result<()> {
    const RULE: &str = "property fields other than description cannot be updated through updating the class. Use the \
                        add property feature (e.g. \"POST /v1/schema/{className}/properties\") to add additional \
                        properties";
    let (old, new) = (by_name(&class.doc), by_name(doc));
    if list(&class.doc, "properties").len() != list(doc, "properties").len() {
        return Err(Refusal::new(format!("{FSM}: {RULE}")));
    }
    for ((name, old), (_, new)) in old.iter().zip(&new) {
        let modules = |property: &Json| property["moduleConfig"].as_object().cloned().unwrap_or_default();
        let wanted = modules(new);
        for (module, config) in modules(old) {
            let problem = match wanted.get(&module) {
                None => "was removed",
                Some(new) if *new != config => "cannot be updated",
                Some(_) => continue,
            };
            return Err(Refusal::new(format!(
                "{FSM}: property {}: module {} configuration {problem}",
                quote(name),
                quote(&module)
            )));
        }
        if comparable(old) != comparable(new) {
            return Err(Refusal::new(format!("{FSM}: property {}: {RULE}", quote(name))));
        }
    }
    Ok(())
}

// With the modules of a refused request.
fn with_modules(class: &Class, new: &Doc) -> Class {
    let mut doc = class.doc.clone();
    if let Some(given) = object(new, "moduleConfig") {
        section(&mut doc, "moduleConfig").extend(given.clone());
    }
    Class::from_doc(doc)
}

// The properties in the order of their names.
fn sorted(class: &Class) -> Class {
    let mut doc = class.doc.clone();
    let properties: Vec<Json> = by_name(&doc).into_values().collect();
    if !properties.is_empty() {
        doc.insert("properties".into(), json!(properties));
    }
    Class::from_doc(doc)
}

fn by_name(doc: &Doc) -> BTreeMap<String, Json> {
    list(doc, "properties")
        .iter()
        .map(|property| (property["name"].as_str().unwrap_or_default().to_owned(), property.clone()))
        .collect()
}

// A property without what may change.
fn comparable(property: &Json) -> Json {
    let mut property = property.clone();
    if let Some(doc) = property.as_object_mut() {
        doc.remove("description");
        doc.remove("moduleConfig");
        if let Some(Json::Array(items)) = doc.get_mut("nestedProperties") {
            for item in items.iter_mut() {
                *item = comparable(item);
            }
        }
    }
    property
}

// What the server keeps of a request: the rest stays as it was.
fn stored(class: &Class, new: &Doc) -> Class {
    let mut doc = class.doc.clone();
    for key in [
        "vectorIndexConfig",
        "invertedIndexConfig",
        "vectorConfig",
        "replicationConfig",
        "multiTenancyConfig",
        "objectTtlConfig",
        "description",
    ] {
        match new.get(key) {
            Some(value) => doc.insert(key.to_owned(), value.clone()),
            None if key == "vectorIndexConfig" => None,
            None => doc.remove(key),
        };
    }
    let sorted: Vec<Json> = by_name(new).into_values().collect();
    if !sorted.is_empty() {
        doc.insert("properties".into(), json!(sorted));
    }
    for (module, config) in object(new, "moduleConfig").into_iter().flatten() {
        section(&mut doc, "moduleConfig").insert(module.clone(), config.clone());
    }
    Class::from_doc(doc)
}
