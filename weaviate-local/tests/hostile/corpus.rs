//! The recorded requests of the workspace, and the data they are asked of; none where there is no workspace.

use std::{path::PathBuf, sync::OnceLock};

use base64::Engine as _;
use serde_json::{Value as Json, json};

use crate::program::Remote;

/// What was asked, by the way it was asked.
#[derive(Default)]
pub(crate) struct Corpus {
    /// Method, path and body.
    pub(crate) rest: Vec<(String, String, Json)>,
    /// The path of a method, the message, and the message as JSON.
    pub(crate) grpc: Vec<(String, Vec<u8>, Json)>,
    /// Collections, then objects a hundred at a time: path and body.
    data: Vec<(&'static str, Json)>,
}

/// Everything recorded, read once.
pub(crate) fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| read().unwrap_or_default())
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../conformance")
}

fn read() -> Option<Corpus> {
    let mut out = Corpus::default();
    for file in std::fs::read_dir(folder().join("cases")).ok()? {
        let text = std::fs::read_to_string(file.ok()?.path()).ok()?;
        for line in text.lines() {
            let case: Json = serde_json::from_str(line).expect("a case");
            let setup = case["setup"].as_array().into_iter().flatten();
            let steps = case["steps"].as_array().into_iter().flatten();
            [&case].into_iter().chain(setup).chain(steps).for_each(|step| out.add(step));
        }
    }
    let order = std::fs::read_to_string(folder().join("schema/_order.json")).ok()?;
    let order: Json = serde_json::from_str(&order).ok()?;
    for name in order["load_order"].as_array()?.iter().filter_map(Json::as_str) {
        let class = std::fs::read_to_string(folder().join(format!("schema/{name}.json"))).ok()?;
        out.data.push(("schema", serde_json::from_str(&class).ok()?));
        let objects = std::fs::read_to_string(folder().join(format!("dataset/{name}.jsonl"))).ok()?;
        let objects: Vec<Json> = objects.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        out.data.extend(objects.chunks(100).map(|objects| ("batch/objects", json!({"objects": objects}))));
    }
    Some(out)
}

impl Corpus {
    fn add(&mut self, step: &Json) {
        let method = step["method"].as_str().unwrap_or_default();
        if let Some((method, path)) = method.split_once(" /v1/") {
            self.rest.push((method.to_owned(), path.to_owned(), step["request"].clone()));
        } else if let Some(message) = step["request_b64"].as_str() {
            let message = base64::engine::general_purpose::STANDARD.decode(message).expect("base64");
            self.grpc.push((format!("/weaviate.v1.Weaviate/{method}"), message, step["request"].clone()));
        }
    }

    /// Puts the data into an engine, as far as it takes it.
    pub(crate) async fn fill(&self, remote: &Remote) {
        for (path, body) in &self.data {
            // The collection `Article` is there already, with properties of its own.
            remote.rest("POST", path, Some(body)).await;
        }
    }
}
