//! Changing bytes for the worse.

use crate::program::Random;

/// Pieces that parsers stumble over.
const PIECES: &[&[u8]] = &[
    b"null",
    b"-1",
    b"0",
    b"1e999",
    b"-0",
    b"9223372036854775808",
    b"18446744073709551616",
    b"NaN",
    b"\"\"",
    b"[]",
    b"{}",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{",
    b"\\u0000",
    b"\\ud800",
    b"\xff\xfe",
    b"\xf0\x9f\x98",
    b"%00%ff%",
    b"../../",
    b"****?*?*?*****?*a*a*a*a*a*b",
    b"\x00",
    b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01",
    b"\xff\xff\xff\xff\x0f",
    b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    b"9999-12-31T23:59:59.999999999Z",
    b"0000-00-00T99:99:99Z",
    b"00000000-0000-0000-0000-000000000000",
    b"weaviate://localhost/Article/",
];

/// A copy with one to eight changes.
pub(crate) fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(8) {
        mutate(&mut out, random);
    }
    out
}

fn mutate(out: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(out.len() as u64 + 1) as usize;
    match random.below(8) {
        0 if at < out.len() => out[at] ^= 1 << random.below(8),
        1 if at < out.len() => out[at] = random.next() as u8,
        2 => out.insert(at, random.next() as u8),
        3 => out.truncate(at),
        4 => {
            let end = out.len().min(at + random.below(16) as usize);
            out.drain(at..end);
        }
        5 => {
            let end = out.len().min(at + random.below(32) as usize);
            let piece = out[at..end].to_vec();
            for _ in 0..=random.below(4) {
                out.splice(at..at, piece.iter().copied());
            }
        }
        _ => {
            let piece = PIECES[random.below(PIECES.len() as u64) as usize];
            let end = if random.below(2) == 0 { at } else { out.len().min(at + piece.len()) };
            out.splice(at..end, piece.iter().copied());
        }
    }
}

/// Bytes of no kind.
pub(crate) fn noise(random: &mut Random) -> Vec<u8> {
    (0..random.below(300)).map(|_| random.next() as u8).collect()
}

/// A JSON value replaced somewhere inside by another.
pub(crate) fn mutated_json(json: &serde_json::Value, random: &mut Random) -> serde_json::Value {
    use serde_json::{Value, json};
    if random.below(4) == 0 {
        let deep = (0..random.below(60)).fold(json!("x"), |inner, at| {
            if at % 2 == 0 { json!([inner]) } else { json!({"operands": inner, "a": 1}) }
        });
        let others = [
            Value::Null,
            json!(-1),
            json!(1e300),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(0.1),
            json!(true),
            json!(""),
            json!("\u{0}\u{202e}é😀"),
            json!("x".repeat(random.below(3_000) as usize)),
            json!([]),
            json!({}),
            json!(["a", 1, null, {"b": []}]),
            json!([[1, 2], [3]]),
            json!({"valueText": "a", "operator": "Like", "path": ["title"]}),
            deep,
        ];
        return others[random.below(others.len() as u64) as usize].clone();
    }
    match json {
        Value::Array(items) if !items.is_empty() => {
            let mut items = items.clone();
            let at = random.below(items.len() as u64) as usize;
            items[at] = mutated_json(&items[at], random);
            if random.below(4) == 0 {
                items.push(items[at].clone());
            }
            Value::Array(items)
        }
        Value::Object(map) if !map.is_empty() => {
            let mut map = map.clone();
            let at = random.below(map.len() as u64) as usize;
            let key = map.keys().nth(at).cloned().unwrap_or_default();
            let value = map.remove(&key).unwrap_or_default();
            match random.below(6) {
                0 => {}
                1 => {
                    map.insert(format!("{key}{key}"), value);
                }
                _ => {
                    map.insert(key, mutated_json(&value, random));
                }
            }
            Value::Object(map)
        }
        Value::String(text) => {
            Value::String(String::from_utf8_lossy(&mutated(text.as_bytes(), random)).into_owned())
        }
        _ => json!(random.next() as i64),
    }
}

/// A value with a piece of another value somewhere inside.
pub(crate) fn spliced(
    json: &serde_json::Value,
    other: &serde_json::Value,
    random: &mut Random,
) -> serde_json::Value {
    use serde_json::Value;
    let inside = random.below(5) > 0;
    match json {
        Value::Array(items) if !items.is_empty() && inside => {
            let mut items = items.clone();
            let at = random.below(items.len() as u64) as usize;
            items[at] = spliced(&items[at], other, random);
            Value::Array(items)
        }
        Value::Object(map) if !map.is_empty() && inside => {
            let mut map = map.clone();
            let at = random.below(map.len() as u64) as usize;
            if let Some(value) = map.values_mut().nth(at) {
                *value = spliced(value, other, random);
            }
            Value::Object(map)
        }
        _ => piece(other, random).clone(),
    }
}

fn piece<'a>(json: &'a serde_json::Value, random: &mut Random) -> &'a serde_json::Value {
    use serde_json::Value;
    let below = |length: usize, random: &mut Random| random.below(length as u64) as usize;
    match json {
        _ if random.below(4) == 0 => json,
        Value::Array(items) if !items.is_empty() => piece(&items[below(items.len(), random)], random),
        Value::Object(map) => match map.values().nth(below(map.len(), random)) {
            Some(value) => piece(value, random),
            None => json,
        },
        _ => json,
    }
}
