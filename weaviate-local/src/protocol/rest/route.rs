//! From a method and a path to an endpoint.

use std::collections::HashMap;

use bytes::Bytes;
use http::{Method, Uri};
use serde_json::Value as Json;

use super::{absent, aliases, answer::Answer, backups, batch, cluster, objects, schema, tenants, tokenize};
use crate::{
    common::error::{Refusal, Result},
    operations::context::Context,
};

/// A request.
pub(crate) struct Call<'a> {
    pub(crate) method: &'a Method,
    pub(crate) path: &'a str,
    segments: Vec<String>,
    query: HashMap<String, String>,
    body: &'a Bytes,
}

impl<'a> Call<'a> {
    pub(crate) fn new(method: &'a Method, uri: &'a Uri, body: &'a Bytes) -> Self {
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
        Call { method, path, segments, query, body }
    }

    /// A parameter of the query; "" when there is none.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    /// A number of the query.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.query.get(name).and_then(|text| text.parse().ok())
    }

    /// The body; `parameter` is what the server calls it.
    pub(crate) fn json(&self, parameter: &str) -> Result<Json> {
        if self.body.is_empty() {
            return Err(Refusal::malformed(602, format!("{parameter} in body is required")));
        }
        serde_json::from_slice(self.body).map_err(|error| {
            Refusal::malformed(
                400,
                format!(
                    "parsing {parameter} body from \"\" failed, because {}",
                    syntax_error(self.body, &error)
                ),
            )
        })
    }

    /// The body, which must be an object.
    pub(crate) fn object(&self, parameter: &str, model: &str) -> Result<crate::common::doc::Doc> {
        match self.json(parameter)? {
            Json::Object(doc) => Ok(doc),
            Json::Null => Err(Refusal::malformed(602, format!("{parameter} in body is required"))),
            other => Err(Refusal::malformed(
                400,
                format!(
                    "parsing {parameter} body from \"\" failed, because json: cannot unmarshal {} into Go value of \
                     type models.{model}",
                    json_type(&other)
                ),
            )),
        }
    }
}

pub(crate) fn json_type(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "bool",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
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

/// Answers a request.
pub(crate) fn answer(context: &Context, call: &Call<'_>) -> Answer {
    let of_schema = call.segments.get(1).is_some_and(|segment| segment == "schema")
        && !call.segments.iter().any(|segment| segment == "tenants" || segment == "index");
    dispatch(context, call).unwrap_or_else(|refusal| Answer::refused(&refusal, of_schema))
}

fn dispatch(context: &Context, call: &Call<'_>) -> Result<Answer> {
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let Some(("v1", path)) = segments.split_first().map(|(first, rest)| (*first, rest)) else {
        return Err(unknown(call));
    };
    let method = call.method.as_str();
    match (method, path) {
        ("GET", []) => Ok(cluster::root()),
        ("GET", ["meta"]) => Ok(cluster::meta(context)),
        ("GET", [".well-known", "live" | "ready"]) => Ok(Answer::empty(200)),
        ("GET", [".well-known", "openid-configuration"]) => Ok(Answer::empty(404)),
        ("GET", ["nodes"]) => cluster::nodes(context, call, None),
        ("GET", ["nodes", class]) => cluster::nodes(context, call, Some(class)),
        ("GET", ["schema"]) => Ok(schema::list(context)),
        ("POST", ["schema"]) => schema::create(context, call),
        ("GET", ["schema", class]) => schema::get(context, class),
        ("PUT", ["schema", class]) => schema::update(context, call, class),
        ("DELETE", ["schema", class]) => Ok(schema::delete(context, class)),
        ("POST", ["schema", class, "properties"]) => schema::add_property(context, call, class),
        ("DELETE", ["schema", class, "properties", property, "index", index]) => {
            schema::drop_index(context, class, property, index)
        }
        ("POST", ["schema", class, "properties", property, "tokenize"]) => {
            tokenize::property(context, call, class, property)
        }
        ("GET", ["schema", class, "shards"]) => schema::shards(context, call, class),
        ("PUT", ["schema", class, "shards", _]) => schema::update_shard(context, call, class),
        ("GET", ["schema", class, "tenants"]) => tenants::list(context, class),
        ("POST", ["schema", class, "tenants"]) => tenants::create(context, call, class),
        ("PUT", ["schema", class, "tenants"]) => tenants::update(context, call, class),
        ("DELETE", ["schema", class, "tenants"]) => tenants::delete(context, call, class),
        ("GET", ["schema", class, "tenants", tenant]) => tenants::get(context, class, tenant),
        ("HEAD", ["schema", class, "tenants", tenant]) => {
            tenants::get(context, class, tenant).map(|_| Answer::empty(200))
        }
        ("GET", ["aliases"]) => Ok(aliases::list(context, call)),
        ("POST", ["aliases"]) => aliases::create(context, call),
        ("GET", ["aliases", alias]) => aliases::get(context, alias),
        ("PUT", ["aliases", alias]) => aliases::update(context, call, alias),
        ("DELETE", ["aliases", alias]) => aliases::delete(context, alias),
        ("GET", ["objects"]) => objects::list(context, call),
        ("POST", ["objects"]) => objects::create(context, call),
        ("POST", ["objects", "validate"]) => objects::validate(context, call),
        (_, ["objects", id]) => objects::without_class(context, call, id),
        ("GET", ["objects", class, id]) => objects::get(context, call, class, id),
        ("HEAD", ["objects", class, id]) => objects::head(context, call, class, id),
        ("PUT", ["objects", class, id]) => objects::put(context, call, class, id),
        ("PATCH", ["objects", class, id]) => objects::patch(context, call, class, id),
        ("DELETE", ["objects", class, id]) => objects::delete(context, call, class, id),
        ("POST" | "PUT" | "DELETE", ["objects", class, id, "references", property]) => {
            objects::references(context, call, class, id, property)
        }
        ("POST", ["batch", "objects"]) => batch::objects(context, call),
        ("DELETE", ["batch", "objects"]) => batch::delete(context, call),
        ("POST", ["batch", "references"]) => batch::references(context, call),
        ("POST", ["tokenize"]) => tokenize::text(call),
        (_, ["backups", backend, path @ ..]) if path.len() < 3 => {
            backups::answer(context, call, backend, path).unwrap_or_else(|| Err(unknown(call)))
        }
        ("GET", ["tasks"]) => Ok(Answer::ok(serde_json::json!({}))),
        ("POST", ["graphql"]) => super::graphql::one(context, call),
        ("POST", ["graphql", "batch"]) => super::graphql::batch(context, call),
        (_, ["meta"]) => {
            Err(Refusal::malformed(405, format!("method {method} is not allowed, but [GET] are")))
        }
        (_, path) => absent::answer(call, path).unwrap_or_else(|| Err(unknown(call))),
    }
}

fn unknown(call: &Call<'_>) -> Refusal {
    Refusal::malformed(404, format!("path {} was not found", call.path))
}
