//! A data set of a seed: collections with a property of every kind, with indexes and values that the seed chooses.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{dataset::Data, random::Random, values, world};

const TOKENIZATIONS: [&str; 5] = ["word", "lowercase", "whitespace", "field", "trigram"];
const DISTANCES: [&str; 5] = ["cosine", "cosine", "dot", "l2-squared", "manhattan"];

/// The settings that the server needs for these questions.
pub(crate) fn settings() -> Value {
    json!({"WEAVIATE_PREVIEW_NESTED_FILTERING": "true"})
}

/// The data set of a seed.
pub(crate) fn data(seed: u64) -> Data {
    let mut random = Random::named(seed, "data");
    let random = &mut random;
    let mut schema = vec![
        ("Shop".to_owned(), shop(random)),
        ("Ware".to_owned(), ware(random)),
        ("Kit".to_owned(), kit(random)),
    ];
    schema.push(("Shape".to_owned(), shape(random)));
    schema.push(("Till".to_owned(), till(random)));
    let tenants = ["north", "South", "t3"];
    let mut out = Data {
        order: json!({
            "load_order": schema.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "tenants": {"Till": tenants.map(|name| json!({"name": name}))},
            "cold_after_loading": {"Till": ["t3"]},
            "server_env": settings(),
        }),
        objects: BTreeMap::new(),
        schema,
    };
    for (name, class) in &out.schema {
        let count = match name.as_str() {
            "Ware" => 45,
            "Till" => 18,
            _ => 25,
        };
        let properties = world::properties(&class["properties"]);
        let mut list = Vec::new();
        for number in 0..count {
            let mut object = json!({"class": name, "id": id(name, number)});
            object["properties"] = object_of(random, &properties, &out.objects, &list);
            vectors(random, class, &mut object);
            if name == "Till" {
                object["tenant"] = json!(tenants[number % 3]);
            }
            list.push(object);
        }
        out.objects.insert(name.clone(), list);
    }
    out
}

fn id(name: &str, number: usize) -> String {
    // Spread over the id order, so that it is not the order of writing.
    let spread = (number as u64 * 7919 + name.len() as u64 * 104_729).wrapping_mul(2_654_435_761) as u32;
    format!("{spread:08x}-0000-4000-8000-{number:012x}")
}

fn property(random: &mut Random, name: &str, kind: &str, tokenization: Option<&str>) -> Value {
    let mut out = json!({"name": name, "dataType": [kind]});
    if let Some(tokenization) = tokenization {
        out["tokenization"] = json!(tokenization);
        if random.chance(12) {
            out["indexSearchable"] = json!(false);
        }
        // Stop words are for words, and an analyzer is for what is searched.
        if random.chance(20) && tokenization == "word" && out["indexSearchable"].is_null() {
            out["textAnalyzer"] =
                random.pick(&[json!({"asciiFold": true}), json!({"stopwordPreset": "none"})]).clone();
        }
    }
    if matches!(kind, "int" | "number" | "date") {
        match random.below(5) {
            0 => out["indexRangeFilters"] = json!(true),
            1 => {
                out["indexRangeFilters"] = json!(true);
                out["indexFilterable"] = json!(false);
            }
            _ => {}
        }
    }
    if random.chance(5) {
        out["indexFilterable"] = json!(false);
    }
    out
}

fn inverted(random: &mut Random) -> Value {
    let mut out = json!({
        "indexNullState": random.chance(70), "indexPropertyLength": random.chance(70), "indexTimestamps": random.chance(50),
    });
    match random.below(4) {
        0 => out["stopwords"] = json!({"preset": "none"}),
        1 => out["stopwords"] = json!({"preset": "en", "additions": ["lamp"], "removals": ["the"]}),
        _ => {}
    }
    if random.chance(30) {
        out["bm25"] = json!({"k1": random.within(1, 4) as f64 / 2.0, "b": random.within(0, 4) as f64 / 4.0});
    }
    out
}

fn shop(random: &mut Random) -> Value {
    let properties = [
        ("name", "text", Some("field")),
        ("motto", "text", Some(random.word(&TOKENIZATIONS))),
        ("staff", "int", None),
        ("opened", "date", None),
        ("spot", "geoCoordinates", None),
        ("phone", "phoneNumber", None),
        ("open", "boolean", None),
        ("badge", "uuid", None),
    ];
    let properties: Value =
        properties.iter().map(|(name, kind, how)| property(random, name, kind, *how)).collect();
    json!({"class": "Shop", "vectorIndexConfig": {"distance": random.word(&DISTANCES)}, "invertedIndexConfig": inverted(random), "properties": properties})
}

fn ware(random: &mut Random) -> Value {
    let mut properties = Vec::new();
    for tokenization in TOKENIZATIONS {
        properties.push(property(random, &format!("{tokenization}Text"), "text", Some(tokenization)));
    }
    for kind in ["text", "int", "number", "boolean", "date", "uuid"] {
        let how = (kind == "text").then(|| random.word(&TOKENIZATIONS));
        if kind != "text" {
            properties.push(property(random, kind, kind, None));
        }
        properties.push(property(random, &format!("{kind}s"), &format!("{kind}[]"), how));
    }
    properties.push(property(random, "labels", "text[]", Some("field")));
    properties.push(json!({"name": "spot", "dataType": ["geoCoordinates"]}));
    properties.push(json!({"name": "photo", "dataType": ["blob"]}));
    properties.push(json!({"name": "phone", "dataType": ["phoneNumber"]}));
    properties.push(json!({"name": "soldIn", "dataType": ["Shop"]}));
    properties.push(json!({"name": "related", "dataType": ["Ware", "Shop"]}));
    properties.push(json!({"name": "next", "dataType": ["Ware"]}));
    json!({"class": "Ware", "vectorIndexConfig": {"distance": random.word(&DISTANCES)}, "invertedIndexConfig": inverted(random),
        "moduleConfig": {"reranker-dummy": {}, "generative-dummy": {}}, "properties": properties})
}

fn kit(random: &mut Random) -> Value {
    let leaf = |random: &mut Random, name: &str, kind: &str| {
        let how = kind.starts_with("text").then(|| random.word(&TOKENIZATIONS[..4]));
        let mut out = json!({"name": name, "dataType": [kind]});
        if let Some(how) = how {
            out["tokenization"] = json!(how);
        }
        if random.chance(8) {
            out["indexFilterable"] = json!(false);
        }
        out
    };
    let some = |random: &mut Random| {
        let all = [
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
        ];
        let chosen: Vec<&str> = all.into_iter().filter(|_| random.chance(45)).collect();
        let mut out: Vec<Value> =
            chosen.iter().map(|kind| leaf(random, &kind.replace("[]", "s"), kind)).collect();
        if out.is_empty() {
            out.push(leaf(random, "text", "text"));
        }
        out
    };
    let (mut box_parts, mut parts) = (some(random), some(random));
    box_parts.push(json!({"name": "lid", "dataType": ["object"], "nestedProperties": some(random)}));
    parts.push(json!({"name": "screws", "dataType": ["object[]"], "nestedProperties": some(random)}));
    json!({"class": "Kit", "vectorConfig": {"main": {"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"}}, "invertedIndexConfig": inverted(random),
    "properties": [
        property(random, "name", "text", Some("word")), property(random, "count", "int", None),
        {"name": "box", "dataType": ["object"], "nestedProperties": box_parts},
        {"name": "parts", "dataType": ["object[]"], "nestedProperties": parts},
    ]})
}

fn shape(random: &mut Random) -> Value {
    let index = |kind: &str, settings: Value| json!({"vectorizer": {"none": {}}, "vectorIndexType": kind, "vectorIndexConfig": settings});
    let mut vectors = json!({
        "round": index("hnsw", json!({"distance": random.word(&DISTANCES)})),
        "flat": index("flat", json!({"distance": random.word(&DISTANCES)})),
        "many": index("hnsw", json!({"distance": "cosine", "multivector": {"enabled": true}})),
    });
    vectors["small"] = index("hnsw", json!({"distance": random.word(&["cosine", "dot", "l2-squared"])}));
    json!({"class": "Shape", "vectorConfig": vectors, "invertedIndexConfig": inverted(random), "properties": [
        property(random, "name", "text", Some("word")), property(random, "kind", "text", Some("field")),
        property(random, "size", "number", None), property(random, "sides", "int", None),
    ]})
}

fn till(random: &mut Random) -> Value {
    json!({"class": "Till", "multiTenancyConfig": {"enabled": true}, "invertedIndexConfig": inverted(random), "properties": [
        property(random, "note", "text", Some("word")), property(random, "sum", "number", None),
        property(random, "kind", "text", Some("field")), property(random, "at", "date", None),
    ]})
}

fn object_of(
    random: &mut Random,
    properties: &[world::Property],
    others: &BTreeMap<String, Vec<Value>>,
    own: &[Value],
) -> Value {
    let mut out = Map::new();
    for property in properties {
        if random.chance(20) {
            continue;
        }
        let value = match property.kind.as_str() {
            "object" => object_of(random, &property.nested, others, own),
            "object[]" => {
                (0..random.within(0, 3)).map(|_| object_of(random, &property.nested, others, own)).collect()
            }
            "ref" => {
                let count =
                    if property.name == "related" { random.within(0, 3) } else { random.within(0, 1) };
                (0..count).filter_map(|_| beacon(random, &property.targets, others, own)).collect()
            }
            kind => values::of(random, kind),
        };
        if value.as_array().is_some_and(|list| list.is_empty() && property.kind == "ref") {
            continue;
        }
        out.insert(property.name.clone(), value);
    }
    out.into()
}

fn beacon(
    random: &mut Random,
    targets: &[String],
    others: &BTreeMap<String, Vec<Value>>,
    own: &[Value],
) -> Option<Value> {
    let target = random.pick(targets);
    let list = others.get(target).map_or(own, Vec::as_slice);
    let id = list.get(random.below(list.len()))?["id"].as_str()?;
    Some(json!({"beacon": format!("weaviate://localhost/{target}/{id}")}))
}

fn vectors(random: &mut Random, class: &Value, object: &mut Value) {
    let Some(named) = class["vectorConfig"].as_object() else {
        if random.chance(88) {
            object["vector"] = json!(values::vector(random, 6));
        }
        return;
    };
    let mut out = Map::new();
    for name in named.keys() {
        if random.chance(15) {
            continue;
        }
        let vector = match name.as_str() {
            "many" => (0..=random.below(3)).map(|_| json!(values::vector(random, 3))).collect(),
            "small" => json!(values::vector(random, 3)),
            _ => json!(values::vector(random, 6)),
        };
        out.insert(name.clone(), vector);
    }
    object["vectors"] = out.into();
}
