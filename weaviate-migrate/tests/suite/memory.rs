//! A schema in memory that keeps the real server's rules: what it fills in, what it rewrites, what it refuses,
//! and how it is damaged.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use weaviate_query::{Error, ErrorKind, Result, schema::Class};

use crate::defs::recorded;

/// Everything that a server keeps.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Memory {
    pub(crate) classes: BTreeMap<String, Class>,
    pub(crate) aliases: BTreeMap<String, String>,
    pub(crate) objects: BTreeMap<(String, String), Value>,
    /// Objects of the collections, of which only the number matters.
    pub(crate) counts: BTreeMap<String, u64>,
    /// Every write that had an effect.
    pub(crate) writes: Vec<String>,
}

fn taken(what: &str) -> Error {
    Error::server(ErrorKind::AlreadyExists, format!("{what} already exists"))
}

fn rejected(what: impl Into<String>) -> Error {
    Error::server(ErrorKind::Rejected, what)
}

impl Memory {
    /// The schema without lock and history.
    pub(crate) fn schema(&self) -> (BTreeMap<String, Class>, BTreeMap<String, String>) {
        let mut all = (self.classes.clone(), self.aliases.clone());
        all.0.retain(|name, _| name != "WeaviateSync");
        all.1.retain(|name, _| name != "WeaviateSyncLock");
        all
    }

    /// The objects of the history, newest last.
    pub(crate) fn history(&self) -> Vec<&Value> {
        self.objects.values().filter(|object| object["kind"] == "sync").collect()
    }

    fn is_taken(&self, name: &str) -> bool {
        self.classes.keys().chain(self.aliases.keys()).any(|other| other.eq_ignore_ascii_case(name))
    }

    pub(crate) fn create_class(&mut self, class: &Class) -> Result<()> {
        if self.is_taken(class.name()) {
            return Err(taken(&format!("class name {}", class.name())));
        }
        let mut made = recorded("minimal");
        for (key, value) in class.json() {
            match key.as_str() {
                "properties" => {
                    let mut properties = Vec::new();
                    for property in value.as_array().into_iter().flatten() {
                        properties.push(self.property(property)?);
                    }
                    made.json_mut().insert(
                        key.clone(),
                        if properties.is_empty() { Value::Null } else { properties.into() },
                    );
                }
                "vectorConfig" => {
                    let vectors = value.as_object().into_iter().flatten();
                    let vectors = vectors.map(|(name, config)| Ok((name.clone(), vector(config)?)));
                    let vectors: Map<String, Value> = vectors.collect::<Result<_>>()?;
                    for legacy in ["vectorizer", "vectorIndexType", "vectorIndexConfig"] {
                        made.json_mut().shift_remove(legacy);
                    }
                    made.json_mut().insert(key.clone(), vectors.into());
                }
                _ => {
                    let under = made.json().get(key).cloned().unwrap_or_default();
                    made.json_mut().insert(key.clone(), over(under, value));
                }
            }
        }
        settle(&mut made);
        self.writes.push(format!("class {}", made.name()));
        self.classes.insert(made.name().to_owned(), made);
        Ok(())
    }

    fn property(&self, wanted: &Value) -> Result<Value> {
        let types: Vec<&str> =
            wanted["dataType"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for name in types.iter().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase())) {
            if !self.classes.contains_key(*name) {
                return Err(rejected("bad request: reference property to nonexistent class"));
            }
        }
        let is_text = types.iter().any(|name| name.starts_with("text"));
        let mut made =
            json!({ "indexFilterable": true, "indexRangeFilters": false, "indexSearchable": is_text });
        if is_text {
            made["tokenization"] = "word".into();
        }
        Ok(over(made, wanted))
    }

    pub(crate) fn add_property(&mut self, class: &str, property: &Value) -> Result<()> {
        let made = self.property(property)?;
        let name = property["name"].as_str().unwrap_or_default().to_owned();
        let Some(found) = self.classes.get_mut(class) else {
            return Err(rejected(format!("class {class:?}: not found")));
        };
        if found.properties().any(|other| other.name().eq_ignore_ascii_case(&name)) {
            return Err(Error::server(
                ErrorKind::AlreadyExists,
                format!(
                    "class {class:?}: conflict for property {name:?}: already in use or provided multiple times"
                ),
            ));
        }
        let list = found.json_mut().entry("properties").or_insert(Value::Null);
        match list {
            Value::Array(list) => list.push(made),
            other => *other = json!([made]),
        }
        self.writes.push(format!("property {class}.{name}"));
        Ok(())
    }

    /// A `PUT`. What the real one survives badly is a panic here: it must never be sent.
    pub(crate) fn update_class(&mut self, class: &Class) -> Result<()> {
        let Some(found) = self.classes.get(class.name()) else {
            return Err(Error::server(ErrorKind::NotFound, "not found"));
        };
        assert_ne!(found, class, "a `PUT` without a change");
        let mut made = class.clone();
        settle(&mut made);
        assert_ne!(found, &made, "a `PUT` without an effect");
        let keys = |class: &Class| class.json().keys().cloned().collect::<std::collections::BTreeSet<_>>();
        assert!(keys(found).is_subset(&keys(&made)), "a `PUT` leaves out what the class has");
        let bare = |class: &Class| -> Vec<Value> {
            let bare = class.properties().map(|property| without_descriptions(property.json()));
            let mut bare: Vec<Value> = bare.collect();
            bare.sort_by_key(|property| property["name"].to_string());
            bare
        };
        if bare(found) != bare(&made) {
            return Err(rejected(
                "property fields other than description cannot be updated through updating the class",
            ));
        }
        for section in ["indexNullState", "indexPropertyLength", "indexTimestamps"] {
            let on = |class: &Class| class.at(&["invertedIndexConfig", section]) == Some(&Value::Bool(true));
            if on(found) != on(&made) {
                return Err(rejected(format!("{section:?} setting is immutable")));
            }
        }
        if found.is_multi_tenant() != made.is_multi_tenant() {
            return Err(rejected("enabling multi-tenancy for an existing class is not supported"));
        }
        for (name, config) in found.vectors() {
            let Some(new) = made.at(&["vectorConfig", name]) else {
                return Err(rejected(format!("missing config for vector {name:?}")));
            };
            assert_eq!(
                config["vectorIndexType"], new["vectorIndexType"],
                "a change that makes the server panic"
            );
            assert_eq!(config["vectorizer"], new["vectorizer"], "a change that is refused and made");
            for quantizer in ["pq", "bq", "sq", "rq"] {
                let (old, new) =
                    (&config["vectorIndexConfig"][quantizer], &new["vectorIndexConfig"][quantizer]);
                assert_eq!(old["enabled"], new["enabled"], "a change that can lose the collection");
            }
            for fixed in ["distance", "efConstruction", "maxConnections"] {
                if config["vectorIndexConfig"][fixed] != new["vectorIndexConfig"][fixed] {
                    return Err(rejected(format!("{fixed} is immutable")));
                }
            }
        }
        let names: Vec<String> = made.vectors().map(|(name, _)| name.to_owned()).collect();
        for name in names.iter().filter(|name| found.at(&["vectorConfig", name]).is_none()) {
            let config = vector(&made.json()["vectorConfig"][name])?;
            made.json_mut()["vectorConfig"][name] = config;
        }
        if let Some(Value::Array(list)) = made.json_mut().get_mut("properties") {
            list.sort_by_key(|property| property["name"].to_string());
        }
        self.writes.push(format!("put {}", made.name()));
        self.classes.insert(made.name().to_owned(), made);
        Ok(())
    }

    pub(crate) fn create_alias(&mut self, alias: &str, class: &str) -> Result<()> {
        if self.aliases.keys().any(|other| other.eq_ignore_ascii_case(alias)) {
            return Err(taken(&format!("create alias: {alias}, alias")));
        }
        if self.classes.contains_key(alias) {
            return Err(taken(&format!("create alias: class {alias}")));
        }
        if !self.classes.contains_key(class) {
            return Err(rejected(format!("target class {class:?} does not exist")));
        }
        self.aliases.insert(alias.to_owned(), class.to_owned());
        self.writes.push(format!("alias {alias}"));
        Ok(())
    }
}

/// What every write of a class goes through: defaults that vanish, words that are dropped.
fn settle(class: &mut Class) {
    let Some(Value::Object(inverted)) = class.json_mut().get_mut("invertedIndexConfig") else { return };
    inverted.retain(|_, value| value != &Value::Bool(false));
    if let Some(Value::Object(bm25)) = inverted.get_mut("bm25") {
        bm25.retain(|_, value| value.as_f64() != Some(0.0));
    }
    if let Some(Value::Object(words)) = inverted.get_mut("stopwords") {
        let is_english = words.get("preset") == Some(&json!("en"));
        if let Some(Value::Array(list)) = words.get_mut("additions") {
            list.retain(|word| !(is_english && (word == "the" || word == "a")));
        }
        for list in ["additions", "removals"] {
            if words.get(list) == Some(&json!([])) {
                words.insert(list.into(), Value::Null);
            }
        }
    }
}

fn vector(wanted: &Value) -> Result<Value> {
    let kind = wanted["vectorIndexType"].as_str().unwrap_or("hnsw");
    let like = match kind {
        "hnsw" => recorded("named-vector-hnsw"),
        "flat" => recorded("named-vector-flat"),
        other => return Err(rejected(format!("unsupported vector index type: {other:?}"))),
    };
    Ok(over(like.at(&["vectorConfig", "v"]).cloned().unwrap_or_default(), wanted))
}

fn without_descriptions(property: &Map<String, Value>) -> Value {
    let mut bare = property.clone();
    bare.shift_remove("description");
    if let Some(Value::Array(nested)) = bare.get_mut("nestedProperties") {
        for property in nested {
            *property = without_descriptions(property.as_object().unwrap());
        }
    }
    bare.into()
}

fn over(under: Value, wanted: &Value) -> Value {
    let (Value::Object(mut under), Value::Object(wanted)) = (under, wanted) else { return wanted.clone() };
    for (key, value) in wanted {
        let below = under.get(key).cloned().unwrap_or_default();
        under.insert(key.clone(), over(below, value));
    }
    Value::Object(under)
}
