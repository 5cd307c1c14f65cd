//! When two spellings mean the same: what the server rewrites is not a difference.

use std::collections::BTreeSet;

use serde_json::Value;

/// The words of the server's preset `en`. It drops additions that are in the preset.
const ENGLISH: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no",
    "not", "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to",
    "was", "will", "with",
];

/// A property's name as the server keeps it.
pub(crate) fn property_name(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(chars).collect()
}

/// Data types as the server keeps them: `string` became `text`, and the order of a link's targets says nothing.
pub(crate) fn data_types<'a>(types: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    types
        .map(|name| match name {
            "string" => "text",
            "string[]" => "text[]",
            other => other,
        })
        .collect()
}

/// Whether everything that `wanted` says is so in `actual`; what `wanted` leaves out is not compared.
pub(crate) fn covers(wanted: &Value, actual: Option<&Value>) -> bool {
    match (wanted, actual) {
        (Value::Object(wanted), actual) => {
            let actual = actual.and_then(Value::as_object);
            wanted.iter().all(|(key, value)| covers(value, actual.and_then(|json| json.get(key))))
        }
        // The server drops numbers that are 0, flags that are off and texts that are empty from some documents.
        (Value::Number(wanted), None) => wanted.as_f64() == Some(0.0),
        (Value::Bool(wanted), None) => !wanted,
        (Value::String(wanted), None) => wanted.is_empty(),
        (Value::Null, None | Some(Value::Null)) => true,
        (Value::Array(wanted), None | Some(Value::Null)) => wanted.is_empty(),
        (Value::Number(wanted), Some(Value::Number(actual))) => match (wanted.as_f64(), actual.as_f64()) {
            (Some(wanted), Some(actual)) => is_same(wanted, actual),
            _ => wanted == actual,
        },
        (wanted, Some(actual)) => wanted == actual,
    }
}

/// The server keeps some fractions as 32 bits: 0.1 may come back as 0.10000000149.
fn is_same(wanted: f64, actual: f64) -> bool {
    let is_close = || (wanted as f32).total_cmp(&(actual as f32)).is_eq();
    wanted.total_cmp(&actual).is_eq() || wanted.fract() != 0.0 && is_close()
}

/// Whether two settings of stop words leave out the same words.
pub(crate) fn same_stopwords(wanted: &Value, actual: Option<&Value>) -> bool {
    let preset = |json: &Value| json.get("preset").and_then(Value::as_str).unwrap_or("en").to_owned();
    let actual = actual.unwrap_or(&Value::Null);
    let additions = |json: &Value| {
        let mut words = words(json, "additions");
        if preset(json) == "en" {
            words.retain(|word| !ENGLISH.contains(&word.as_str()));
        }
        words
    };
    preset(wanted) == preset(actual)
        && additions(wanted) == additions(actual)
        && words(wanted, "removals") == words(actual, "removals")
}

/// A list of words, which the server writes as null if it is empty.
fn words(json: &Value, key: &str) -> BTreeSet<String> {
    let list = json.get(key).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_server_rewrites_is_the_same() {
        assert!(covers(&json!({ "k1": 1.2, "b": 0.0 }), Some(&json!({ "k1": 1.200_000_047_683_715_8 }))));
        assert!(!covers(&json!({ "k1": 1.2 }), Some(&json!({ "k1": 1.25 }))));
        assert!(!covers(&json!(16_777_217), Some(&json!(16_777_216))));
        assert!(covers(&json!({ "a": { "b": false } }), None));
        assert!(!covers(&json!({ "a": { "b": true } }), Some(&json!({ "a": null }))));
        assert_eq!(data_types(["string[]"].into_iter()), data_types(["text[]"].into_iter()));
        assert_eq!(property_name("Title"), "title");
    }

    #[test]
    fn stopwords_are_sets_without_the_words_of_the_preset() {
        let wanted = json!({ "preset": "en", "additions": ["foo", "the"], "removals": [] });
        let kept = json!({ "preset": "en", "additions": ["foo"], "removals": null });
        assert!(same_stopwords(&wanted, Some(&kept)));
        assert!(!same_stopwords(&wanted, None));
        let none = json!({ "preset": "none", "additions": ["the"], "removals": [] });
        assert!(!same_stopwords(
            &none,
            Some(&json!({ "preset": "none", "additions": null, "removals": null }))
        ));
    }
}
