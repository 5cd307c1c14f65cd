//! Whether the object that a server shows is the one that was sent to it.
//!
//! The server writes some values in another way: it cuts zeros from fractions of seconds, keeps coordinates and
//! vectors with 32 bits, adds to phone numbers what it finds out, and addresses to links.

use serde_json::{Map, Value};

/// Whether `found` has what was `sent`, and nothing else that says something.
///
/// A `blobHash` is shown as its hash, so an object with one is never found to be the same.
pub(crate) fn is_same(sent: &Value, found: &Value) -> bool {
    let part =
        |object: &Value, key: &str| object.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
    let (sent_properties, found_properties) = (part(sent, "properties"), part(found, "properties"));
    let nothing_else =
        found_properties.iter().all(|(name, value)| value.is_null() || sent_properties.contains_key(name));
    let id = |object: &Value| object.get("id").and_then(Value::as_str).map(str::to_ascii_lowercase);
    id(sent) == id(found)
        && nothing_else
        && has(&sent_properties, &found_properties)
        // A vectorizer adds vectors by itself.
        && has(&part(sent, "vectors"), &part(found, "vectors"))
        && sent.get("vector").is_none_or(|vector| found.get("vector").is_some_and(|found| same(vector, found)))
}

fn has(sent: &Map<String, Value>, found: &Map<String, Value>) -> bool {
    sent.iter().all(|(name, value)| match found.get(name) {
        Some(other) => same(value, other),
        // Nulls are not kept.
        None => value.is_null(),
    })
}

fn same(sent: &Value, found: &Value) -> bool {
    match (sent, found) {
        (Value::Number(a), Value::Number(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => a.to_bits() == b.to_bits() || (a as f32).to_bits() == (b as f32).to_bits(),
            _ => false,
        },
        (Value::String(a), Value::String(b)) => a == b || moment(a).is_some_and(|a| moment(b) == Some(a)),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => match (target(a), target(b)) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
            _ => has(a, b),
        },
        (a, b) => a == b,
    }
}

/// The id at the end of a beacon: the class before it may be an alias on one side.
fn target(object: &Map<String, Value>) -> Option<&str> {
    object.get("beacon")?.as_str()?.rsplit('/').next()
}

/// A date without the zeros at the end of its fraction: `2024-01-01T00:00:00.100Z` is `….1Z`.
fn moment(text: &str) -> Option<String> {
    let looks_like_a_date = text.len() >= 20 && text.as_bytes().get(10).is_some_and(|byte| *byte == b'T');
    let (front, rest) = text.split_once('.').or_else(|| text.get(..19).zip(text.get(19..)))?;
    if !looks_like_a_date || front.len() != 19 {
        return None;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, zone) = rest.split_at_checked(digits)?;
    let zone = if zone == "+00:00" { "Z" } else { zone };
    Some(format!("{front}.{}{zone}", fraction.trim_end_matches('0')))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Sent to, and read back from, Weaviate 1.39.0.
    fn pair() -> (Value, Value) {
        let sent = json!({
            "class": "Article", "id": "40847299-081C-5646-833E-d3e37769dc6a", "tenant": "a",
            "properties": {
                "title": "t", "words": 3, "price": 2.0, "gone": null, "none": [],
                "at": "2024-01-01T00:00:00.100Z",
                "where": { "latitude": 52.366_666_7, "longitude": 4.9 },
                "phone": { "input": "020 1234567", "defaultCountry": "nl" },
                "by": [{ "beacon": "weaviate://localhost/Author/a4493b55-3ec3-5c8d-bf0c-93731e58cf62" }],
            },
            "vectors": { "v": [0.1, 0.2] },
        });
        let found = json!({
            "class": "Article_v1", "id": "40847299-081c-5646-833e-d3e37769dc6a", "creationTimeUnix": 1,
            "properties": {
                "title": "t", "words": 3, "price": 2, "none": [], "absent": null,
                "at": "2024-01-01T00:00:00.1Z",
                "where": { "latitude": 52.366_665, "longitude": 4.9 },
                "phone": { "input": "020 1234567", "defaultCountry": "NL", "countryCode": 31, "valid": true },
                "by": [{ "beacon": "weaviate://localhost/Author_v1/a4493b55-3ec3-5c8d-bf0c-93731e58cf62", "href": "/v1" }],
            },
            "vectors": { "v": [0.1, 0.2], "generated": [1] },
        });
        (sent, found)
    }

    #[test]
    fn the_servers_spelling_is_the_same() {
        let (mut sent, found) = pair();
        sent["properties"]["phone"]["defaultCountry"] = "NL".into();
        assert!(is_same(&sent, &found));
    }

    #[test]
    fn another_value_is_not() {
        for (path, value) in [
            ("/properties/title", json!("u")),
            ("/properties/words", json!(4)),
            ("/properties/none", json!(["x"])),
            ("/properties/at", json!("2024-01-01T00:00:00.01Z")),
            ("/properties/absent", json!(1)),
            ("/vectors/v/1", json!(0.3)),
            ("/id", json!("40847299-081c-5646-833e-d3e37769dc6b")),
            ("/properties/by", json!([])),
        ] {
            let (sent, mut found) = pair();
            *found.pointer_mut(path).unwrap() = value;
            assert!(!is_same(&sent, &found), "{path}");
        }
    }
}
