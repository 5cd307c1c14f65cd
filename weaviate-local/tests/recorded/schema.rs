//! A collection declared, changed, or given a property: the mistakes of its declaration.

use serde_json::{Value as Json, json};

use crate::{
    ask::{Ask, Body, Mistake, id},
    play::{Family, pairs, play},
};

/// Another property of the declaration.
fn property(ask: &mut Ask, property: Json) {
    if let Body::Json(body) = &mut ask.body
        && let Some(properties) = body["properties"].as_array_mut()
    {
        properties.push(property);
    }
}

const DECLARED: &[Mistake] = &[
    ("malformed JSON", |ask| ask.text("{\"class\":")),
    ("list for a body", |ask| ask.text("[]")),
    ("properties are no list", |ask| ask.set("properties", json!("a"))),
    ("no name", |ask| ask.without("/class")),
    ("malformed name", |ask| ask.set("class", json!("Some thing"))),
    ("taken name", |ask| ask.set("class", json!("Other"))),
    ("taken name in another case", |ask| ask.set("class", json!("OTHER"))),
    ("name of an alias", |ask| ask.set("class", json!("Alias"))),
    ("malformed property", |ask| property(ask, json!({"name": "a b", "dataType": ["text"]}))),
    ("reserved property", |ask| property(ask, json!({"name": "id", "dataType": ["text"]}))),
    ("property twice", |ask| property(ask, json!({"name": "T", "dataType": ["text"]}))),
    ("no data type", |ask| property(ask, json!({"name": "a", "dataType": []}))),
    ("unknown data type", |ask| property(ask, json!({"name": "a", "dataType": ["texts"]}))),
    ("two data types", |ask| property(ask, json!({"name": "a", "dataType": ["text", "int"]}))),
    ("reference to an unknown class", |ask| property(ask, json!({"name": "a", "dataType": ["Nothing"]}))),
    ("unknown tokenization", |ask| {
        property(ask, json!({"name": "a", "dataType": ["text"], "tokenization": "letters"}));
    }),
    ("tokenization of a number", |ask| {
        property(ask, json!({"name": "a", "dataType": ["int"], "tokenization": "word"}));
    }),
    ("searchable number", |ask| {
        property(ask, json!({"name": "a", "dataType": ["int"], "indexSearchable": true}));
    }),
    ("ranges of a text", |ask| {
        property(ask, json!({"name": "a", "dataType": ["text"], "indexRangeFilters": true}));
    }),
    ("two words for one index", |ask| {
        property(
            ask,
            json!({"name": "a", "dataType": ["text"], "indexInverted": true, "indexFilterable": true}),
        );
    }),
    ("object without properties", |ask| property(ask, json!({"name": "a", "dataType": ["object"]}))),
    ("properties of a text", |ask| {
        let inner = json!([{"name": "b", "dataType": ["text"]}]);
        property(ask, json!({"name": "a", "dataType": ["text"], "nestedProperties": inner}));
    }),
    ("unknown data type inside", |ask| {
        let inner = json!([{"name": "b", "dataType": ["texts"]}]);
        property(ask, json!({"name": "a", "dataType": ["object"], "nestedProperties": inner}));
    }),
    ("unknown vectorizer", |ask| ask.set("vectorConfig/v/vectorizer", json!({"nonsense": {}}))),
    ("two vectorizers", |ask| {
        ask.set("vectorConfig/v/vectorizer", json!({"none": {}, "text2vec-bigram": {}}));
    }),
    ("vectorizer is a text", |ask| ask.set("vectorConfig/v/vectorizer", json!("none"))),
    ("unknown vector index", |ask| ask.set("vectorConfig/v/vectorIndexType", json!("tree"))),
    ("unknown distance", |ask| ask.set("vectorConfig/v/vectorIndexConfig", json!({"distance": "near"}))),
    ("index setting of another type", |ask| {
        ask.set("vectorConfig/v/vectorIndexConfig", json!({"efConstruction": "many"}));
    }),
    ("two quantizers", |ask| {
        let on = json!({"enabled": true});
        ask.set("vectorConfig/v/vectorIndexConfig", json!({"pq": on, "bq": on}));
    }),
    ("malformed vector name", |ask| {
        ask.set("vectorConfig/a b", json!({"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"}));
    }),
    ("both kinds of vectors", |ask| ask.set("vectorizer", json!("none"))),
    ("index type beside named vectors", |ask| ask.set("vectorIndexType", json!("hnsw"))),
    ("too many replicas", |ask| ask.set("replicationConfig", json!({"factor": 3}))),
    ("negative replicas", |ask| ask.set("replicationConfig", json!({"factor": -1}))),
    ("unknown strategy", |ask| {
        ask.set("replicationConfig", json!({"factor": 1, "deletionStrategy": "Hope"}));
    }),
    ("shards beside tenants", |ask| {
        ask.set("multiTenancyConfig/enabled", json!(true));
        ask.set("shardingConfig", json!({"desiredCount": 2}));
    }),
    ("unknown sharding", |ask| ask.set("shardingConfig", json!({"function": "md5"}))),
    ("tenants made without tenants", |ask| {
        ask.set("multiTenancyConfig/autoTenantCreation", json!(true));
    }),
    ("unknown stop words", |ask| ask.set("invertedIndexConfig/stopwords", json!({"preset": "la"}))),
    ("stop word added and removed", |ask| {
        let words = json!({"preset": "en", "additions": ["dog"], "removals": ["dog"]});
        ask.set("invertedIndexConfig/stopwords", words);
    }),
    ("bm25 out of range", |ask| ask.set("invertedIndexConfig/bm25", json!({"b": 2, "k1": 1}))),
    ("negative interval", |ask| ask.set("invertedIndexConfig/cleanupIntervalSeconds", json!(-1))),
    ("life too short", |ask| {
        ask.set(
            "objectTtlConfig",
            json!({"enabled": true, "deleteOn": "_creationTimeUnix", "defaultTtl": 1}),
        );
    }),
    ("life of an unknown property", |ask| {
        ask.set("objectTtlConfig", json!({"enabled": true, "deleteOn": "none", "defaultTtl": 100}));
    }),
    ("module config of no map", |ask| ask.set("moduleConfig", json!("generative-dummy"))),
    ("unknown module", |ask| ask.set("moduleConfig", json!({"nonsense": {}}))),
];

const CHANGED: &[Mistake] = &[
    ("malformed JSON", |ask| ask.text("{\"class\":")),
    ("unknown class in path", |ask| ask.path("Thing", "Nothing")),
    ("lower case class in path", |ask| ask.path("Thing", "thing")),
    ("alias in path", |ask| ask.path("Thing", "Alias")),
    ("other name", |ask| ask.set("class", json!("Other"))),
    ("no name", |ask| ask.without("/class")),
    ("malformed name", |ask| ask.set("class", json!("Some thing"))),
    ("no properties", |ask| ask.without("/properties")),
    ("another property", |ask| property(ask, json!({"name": "b", "dataType": ["text"]}))),
    ("other data type", |ask| ask.set("properties/0/dataType", json!(["int"]))),
    ("other tokenization", |ask| ask.set("properties/0/tokenization", json!("field"))),
    ("vector left out", |ask| ask.without("/vectorConfig")),
    ("other vectorizer", |ask| ask.set("vectorConfig/v/vectorizer", json!({"text2vec-bigram": {}}))),
    ("other distance", |ask| ask.set("vectorConfig/v/vectorIndexConfig/distance", json!("dot"))),
    ("unknown distance", |ask| ask.set("vectorConfig/v/vectorIndexConfig/distance", json!("near"))),
    ("other construction", |ask| ask.set("vectorConfig/v/vectorIndexConfig/efConstruction", json!(64))),
    ("tenants", |ask| ask.set("multiTenancyConfig", json!({"enabled": true}))),
    ("too many replicas", |ask| ask.set("replicationConfig", json!({"factor": 3}))),
    ("other shards", |ask| ask.set("shardingConfig/desiredCount", json!(3))),
    ("bm25 out of range", |ask| ask.set("invertedIndexConfig/bm25", json!({"b": 2, "k1": 1}))),
    ("unknown stop words", |ask| ask.set("invertedIndexConfig/stopwords", json!({"preset": "la"}))),
    ("other null state", |ask| ask.set("invertedIndexConfig/indexNullState", json!(true))),
    ("life of an unknown property", |ask| {
        ask.set("objectTtlConfig", json!({"enabled": true, "deleteOn": "none", "defaultTtl": 100}));
    }),
];

const PROPERTY: &[Mistake] = &[
    ("malformed JSON", |ask| ask.text("{\"name\":")),
    ("list for a body", |ask| ask.text("[]")),
    ("unknown class", |ask| ask.path("Thing", "Nothing")),
    ("lower case class", |ask| ask.path("Thing", "thing")),
    ("alias for a class", |ask| ask.path("Thing", "Alias")),
    ("no name", |ask| ask.without("/name")),
    ("malformed name", |ask| ask.set("name", json!("a b"))),
    ("reserved name", |ask| ask.set("name", json!("id"))),
    ("taken name", |ask| ask.set("name", json!("T"))),
    ("no data type", |ask| ask.without("/dataType")),
    ("unknown data type", |ask| ask.set("dataType", json!(["texts"]))),
    ("reference to an unknown class", |ask| ask.set("dataType", json!(["Nothing"]))),
    ("unknown tokenization", |ask| ask.set("tokenization", json!("letters"))),
    ("searchable number", |ask| {
        ask.set("dataType", json!(["int"]));
        ask.set("indexSearchable", json!(true));
    }),
    ("ranges of a text", |ask| ask.set("indexRangeFilters", json!(true))),
    ("properties of a text", |ask| {
        ask.set("nestedProperties", json!([{"name": "b", "dataType": ["text"]}]));
    }),
    ("two words for one index", |ask| {
        ask.set("indexInverted", json!(true));
        ask.set("indexFilterable", json!(true));
    }),
    ("unknown stop words", |ask| ask.set("textAnalyzer", json!({"stopwordPreset": "none of them"}))),
];

const ALIAS: &[Mistake] = &[
    ("malformed JSON", |ask| ask.text("{\"alias\":")),
    ("list for a body", |ask| ask.text("[]")),
    ("no alias", |ask| ask.without("/alias")),
    ("malformed alias", |ask| ask.set("alias", json!("a b"))),
    ("taken alias", |ask| ask.set("alias", json!("Alias"))),
    ("alias named as a class", |ask| ask.set("alias", json!("Other"))),
    ("no class", |ask| ask.without("/class")),
    ("unknown class", |ask| ask.set("class", json!("Nothing"))),
    ("lower case class", |ask| ask.set("class", json!("thing"))),
    ("alias of an alias", |ask| ask.set("class", json!("Alias"))),
    ("unknown alias in path", |ask| ask.path("Alias", "Nobody")),
    ("lower case alias in path", |ask| ask.path("Alias", "alias")),
];

fn world() -> Vec<Ask> {
    vec![
        Ask::new("POST schema", json!({"class": "Other", "vectorizer": "none"})),
        Ask::new("POST schema", declaration()),
        Ask::new("POST aliases", json!({"alias": "Alias", "class": "Other"})),
        Ask::new("POST objects", json!({"class": "Thing", "id": id(1)})),
    ]
}

fn declaration() -> Json {
    json!({"class": "Thing", "vectorConfig": {"v": {"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"}},
        "properties": [{"name": "t", "dataType": ["text"]}]})
}

#[tokio::test(flavor = "multi_thread")]
async fn schema() {
    let mut fresh = declaration();
    fresh["class"] = json!("Fresh");
    let mut asked = pairs(&[("create", Ask::new("POST schema", fresh))], DECLARED);
    asked.extend(pairs(&[("update", Ask::new("PUT schema/Thing", declaration()))], CHANGED));
    let property = json!({"name": "a", "dataType": ["text"]});
    asked.extend(pairs(&[("property", Ask::new("POST schema/Thing/properties", property))], PROPERTY));
    let aliases = [
        ("alias", Ask::new("POST aliases", json!({"alias": "Another", "class": "Thing"}))),
        ("alias moved", Ask::new("PUT aliases/Alias", json!({"class": "Thing"}))),
    ];
    asked.extend(pairs(&aliases, ALIAS));
    play(&Family { name: "schema", world: world(), asked, without: &[] }).await;
}
