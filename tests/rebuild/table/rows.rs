//! How the field of each row is changed, and what the class has for it.

use serde_json::{Value, json};
use weaviate::sync::Row;

/// How a field is changed.
pub(super) enum Way {
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
#[expect(clippy::too_many_lines, reason = "one line a row")]
pub(super) fn row(row: &Row, class: &str) -> (Value, Way) {
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
pub(super) fn over(base: Value, more: Value) -> Value {
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

pub(super) fn base(class: &str) -> Value {
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
