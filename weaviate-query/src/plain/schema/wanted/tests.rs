//! What is written: expected values are the server's own spelling, from its answers to the same settings.

use super::*;
use crate::plain::{
    modules::{Setting, Settings, Source, Value as Set, generative, reranker, vectorizer},
    schema::{
        AnalyzerDef, Distance, InvertedDef, MultiTenancyDef, Tokenization, TtlDef, TypeDef, index, spread,
    },
};

const SLUG: FieldDef = FieldDef {
    tokenization: Some(Tokenization::Field),
    searchable: Some(false),
    ..FieldDef::new("slug", TypeDef::scalar(DataType::Text))
};

const fn vector(name: &'static str, of: DataType, vector: VectorDef) -> FieldDef {
    FieldDef { role: Role::Vector, vector: Some(vector), ..FieldDef::new(name, TypeDef::scalar(of)) }
}

fn class(def: &CollectionDef) -> Value {
    serde_json::to_value(def.to_class("Note_v1", &Names::new(), true)).unwrap()
}

fn config(of: DataType, def: VectorDef) -> Value {
    let fields: &'static [FieldDef] = vec![vector("v", of, def)].leak();
    class(&CollectionDef { fields, ..CollectionDef::new("Note") })["vectorConfig"]["v"].clone()
}

#[test]
fn only_what_is_declared_is_written() {
    const DEF: CollectionDef = CollectionDef {
        description: Some("A note."),
        fields: &[
            SLUG,
            vector(
                "embedding",
                DataType::Vector,
                VectorDef {
                    distance: Distance::L2Squared,
                    index: Some(&index::hnsw().ef_construction(64).settings()),
                    ..VectorDef::PLAIN
                },
            ),
        ],
        inverted: InvertedDef {
            null_state: true,
            timestamps: true,
            bm25: Some((1.2, 0.75)),
            ..InvertedDef::NONE
        },
        multi_tenancy: Some(MultiTenancyDef { auto_create: true, auto_activate: false }),
        ..CollectionDef::new("Note")
    };
    let expected = json!({
        "class": "Note_v1",
        "description": "A note.",
        "properties": [{ "name": "slug", "dataType": ["text"], "tokenization": "field", "indexSearchable": false }],
        "vectorConfig": { "embedding": {
            "vectorizer": { "none": {} },
            "vectorIndexType": "hnsw",
            "vectorIndexConfig": { "distance": "l2-squared", "efConstruction": 64 },
        }},
        "invertedIndexConfig": { "indexNullState": true, "indexTimestamps": true, "bm25": { "k1": 1.2, "b": 0.75 } },
        "multiTenancyConfig": { "enabled": true, "autoTenantCreation": true, "autoTenantActivation": false },
    });
    assert_eq!(class(&DEF), expected);
}

#[test]
fn indexes_and_quantizers() {
    use index::quantizer;
    const PQ: Settings = quantizer::pq()
        .segments(64)
        .encoder(index::choice::tile)
        .distribution(index::choice::log_normal)
        .settings();
    const RQ: Settings = quantizer::rq().bits(1).rescore_limit(40).settings();
    const GRAPH: Settings = index::hnsw().filter_strategy(index::choice::sweeping).settings();
    const INNER: Settings = index::hnsw().ef(64).settings();
    const DYNAMIC: Settings = index::dynamic().threshold(500).hnsw(&INNER).settings();
    const HFRESH: Settings = index::hfresh().max_posting_size_kb(64).settings();
    const MUVERA: Settings = index::encoding::muvera().ksim(4).settings();
    let written = |def| config(DataType::Vector, def)["vectorIndexConfig"].clone();
    let hnsw = VectorDef { index: Some(&GRAPH), quantizer: Quantizer::By(&PQ), ..VectorDef::PLAIN };
    assert_eq!(
        written(hnsw),
        json!({ "distance": "cosine", "filterStrategy": "sweeping", "pq": {
            "enabled": true, "segments": 64, "encoder": { "type": "tile", "distribution": "log-normal" } } })
    );
    // What no index is said of is the server's; a quantizer and a multi-vector are parts of a graph.
    let plain = config(DataType::Vector, VectorDef::PLAIN);
    assert_eq!(plain, json!({ "vectorizer": { "none": {} }, "vectorIndexConfig": { "distance": "cosine" } }));
    let compressed = VectorDef { quantizer: Quantizer::By(&RQ), ..VectorDef::PLAIN };
    assert_eq!(config(DataType::Vector, compressed)["vectorIndexType"], "hnsw");
    assert_eq!(config(DataType::MultiVector, VectorDef::PLAIN)["vectorIndexType"], "hnsw");
    let none = VectorDef { quantizer: Quantizer::None, ..VectorDef::PLAIN };
    assert_eq!(written(none), json!({ "distance": "cosine", "skipDefaultQuantization": true }));
    let dynamic = VectorDef { index: Some(&DYNAMIC), quantizer: Quantizer::By(&RQ), ..VectorDef::PLAIN };
    let rq = json!({ "enabled": true, "bits": 1, "rescoreLimit": 40 });
    assert_eq!(
        written(dynamic),
        json!({ "distance": "cosine", "threshold": 500, "hnsw": { "ef": 64, "distance": "cosine", "rq": rq },
            "flat": { "distance": "cosine", "rq": rq } })
    );
    let hfresh = config(DataType::Vector, VectorDef { index: Some(&HFRESH), ..VectorDef::PLAIN });
    assert_eq!(hfresh["vectorIndexType"], "hfresh");
    assert_eq!(hfresh["vectorIndexConfig"], json!({ "distance": "cosine", "maxPostingSizeKB": 64 }));
    let multi = config(DataType::MultiVector, VectorDef { encoding: Some(&MUVERA), ..VectorDef::PLAIN });
    assert_eq!(
        multi["vectorIndexConfig"]["multivector"],
        json!({ "enabled": true, "muvera": { "enabled": true, "ksim": 4 } })
    );
}

#[test]
fn modules() {
    const OPENAI: Settings = vectorizer::openai().model("text-embedding-3-small").dimensions(256).settings();
    const AZURE: Settings = vectorizer::azure_openai().resource_name("r").deployment_id("d").settings();
    const MINE: Settings = vectorizer::custom(
        "text2vec-mine",
        &[
            Setting { key: "apiEndpoint", value: Set::Text("https://example.org") },
            Setting {
                key: "options",
                value: Set::Nested(&[Setting { key: "useGPU", value: Set::Flag(true) }]),
            },
        ],
    )
    .settings();
    const GENERATIVE: Settings = generative::google_gemini()
        .model("gemini-2.5-pro")
        .max_output_tokens(500)
        .temperature(0.5)
        .settings();
    const RERANKER: Settings = reranker::cohere().model("rerank-v3.5").settings();
    const SOURCE: &[Source] = &[Source::new("title"), Source::new("body")];
    let made = |module, source| {
        config(DataType::Vector, VectorDef { vectorizer: Some(module), source, ..VectorDef::PLAIN })
    };
    assert_eq!(
        made(&OPENAI, SOURCE)["vectorizer"],
        json!({ "text2vec-openai": {
            "model": "text-embedding-3-small", "dimensions": 256, "properties": ["title", "body"] } })
    );
    assert_eq!(
        made(&AZURE, &[])["vectorizer"],
        json!({ "text2vec-openai": { "isAzure": true, "resourceName": "r", "deploymentId": "d" } })
    );
    assert_eq!(
        made(&MINE, &[])["vectorizer"],
        json!({ "text2vec-mine": { "apiEndpoint": "https://example.org", "options": { "useGPU": true } } })
    );
    let def = CollectionDef {
        generative: Some(&GENERATIVE),
        reranker: Some(&RERANKER),
        ..CollectionDef::new("Note")
    };
    assert_eq!(
        class(&def)["moduleConfig"],
        json!({
            "generative-google": {
                "apiEndpoint": "generativelanguage.googleapis.com", "modelId": "gemini-2.5-pro", "tokenLimit": 500,
                "temperature": 0.5 },
            "reranker-cohere": { "model": "rerank-v3.5" },
        })
    );
}

#[test]
fn text_for_a_vectorizer_and_for_the_index() {
    const BIGRAM: Settings = vectorizer::bigram().settings();
    const DEF: CollectionDef = CollectionDef {
        fields: &[
            FieldDef {
                skip_vectorization: true,
                vectorize_property_name: Some(false),
                analyzer: Some(AnalyzerDef {
                    ascii_fold: true,
                    ascii_fold_ignore: &["é"],
                    stopword_preset: Some("mine"),
                }),
                ..FieldDef::new("title", TypeDef::scalar(DataType::Text))
            },
            vector("v", DataType::Vector, VectorDef { vectorizer: Some(&BIGRAM), ..VectorDef::PLAIN }),
        ],
        inverted: InvertedDef {
            stopword_presets: &[("mine", &["foo", "bar"])],
            cleanup_interval_seconds: Some(30),
            ..InvertedDef::NONE
        },
        ..CollectionDef::new("Note")
    };
    let class = class(&DEF);
    assert_eq!(
        class["properties"][0],
        json!({ "name": "title", "dataType": ["text"], "tokenization": "word",
            "textAnalyzer": { "asciiFold": true, "asciiFoldIgnore": ["é"], "stopwordPreset": "mine" },
            "moduleConfig": { "text2vec-bigram": { "skip": true, "vectorizePropertyName": false } } })
    );
    assert_eq!(
        class["invertedIndexConfig"],
        json!({ "stopwordPresets": { "mine": ["foo", "bar"] }, "cleanupIntervalSeconds": 30 })
    );
}

#[test]
fn where_objects_are_and_for_how_long() {
    const ASYNC: Settings = spread::r#async().frequency(30).propagation_delay(5).settings();
    const REPLICATION: Settings = spread::replication()
        .factor(3)
        .deletion_strategy(index::choice::delete_on_conflict)
        .r#async(&ASYNC)
        .settings();
    const SHARDING: Settings = spread::sharding().desired_count(2).settings();
    let def = CollectionDef {
        ttl: Some(TtlDef { after: "_creationTimeUnix", seconds: 3600, hide_expired: true }),
        replication: Some(&REPLICATION),
        sharding: Some(&SHARDING),
        ..CollectionDef::new("Note")
    };
    let class = class(&def);
    assert_eq!(
        class["objectTtlConfig"],
        json!({ "enabled": true, "deleteOn": "_creationTimeUnix", "defaultTtl": 3600, "filterExpiredObjects": true })
    );
    assert_eq!(
        class["replicationConfig"],
        json!({ "factor": 3, "deletionStrategy": "DeleteOnConflict",
            "asyncConfig": { "frequency": 30, "propagationDelay": 5 } })
    );
    assert_eq!(class["shardingConfig"], json!({ "desiredCount": 2 }));
}
