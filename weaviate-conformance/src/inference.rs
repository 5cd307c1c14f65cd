//! The service behind the modules: the vectors are those the corpus's README describes.

use axum::{Router, body::Bytes, routing::post};
use serde_json::{Value, json};

/// Starts the service; where it is.
pub(crate) async fn serve() -> std::io::Result<String> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let app = Router::new().route("/vectors", post(text)).route("/vectorize", post(media));
    tokio::spawn(async move {
        let _ = axum::serve(listener, app).await;
    });
    Ok(format!("http://{address}"))
}

fn body(bytes: &Bytes) -> Value {
    serde_json::from_slice(bytes).unwrap_or_default()
}

async fn text(bytes: Bytes) -> String {
    let asked = body(&bytes);
    let text = asked["text"].as_str().unwrap_or_default().to_lowercase();
    json!({"text": asked["text"], "dim": 32, "vector": vector(&text), "error": ""}).to_string()
}

async fn media(bytes: Bytes) -> String {
    let asked = body(&bytes);
    let list = |key: &str| asked[key].as_array().cloned().unwrap_or_default();
    let texts = list("texts");
    let texts: Vec<_> =
        texts.iter().filter_map(Value::as_str).map(|text| vector(&text.to_lowercase())).collect();
    let images: Vec<_> = list("images").iter().filter_map(Value::as_str).map(vector).collect();
    json!({"textVectors": texts, "imageVectors": images, "error": ""}).to_string()
}

fn vector(text: &str) -> Vec<f32> {
    let mut out = vec![0.0_f32; 32];
    for (at, byte) in text.bytes().enumerate() {
        out[usize::from(byte % 31)] += 1.0 + (at % 5) as f32 / 8.0;
    }
    out[31] = 1.0;
    out
}
