//! A request: its path, its parameters, and its body in the server's words when that cannot be read.

use std::collections::HashMap;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri, header::CONTENT_TYPE};
use serde_json::Value as Json;

use crate::common::{
    doc::Doc,
    error::{Refusal, Result},
};

/// A request.
pub(crate) struct Call<'a> {
    pub(crate) method: &'a Method,
    pub(crate) path: &'a str,
    pub(super) segments: Vec<String>,
    query: HashMap<String, String>,
    headers: &'a HeaderMap,
    body: &'a Bytes,
    /// The body as the description of the API has read it; null when there is none.
    pub(super) document: Json,
}

impl<'a> Call<'a> {
    pub(crate) fn new(method: &'a Method, uri: &'a Uri, headers: &'a HeaderMap, body: &'a Bytes) -> Self {
        let path = uri.path();
        let query = uri
            .query()
            .unwrap_or_default()
            .split('&')
            .filter_map(|pair| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                (!key.is_empty())
                    .then(|| (decoded(&key.replace('+', " ")), decoded(&value.replace('+', " "))))
            })
            .collect();
        let segments = path.trim_matches('/').split('/').map(decoded).collect();
        Self { method, path, segments, query, headers, body, document: Json::Null }
    }

    /// A parameter of the query; "" when there is none.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    /// A number of the query.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.query.get(name).and_then(|text| text.parse().ok())
    }

    pub(super) fn has_body(&self) -> bool {
        !self.body.is_empty()
    }

    /// The type of the body, without what stands behind it.
    pub(super) fn content_type(&self) -> String {
        let given = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match given.split(';').next().unwrap_or_default().trim() {
            "" => "application/octet-stream".to_owned(),
            given => given.to_ascii_lowercase(),
        }
    }

    /// The first value of the body, none where there is none; `parameter` is what the server calls it.
    pub(super) fn json(&self, parameter: &str) -> Result<Option<Json>> {
        serde_json::Deserializer::from_slice(self.body).into_iter().next().transpose().map_err(|error| {
            let why = syntax_error(self.body, &error);
            Refusal::malformed(400, format!("parsing {parameter} body from \"\" failed, because {why}"))
        })
    }

    /// The body where it is a map.
    pub(super) fn doc(&mut self) -> Doc {
        match self.document.take() {
            Json::Object(doc) => doc,
            _ => Doc::new(),
        }
    }

    /// The body where it is a list.
    pub(super) fn items(&mut self) -> Vec<Json> {
        match self.document.take() {
            Json::Array(items) => items,
            _ => Vec::new(),
        }
    }
}

// Go's words for the most common slips.
fn syntax_error(body: &[u8], error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "unexpected EOF".to_owned();
    }
    let line = body.split(|byte| *byte == b'\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let at = error.column().saturating_sub(1);
    let found = line.get(at).copied().map_or(' ', char::from);
    let before = line.get(..at).unwrap_or_default().iter().rev().find(|byte| !byte.is_ascii_whitespace());
    let looking = match before {
        Some(b'{') => "looking for beginning of object key string",
        Some(b',' | b'[' | b':') | None => "looking for beginning of value",
        Some(b'"') => "after object key:value pair",
        Some(_) => "after array element",
    };
    format!("invalid character '{found}' {looking}")
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = (*byte == b'%')
            .then(|| text.get(at + 1..at + 3).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
            .flatten();
        out.push(hex.unwrap_or(*byte));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
