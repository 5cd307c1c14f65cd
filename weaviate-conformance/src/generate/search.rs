//! Questions for objects over gRPC: searches of all kinds, and what may stand beside them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    filter::{filter, inside},
    listing::listing,
    random::Random,
    values,
    world::{Collection, Index, World},
};

/// Objects that meet a filter.
pub(crate) fn filtered(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut request = listing(of, random);
    request["filters"] = filter(random, world, of, 2).grpc();
    request
}

/// Objects that meet a filter on what is inside them.
pub(crate) fn nested(random: &mut Random, world: &World) -> Value {
    let of =
        world.such(random, |one| one.properties.iter().any(|property| property.kind.starts_with("object")));
    let mut request = listing(of, random);
    request["filters"] = inside(random, of, 2).grpc();
    request
}

/// Keyword search.
pub(crate) fn keyword(random: &mut Random, world: &World) -> Value {
    let of = world.such(random, |one| one.properties.iter().any(|property| property.searchable));
    let mut request = listing(of, random);
    request["metadata"]["score"] = json!(true);
    if random.chance(20) {
        request["metadata"]["explain_score"] = json!(true);
    }
    request["bm25_search"] = words(random, of, "search_operator");
    beside(random, world, of, &mut request);
    request
}

fn words(random: &mut Random, of: &Collection, operator: &str) -> Value {
    let mut out = json!({"query": query(random, of)});
    if random.chance(70) {
        let count = 1 + random.below(3);
        let mut properties = Vec::new();
        for _ in 0..count {
            let any = random.chance(6);
            if let Some(property) = of.property(random, |one| one.searchable || any) {
                let boost = random.word(&["", "", "", "^2", "^3", "^0.5", "^0", "^x"]);
                properties.push(format!("{}{boost}", property.name));
            }
        }
        out["properties"] = json!(properties);
    }
    if random.chance(35) {
        let mut options = json!({"operator": random.word(&["OPERATOR_OR", "OPERATOR_AND", "OPERATOR_AND_CROSS", "OPERATOR_OR"])});
        if random.chance(50) {
            options["minimum_or_tokens_match"] = json!(random.within(0, 4));
        }
        out[operator] = options;
    }
    out
}

fn query(random: &mut Random, of: &Collection) -> String {
    let path = of.property(random, |one| one.searchable).map(|property| property.name.clone());
    let stored = path.and_then(|path| of.stored(random, &[&path]));
    let text = stored.as_ref().and_then(Value::as_str).unwrap_or("river lamp");
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        words.push("lamp");
    }
    let mut out: Vec<String> = (0..=random.below(3)).map(|_| (*random.pick(&words)).to_owned()).collect();
    if random.chance(20) {
        out.push(random.word(&values::WORDS).to_owned());
    }
    match random.below(20) {
        0 => String::new(),
        1 => out.join(" ").to_uppercase(),
        2 => text.to_owned(),
        _ => out.join(" "),
    }
}

/// Vector search, near a vector or an object.
pub(crate) fn near(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut request = listing(of, random);
    request["metadata"]["distance"] = json!(true);
    request["metadata"]["certainty"] = json!(random.chance(15));
    let mut search = if random.chance(70) { near_vector(random, of) } else { near_object(random, of) };
    match random.below(12) {
        0..2 => search.1["distance"] = json!(random.within(-8, 24) as f64 / 8.0),
        2 => search.1["certainty"] = json!(random.within(0, 8) as f64 / 8.0),
        3 => request["autocut"] = json!(random.within(1, 3)),
        4 => {
            search.1["selection"] =
                json!({"mmr": {"limit": random.within(0, 8), "balance": random.within(0, 4) as f64 / 4.0}});
        }
        _ => {}
    }
    request[search.0] = search.1;
    beside(random, world, of, &mut request);
    request
}

pub(crate) fn near_object(random: &mut Random, of: &Collection) -> (&'static str, Value) {
    let mut search = json!({"id": of.id(random)});
    let some = chosen(random, of);
    if let Some(targets) = targets(random, of, &some) {
        search["targets"] = targets;
    }
    ("near_object", search)
}

pub(crate) fn near_vector(random: &mut Random, of: &Collection) -> (&'static str, Value) {
    if of.vectorizes {
        return near_object(random, of);
    }
    let some = chosen(random, of);
    let mut search = json!({});
    if some.len() > 1 {
        let each = some.iter().map(|index| json!({"name": index.name, "vectors": [message(random, index)]}));
        search["vector_for_targets"] = each.collect();
    } else if let Some(index) = some.first() {
        search["vectors"] = json!([message(random, index)]);
    }
    if let Some(targets) = targets(random, of, &some) {
        search["targets"] = targets;
    }
    ("near_vector", search)
}

fn chosen<'a>(random: &mut Random, of: &'a Collection) -> Vec<&'a Index> {
    let mut some = vec![random.pick(&of.vectors)];
    if of.vectors.len() > 1 && random.chance(40) {
        some = of.vectors.iter().filter(|_| random.chance(70)).collect();
    }
    some
}

fn targets(random: &mut Random, of: &Collection, some: &[&Index]) -> Option<Value> {
    let unnamed = of.vectors.len() == 1 && (of.vectors[0].name.is_empty() || random.chance(50));
    if unnamed && !random.chance(3) || random.chance(3) {
        return None;
    }
    let names: Vec<&str> = some.iter().map(|index| index.name.as_str()).collect();
    let mut out = json!({"target_vectors": names});
    if names.len() > 1 || random.chance(10) {
        let how = random.word(&[
            "TYPE_SUM",
            "TYPE_MIN",
            "TYPE_AVERAGE",
            "TYPE_RELATIVE_SCORE",
            "TYPE_MANUAL",
            "UNSPECIFIED",
        ]);
        out["combination"] = json!(format!("COMBINATION_METHOD_{how}"));
        if matches!(how, "TYPE_MANUAL" | "TYPE_RELATIVE_SCORE") {
            let weights =
                names.iter().map(|name| json!({"target": name, "weight": random.within(0, 8) as f64 / 4.0}));
            out["weights_for_targets"] = weights.collect();
        }
    }
    Some(out)
}

/// A vector for an index as the message `Vectors`, of a wrong length now and then.
pub(crate) fn message(random: &mut Random, index: &Index) -> Value {
    let dimensions = if random.chance(3) { index.dimensions + 1 } else { index.dimensions };
    if !index.many {
        let bytes = packed(&values::vector(random, dimensions));
        return json!({"vector_bytes": STANDARD.encode(bytes), "type": "VECTOR_TYPE_SINGLE_FP32"});
    }
    // Two bytes for how long one is, then one after the other.
    let mut bytes = u16::try_from(dimensions).unwrap_or_default().to_le_bytes().to_vec();
    for _ in 0..=random.below(3) {
        bytes.extend(packed(&values::vector(random, dimensions)));
    }
    json!({"vector_bytes": STANDARD.encode(bytes), "type": "VECTOR_TYPE_MULTI_FP32"})
}

fn packed(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|component| component.to_le_bytes()).collect()
}

/// Both at once.
pub(crate) fn hybrid(random: &mut Random, world: &World) -> Value {
    let of = world.such(random, |one| one.properties.iter().any(|property| property.searchable));
    let mut request = listing(of, random);
    request["metadata"]["score"] = json!(true);
    if random.chance(15) {
        request["metadata"]["explain_score"] = json!(true);
    }
    request["hybrid_search"] = blended(random, of);
    if random.chance(8) {
        request["autocut"] = json!(random.within(1, 2));
    }
    beside(random, world, of, &mut request);
    request
}

/// The message `Hybrid`.
pub(crate) fn blended(random: &mut Random, of: &Collection) -> Value {
    let mut search = words(random, of, "bm25_search_operator");
    search["alpha_param"] = json!(*random.pick(&[0.0, 0.25, 0.5, 0.75, 1.0, 0.9]));
    search["use_alpha_param"] = json!(!random.chance(4));
    search["fusion_type"] = json!(random.word(&[
        "FUSION_TYPE_RANKED",
        "FUSION_TYPE_RELATIVE_SCORE",
        "FUSION_TYPE_RELATIVE_SCORE",
        "FUSION_TYPE_UNSPECIFIED"
    ]));
    if of.vectorizes && random.chance(70) || random.chance(4) {
        return search;
    }
    if random.chance(25) {
        let (_, mut near) = near_vector(random, of);
        if of.vectorizes {
            return search;
        }
        if let Some(targets) = near.as_object_mut().and_then(|near| near.remove("targets")) {
            search["targets"] = targets;
        }
        search["near_vector"] = near;
    } else {
        let index = random.pick(&of.vectors);
        search["vectors"] = json!([message(random, index)]);
        if let Some(targets) = targets(random, of, &[index]) {
            search["targets"] = targets;
        }
    }
    if random.chance(15) {
        search["vector_distance"] = json!(random.within(0, 16) as f64 / 8.0);
    }
    search
}

/// What may stand beside a search: a filter, another page, a boost, a reranker, other values.
fn beside(random: &mut Random, world: &World, of: &Collection, request: &mut Value) {
    if random.chance(25) {
        request["filters"] = filter(random, world, of, 1).grpc();
    }
    if random.chance(10) {
        request["offset"] = json!(random.within(0, 6));
    }
    if random.chance(6) {
        request["limit"] = json!(random.within(0, 3));
    }
    if random.chance(8) {
        request["boost"] = boost(random, world, of);
    }
    if random.chance(6)
        && of.modules.iter().any(|name| name.starts_with("reranker"))
        && let Some(property) = of.property(random, |one| one.kind == "text")
    {
        request["rerank"] = json!({"property": property.name});
    }
    if random.chance(12) {
        request["properties"] = super::selection::properties(random, world, of, 1);
    }
}

fn boost(random: &mut Random, world: &World, of: &Collection) -> Value {
    let each = |random: &mut Random| {
        let mut out = match random.below(4) {
            0 => match of.property(random, |one| matches!(one.kind.as_str(), "int" | "number")) {
                Some(property) => json!({"numeric_decay": {
                    "property": property.name, "origin": random.within(0, 20), "scale": random.within(1, 9),
                    "curve": random.word(&["DECAY_CURVE_EXPONENTIAL", "DECAY_CURVE_GAUSS", "DECAY_CURVE_LINEAR"]),
                }}),
                None => json!({}),
            },
            1 => match of.property(random, |one| matches!(one.kind.as_str(), "int" | "number")) {
                Some(property) => json!({"property_value": {"property": property.name}}),
                None => json!({}),
            },
            2 => match of.property(random, |one| one.kind == "date") {
                Some(property) => json!({"time_decay": {
                    "property": property.name, "origin": "2015-01-01T00:00:00Z", "scale": random.word(&["365d", "3650d", "24h"]),
                }}),
                None => json!({}),
            },
            _ => json!({"filter": filter(random, world, of, 0).grpc()}),
        };
        if random.chance(40) {
            out["weight"] = json!(random.within(0, 8) as f64 / 4.0);
        }
        out
    };
    let conditions: Vec<Value> = (0..random.within(1, 2)).map(|_| each(random)).collect();
    let mut out = json!({"conditions": conditions});
    if random.chance(40) {
        out["weight"] = json!(random.within(0, 4) as f64 / 4.0);
    }
    out
}

/// A search with its hits in groups.
pub(crate) fn grouped(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut request = listing(of, random);
    match random.below(5) {
        0 => request["bm25_search"] = words(random, of, "search_operator"),
        1 => request["hybrid_search"] = blended(random, of),
        _ => {
            let (name, search) =
                if random.chance(70) { near_vector(random, of) } else { near_object(random, of) };
            request[name] = search;
            request["metadata"]["distance"] = json!(true);
        }
    }
    let path = match of.property(random, |one| !one.kind.starts_with("object")) {
        Some(property) if !random.chance(4) => property.name.clone(),
        _ => random.word(&["nosuch", "_id", ""]).to_owned(),
    };
    request["group_by"] = json!({
        "path": [path], "number_of_groups": random.within(1, 4), "objects_per_group": random.within(1, 3),
    });
    if random.chance(20) {
        request["filters"] = filter(random, world, of, 1).grpc();
    }
    if random.chance(15) {
        request["properties"] = super::selection::properties(random, world, of, 0);
    }
    request
}

/// A listing in an order.
pub(crate) fn sorted(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut request = listing(of, random);
    let key = |random: &mut Random| {
        let path = match (
            of.property(random, |one| !one.kind.starts_with("object") || one.name.len() == 4),
            random.below(12),
        ) {
            (_, 0) => {
                random.word(&["_id", "_creationTimeUnix", "_lastUpdateTimeUnix", "nosuch", "id"]).to_owned()
            }
            (Some(property), _) => property.name.clone(),
            (None, _) => "_id".to_owned(),
        };
        json!({"path": [path], "ascending": random.chance(50)})
    };
    let keys: Vec<Value> = (0..random.within(1, 2)).map(|_| key(random)).collect();
    request["sort_by"] = json!(keys);
    if random.chance(30) {
        request["filters"] = filter(random, world, of, 1).grpc();
    }
    if random.chance(15) {
        request["offset"] = json!(random.within(0, 9));
    }
    request
}

/// A walk through a collection.
pub(crate) fn cursor(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut request = listing(of, random);
    request["limit"] = json!(random.within(0, 9));
    request["after"] = match random.below(8) {
        0 => json!("00000000-0000-0000-0000-000000000000"),
        1 => json!(random.word(&[
            "no-uuid",
            "80000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff"
        ])),
        _ => json!(of.id(random)),
    };
    match random.below(12) {
        0 => request["filters"] = filter(random, world, of, 0).grpc(),
        1 => request["offset"] = json!(2),
        2 => request["sort_by"] = json!([{"path": ["_id"], "ascending": true}]),
        3 => request["bm25_search"] = words(random, of, "search_operator"),
        4 => request["properties"] = super::selection::properties(random, world, of, 1),
        _ => {}
    }
    request
}
