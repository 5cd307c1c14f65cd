//! What a real Weaviate 1.39.0 answered, asked of the engine.

#[path = "support/program.rs"]
mod program;

#[path = "answers/given_vectors.rs"]
mod given_vectors;
#[path = "answers/letters.rs"]
mod letters;
#[path = "answers/long_lists.rs"]
mod long_lists;
#[path = "answers/one_batch.rs"]
mod one_batch;
#[path = "answers/read_only.rs"]
mod read_only;
#[path = "answers/searched.rs"]
mod searched;
#[path = "answers/stopwords.rs"]
mod stopwords;

use serde_json::{Value as Json, json};
use weaviate_local::{Engine, Serve, Serving};

use program::Remote;

async fn server() -> (Serving, Remote) {
    let serving = Engine::in_memory().serve(Serve::default()).await.unwrap();
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
