//! The class that takes the place of another: what the struct declares over what the old class has.
//!
//! What no struct says stays as it is, as somebody may have set it by hand: a replication factor, stop words, a
//! property. What the server writes for itself is left out, and what was declared otherwise goes with all that hung
//! on it.

use serde_json::{Map, Value};
use weaviate_query::{
    Names,
    schema::{Class, CollectionDef, PropertyRef},
};

use crate::plan::normal;

/// Keys of a property that the server writes for itself.
const INTERNAL: [&str; 2] = ["bucketGeneration", "searchableBlockmax"];

/// The class `to` in the place of `old`, with its links. `names` knows the aliases as they will be, `target` the class
/// that a link of the old one will lead to. `keep` says whether what no struct declares goes along.
pub(crate) fn definition(
    def: &CollectionDef,
    to: &str,
    old: &Class,
    names: &Names,
    keep: bool,
    target: &dyn Fn(&str) -> String,
) -> Class {
    let wanted = def.to_class(to, names, true);
    let mut made = Class::new(to);
    if let Some(text) = wanted.description().or(old.description()) {
        made.json_mut().insert("description".into(), text.into());
    }
    for section in ["invertedIndexConfig", "multiTenancyConfig"] {
        let under = old.json().get(section).cloned().unwrap_or_default();
        put(&mut made, section, over(&under, wanted.json().get(section)));
    }
    // A struct without a lifetime says that its objects stay.
    put(&mut made, "objectTtlConfig", wanted.json().get("objectTtlConfig").cloned().unwrap_or_default());
    let mut replication = old.json().get("replicationConfig").cloned().unwrap_or_default();
    if let Some(json) = replication.as_object_mut() {
        json.shift_remove("asyncEnabled");
    }
    put(&mut made, "replicationConfig", over(&replication, wanted.json().get("replicationConfig")));
    if !made.is_multi_tenant() {
        let count = old.at(&["shardingConfig", "desiredCount"]).cloned();
        let under: Map<String, Value> =
            count.map(|count| ("desiredCount".to_owned(), count)).into_iter().collect();
        put(&mut made, "shardingConfig", over(&under.into(), wanted.json().get("shardingConfig")));
    }
    put(&mut made, "moduleConfig", modules(&wanted, old));
    let same_vectorizers = vectorizers(&wanted).iter().all(|module| vectorizers(old).contains(module));
    let properties = properties(def, &wanted, old, keep, same_vectorizers, target);
    made.json_mut().insert("properties".into(), properties.into());
    let vectors = vectors(&wanted, old, keep);
    if vectors.is_empty() {
        made.json_mut().insert("vectorizer".into(), "none".into());
    } else {
        made.json_mut().insert("vectorConfig".into(), vectors.into());
    }
    made
}

/// The same class without its links, which can be made only when their targets are there; and the links.
pub(crate) fn apart(mut class: Class) -> (Class, Vec<Value>) {
    let mut links = Vec::new();
    if let Some(Value::Array(list)) = class.json_mut().get_mut("properties") {
        let is_link = |json: &Value| {
            let mut types = json.get("dataType").and_then(Value::as_array).into_iter().flatten();
            types.any(|name| {
                name.as_str().is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
            })
        };
        let (apart, rest) = std::mem::take(list).into_iter().partition(is_link);
        links = apart;
        *list = rest;
    }
    (class, links)
}

/// The property of the old class that a new one is filled from.
pub(crate) fn source<'a>(def: &CollectionDef, name: &str, old: &'a Class) -> Option<PropertyRef<'a>> {
    let called = |name: &str| old.property(&normal::property_name(name));
    let field = def.fields.iter().find(|field| normal::property_name(field.name) == name);
    called(name).or_else(|| called(field?.renamed_from?))
}

fn put(class: &mut Class, key: &str, value: Value) {
    if value.as_object().is_some_and(|json| !json.is_empty()) {
        class.json_mut().insert(key.into(), value);
    }
}

/// `to` over `from`; lists and plain values take the place of what was there.
fn over(from: &Value, to: Option<&Value>) -> Value {
    match (from, to) {
        (from, None) => from.clone(),
        (Value::Object(from), Some(Value::Object(to))) => {
            let mut all = from.clone();
            for (key, value) in to {
                let under = all.get(key).cloned().unwrap_or_default();
                all.insert(key.clone(), over(&under, Some(value)));
            }
            Value::Object(all)
        }
        (_, Some(to)) => to.clone(),
    }
}

/// The language model and the reranker: the declared ones, else those of the old class.
fn modules(wanted: &Class, old: &Class) -> Value {
    let of =
        |class: &Class| class.at(&["moduleConfig"]).and_then(Value::as_object).cloned().unwrap_or_default();
    let (wanted, old) = (of(wanted), of(old));
    let mut all = Map::new();
    for kind in ["generative-", "reranker-"] {
        let is = |(name, _): &(&String, &Value)| name.starts_with(kind);
        let from = if wanted.iter().any(|entry| is(&entry)) { &wanted } else { &old };
        all.extend(from.iter().filter(is).map(|(name, value)| (name.clone(), value.clone())));
    }
    all.into()
}

fn vectorizers(class: &Class) -> Vec<String> {
    let modules = class
        .vectors()
        .filter_map(|(_, config)| config.get("vectorizer")?.as_object()?.keys().next().cloned());
    modules.collect()
}

fn properties(
    def: &CollectionDef,
    wanted: &Class,
    old: &Class,
    keep: bool,
    same_vectorizers: bool,
    target: &dyn Fn(&str) -> String,
) -> Vec<Value> {
    let mut made = Vec::new();
    let mut used = Vec::new();
    for property in wanted.properties() {
        let name = normal::property_name(property.name());
        let found = source(def, &name, old);
        used.extend(found.map(PropertyRef::name));
        let json = Value::Object(property.json().clone());
        let same = |old: &PropertyRef<'_>| {
            !old.is_reference()
                && normal::data_types(old.data_types()) == normal::data_types(property.data_types())
        };
        made.push(match found.filter(same) {
            Some(found) => merged(found, &json, same_vectorizers, keep),
            None => json,
        });
    }
    if keep {
        for property in old.properties().filter(|property| !used.contains(&property.name())) {
            let mut json = clean(property.json(), same_vectorizers);
            if property.is_reference() {
                let types: Vec<Value> = property.targets().map(|name| target(name).into()).collect();
                json.insert("dataType".into(), types.into());
            }
            made.push(json.into());
        }
    }
    made
}

/// A property as it was, with what the struct says over it; what is inside an object likewise.
fn merged(old: PropertyRef<'_>, wanted: &Value, same_vectorizers: bool, keep: bool) -> Value {
    let mut json = clean(old.json(), same_vectorizers);
    let inside = json.shift_remove("nestedProperties");
    let Value::Object(mut all) = over(&json.into(), Some(wanted)) else { return wanted.clone() };
    if inside.is_some() {
        let list = wanted.get("nestedProperties").and_then(Value::as_array).cloned().unwrap_or_default();
        let name = |json: &Value| json.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut nested: Vec<Value> = list
            .iter()
            .map(|wanted| {
                let found = old.nested().find(|old| old.name() == name(wanted));
                let same = found.filter(|old| {
                    let types = wanted.get("dataType").and_then(Value::as_array).into_iter().flatten();
                    normal::data_types(old.data_types())
                        == normal::data_types(types.filter_map(Value::as_str))
                });
                same.map_or_else(|| wanted.clone(), |old| merged(old, wanted, same_vectorizers, keep))
            })
            .collect();
        let more = old.nested().filter(|old| keep && !list.iter().any(|json| name(json) == old.name()));
        nested.extend(more.map(|old| Value::Object(clean(old.json(), same_vectorizers))));
        all.insert("nestedProperties".into(), nested.into());
    }
    all.into()
}

/// A property without what the server writes for itself.
fn clean(json: &Map<String, Value>, same_vectorizers: bool) -> Map<String, Value> {
    let is_empty = |value: &Value| value.is_null() || value.as_str() == Some("");
    let keep = |key: &String, value: &Value| {
        !INTERNAL.contains(&key.as_str()) && !is_empty(value) && (same_vectorizers || key != "moduleConfig")
    };
    let kept = json.iter().filter(|(key, value)| keep(key, value));
    kept.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// A part of a vector that the struct does not say otherwise stays as it is; one that it does goes with all of its
/// settings, as they may contradict the new ones.
fn vectors(wanted: &Class, old: &Class, keep: bool) -> Map<String, Value> {
    let mut all = Map::new();
    for (name, config) in wanted.vectors() {
        let mut made = config.clone();
        if let (Some(found), Some(made)) = (old.at(&["vectorConfig", name]), made.as_object_mut()) {
            let same = |key: &str| config.get(key).is_none_or(|to| normal::covers(to, found.get(key)));
            let index = ["vectorIndexType", "vectorIndexConfig"];
            for part in [&["vectorizer"][..], &index[..]] {
                if part.iter().all(|key| same(key)) {
                    made.extend(
                        part.iter().filter_map(|key| Some(((*key).to_owned(), found.get(*key)?.clone()))),
                    );
                }
            }
        }
        all.insert(name.to_owned(), made);
    }
    for (name, config) in
        old.vectors().filter(|(name, _)| keep && wanted.at(&["vectorConfig", name]).is_none())
    {
        if config.get("vectorIndexType").and_then(Value::as_str) != Some("none") {
            all.insert(name.to_owned(), config.clone());
        }
    }
    all
}
