//! Plays the cases under other names: every class and property of the data set is called differently.
//!
//! What the engine answers must not depend on a name. A prefix keeps the order of names, so what is sorted by name
//! stays sorted. Names are changed where a request or answer holds a name; what stands in a text of the data set is
//! data and stays.

use std::{collections::BTreeSet, path::Path};

use serde_json::{Map, Value};

use crate::protojson::{Messages, bytes};

/// Put before every name, in the case of its first letter.
const PREFIX: (&str, &str) = ("X", "x");

/// Keys whose strings (or lists of strings) are names.
const NAMED: [&str; 24] = [
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

/// The names that are changed.
pub(crate) struct Rename {
    names: BTreeSet<String>,
}

impl Rename {
    /// The names of the data set's schema and of the scratch collections.
    pub(crate) fn of(folder: &Path) -> Rename {
        let mut names: BTreeSet<String> =
            ["Scratch", "ScratchOther", "ScratchTarget"].map(str::to_owned).into_iter().collect();
        for entry in std::fs::read_dir(folder.join("schema")).expect("the schema").flatten() {
            let text = std::fs::read_to_string(entry.path()).expect("a collection");
            collect(&serde_json::from_str(&text).expect("JSON"), &mut names);
        }
        // Words of the protocol that are also names of properties: in a path they could mean either.
        for word in ["id", "vector", "count", "name", "text", "active"] {
            names.remove(word);
        }
        Rename { names }
    }

    /// A collection, object, request or answer of REST, or a message as JSON.
    pub(crate) fn value(&self, value: &Value) -> Value {
        self.walk(value, "", false)
    }

    /// A whole case: what is sent, what is expected, what is removed.
    pub(crate) fn case(&self, case: &Value, messages: &Messages) -> Value {
        let mut out = self.step(case, messages);
        for list in ["setup", "after"] {
            if let Some(steps) = case[list].as_array() {
                out[list] = steps.iter().map(|step| self.step(step, messages)).collect();
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
                let renamed = self.value(&messages.json(name, &bytes(&message["message_b64"])));
                message["message_b64"] = messages.base64(name, renamed).into();
            }
        }
        out
    }

    fn step(&self, step: &Value, messages: &Messages) -> Value {
        let mut out = step.clone();
        let method = step["method"].as_str().unwrap_or_default();
        if let Some(error) = step["error"].as_str() {
            out["error"] = self.text(error).into();
        }
        if step["transport"] == "grpc" {
            if step["request_b64"].is_string() {
                let name = format!("{method}Request");
                let renamed = self.value(&messages.json(&name, &bytes(&step["request_b64"])));
                out["request_b64"] = messages.base64(&name, renamed).into();
            }
            if step["reply_b64"].is_string() {
                let name = Messages::reply(method);
                let renamed = self.value(&messages.json(&name, &bytes(&step["reply_b64"])));
                out["reply_b64"] = messages.base64(&name, renamed).into();
            }
            return out;
        }
        out["method"] = self.text(method).into();
        for key in ["request", "reply"] {
            if !step[key].is_null() {
                out[key] = self.value(&step[key]);
            }
        }
        out
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
            let named = !token.is_empty() && wanted(&text[..at], token);
            // A shard's folder is the class in lower case.
            let folder = ["index ", "index \"", "shard "].iter().any(|way| text[..at].ends_with(way))
                || tail.starts_with('_');
            match named {
                true if folder && self.is_class(token) && !self.names.contains(token) => {
                    out.push_str(PREFIX.1);
                    out.push_str(token);
                }
                true => out.push_str(&self.name(token)),
                false => out.push_str(token),
            }
            let gap = tail.find(word).unwrap_or(tail.len());
            out.push_str(&tail[..gap]);
            at += end + gap;
        }
        out
    }

    fn is_class(&self, name: &str) -> bool {
        let mut chars = name.chars();
        let upper = chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str());
        upper.is_some_and(|upper| self.names.contains(&upper))
    }

    fn name(&self, name: &str) -> String {
        let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
        if capital && self.names.contains(name) {
            return format!("{}{name}", PREFIX.0);
        }
        if !capital && self.is_class(name) {
            // A server makes the first letter a capital: what it finds then must be the class.
            let (first, rest) = name.split_at(1);
            return format!("{}{}{rest}", PREFIX.1, first.to_ascii_uppercase());
        }
        // Other spellings stay other spellings of the same name.
        let lower = name.to_ascii_lowercase();
        if capital && self.names.iter().any(|known| known.to_ascii_lowercase() == lower) {
            let (first, rest) = name.split_at(1);
            let property = self.names.contains(&format!("{}{rest}", first.to_ascii_lowercase()));
            return if property {
                format!("{}{}{rest}", PREFIX.0, first.to_ascii_lowercase())
            } else {
                format!("{}{name}", PREFIX.0)
            };
        }
        let spelled =
            self.names.contains(name) || self.names.iter().any(|known| known.to_ascii_lowercase() == lower);
        if !spelled {
            return name.to_owned();
        }
        let (first, rest) = name.split_at(1);
        let upper = rest.chars().all(|c| c.is_ascii_uppercase()) && !rest.is_empty();
        let first = if upper { first.to_ascii_uppercase() } else { first.to_owned() };
        format!("{}{first}{rest}", PREFIX.1)
    }

    /// `inside` says that the value is one of a property, so that the keys of an object are properties too.
    fn walk(&self, value: &Value, key: &str, inside: bool) -> Value {
        match value {
            Value::Object(object) => {
                let map = matches!(key, "fields" | "non_ref_properties" | "Get" | "Aggregate")
                    || key == "properties" && !is_message(value);
                let out = object.iter().map(|(name, inner)| {
                    if map || inside {
                        (self.name(name), self.walk(inner, name, true))
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

fn collect(value: &Value, names: &mut BTreeSet<String>) {
    if let Some(class) = value["class"].as_str() {
        names.insert(class.to_owned());
    }
    for key in ["properties", "nestedProperties"] {
        for property in value[key].as_array().into_iter().flatten() {
            if let Some(name) = property["name"].as_str() {
                names.insert(name.to_owned());
            }
            collect(property, names);
        }
    }
}
