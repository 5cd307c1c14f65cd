//! What may be set in a collection and its properties, rightly and wrongly.

use serde_json::{Value, json};

use super::random::Random;

/// The data types.
pub(crate) const KINDS: [&str; 17] = [
    "text",
    "text[]",
    "int",
    "int[]",
    "number",
    "number[]",
    "boolean",
    "boolean[]",
    "date",
    "date[]",
    "uuid",
    "uuid[]",
    "geoCoordinates",
    "phoneNumber",
    "blob",
    "object",
    "object[]",
];
const NAMES: [&str; 26] = [
    "title",
    "Title",
    "TITLE",
    "a",
    "_a",
    "a_b",
    "a-b",
    "1a",
    "a1",
    "",
    " ",
    "id",
    "vector",
    "_id",
    "_additional",
    "été",
    "x y",
    "name",
    "Object",
    "class",
    "properties",
    "q",
    "len",
    "title.x",
    "lon",
    "__typename",
];
/// The tokenizations, and what is none.
pub(crate) const TOKENIZATIONS: [&str; 10] =
    ["word", "lowercase", "whitespace", "field", "trigram", "gse", "kagome_ja", "", "nosuch", "Word"];

/// A property; `odd` says that its names may be ones that a server refuses.
pub(crate) fn property(random: &mut Random, odd: usize) -> Value {
    let kind = random.word(&KINDS);
    let name = if random.chance(30 * odd) { random.word(&NAMES) } else { "added" };
    let mut out = json!({"name": name, "dataType": [kind]});
    if kind.starts_with("object") && !random.chance(10) {
        let nested = |random: &mut Random| {
            let name = if random.chance(25 * odd) { random.word(&NAMES) } else { "inner" };
            let mut out = json!({"name": name, "dataType": [random.word(&KINDS[..15])]});
            flags(random, &mut out, 25);
            out
        };
        out["nestedProperties"] = (0..random.within(1, 2)).map(|_| nested(random)).collect();
    }
    if random.chance(8) {
        out["dataType"] = random
            .pick(&[
                json!([]),
                json!("text"),
                json!(["text", "int"]),
                json!(["nosuch"]),
                json!(["Nosuch"]),
                json!(["Scratch"]),
                json!(["Scratch", "Nosuch"]),
                json!(["text", "Scratch"]),
                json!(["string"]),
                json!(["string[]"]),
                json!(["blobHash"]),
                json!(["geoCoordinates[]"]),
                json!(["phoneNumber[]"]),
                json!(["blob[]"]),
                json!(null),
                json!(["Text"]),
                json!([""]),
            ])
            .clone();
    }
    flags(random, &mut out, 40);
    out
}

fn flags(random: &mut Random, property: &mut Value, often: usize) {
    if !random.chance(often) {
        return;
    }
    for _ in 0..random.within(1, 2) {
        match random.below(9) {
            0 => property["indexFilterable"] = json!(random.chance(50)),
            1 => property["indexSearchable"] = json!(random.chance(50)),
            2 => property["indexRangeFilters"] = json!(random.chance(60)),
            3 | 4 => property["tokenization"] = json!(random.word(&TOKENIZATIONS)),
            5 => property["description"] = json!(super::values::label(random)),
            6 => property["indexInverted"] = json!(random.chance(50)),
            7 => {
                property["textAnalyzer"] = random
                    .pick(&[
                        json!({}),
                        json!({"asciiFold": true}),
                        json!({"asciiFold": false}),
                        json!({"stopwordPreset": "none"}),
                        json!({"stopwordPreset": "nosuch"}),
                        json!({"asciiFoldIgnore": ["é"]}),
                        json!({"asciiFold": true, "asciiFoldIgnore": ["é", "ü"]}),
                    ])
                    .clone();
            }
            _ => property["moduleConfig"] = json!({"text2vec-bigram": {"skip": true}}),
        }
    }
}

/// Changes something of a collection.
#[expect(clippy::too_many_lines, reason = "a list of settings for each key")]
pub(crate) fn twist(random: &mut Random, class: &mut Value) {
    match random.below(12) {
        0 => class["description"] = json!(super::values::text(random)),
        1 | 2 => {
            let key = random.word(&[
                "bm25",
                "stopwords",
                "indexNullState",
                "indexTimestamps",
                "indexPropertyLength",
                "cleanupIntervalSeconds",
                "stopwordPresets",
                "usingBlockMaxWAND",
            ]);
            let value = match key {
                "bm25" => {
                    json!({"k1": random.within(-1, 4) as f64 / 2.0, "b": random.within(-1, 4) as f64 / 2.0})
                }
                "stopwords" => random
                    .pick(&[
                        json!({"preset": "none"}),
                        json!({"preset": "en", "additions": ["lamp"]}),
                        json!({"preset": "nosuch"}),
                        json!({"additions": ["a", "lamp"], "removals": ["the"]}),
                        json!({"preset": "en", "removals": ["the", "lamp"]}),
                        json!({"additions": ["x"], "removals": ["x"]}),
                        json!({"additions": [""]}),
                        json!({}),
                    ])
                    .clone(),
                "cleanupIntervalSeconds" => json!(random.within(-1, 90)),
                "stopwordPresets" => random
                    .pick(&[
                        json!({"mine": ["lamp"]}),
                        json!({"en": ["lamp"]}),
                        json!({"mine": []}),
                        json!({"": ["a"]}),
                        json!({"mine": [""]}),
                    ])
                    .clone(),
                _ => json!(random.chance(60)),
            };
            let mut inverted = class["invertedIndexConfig"].as_object().cloned().unwrap_or_default();
            inverted.insert(key.to_owned(), value);
            class["invertedIndexConfig"] = inverted.into();
        }
        3 => {
            class["multiTenancyConfig"] = json!({"enabled": random.chance(60)});
            if random.chance(50) {
                class["multiTenancyConfig"]["autoTenantCreation"] = json!(random.chance(50));
            }
            if random.chance(40) {
                class["multiTenancyConfig"]["autoTenantActivation"] = json!(random.chance(50));
            }
        }
        4 => {
            class["replicationConfig"] = random
                .pick(&[
                    json!({"factor": 1}),
                    json!({"factor": 2}),
                    json!({"asyncEnabled": true}),
                    json!({"factor": 0}),
                    json!({}),
                    json!({"deletionStrategy": "DeleteOnConflict"}),
                    json!({"deletionStrategy": "nosuch"}),
                    json!({"factor": "1"}),
                ])
                .clone();
        }
        5 => {
            class["shardingConfig"] = random
                .pick(&[
                    json!({"desiredCount": 2}),
                    json!({"desiredCount": 0}),
                    json!({"virtualPerPhysical": 4}),
                    json!({"function": "sha"}),
                    json!({"key": "_id"}),
                    json!({"strategy": "range"}),
                    json!({}),
                    json!({"desiredCount": "1"}),
                    json!({"desiredCount": 1.5}),
                ])
                .clone();
        }
        6 => class["vectorizer"] = json!(random.word(&["none", "text2vec-bigram", "text2vec-nosuch", ""])),
        7 => {
            class["moduleConfig"] = random
                .pick(&[
                    json!({"generative-dummy": {}}),
                    json!({"reranker-dummy": {}}),
                    json!({"text2vec-bigram": {}}),
                    json!({"nosuch": {}}),
                    json!({"generative-dummy": {"model": "x"}}),
                    json!({}),
                ])
                .clone();
        }
        8 => {
            class["objectTtlConfig"] = random
                .pick(&[
                    json!({"enabled": true, "deleteOn": "_creationTimeUnix", "defaultTtl": 3600}),
                    json!({"enabled": true, "deleteOn": "when", "defaultTtl": 120}),
                    json!({"enabled": true, "deleteOn": "title", "defaultTtl": 3600}),
                    json!({"enabled": true, "deleteOn": "nosuch", "defaultTtl": 3600}),
                    json!({"enabled": true}),
                    json!({"enabled": false}),
                    json!({"enabled": true, "deleteOn": "_lastUpdateTimeUnix", "defaultTtl": 10}),
                ])
                .clone();
        }
        9 => {
            let one = property(random, 1);
            if let Some(list) = class["properties"].as_array_mut() {
                if random.chance(70) { list.push(one) } else { list[0] = one }
            }
        }
        _ => vectors(random, class),
    }
}

fn vectors(random: &mut Random, class: &mut Value) {
    let settings = |random: &mut Random| {
        random
            .pick(&[
                json!({"distance": "dot"}),
                json!({"distance": "l2-squared"}),
                json!({"distance": "hamming"}),
                json!({"distance": "manhattan"}),
                json!({"distance": "nosuch"}),
                json!({"ef": 100}),
                json!({"ef": -2}),
                json!({"efConstruction": 4}),
                json!({"efConstruction": 64}),
                json!({"maxConnections": 3}),
                json!({"maxConnections": 16}),
                json!({"dynamicEfMin": 50, "dynamicEfMax": 20}),
                json!({"flatSearchCutoff": 0}),
                json!({"cleanupIntervalSeconds": 10}),
                json!({"vectorCacheMaxObjects": 1000}),
                json!({"filterStrategy": "sweeping"}),
                json!({"filterStrategy": "nosuch"}),
                json!({"skip": true}),
                json!({"bq": {"enabled": true}}),
                json!({"pq": {"enabled": true, "segments": 2}}),
                json!({"pq": {"enabled": true, "encoder": {"type": "tile"}}}),
                json!({"pq": {"enabled": true, "centroids": 300}}),
                json!({"sq": {"enabled": true}}),
                json!({"rq": {"enabled": true}}),
                json!({"rq": {"enabled": true, "bits": 1}}),
                json!({"rq": {"enabled": true, "bits": 2}}),
                json!({"bq": {"enabled": true}, "sq": {"enabled": true}}),
                json!({"bq": {"enabled": true, "cache": true, "rescoreLimit": 10}}),
                json!({"multivector": {"enabled": true}}),
                json!({"multivector": {"enabled": true, "aggregation": "nosuch"}}),
                json!({"multivector": {"enabled": true, "muvera": {"enabled": true}}}),
                json!({"ef": "10"}),
                json!({"distance": 1}),
                json!({"nosuch": 1}),
                json!({}),
                json!([]),
                json!("x"),
            ])
            .clone()
    };
    let index = random.word(&["hnsw", "hnsw", "hnsw", "flat", "flat", "dynamic", "hfresh", "nosuch", ""]);
    if class["vectorConfig"].is_null() && random.chance(60) {
        class["vectorIndexConfig"] = settings(random);
        if random.chance(40) {
            class["vectorIndexType"] = json!(index);
        }
        return;
    }
    let name = random.word(&["one", "one", "two", "two", "", "default", "a-b", "Two", "1x", "été", "a b"]);
    let mut one = json!({"vectorizer": {"none": {}}, "vectorIndexType": index});
    if random.chance(60) {
        one["vectorIndexConfig"] = settings(random);
    }
    match random.below(16) {
        0 => one["vectorizer"] = json!({"text2vec-bigram": {}}),
        1 => one["vectorizer"] = json!({"none": {}, "text2vec-bigram": {}}),
        2 => one["vectorizer"] = json!({}),
        3 => one["vectorizer"] = json!("none"),
        4 => {
            one.as_object_mut().map(|one| one.remove("vectorizer"));
        }
        5 => {
            one.as_object_mut().map(|one| one.remove("vectorIndexType"));
        }
        6 => one["vectorizer"] = json!({"nosuch": {}}),
        7 => {
            one["vectorizer"] =
                json!({"text2vec-bigram": {"properties": ["title"], "vectorizeClassName": false}});
        }
        _ => {}
    }
    let mut all = class["vectorConfig"].as_object().cloned().unwrap_or_default();
    all.insert(name.to_owned(), one);
    class["vectorConfig"] = all.into();
}
