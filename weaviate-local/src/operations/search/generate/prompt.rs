//! Prompts with the values of objects in them.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::{
    common::{
        error::{Refusal, Result},
        gotext,
        object::Object,
        value::Value,
    },
    schema::Class,
};

/// The `{…}` of a prompt that hold a name, as byte ranges with the braces.
pub(super) fn places(prompt: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, letter) in prompt.char_indices() {
        match letter {
            '{' => open = Some(at),
            '}' => out.extend(open.take().map(|start| start..at + 1)),
            letter if letter.is_ascii_alphanumeric() || letter == '_' || letter.is_ascii_whitespace() => {}
            _ => open = None,
        }
    }
    out
}

/// The name between the braces.
pub(super) fn name(prompt: &str, place: std::ops::Range<usize>) -> &str {
    prompt.get(place).unwrap_or_default().trim_matches(['{', '}'])
}

/// The prompt for one object.
pub(super) fn single(class: &Class, object: &Object, prompt: &str) -> Result<String> {
    let texts = texts(class, object, &[]);
    let mut out = prompt.to_owned();
    for place in places(prompt) {
        let name = name(prompt, place.clone()).trim();
        let Some(text) = texts.get(name).filter(|text| !text.is_empty()) else {
            return Err(Refusal::new(format!(
                "Following property has empty value: '{name}'. Make sure you spell the property name correctly, verify \
                 that the property exists and has a value"
            )));
        };
        out = out.replace(prompt.get(place).unwrap_or_default(), text);
    }
    Ok(out)
}

/// The task, then the values of all objects as JSON.
pub(super) fn grouped(class: &Class, objects: &[&Object], only: &[String], task: &str) -> String {
    let all: Vec<BTreeMap<&str, String>> =
        objects.iter().map(|object| texts(class, object, only)).filter(|texts| !texts.is_empty()).collect();
    let mut text = String::new();
    let mut last = 0;
    for place in places(task) {
        let name = name(task, place.clone());
        text.push_str(task.get(last..place.start).unwrap_or_default());
        text.push_str(all.iter().find_map(|texts| texts.get(name)).map_or(name, String::as_str));
        last = place.end;
    }
    text.push_str(task.get(last..).unwrap_or_default());
    let items: Vec<String> = all
        .iter()
        .map(|texts| {
            let pairs: Vec<String> =
                texts.iter().map(|(name, text)| format!("{}:{}", escaped(name), escaped(text))).collect();
            format!("{{{}}}", pairs.join(","))
        })
        .collect();
    format!("{text}: [{}]", items.join(","))
}

// The values a language model can read.
fn texts<'a>(class: &'a Class, object: &Object, only: &[String]) -> BTreeMap<&'a str, String> {
    class
        .properties
        .iter()
        .filter(|property| only.is_empty() || only.contains(&property.name))
        .filter_map(|property| {
            let text = match object.fields.get(&property.name)? {
                Value::Blob(_) | Value::Refs(_) => return None,
                Value::Int(number) | Value::Number(number) => gotext::general(*number),
                Value::Text(text) => text.clone(),
                Value::Bool(value) => value.to_string(),
                Value::Date(date) => date.text(),
                Value::Uuid(id) => id.to_string(),
                list => marshalled(&list.json()),
            };
            Some((property.name.as_str(), text))
        })
        .collect()
}

// Go's JSON: keys in order, and nothing in it that HTML could take for a tag.
fn marshalled(value: &Json) -> String {
    match value {
        Json::String(text) => escaped(text),
        Json::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            Some(float) => gotext::float(float).replace("e-0", "e-"),
            None => number.to_string(),
        },
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(marshalled).collect();
            format!("[{}]", items.join(","))
        }
        Json::Object(map) => {
            let sorted: BTreeMap<_, _> = map.iter().collect();
            let pairs: Vec<String> = sorted
                .into_iter()
                .map(|(key, value)| format!("{}:{}", escaped(key), marshalled(value)))
                .collect();
            format!("{{{}}}", pairs.join(","))
        }
        Json::Null | Json::Bool(_) => value.to_string(),
    }
}

fn escaped(text: &str) -> String {
    format!("\"{}\"", gotext::json_inner(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    // What the server's pattern `{([\w\s]*?)}` finds.
    #[test]
    fn only_names_in_braces_are_places() {
        let names = |prompt: &'static str| -> Vec<&str> {
            places(prompt).into_iter().map(|place| name(prompt, place)).collect()
        };
        assert_eq!(names("a {title} and { name }"), ["title", " name "]);
        assert_eq!(names("{a{b}} {c-d} {}"), ["b", ""]);
        assert!(names("{ü}").is_empty());
    }

    // Written down from a 1.39.0 server.
    #[test]
    fn texts_are_escaped_as_go_does() {
        assert_eq!(escaped("A <b> & \"q\""), r#""A \u003cb\u003e \u0026 \"q\"""#);
        assert_eq!(marshalled(&serde_json::json!([1.5, 2e21])), "[1.5,2e+21]");
    }
}
