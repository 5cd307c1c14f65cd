//! The planner's table of all fields against a server: a class for each row, whose field is changed as the row says.

use std::time::Duration;

use serde_json::{Map, Value, json};
use weaviate::{
    Version,
    sync::{Answer, Row, TABLE},
};
use weaviate_tests::{World, leave_out, run};

/// How a field is changed.
enum Way {
    /// By the class as it is with another value here, a JSON pointer.
    Put(&'static str, Value),
    /// By the class without this property or vector.
    Without(&'static str),
    /// By a property more.
    Post(Value),
    /// By the request for an index of a property: its body, or none to drop the index. Then this is to stand there.
    Index(&'static str, Option<Value>, &'static str, Value),
}

use Way::{Index, Post, Put, Without};

const V: &str = "/vectorConfig/v";

/// What the class has beside the base, and how it is changed.
fn row(row: &Row, class: &str) -> (Value, Way) {
    let other = format!("{class}Other");
    let vector = |kind: &str, config: Value| json!({ "vectorConfig": { "v": { "vectorizer": { "none": {} }, "vectorIndexType": kind, "vectorIndexConfig": config } } });
    let hnsw = |config: Value| vector("hnsw", over(json!({ "skipDefaultQuantization": true }), config));
    let bigram = |properties: Value| json!({ "vectorConfig": { "v": { "vectorizer": { "none": null, "text2vec-bigram": { "properties": properties } }, "vectorIndexType": "hnsw" } } });
    let unnamed = || json!({ "vectorConfig": null, "vectorizer": "none", "vectorIndexType": "hnsw" });
    let text =
        |keys: Value| json!({ "properties": [over(json!({ "name": "a", "dataType": ["text"] }), keys)] });
    let number =
        |keys: Value| json!({ "properties": [over(json!({ "name": "n", "dataType": ["int"] }), keys)] });
    let nested = |key: &'static str, to: Value| (json!({}), Put(key, to));
    let ttl = |key: &'static str, to: Value| {
        let before = json!({ "enabled": true, "deleteOn": "_creationTimeUnix", "defaultTtl": 3_600, "filterExpiredObjects": false });
        (json!({ "objectTtlConfig": before }), Put(key, to))
    };
    let plain = |key: &'static str, to: Value| (json!({}), Put(key, to));
    let of = |config: Value, key: &'static str, to: Value| (hnsw(config), Put(key, to));
    let on = |name: &str| of(json!({}), leak(format!("{V}/vectorIndexConfig/{name}/enabled")), true.into());
    let off = |name: &str| {
        of(
            json!({ name: { "enabled": true } }),
            leak(format!("{V}/vectorIndexConfig/{name}/enabled")),
            false.into(),
        )
    };
    let index = |name: &'static str| leak(format!("{V}/vectorIndexConfig/{name}"));
    match (row.part, row.field, row.change) {
        ("collection", "class", _) => plain("/class", other.into()),
        ("collection", "description", _) => plain("/description", "another".into()),
        ("collection", "properties", "added") => {
            (json!({}), Post(json!({ "name": "more", "dataType": ["text"] })))
        }
        ("collection", "properties", _) => (json!({}), Without("/properties/1")),
        ("collection", "vectorConfig", "added") => {
            plain("/vectorConfig/w", json!({ "vectorizer": { "none": {} } }))
        }
        ("collection", "vectorConfig", _) => (json!({}), Without(V)),
        ("collection", "vectorizer", _) => (unnamed(), Put("/vectorizer", "text2vec-bigram".into())),
        ("collection", "vectorIndexType", _) => (unnamed(), Put("/vectorIndexType", "flat".into())),
        ("collection", "vectorIndexConfig.distance", _) => {
            (unnamed(), Put("/vectorIndexConfig/distance", "dot".into()))
        }
        ("collection", "invertedIndexConfig.bm25", _) => {
            plain("/invertedIndexConfig/bm25", json!({ "k1": 1.5, "b": 0.5 }))
        }
        ("collection", "invertedIndexConfig.stopwords", _) => {
            plain("/invertedIndexConfig/stopwords/preset", "none".into())
        }
        ("collection", "invertedIndexConfig.stopwordPresets", _) => {
            plain("/invertedIndexConfig/stopwordPresets", json!({ "mine": ["foo"] }))
        }
        ("collection", "invertedIndexConfig.tokenizerUserDict", _) => plain(
            "/invertedIndexConfig/tokenizerUserDict",
            json!([{ "tokenizer": "kagome_kr", "replacements": [{ "source": "Weaviate", "target": "We Aviate" }] }]),
        ),
        ("collection", "invertedIndexConfig.cleanupIntervalSeconds", _) => {
            plain("/invertedIndexConfig/cleanupIntervalSeconds", 90.into())
        }
        ("collection", "invertedIndexConfig.indexNullState", _) => {
            plain("/invertedIndexConfig/indexNullState", true.into())
        }
        ("collection", "invertedIndexConfig.indexPropertyLength", _) => {
            plain("/invertedIndexConfig/indexPropertyLength", true.into())
        }
        ("collection", "invertedIndexConfig.indexTimestamps", _) => {
            plain("/invertedIndexConfig/indexTimestamps", false.into())
        }
        ("collection", "invertedIndexConfig.usingBlockMaxWAND", _) => {
            plain("/invertedIndexConfig/usingBlockMaxWAND", false.into())
        }
        ("collection", "multiTenancyConfig.enabled", _) => plain("/multiTenancyConfig/enabled", true.into()),
        ("collection", "multiTenancyConfig.autoTenantCreation", _) => (
            json!({ "multiTenancyConfig": { "enabled": true } }),
            Put("/multiTenancyConfig/autoTenantCreation", true.into()),
        ),
        ("collection", "multiTenancyConfig.autoTenantActivation", _) => (
            json!({ "multiTenancyConfig": { "enabled": true } }),
            Put("/multiTenancyConfig/autoTenantActivation", true.into()),
        ),
        ("collection", "replicationConfig.factor", _) => plain("/replicationConfig/factor", 2.into()),
        ("collection", "replicationConfig.deletionStrategy", _) => {
            plain("/replicationConfig/deletionStrategy", "DeleteOnConflict".into())
        }
        ("collection", "replicationConfig.asyncConfig", _) => {
            plain("/replicationConfig/asyncConfig", json!({ "frequency": 60 }))
        }
        ("collection", "shardingConfig.desiredCount", _) => plain("/shardingConfig/desiredCount", 3.into()),
        ("collection", "shardingConfig.virtualPerPhysical", _) => {
            plain("/shardingConfig/virtualPerPhysical", 64.into())
        }
        ("collection", "moduleConfig.generative", _) => plain("/moduleConfig/generative-dummy", json!({})),
        ("collection", "moduleConfig.reranker", _) => plain("/moduleConfig/reranker-dummy", json!({})),
        ("collection", "objectTtlConfig", "added") => plain(
            "/objectTtlConfig",
            json!({ "enabled": true, "deleteOn": "_creationTimeUnix", "defaultTtl": 3_600 }),
        ),
        ("collection", "objectTtlConfig", _) => ttl("/objectTtlConfig/enabled", false.into()),
        ("collection", "objectTtlConfig.defaultTtl", "longer") => {
            ttl("/objectTtlConfig/defaultTtl", 7_200.into())
        }
        ("collection", "objectTtlConfig.defaultTtl", _) => ttl("/objectTtlConfig/defaultTtl", 60.into()),
        ("collection", "objectTtlConfig.deleteOn", _) => {
            ttl("/objectTtlConfig/deleteOn", "_lastUpdateTimeUnix".into())
        }
        ("collection", "objectTtlConfig.filterExpiredObjects", _) => {
            ttl("/objectTtlConfig/filterExpiredObjects", true.into())
        }
        ("property", "name", _) => plain("/properties/0/name", "headline".into()),
        ("property", "dataType", _) => plain("/properties/1/dataType", json!(["number"])),
        ("property", "dataType of a link", _) => (
            json!({ "properties": [{ "name": "me", "dataType": [class] }] }),
            Put("/properties/0/dataType", json!(["WeaviateNobody"])),
        ),
        ("property", "description", _) => plain("/properties/0/description", "another".into()),
        ("property", "tokenization", _) => (
            text(json!({})),
            Index(
                "a/index/searchable",
                Some(json!({ "tokenization": "field" })),
                "/properties/0/tokenization",
                "field".into(),
            ),
        ),
        ("property", "indexFilterable", "on") => (
            text(json!({ "indexFilterable": false })),
            Index("a/index/filterable", Some(json!({})), "/properties/0/indexFilterable", true.into()),
        ),
        ("property", "indexFilterable", _) => (
            text(json!({})),
            Index("a/index/filterable", None, "/properties/0/indexFilterable", false.into()),
        ),
        ("property", "indexSearchable", "on") => (
            text(json!({ "indexSearchable": false })),
            Index(
                "a/index/searchable",
                Some(json!({ "tokenization": "word" })),
                "/properties/0/indexSearchable",
                true.into(),
            ),
        ),
        ("property", "indexSearchable", _) => (
            text(json!({})),
            Index("a/index/searchable", None, "/properties/0/indexSearchable", false.into()),
        ),
        ("property", "indexRangeFilters", "on") => (
            number(json!({})),
            Index("n/index/rangeFilters", Some(json!({})), "/properties/0/indexRangeFilters", true.into()),
        ),
        ("property", "indexRangeFilters", _) => (
            number(json!({ "indexRangeFilters": true })),
            Index("n/index/rangeFilters", None, "/properties/0/indexRangeFilters", false.into()),
        ),
        ("property", "textAnalyzer", _) => (
            text(json!({ "textAnalyzer": { "asciiFold": true } })),
            Put("/properties/0/textAnalyzer/asciiFold", false.into()),
        ),
        ("property", "moduleConfig", "added") => {
            plain("/properties/0/moduleConfig", json!({ "text2vec-bigram": { "skip": true } }))
        }
        ("property", "moduleConfig", _) => {
            (bigram(json!(["a"])), Put("/properties/0/moduleConfig/text2vec-bigram/skip", true.into()))
        }
        ("nested property", "nestedProperties", "added") => {
            nested("/properties/2/nestedProperties/2", json!({ "name": "z", "dataType": ["text"] }))
        }
        ("nested property", "nestedProperties", _) => {
            (json!({}), Without("/properties/2/nestedProperties/1"))
        }
        ("nested property", "name", _) => nested("/properties/2/nestedProperties/0/name", "z".into()),
        ("nested property", "dataType", _) => {
            nested("/properties/2/nestedProperties/1/dataType", json!(["number"]))
        }
        ("nested property", "description", _) => {
            nested("/properties/2/nestedProperties/0/description", "another".into())
        }
        ("nested property", "tokenization", _) => {
            nested("/properties/2/nestedProperties/0/tokenization", "field".into())
        }
        ("nested property", "indexFilterable", _) => {
            nested("/properties/2/nestedProperties/0/indexFilterable", false.into())
        }
        ("nested property", "indexSearchable", _) => {
            nested("/properties/2/nestedProperties/0/indexSearchable", false.into())
        }
        ("nested property", "indexRangeFilters", _) => {
            nested("/properties/2/nestedProperties/1/indexRangeFilters", true.into())
        }
        ("vector", "vectorizer", _) => plain("/vectorConfig/v/vectorizer", json!({ "text2vec-bigram": {} })),
        ("vector", "vectorizer settings", _) => (
            bigram(json!(["a"])),
            Put("/vectorConfig/v/vectorizer/text2vec-bigram/properties", json!(["a", "o"])),
        ),
        ("vector", "vectorIndexType", _) => plain("/vectorConfig/v/vectorIndexType", "flat".into()),
        ("hnsw" | "flat" | "dynamic" | "hfresh", "distance", _) => {
            (vector(row.part, json!({ "distance": "cosine" })), Put(index("distance"), "l2-squared".into()))
        }
        ("hnsw", "filterStrategy", _) => {
            of(json!({ "filterStrategy": "sweeping" }), index("filterStrategy"), "acorn".into())
        }
        ("hnsw", "multivector.enabled", _) => of(json!({}), index("multivector/enabled"), true.into()),
        ("hnsw", "multivector.muvera.enabled", _) => of(
            json!({ "multivector": { "enabled": true } }),
            index("multivector/muvera/enabled"),
            true.into(),
        ),
        ("hnsw", "multivector.muvera.ksim", _) => of(
            json!({ "multivector": { "enabled": true, "muvera": { "enabled": true } } }),
            index("multivector/muvera/ksim"),
            5.into(),
        ),
        ("hnsw", "another quantizer", _) => {
            // Both, as the server has one at a time: `rq` goes off and `sq` comes on.
            let to = json!({ "enabled": true, "trainingLimit": 100_000, "rescoreLimit": 20 });
            of(json!({ "rq": { "enabled": true } }), index("sq"), to)
        }
        ("hnsw", "rq.bits", _) => {
            of(json!({ "rq": { "enabled": true, "bits": 8 } }), index("rq/bits"), 1.into())
        }
        ("hnsw", "rescoreLimit", _) => {
            of(json!({ "rq": { "enabled": true } }), index("rq/rescoreLimit"), 40.into())
        }
        ("hnsw", name, "on") => on(name),
        ("hnsw", name, "off") => off(name),
        ("hnsw", name, _) => of(json!({}), index(name), 77.into()),
        ("flat", "bq" | "rq", _) => {
            let before = vector("flat", json!({ "skipDefaultQuantization": true }));
            (before, Put(leak(format!("{V}/vectorIndexConfig/{}/enabled", row.field)), true.into()))
        }
        ("flat", "rescoreLimit", _) => {
            (vector("flat", json!({ "bq": { "enabled": true } })), Put(index("bq/rescoreLimit"), 40.into()))
        }
        ("flat", name, _) => (vector("flat", json!({})), Put(index(name), 77.into())),
        ("dynamic", name, _) => (vector("dynamic", json!({})), Put(index(name), 77.into())),
        ("hfresh", "rescoreLimit", _) => {
            (vector("hfresh", json!({})), Put(index("rq/rescoreLimit"), 40.into()))
        }
        ("hfresh", "replicas", _) => (vector("hfresh", json!({})), Put(index("replicas"), 5.into())),
        ("hfresh", name, _) => (vector("hfresh", json!({})), Put(index(name), 64.into())),
        other => panic!("the table has a row that is not tested: {other:?}"),
    }
}

fn leak(text: String) -> &'static str {
    text.leak()
}

/// `more` over `base`; null takes a key away, a list takes the place of the other.
fn over(base: Value, more: Value) -> Value {
    match (base, more) {
        (Value::Object(mut base), Value::Object(more)) => {
            for (key, value) in more {
                let under = base.remove(&key).unwrap_or(Value::Null);
                if !value.is_null() {
                    base.insert(key, over(under, value));
                }
            }
            base.into()
        }
        (_, more) => more,
    }
}

fn base(class: &str) -> Value {
    // By name, as a server sorts them when a class is changed.
    json!({
        "class": class,
        "properties": [
            { "name": "a", "dataType": ["text"] },
            { "name": "n", "dataType": ["int"] },
            { "name": "o", "dataType": ["object"], "nestedProperties": [
                { "name": "x", "dataType": ["text"] },
                { "name": "y", "dataType": ["int"] },
            ] },
        ],
        "invertedIndexConfig": { "indexTimestamps": true },
        "vectorConfig": { "v": { "vectorizer": { "none": {} }, "vectorIndexType": "hnsw" } },
    })
}

/// REST of the server at hand.
struct Rest {
    url: String,
    http: reqwest::Client,
}

impl Rest {
    async fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, String) {
        let request = self.http.request(method.parse().unwrap(), format!("{}/v1/{path}", self.url));
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn class(&self, name: &str) -> Value {
        let (_, text) = self.ask("GET", &format!("schema/{name}"), None).await;
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("no class: {text}"))
    }
}

/// Puts a value at a pointer, and makes what is not there on the way.
fn put(json: &mut Value, pointer: &str, to: &Value) {
    let (key, rest) = match pointer[1..].split_once('/') {
        Some((key, rest)) => (key, Some(format!("/{rest}"))),
        None => (&pointer[1..], None),
    };
    let at = match json {
        Value::Array(list) => {
            let place: usize = key.parse().unwrap();
            if place == list.len() {
                list.push(Value::Null);
            }
            &mut list[place]
        }
        json => {
            if json.is_null() {
                *json = Map::new().into();
            }
            json.as_object_mut().unwrap().entry(key).or_insert(Value::Null)
        }
    };
    match rest {
        Some(rest) => put(at, &rest, to),
        None => *at = to.clone(),
    }
}

fn without(json: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap() {
        Value::Array(list) => drop(list.remove(key.parse().unwrap())),
        parent => drop(parent.as_object_mut().unwrap().remove(key)),
    }
}

/// Whether the class has all of `to` there; what is off may not be shown.
fn has(class: &Value, pointer: &str, to: &Value) -> bool {
    match (to, class.pointer(pointer)) {
        (Value::Object(to), found) => {
            to.iter().all(|(key, to)| found.is_some_and(|found| has(found, &format!("/{key}"), to)))
                && found.is_some()
        }
        (Value::Bool(false), None) => true,
        (to, Some(found)) => to == found || to.as_f64().is_some_and(|to| found.as_f64() == Some(to)),
        (_, None) => false,
    }
}

/// What was seen, in the words of the table; `None` where the server cannot have such a class.
async fn seen(rest: &Rest, class: &str, row: &Row) -> Option<(bool, bool, String)> {
    let (more, way) = self::row(row, class);
    let (status, text) = rest.ask("POST", "schema", Some(&over(base(class), more))).await;
    if status >= 300 {
        leave_out("server", &format!("{} {} {}: {text}", row.part, row.field, row.change));
        return None;
    }
    let before = rest.class(class).await;
    for (part, field) in fields(&before) {
        assert!(is_known(&part, &field), "the table has no row of `{field}` of a {part}");
    }
    let path = format!("schema/{class}");
    let (answer, pointer, to) = match &way {
        Put(pointer, to) => {
            let mut body = before.clone();
            put(&mut body, pointer, to);
            if row.field == "another quantizer" {
                put(&mut body, "/vectorConfig/v/vectorIndexConfig/rq/enabled", &false.into());
            }
            (rest.ask("PUT", &path, Some(&body)).await, (*pointer).to_owned(), to.clone())
        }
        Without(pointer) => {
            let mut body = before.clone();
            without(&mut body, pointer);
            (rest.ask("PUT", &path, Some(&body)).await, (*pointer).to_owned(), Value::Null)
        }
        Post(property) => {
            let at = before["properties"].as_array().unwrap().len();
            let pointer = format!("/properties/{at}/name");
            (
                rest.ask("POST", &format!("{path}/properties"), Some(property)).await,
                pointer,
                property["name"].clone(),
            )
        }
        Index(index, body, pointer, to) => {
            let method = if body.is_some() { "PUT" } else { "DELETE" };
            let answer = rest.ask(method, &format!("{path}/properties/{index}"), body.as_ref()).await;
            (answer, (*pointer).to_owned(), to.clone())
        }
    };
    let accepted = answer.0 < 300;
    let mut changed = false;
    // A task of the server needs a moment.
    for _ in 0..if accepted && matches!(way, Index(..)) { 200 } else { 1 } {
        let after = rest.class(class).await;
        changed = if to.is_null() {
            after.pointer(&pointer) != before.pointer(&pointer)
        } else {
            has(&after, &pointer, &to)
        };
        if changed {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Some((accepted, changed, format!("{} {}", answer.0, answer.1.chars().take(200).collect::<String>())))
}

/// The engine does not look whether this is so; each is said with its reason.
fn differs(world: &World, row: &Row) -> bool {
    let known = ENGINE.iter().find(|(part, field, _)| (*part, *field) == (row.part, row.field));
    match known.filter(|_| world.is_engine()) {
        Some((part, field, why)) => {
            leave_out("engine", &format!("{part} {field}: {why}"));
            true
        }
        None => false,
    }
}

const ENGINE: &[(&str, &str, &str)] =
    &[("vector", "vectorIndexType", "a server panics over it and says 200 with nothing; the engine refuses")];

/// What a server writes for itself, or shows of the fields beside it; nobody declares it.
const INTERNAL: &[&str] = &[
    "shardingConfig.actualCount",
    "shardingConfig.actualVirtualCount",
    "shardingConfig.desiredVirtualCount",
    "shardingConfig.function",
    "shardingConfig.key",
    "shardingConfig.strategy",
    "replicationConfig.asyncEnabled",
    "property.bucketGeneration",
    "property.searchableBlockmax",
    // Settings of a class or a vector as it is made.
    "skip",
    "skipDefaultQuantization",
    "trackDefaultQuantization",
];

/// The fields of a class as a server shows it, as the table calls them.
fn fields(class: &Value) -> Vec<(String, String)> {
    let keys = |json: &Value| {
        json.as_object().map(|json| json.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    let mut all = Vec::new();
    for (key, value) in class.as_object().unwrap() {
        match key.as_str() {
            "properties" | "vectorConfig" | "moduleConfig" | "objectTtlConfig" => {
                all.push(("collection".to_owned(), key.clone()))
            }
            "vectorIndexConfig" => all.push(("collection".to_owned(), format!("{key}.distance"))),
            _ if value.is_object() => {
                all.extend(
                    keys(value).into_iter().map(|inner| ("collection".to_owned(), format!("{key}.{inner}"))),
                );
            }
            _ => all.push(("collection".to_owned(), key.clone())),
        }
    }
    for property in class["properties"].as_array().unwrap() {
        let own = keys(property).into_iter().filter(|key| key != "nestedProperties");
        all.extend(own.map(|key| ("property".to_owned(), key)));
        for nested in property["nestedProperties"].as_array().into_iter().flatten() {
            all.extend(keys(nested).into_iter().map(|key| ("nested property".to_owned(), key)));
        }
    }
    for vector in class["vectorConfig"].as_object().into_iter().flat_map(|vectors| vectors.values()) {
        let kind = vector["vectorIndexType"].as_str().unwrap_or("hnsw").to_owned();
        all.extend(
            keys(vector)
                .into_iter()
                .filter(|key| key != "vectorIndexConfig")
                .map(|key| ("vector".to_owned(), key)),
        );
        all.extend(keys(&vector["vectorIndexConfig"]).into_iter().map(|key| (kind.clone(), key)));
    }
    all
}

/// Whether the table has a row of a field, or of what is inside of it.
fn is_known(part: &str, field: &str) -> bool {
    let internal = [field.to_owned(), format!("{part}.{field}")];
    let inside = |row: &&Row| {
        let same = row.field == field || row.field.starts_with(&format!("{field}."));
        // The two parts of a `dynamic` index are of their own kinds, and so are the quantizers.
        let of_a_kind = part == "dynamic" && ["hnsw", "flat"].contains(&field) && row.part == field;
        let quantizer = ["pq", "bq", "sq", "rq"].contains(&field) && row.part == "hnsw" && row.field == field;
        row.part == part && same || of_a_kind || quantizer
    };
    internal.iter().any(|name| INTERNAL.contains(&name.as_str())) || TABLE.iter().any(|row| inside(&row))
}

/// The page that people read: the same table.
#[test]
fn the_page_says_what_the_table_says() {
    let mut page = String::from(
        "# What a change of a schema takes\n\nMade of `sync::TABLE` by `BLESS=1 cargo test -p weaviate-tests --test rebuild page`. A test changes each field on \
         the embedded engine and on a real server, and holds the answer against its row.\n\n| of | field | change | takes | since | why |\n|---|---|---|---|---|---|\n",
    );
    for row in TABLE {
        let Row { part, field, change, class, why, .. } = row;
        let since = if row.since > Version::OLDEST { row.since.to_string() } else { String::new() };
        page.push_str(&format!("| {part} | `{field}` | {change} | {class} | {since} | {why} |\n"));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/schema-changes.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), page, "write it anew with `BLESS=1`");
}

#[test]
fn a_server_does_with_each_field_what_the_table_says() {
    run(|world| async move {
        let (url, _serving) = world.http().await;
        // Another test may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let rest = Rest { url, http: reqwest::Client::builder().no_proxy().build().unwrap() };
        let (mut agreed, mut wrong) = (0, Vec::new());
        for (n, row) in TABLE.iter().enumerate() {
            if differs(&world, row) {
                continue;
            }
            let class = world.class(&format!("Row{n}"));
            let Some((accepted, changed, said)) = seen(&rest, &class, row).await else { continue };
            let fits = match row.answer {
                Answer::Takes | Answer::Works | Answer::Stores => accepted && changed,
                Answer::Refuses => !accepted,
                Answer::Ignores => accepted && !changed,
                _ => false,
            };
            if fits {
                agreed += 1;
            } else {
                wrong.push(format!(
                    "{} {} {}: the table says {:?}, the server says {said} (changed: {changed})",
                    row.part, row.field, row.change, row.answer
                ));
            }
            rest.ask("DELETE", &format!("schema/{class}"), None).await;
        }
        println!("{agreed} of {} rows agree", TABLE.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(agreed > TABLE.len() * 9 / 10, "{agreed} agree");
    });
}
