//! The settings of a vector index: the defaults, what is refused, and what may change later.

use serde_json::{Value as Json, json};

use crate::{
    common::{
        error::{Refusal, Result},
        gotext::quote,
    },
    schema::{Distance, names::random_shard},
};

fn hnsw() -> Json {
    json!({
        "skip": false, "cleanupIntervalSeconds": 300, "maxConnections": 32, "efConstruction": 128, "ef": -1,
        "dynamicEfMin": 100, "dynamicEfMax": 500, "dynamicEfFactor": 8,
        "vectorCacheMaxObjects": 1_000_000_000_000_u64, "flatSearchCutoff": 40000, "distance": "cosine",
        "filterStrategy": "acorn",
        "pq": {"enabled": false, "bitCompression": false, "segments": 0, "centroids": 256, "trainingLimit": 100_000,
               "encoder": {"type": "kmeans", "distribution": "log-normal"}},
        "bq": {"enabled": false},
        "sq": {"enabled": false, "trainingLimit": 100_000, "rescoreLimit": 20},
        "rq": {"enabled": false, "bits": 8, "rescoreLimit": 20},
        "multivector": {"enabled": false, "aggregation": "maxSim",
                        "muvera": {"enabled": false, "ksim": 4, "dprojections": 16, "repetitions": 10}},
        "skipDefaultQuantization": false, "trackDefaultQuantization": false,
    })
}

fn flat() -> Json {
    let off = json!({"enabled": false, "rescoreLimit": -1, "cache": false});
    json!({
        "distance": "cosine", "vectorCacheMaxObjects": 1_000_000_000_000_u64,
        "pq": off, "bq": off, "sq": off,
        "rq": {"enabled": false, "rescoreLimit": -1, "cache": false, "bits": 8},
        "skipDefaultQuantization": false, "trackDefaultQuantization": false,
    })
}

fn hfresh() -> Json {
    json!({
        "distance": "cosine", "maxPostingSizeKB": 48, "replicas": 4, "searchProbe": 256,
        "rq": {"enabled": true, "bits": 1, "rescoreLimit": 350},
    })
}

/// The settings with every default, or why they are refused.
pub(crate) fn parse(index_type: &str, given: Option<&Json>) -> Result<Json, String> {
    let mut config = match index_type {
        "hnsw" => hnsw(),
        "flat" => flat(),
        "hfresh" => hfresh(),
        other => return Err(format!("unrecognized or unsupported vectorIndexType {}", quote(other))),
    };
    if let Some(given) = given.filter(|given| !given.is_null()) {
        merge(&mut config, given);
    }
    match index_type {
        "hnsw" => check_hnsw(&mut config, given)?,
        "flat" => check_flat(&config)?,
        _ => check_hfresh(&config, given)?,
    }
    Ok(config)
}

// Only keys the server knows are kept.
fn merge(into: &mut Json, given: &Json) {
    let (Some(known), Some(given)) = (into.as_object_mut(), given.as_object()) else { return };
    for (key, value) in given {
        match known.get_mut(key) {
            Some(slot) if slot.is_object() => merge(slot, value),
            // What should be a text and is none counts as left out.
            Some(slot) if slot.is_string() && !value.is_string() => {}
            Some(slot) if !value.is_null() => *slot = value.clone(),
            _ => {}
        }
    }
}

fn enabled(config: &Json, quantizer: &str) -> bool {
    config[quantizer]["enabled"].as_bool().unwrap_or(false)
}

fn check_hnsw(config: &mut Json, given: Option<&Json>) -> Result<(), String> {
    let encoder = config["pq"]["encoder"].clone();
    let kind = encoder["type"].as_str().unwrap_or_default();
    if enabled(config, "pq") && !matches!(kind, "kmeans" | "tile") {
        return Err(format!("invalid encoder type {kind}"));
    }
    let bits = config["rq"]["bits"].as_i64().unwrap_or(8);
    if enabled(config, "rq") && !matches!(bits, 1 | 4 | 8) {
        return Err("RQ bits must be 8, 4 or 1".to_owned());
    }
    let own_limit = given.is_some_and(|given| !given["rq"]["rescoreLimit"].is_null());
    if bits == 1 && !own_limit {
        config["rq"]["rescoreLimit"] = json!(512);
    }
    let mut wrong = Vec::new();
    if config["efConstruction"].as_i64().unwrap_or(0) < 4 {
        wrong.push("efConstruction must be a positive integer with a minimum of 4");
    }
    if config["maxConnections"].as_i64().unwrap_or(0) < 4 {
        wrong.push("maxConnections must be a positive integer with a minimum of 4");
    }
    if !matches!(config["filterStrategy"].as_str(), Some("sweeping" | "acorn")) {
        wrong.push("filterStrategy must be either 'sweeping' or 'acorn'");
    }
    if ["pq", "bq", "sq", "rq"].iter().filter(|q| enabled(config, q)).count() > 1 {
        wrong.push("more than a single compression methods enabled");
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("invalid hnsw config: {}", wrong.join(", "))) }
}

fn check_flat(config: &Json) -> Result<(), String> {
    if enabled(config, "pq") {
        return Err("PQ is not currently supported for flat indices".to_owned());
    }
    if enabled(config, "sq") {
        return Err("SQ is not currently supported for flat indices".to_owned());
    }
    for quantizer in ["bq", "rq"] {
        let caches = config[quantizer]["cache"].as_bool().unwrap_or(false);
        if caches && !enabled(config, quantizer) {
            return Err("not possible to use the cache without compression".to_owned());
        }
    }
    Ok(())
}

fn check_hfresh(config: &Json, given: Option<&Json>) -> Result<(), String> {
    let other =
        ["pq", "sq", "bq"].into_iter().find(|name| given.is_some_and(|given| given.get(*name).is_some()));
    if let Some(name) = other {
        return Err(format!("{name} is not supported for hfresh index (only rq-1 is supported)"));
    }
    let distance = config["distance"].as_str().unwrap_or_default();
    if !matches!(distance, "cosine" | "l2-squared") {
        return Err(format!(
            "invalid hfresh config: unsupported distance type '{distance}', HFresh only supports 'cosine' or \
             'l2-squared' for the distance metric"
        ));
    }
    if !enabled(config, "rq") {
        return Err("hfresh only supports rq".to_owned());
    }
    Ok(())
}

/// The distance of a finished document, refused when there is no such metric.
pub(crate) fn check_distance(config: &Json, class: &str, vector: Option<&str>) -> Result<()> {
    let distance = config["distance"].as_str().unwrap_or_default();
    // No name at all is the usual metric.
    if distance.is_empty() || Distance::parse(distance).is_some() {
        return Ok(());
    }
    let vector =
        vector.map_or_else(String::new, |name| format!("cannot create vector index for {}: ", quote(name)));
    Err(Refusal::new(format!(
        "updating db: TYPE_ADD_CLASS: apply add class: create index: init shard {} of index {}: init shard vectors: \
         {vector}init vector index: unrecognized distance metric {},choose one of [\"cosine\", \"dot\", \"l2-squared\", \
         \"manhattan\",\"hamming\"]",
        random_shard(),
        class.to_lowercase(),
        quote(distance)
    )))
}

/// Whether settings may be replaced by others of the same index type.
pub(crate) fn check_update(index_type: &str, old: &Json, new: &Json) -> Result<(), String> {
    let immutable: &[&[&str]] = match index_type {
        "hnsw" => &[
            &["efConstruction"],
            &["maxConnections"],
            &["cleanupIntervalSeconds"],
            &["distance"],
            &["multivector", "enabled"],
            &["multivector", "muvera", "enabled"],
        ],
        "flat" => {
            &[&["distance"], &["pq", "enabled"], &["bq", "enabled"], &["rq", "enabled"], &["rq", "bits"]]
        }
        _ => &[&["distance"], &["replicas"]],
    };
    for path in immutable {
        let value = |config: &Json| {
            let found = path.iter().fold(config, |at, key| &at[*key]);
            found.as_str().map_or_else(|| found.to_string(), str::to_owned)
        };
        let (was, wanted) = (value(old), value(new));
        if was != wanted {
            let name = match *path {
                ["multivector", "enabled"] => "multivector enabled".to_owned(),
                ["multivector", "muvera", "enabled"] => "muvera enabled".to_owned(),
                [quantizer, "enabled"] => (*quantizer).to_owned(),
                path => path.join("."),
            };
            return Err(format!(
                "{name} is immutable: attempted change from {} to {}",
                quote(&was),
                quote(&wanted)
            ));
        }
    }
    if index_type == "hnsw" && enabled(old, "rq") && enabled(new, "rq") {
        let bits = |config: &Json| config["rq"]["bits"].to_string();
        if bits(old) != bits(new) {
            return Err(format!(
                "rq bits is immutable: attempted change from {} to {}",
                quote(&bits(old)),
                quote(&bits(new))
            ));
        }
    }
    Ok(())
}
