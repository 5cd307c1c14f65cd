//! JSON that is taken apart: what nobody took is what nothing said.

use serde_json::{Map, Value};

use super::notes::Notes;

/// An object of the schema, and where it stands.
#[derive(Clone)]
pub(super) struct Left {
    path: String,
    json: Map<String, Value>,
}

impl Left {
    /// Of something that is no object, nothing.
    ///
    /// By the order of the keys, not by that in which a server happens to write them.
    pub(super) fn new(path: impl Into<String>, json: Option<Value>) -> Self {
        let mut json = match json {
            Some(Value::Object(json)) => json,
            _ => Map::new(),
        };
        json.sort_keys();
        Self { path: path.into(), json }
    }

    pub(super) fn path(&self, key: &str) -> String {
        match (self.path.as_str(), key) {
            (_, "") => self.path.clone(),
            ("", _) => key.to_owned(),
            (path, _) => format!("{path}.{key}"),
        }
    }

    /// The value of a key, which is then said.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.json.shift_remove(key).filter(|value| !value.is_null())
    }

    /// The value of a key; a dot leads into an object, which stays if it has more.
    pub(super) fn take_at(&mut self, key: &str) -> Option<Value> {
        let Some((outer, inner)) = key.split_once('.') else { return self.take(key) };
        let below = self.json.get_mut(outer)?.as_object_mut()?;
        let taken = below.shift_remove(inner);
        if below.is_empty() {
            self.json.shift_remove(outer);
        }
        taken
    }

    /// The same, standing somewhere else.
    pub(super) fn at(self, path: String) -> Self {
        Self { path, ..self }
    }

    /// Gives back what could not be said after all.
    pub(super) fn put_back(&mut self, key: &str, value: Value) {
        let Some((outer, inner)) = key.split_once('.') else {
            self.json.insert(key.to_owned(), value);
            return;
        };
        let below = self.json.entry(outer).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(below) = below {
            below.insert(inner.to_owned(), value);
        }
    }

    pub(super) fn into_json(self) -> Value {
        Value::Object(self.json)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.json.is_empty()
    }

    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.json.get(key)
    }

    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Value::String(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// A flag; the second is what a server means by leaving it out.
    pub(super) fn flag(&mut self, key: &str, without: bool) -> bool {
        self.take(key).and_then(|value| value.as_bool()).unwrap_or(without)
    }

    pub(super) fn texts(&mut self, key: &str) -> Vec<String> {
        let list = self.take(key);
        let list = list.as_ref().and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// An object inside, to be taken apart by itself.
    pub(super) fn inside(&mut self, key: &str) -> Self {
        let path = self.path(key);
        Self::new(path, self.take(key))
    }

    /// Keys that say nothing a struct could: what a server found out, or makes of the others.
    pub(super) fn of_the_server(&mut self, keys: &[&str]) {
        for key in keys {
            self.json.shift_remove(*key);
        }
    }

    pub(super) fn keys(&self) -> Vec<String> {
        self.json.keys().cloned().collect()
    }

    /// Drops values that are a server's own, which it would fill in again.
    pub(super) fn drop_defaults(&mut self, defaults: &Value) {
        for (key, default) in defaults.as_object().into_iter().flatten() {
            if self.json.get(key).is_some_and(|value| value == default) {
                self.json.shift_remove(key);
            }
        }
    }

    /// Notes what is left, but for what means nothing.
    pub(super) fn end(self, notes: &mut Notes) {
        for (key, value) in &self.json {
            if !is_nothing(value) {
                notes.unsaid(self.path(key), format!("no attribute says `{}`", short(value)));
            }
        }
    }
}

/// What a server writes for something that is not set.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.iter().all(is_nothing),
        Value::Object(json) => json.values().all(is_nothing),
    }
}

/// JSON on one line that is not too long for a comment.
fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 200 {
        return text;
    }
    text.chars().take(199).chain(['…']).collect()
}
