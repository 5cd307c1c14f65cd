//! Plays the cases under other names: every class and property of the data set is called differently.
//!
//! What the engine answers must not depend on a name. Names are changed where a request or answer holds a name; what
//! stands in a text of the data set is data and stays.

mod names;

use std::{collections::BTreeSet, path::Path};

use serde_json::{Map, Value};

use crate::protojson::{Messages, bytes};
use names::{Names, collect};

/// Words of the protocol that are also names of properties: in a path they could mean either, so they stay.
const KEPT: [&str; 6] = ["id", "vector", "count", "name", "text", "active"];

/// The scratch collections of the cases.
const SCRATCH: [&str; 3] = ["Scratch", "ScratchOther", "ScratchTarget"];

/// Keys whose strings (or lists of strings) are names.
const NAMED: [&str; 26] = [
    "imageFields",
    "textFields",
    "grouped_properties",
    "deleteOn",
    "class",
    "collection",
    "dataType",
    "from_collection",
    "name",
    "on",
    "path",
    "pointingTo",
    "prop_name",
    "property",
    "properties",
    "non_ref_properties",
    "primitive_properties",
    "pointing_to",
    "reference_property",
    "sourceProperties",
    "target_collection",
    "to_collection",
    "query",
    "classProperties",
    "basedOnProperties",
    "values",
];

/// Keys whose strings are prose that speaks of names.
const PROSE: [&str; 17] = [
    "single_response_prompt",
    "grouped_response_task",
    "generative_grouped_result",
    "from",
    "to",
    "groupedResult",
    "result",
    "alias",
    "beacon",
    "beacons",
    "href",
    "error",
    "message",
    "explain_score",
    "explainScore",
    "prompt",
    "task",
];

/// Keys inside a property's value whose strings are names or prose all the same.
const POINTING: [&str; 6] = ["beacon", "beacons", "href", "path", "pointingTo", "groupedResult"];

/// The names that are changed, and where they stand.
pub(crate) struct Rename {
    names: Names,
    /// Those of collections, in lower case.
    classes: BTreeSet<String>,
}

impl Rename {
    /// The names of the data set's schema and of the scratch collections.
    pub(crate) fn of(folder: &Path) -> Result<Self, String> {
        let mut names: BTreeSet<String> = SCRATCH.map(str::to_owned).into_iter().collect();
        let mut classes: BTreeSet<String> = SCRATCH.map(str::to_ascii_lowercase).into_iter().collect();
        let schema = folder.join("schema");
        let wrong = |error: &dyn std::fmt::Display| format!("`{}` cannot be read: {error}", schema.display());
        for entry in std::fs::read_dir(&schema).map_err(|error| wrong(&error))? {
            let text = entry.and_then(|entry| std::fs::read_to_string(entry.path()));
            let text = text.map_err(|error| wrong(&error))?;
            let class: Value = serde_json::from_str(&text).map_err(|error| wrong(&error))?;
            classes.extend(class["class"].as_str().map(str::to_ascii_lowercase));
            collect(&class, &mut names);
        }
        for word in KEPT {
            names.remove(word);
        }
        Ok(Self { names: Names::of(names.iter().map(String::as_str), KEPT), classes })
    }

    /// A collection, object, request or answer of REST, or a message as JSON.
    pub(crate) fn value(&self, value: &Value) -> Value {
        self.walk(value, "", false)
    }

    /// A whole case: what is sent, what is expected, what is removed.
    pub(crate) fn case(&self, case: &Value, messages: &Messages) -> Result<Value, String> {
        let mut out = self.step(case, messages)?;
        for list in ["setup", "after"] {
            if let Some(steps) = case[list].as_array() {
                out[list] = steps.iter().map(|step| self.step(step, messages)).collect::<Result<_, _>>()?;
            }
        }
        for list in ["cleanup", "volatile", "unordered", "unordered_text"] {
            if let Some(texts) = case[list].as_array() {
                out[list] = texts
                    .iter()
                    .filter_map(Value::as_str)
                    .map(
                        |text| {
                            if list == "cleanup" { self.text(text) } else { self.tokens(text, |_, _| true) }
                        },
                    )
                    .collect();
            }
        }
        for message in out["messages"].as_array_mut().into_iter().flatten() {
            let name = if message["from"] == "client" { "BatchStreamRequest" } else { "BatchStreamReply" };
            if message["message_b64"].is_string() {
                let renamed = self.value(&messages.json(name, &bytes(&message["message_b64"])?)?);
                message["message_b64"] = messages.base64(name, renamed)?.into();
            }
        }
        Ok(out)
    }

    fn step(&self, step: &Value, messages: &Messages) -> Result<Value, String> {
        let mut out = step.clone();
        let method = step["method"].as_str().unwrap_or_default();
        if let Some(error) = step["error"].as_str() {
            out["error"] = self.text(error).into();
        }
        if step["transport"] == "grpc" {
            if step["request_b64"].is_string() {
                let name = format!("{method}Request");
                let renamed = self.value(&messages.json(&name, &bytes(&step["request_b64"])?)?);
                out["request_b64"] = messages.base64(&name, renamed)?.into();
            }
            if step["reply_b64"].is_string() {
                let name = Messages::reply(method);
                let renamed = self.value(&messages.json(&name, &bytes(&step["reply_b64"])?)?);
                out["reply_b64"] = messages.base64(&name, renamed)?.into();
            }
            return Ok(out);
        }
        out["method"] = self.text(method).into();
        for key in ["request", "reply"] {
            if !step[key].is_null() {
                out[key] = self.value(&step[key]);
            }
        }
        Ok(out)
    }

    /// Prose: a path, an error. A class is renamed anywhere, a property where it is quoted or stands in a path.
    pub(crate) fn text(&self, text: &str) -> String {
        self.tokens(text, |before, token| {
            token.starts_with(|c: char| c.is_ascii_uppercase())
                || before.ends_with(['\'', '"', '`', '{', '.', '['])
                || before.ends_with('_') && !before.contains("/v1/")
                || [
                    "/references/",
                    "/properties/",
                    "path ",
                    "property ",
                    "prop ",
                    "index ",
                    "search ",
                    "shard ",
                    "for ",
                    "sort=",
                ]
                .iter()
                .any(|way| before.ends_with(way))
                || before.ends_with('/') && self.is_class(token) && before.contains("/v1/")
        })
    }

    /// Renames the words of a text that `wanted` is for, told what stands before them.
    fn tokens(&self, text: &str, wanted: impl Fn(&str, &str) -> bool) -> String {
        let word = |c: char| c.is_ascii_alphanumeric();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
            let (token, tail) = rest.split_at(end);
            if !token.is_empty() && wanted(&text[..at], token) {
                out.push_str(&self.new_name(token));
            } else {
                out.push_str(token);
            }
            let gap = tail.find(word).unwrap_or(tail.len());
            out.push_str(&tail[..gap]);
            at += end + gap;
        }
        out
    }

    fn is_class(&self, token: &str) -> bool {
        self.classes.contains(&token.to_ascii_lowercase())
    }

    /// The new name of a collection or a property, or of a GraphQL type that is made of them: `PlaceAdditional`,
    /// `ArticleWrittenByObj`.
    fn new_name(&self, token: &str) -> String {
        if self.names.contains(token) {
            return self.names.new_name(token);
        }
        for end in ["Obj", "Additional"] {
            let Some(made) = token.strip_suffix(end) else { continue };
            for (at, _) in made.char_indices().chain([(made.len(), ' ')]) {
                let (class, property) = made.split_at(at);
                if self.is_class(class) && (property.is_empty() || self.names.contains(property)) {
                    let (class, property) = (self.names.new_name(class), self.names.new_name(property));
                    return format!("{class}{property}{end}");
                }
            }
        }
        token.to_owned()
    }

    /// `inside` says that the value is one of a property, so that the keys of an object are properties too.
    fn walk(&self, value: &Value, key: &str, inside: bool) -> Value {
        match value {
            Value::Object(object) => {
                let map = matches!(key, "fields" | "non_ref_properties" | "Get" | "Aggregate")
                    || key == "properties" && !is_message(value);
                let out = object.iter().map(|(name, inner)| {
                    if map || inside {
                        (self.names.new_name(name), self.walk(inner, name, true))
                    } else {
                        (name.clone(), self.walk(inner, name, false))
                    }
                });
                Value::Object(out.collect::<Map<_, _>>())
            }
            // A list of properties is not a map of them.
            Value::Array(list) => list
                .iter()
                .map(|inner| self.walk(inner, if inner.is_object() { "" } else { key }, inside))
                .collect(),
            // In a property's value only what points elsewhere is a name.
            Value::String(text) if inside && text.starts_with("weaviate://") => self.text(text).into(),
            Value::String(text) if inside && !POINTING.contains(&key) => text.clone().into(),
            Value::String(text) if NAMED.contains(&key) => self.tokens(text, |_, _| true).into(),
            Value::String(text) if PROSE.contains(&key) => self.text(text).into(),
            other => other.clone(),
        }
    }
}

/// The messages `PropertiesRequest`, `PropertiesResult` and `BatchObject.Properties` are called `properties` too, and
/// have keys of their own.
fn is_message(value: &Value) -> bool {
    let own = |key: &str| {
        key.ends_with("_properties")
            || key.ends_with("_props")
            || matches!(key, "target_collection" | "metadata" | "values")
    };
    value.as_object().is_some_and(|object| object.keys().any(|key| own(key)))
}
