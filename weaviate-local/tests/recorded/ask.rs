//! A request, and how a mistake gets into it.

use reqwest::Method;
use serde_json::{Map, Value as Json};

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: Body,
}

/// What is sent with it.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    None,
    Json(Json),
    Text(&'static str),
}

/// A mistake: its name, and what makes it.
pub(crate) type Mistake<Q = Ask> = (&'static str, fn(&mut Q));

impl Ask {
    /// `POST objects`, with a body.
    pub(crate) fn new(line: &str, body: Json) -> Self {
        Self { body: Body::Json(body), content_type: Some("application/json"), ..Self::bare(line) }
    }

    /// `GET objects`, without one.
    pub(crate) fn bare(line: &str) -> Self {
        let (method, path) = line.split_once(' ').expect("a method and a path");
        Self {
            method: Method::from_bytes(method.as_bytes()).expect("a method"),
            path: path.to_owned(),
            content_type: None,
            body: Body::None,
        }
    }

    /// Sets a value of the body, by the names that lead there; a number in a list counts its items.
    pub(crate) fn set(&mut self, place: &str, value: Json) {
        let Body::Json(body) = &mut self.body else { return };
        let mut at = body;
        for key in place.split('/').filter(|key| !key.is_empty()) {
            at = match at {
                Json::Array(items) => match key.parse::<usize>().ok().and_then(|at| items.get_mut(at)) {
                    Some(item) => item,
                    None => return,
                },
                other => {
                    if !other.is_object() {
                        *other = Json::Object(Map::new());
                    }
                    other.as_object_mut().expect("an object").entry(key).or_insert(Json::Null)
                }
            };
        }
        *at = value;
    }

    /// Takes a value out of the body.
    pub(crate) fn without(&mut self, place: &str) {
        let Body::Json(body) = &mut self.body else { return };
        let (parent, key) = place.rsplit_once('/').expect("a place");
        if let Some(Json::Object(map)) = body.pointer_mut(parent) {
            map.shift_remove(key);
        }
    }

    /// Writes another piece into the path.
    pub(crate) fn path(&mut self, from: &str, to: &str) {
        self.path = self.path.replace(from, to);
    }

    /// Adds a parameter, or writes another value to one.
    pub(crate) fn parameter(&mut self, name: &str, value: &str) {
        self.without_parameter(name);
        let mark = if self.path.contains('?') { '&' } else { '?' };
        self.path = format!("{}{mark}{name}={value}", self.path);
    }

    pub(crate) fn without_parameter(&mut self, name: &str) {
        let Some((path, query)) = self.path.split_once('?') else { return };
        let key = format!("{name}=");
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with(&key)).collect();
        let mark = if kept.is_empty() { "" } else { "?" };
        self.path = format!("{path}{mark}{}", kept.join("&"));
    }

    /// Whether it changes nothing.
    pub(crate) fn is_read(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD) || self.path.starts_with("graphql")
    }

    /// Sends this text instead of JSON.
    pub(crate) fn text(&mut self, text: &'static str) {
        self.body = Body::Text(text);
    }
}

/// The id that ends in this number.
pub(crate) fn id(n: u32) -> String {
    format!("00000000-0000-0000-0000-{n:012}")
}

/// A reference as it stands in a body.
pub(crate) fn beacon(to: &str) -> Json {
    serde_json::json!({"beacon": format!("weaviate://localhost/{to}")})
}
