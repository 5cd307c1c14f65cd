//! `vector(…)`: a named vector, its index and what makes it small.

use serde_json::{Value, json};
use weaviate_query::{
    Version,
    modules::{Listed, vectorizer},
    schema::{Distance, index},
};

use super::{context::Context, left::Left, names::Fields, notes::Notes, setting};

/// A vector as a field: its attribute, and its type.
pub(super) struct Written {
    /// `vector`, `vector(distance = dot)`
    pub(super) word: String,
    pub(super) ty: String,
}

/// Distances by their words.
const DISTANCES: &[(&str, Distance)] = &[
    ("cosine", Distance::Cosine),
    ("dot", Distance::Dot),
    ("l2_squared", Distance::L2Squared),
    ("manhattan", Distance::Manhattan),
    ("hamming", Distance::Hamming),
];

/// The vector `name` of `class`.
pub(super) fn write(
    cx: &Context<'_>,
    name: &str,
    config: &Value,
    fields: &Fields,
    notes: &mut Notes,
) -> Written {
    let mut left = Left::new(format!("vectorConfig.{name}"), Some(config.clone()));
    let mut said = Vec::new();
    let kind = left.text("vectorIndexType").unwrap_or_else(|| "hnsw".into());
    let mut settings = left.inside("vectorIndexConfig");
    said.extend(distance(&mut settings));
    let (is_multi, encoding) = multi(&mut settings, fields, notes);
    said.extend(quantizer(&kind, &mut settings, fields, notes));
    said.extend(index_of(&kind, &mut settings, fields, notes));
    said.extend(encoding);
    settings.end(notes);
    said.extend(vectorizer(&mut left, fields, notes));
    left.end(notes);
    let known = cx.live.dimensions.get(&(notes.class.clone(), name.to_owned())).copied();
    let dimensions = known.filter(|n| *n > 0).unwrap_or_else(|| {
        notes.unsaid(
            format!("vectorConfig.{name}"),
            "no object tells how many dimensions it has: put them in for the 1",
        );
        1
    });
    let ty = cx.uses(if is_multi { "MultiVector" } else { "Vector" });
    Written { word: setting::named("vector", &said), ty: format!("Option<{ty}<{dimensions}>>") }
}

/// `distance = dot`; cosine is what is meant without it.
fn distance(settings: &mut Left) -> Option<String> {
    let wire = settings.text("distance")?;
    match DISTANCES.iter().find(|(_, distance)| distance.wire_name() == wire) {
        Some(("cosine", _)) => None,
        Some((word, _)) => Some(format!("distance = {word}")),
        None => {
            settings.put_back("distance", wire.into());
            None
        }
    }
}

/// Whether it is a multi-vector, and `encoding = muvera(…)`.
fn multi(settings: &mut Left, fields: &Fields, notes: &mut Notes) -> (bool, Option<String>) {
    let mut multi = settings.inside("multivector");
    if !multi.flag("enabled", false) {
        return (false, None);
    }
    multi.drop_defaults(&json!({ "aggregation": "maxSim" }));
    let mut muvera = multi.inside("muvera");
    let encoding = muvera.flag("enabled", false).then(|| {
        muvera.drop_defaults(&json!({ "ksim": 4, "dprojections": 16, "repetitions": 10 }));
        let said = named(index::encoding::ALL, "muvera", &mut muvera, fields, notes);
        muvera.end(notes);
        format!("encoding = {said}")
    });
    multi.end(notes);
    (true, encoding)
}

/// `index = hnsw(ef = 64)`, without what a server fills in; nothing for a graph that is as servers make it.
fn index_of(kind: &str, settings: &mut Left, fields: &Fields, notes: &mut Notes) -> Option<String> {
    settings.of_the_server(&["trackDefaultQuantization"]);
    if kind == "none" {
        notes.unsaid(settings.path(""), "it is being dropped, and a struct that has it would bring it back");
        return None;
    }
    let Some(listed) = index::ALL.iter().find(|listed| listed.name == kind) else {
        notes.unsaid(settings.path(""), format!("there is no attribute for an index `{kind}`"));
        return None;
    };
    settings.drop_defaults(&defaults(kind));
    if kind != "dynamic" {
        let said = setting::spelled(listed, settings, fields, notes);
        return (said != "hnsw").then(|| format!("index = {said}"));
    }
    let mut said = setting::settings(listed.settings, settings, fields);
    for part in ["hnsw", "flat"] {
        let mut of = settings.inside(part);
        of.of_the_server(&["trackDefaultQuantization", "distance"]);
        of.drop_defaults(&defaults(part));
        let Some(listed) = index::ALL.iter().find(|listed| listed.name == part) else { continue };
        let inside = setting::settings(listed.settings, &mut of, fields);
        if !inside.is_empty() {
            said.push(setting::named(part, &inside));
        }
        let mut multi = of.inside("multivector");
        multi.of_the_server(&["aggregation", "muvera"]);
        multi.end(notes);
        of.end(notes);
    }
    Some(format!("index = {}", setting::named("dynamic", &said)))
}

/// What a 1.39.0 sets of an index by itself.
fn defaults(kind: &str) -> Value {
    match kind {
        "hnsw" => json!({
            "ef": -1, "efConstruction": 128, "maxConnections": 32, "dynamicEfMin": 100, "dynamicEfMax": 500,
            "dynamicEfFactor": 8, "filterStrategy": "acorn", "flatSearchCutoff": 40000,
            "vectorCacheMaxObjects": 1_000_000_000_000_i64, "cleanupIntervalSeconds": 300, "skip": false,
        }),
        "flat" => json!({ "vectorCacheMaxObjects": 1_000_000_000_000_i64 }),
        "dynamic" => json!({ "threshold": 10_000 }),
        "hfresh" => json!({ "maxPostingSizeKB": 48, "replicas": 4, "searchProbe": 256 }),
        _ => Value::Null,
    }
}

const QUANTIZERS: [&str; 4] = ["pq", "bq", "sq", "rq"];

/// `quantizer = rq(bits = 1)`, `quantizer = none`. Those that are off are no setting.
fn quantizer(kind: &str, settings: &mut Left, fields: &Fields, notes: &mut Notes) -> Option<String> {
    if kind == "dynamic" {
        // One word for both parts.
        let (mut hnsw, mut flat) = (settings.inside("hnsw"), settings.inside("flat"));
        let of_flat = quantizer("flat", &mut flat, fields, notes);
        let of_hnsw = quantizer("hnsw", &mut hnsw, fields, notes);
        let path = settings.path("");
        settings.put_back("hnsw", hnsw.into_json());
        settings.put_back("flat", flat.into_json());
        if of_flat != of_hnsw {
            let [hnsw, flat] = [&of_hnsw, &of_flat].map(|said| said.as_deref().unwrap_or("no quantizer"));
            notes.unsaid(
                path,
                format!("`{hnsw}` in its graph and `{flat}` in its list, and one word is for both"),
            );
        }
        return of_hnsw.or(of_flat);
    }
    let none = settings.flag("skipDefaultQuantization", false);
    let mut said = None;
    for name in QUANTIZERS {
        let mut of = settings.inside(name);
        if !of.flag("enabled", false) {
            continue;
        }
        let bits = of.get("bits").and_then(Value::as_i64).unwrap_or(8);
        of.drop_defaults(&quantizer_defaults(kind, name, bits));
        if name == "rq" {
            match (kind, bits) {
                ("hfresh", _) => {}
                (_, 4) => notes.needs(Version::new(1, 39)),
                ("hnsw", 8) => {}
                _ => notes.needs(Version::new(1, 34)),
            }
        }
        let text = named(index::quantizer::ALL, name, &mut of, fields, notes);
        of.end(notes);
        // An index on lists of neighbours always has it.
        if kind == "hfresh" && text == "rq" {
            continue;
        }
        said = Some(format!("quantizer = {text}"));
    }
    if none && said.is_none() {
        notes.needs(Version { major: 1, minor: 32, patch: 4 });
        return Some("quantizer = none".into());
    }
    said
}

/// What a 1.39.0 sets of a quantizer by itself.
fn quantizer_defaults(kind: &str, name: &str, bits: i64) -> Value {
    match (kind, name) {
        ("flat", "rq") => json!({ "bits": 8, "rescoreLimit": -1, "cache": false }),
        ("flat", _) => json!({ "rescoreLimit": -1, "cache": false }),
        ("hfresh", "rq") => json!({ "bits": 1, "rescoreLimit": 350 }),
        (_, "pq") => json!({
            "bitCompression": false, "segments": 0, "centroids": 256, "trainingLimit": 100_000,
            "encoder": { "type": "kmeans", "distribution": "log-normal" },
        }),
        (_, "sq") => json!({ "rescoreLimit": 20, "trainingLimit": 100_000 }),
        (_, "rq") => json!({ "bits": 8, "rescoreLimit": if bits == 1 { 512 } else { 20 } }),
        _ => json!({}),
    }
}

/// The line of this name, with its settings.
fn named(table: &[Listed], name: &str, json: &mut Left, fields: &Fields, notes: &mut Notes) -> String {
    match table.iter().find(|listed| listed.name == name) {
        Some(listed) => setting::spelled(listed, json, fields, notes),
        None => name.to_owned(),
    }
}

/// `vectorizer = openai(…)` and `source = […]`.
fn vectorizer(left: &mut Left, fields: &Fields, notes: &mut Notes) -> Vec<String> {
    let mut modules = left.inside("vectorizer");
    let Some(name) = modules.keys().into_iter().next() else { return Vec::new() };
    let mut module = modules.inside(&name);
    modules.end(notes);
    if name == "none" {
        module.end(notes);
        return Vec::new();
    }
    let mut said = Vec::new();
    let reads_source = name.starts_with("text2");
    let source = if reads_source { module.take("properties") } else { None };
    let path = module.path("");
    match setting::module(vectorizer::ALL, &name, &mut module, fields, notes) {
        Some(text) => said.push(format!("vectorizer = {text}")),
        None => notes.unsaid(path, format!("no attribute says all of the module `{name}`")),
    }
    let source = source.as_ref().and_then(Value::as_array).filter(|source| !source.is_empty());
    if let Some(source) = source {
        let names: Option<Vec<String>> = source.iter().map(|name| fields.property(name.as_str()?)).collect();
        match names {
            Some(names) if !said.is_empty() => said.push(format!("source = [{}]", names.join(", "))),
            _ => notes.unsaid(left.path("properties"), "it reads properties that the class does not have"),
        }
    }
    said
}

/// The modules that make vectors of this class, by the server's names.
pub(super) fn modules(vectors: &[(&str, &Value)]) -> Vec<String> {
    let mut found: Vec<String> = vectors
        .iter()
        .filter_map(|(_, config)| config.get("vectorizer")?.as_object()?.keys().next().cloned())
        .filter(|name| name != "none")
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
