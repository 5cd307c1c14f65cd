//! What a real Weaviate 1.39.0 answered, asked of the engine.

#[path = "support/program.rs"]
mod program;

#[path = "answers/faults.rs"]
mod faults;
#[path = "answers/given_vectors.rs"]
mod given_vectors;
#[path = "answers/letters.rs"]
mod letters;
#[path = "answers/modes.rs"]
mod modes;
#[path = "answers/one_batch.rs"]
mod one_batch;
#[path = "answers/phones.rs"]
mod phones;
#[path = "answers/quotas.rs"]
mod quotas;
#[path = "answers/read_only.rs"]
mod read_only;
#[path = "answers/searched.rs"]
mod searched;
#[path = "answers/signing_in.rs"]
mod signing_in;
#[path = "answers/stopwords.rs"]
mod stopwords;

use serde_json::{Value as Json, json};
use weaviate_local::{Calls, Engine, Fault, Mode, Serve, Serving, Settings};

use program::Remote;

async fn server() -> (Serving, Remote) {
    server_with(Settings::default()).await
}

async fn server_with(settings: Settings) -> (Serving, Remote) {
    let engine = Engine::in_memory().with_settings(settings);
    let serving = engine.serve(Serve::default()).await.unwrap();
    let (http, grpc) = (serving.http_addr(), serving.grpc_addr());
    let remote = Remote::new(&format!("http://{http}"), &format!("http://{grpc}"));
    (serving, remote)
}

/// The id that ends in this number.
fn id(n: u32) -> String {
    format!("00000000-0000-0000-0000-{n:012}")
}

/// The text of an error answer.
fn said(answer: &Json) -> &str {
    answer["error"][0]["message"].as_str().or_else(|| answer["message"].as_str()).unwrap_or_default()
}

/// A vector of one's own in a collection's `vectorConfig`.
fn own() -> Json {
    json!({"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"})
}
