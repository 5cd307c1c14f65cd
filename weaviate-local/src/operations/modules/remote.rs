//! The services modules ask over HTTP: they speak the protocol of Weaviate's inference containers.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value as Json, json};
use tokio::runtime::Handle;

use crate::common::{
    doc::Doc,
    error::{Refusal, Result},
};

/// How long a service has to answer.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Deserialize)]
struct TextAnswer {
    #[serde(default)]
    vector: Vec<f32>,
    #[serde(default)]
    error: String,
}

/// The vectors of texts and images, in their order.
#[derive(Deserialize)]
pub(super) struct MediaAnswer {
    #[serde(default, rename = "textVectors")]
    pub(super) texts: Vec<Vec<f32>>,
    #[serde(default, rename = "imageVectors")]
    pub(super) images: Vec<Vec<f32>>,
    #[serde(default)]
    error: String,
}

/// The vector of a text.
pub(super) fn text(address: &str, text: &str, config: &Doc) -> Result<Vec<f32>> {
    let body = json!({"text": text, "dims": 0, "vector": null, "error": "", "config": config});
    let (status, found) = post::<TextAnswer>(&format!("{address}/vectors"), &body)?;
    if status != 200 {
        return Err(failed(status, &found.error));
    }
    Ok(found.vector)
}

/// The vectors of texts and images.
pub(super) fn media(address: &str, texts: &[String], images: &[String]) -> Result<MediaAnswer> {
    let mut body = Doc::new();
    for (key, items) in [("texts", texts), ("images", images)] {
        if !items.is_empty() {
            body.insert(key.into(), json!(items));
        }
    }
    let (status, found) = post::<MediaAnswer>(&format!("{address}/vectorize"), &Json::Object(body))?;
    if status > 399 {
        return Err(failed(status, &found.error));
    }
    if (found.texts.len(), found.images.len()) != (texts.len(), images.len()) {
        return Err(Refusal::new("inputs are not equal to vectors returned"));
    }
    Ok(found)
}

fn failed(status: u16, why: &str) -> Refusal {
    Refusal::new(format!("fail with status {status}: {why}"))
}

// Requests are answered on threads that may wait; what they wait for runs on the runtime that serves them.
fn post<T: for<'a> Deserialize<'a>>(url: &str, body: &Json) -> Result<(u16, T)> {
    let unsent =
        |why: &dyn std::fmt::Display| Refusal::new(format!("send POST request: Post \"{url}\": {why}"));
    if !url.starts_with("http://") {
        return Err(Refusal::unsupported("an inference service that is not at `http://`"));
    }
    let runtime = Handle::try_current().map_err(|error| unsent(&error))?;
    let client = crate::plain_http()
        .no_proxy()
        .timeout(PATIENCE)
        .build()
        .map_err(|error| unsent(&error.without_url()))?;
    runtime.block_on(async {
        let response = client.post(url).json(body).send().await.map_err(|error| unsent(&source(&error)))?;
        let status = response.status().as_u16();
        let bytes = response
            .bytes()
            .await
            .map_err(|error| Refusal::new(format!("read response body: {}", error.without_url())))?;
        let found = serde_json::from_slice(&bytes).map_err(|error| {
            Refusal::new(format!("failed to parse vectorization response (status {status}): {error}"))
        })?;
        Ok((status, found))
    })
}

// The innermost error: the ones around it only say that sending failed.
fn source(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(inner) = error.source() {
        error = inner;
    }
    error.to_string()
}
