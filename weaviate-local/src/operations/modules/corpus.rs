//! The text of an object, from which a module makes its vector.

use serde_json::Value as Json;

use super::module::Module;
use crate::{
    common::{
        doc::{Doc, list},
        gotext,
        value::{Fields, Value},
    },
    schema::DataType,
};

/// What text2vec-bigram reads: all texts without anything between them.
pub(super) fn concatenated(module: &Module<'_>, fields: &Fields) -> String {
    let config = module.config();
    let only = only(&config);
    let mut words = Vec::new();
    for property in &module.class.properties {
        if !only.is_empty() && !only.contains(&property.name.as_str()) {
            continue;
        }
        match (property.kind, fields.get(&property.name)) {
            (DataType::Text, Some(Value::Text(text))) => words.push(text.to_lowercase()),
            (DataType::Texts, Some(Value::Texts(list))) => words.push(list.join(" ").to_lowercase()),
            _ => {}
        }
    }
    words.concat()
}

/// What the other modules read: texts in the order of the properties' names, with names where the settings want them.
pub(super) fn joined(module: &Module<'_>, fields: &Fields) -> String {
    let config = module.config();
    let only = only(&config);
    let mut parts = Vec::new();
    if config.get("vectorizeClassName").and_then(Json::as_bool).unwrap_or(true) {
        parts.push(words(&module.class.name));
    }
    for (name, value) in fields {
        let own = property_config(module, name);
        let flag = |key: &str| own.as_ref().and_then(|own| own.get(key)?.as_bool()).unwrap_or(false);
        let read = if only.is_empty() { !flag("skip") } else { only.contains(&name.as_str()) };
        if !read {
            continue;
        }
        for text in texts(value, !only.is_empty()) {
            parts.push(if flag("vectorizePropertyName") { format!("{} {text}", words(name)) } else { text });
        }
    }
    if parts.is_empty() && only.is_empty() {
        parts.push(words(&module.class.name));
    }
    parts.join(" ")
}

fn only(config: &Doc) -> Vec<&str> {
    list(config, "properties").iter().filter_map(Json::as_str).collect()
}

fn property_config(module: &Module<'_>, name: &str) -> Option<Doc> {
    let all = list(&module.class.doc, "properties");
    let property = all.iter().find(|property| property["name"] == name)?;
    property["moduleConfig"][&module.spec.vectorizer].as_object().cloned()
}

// A property that is no text is read only if the settings name it.
fn texts(value: &Value, named: bool) -> Vec<String> {
    let numbers = |list: &[f64]| list.iter().map(|number| gotext::general(*number)).collect();
    match value {
        // A blob and a uuid are texts to the server.
        Value::Text(text) | Value::Blob(text) => vec![text.clone()],
        Value::Texts(list) => list.clone(),
        _ if !named => Vec::new(),
        Value::Int(number) | Value::Number(number) => vec![gotext::general(*number)],
        Value::Ints(list) | Value::Numbers(list) => numbers(list),
        Value::Bool(value) => vec![value.to_string()],
        Value::Bools(list) => list.iter().map(bool::to_string).collect(),
        Value::Date(date) => vec![date.0.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)],
        Value::Object(_) | Value::Objects(_) => vec![value.json().to_string()],
        _ => Vec::new(),
    }
}

/// The words of a name in camel case.
fn words(name: &str) -> String {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Lower,
        Upper,
        Digit,
        Other,
    }
    let kind = |letter: char| match letter {
        _ if letter.is_lowercase() => Kind::Lower,
        _ if letter.is_uppercase() => Kind::Upper,
        _ if letter.is_numeric() => Kind::Digit,
        _ => Kind::Other,
    };
    let mut parts: Vec<(Kind, String)> = Vec::new();
    for letter in name.chars() {
        let kind = kind(letter);
        match parts.last_mut() {
            Some((last, part)) if *last == kind => part.push(letter),
            // The capital before small letters belongs to them.
            Some((last, part)) if *last == Kind::Upper && kind == Kind::Lower => {
                let first = part.pop();
                if part.is_empty() {
                    parts.pop();
                }
                parts.push((Kind::Lower, first.into_iter().chain([letter]).collect()));
            }
            _ => parts.push((kind, letter.to_string())),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::words;

    // From the list of examples of the library the server uses.
    #[test]
    fn names_fall_into_words() {
        for (name, expected) in [
            ("lowercase", "lowercase"),
            ("MyClass", "My Class"),
            ("HTMLParser", "HTML Parser"),
            ("GL11Version", "GL 11 Version"),
            ("simpleXMLParser", "simple XML Parser"),
        ] {
            assert_eq!(words(name), expected);
        }
    }
}
