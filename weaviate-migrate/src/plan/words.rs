//! Pieces of text that several differences share.

use serde_json::Value;

/// `no objects`, `1 object`, `1,204 objects`, or that nobody counted.
pub(crate) fn objects(count: Option<u64>) -> String {
    match count {
        None => "an unknown number of objects".into(),
        Some(0) => "no objects".into(),
        Some(1) => "1 object".into(),
        Some(count) => format!("{} objects", thousands(count)),
    }
}

/// `1,204`.
fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A value of the schema as a person reads it.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Null => "nothing".into(),
        Value::String(text) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            match text.char_indices().nth(40) {
                Some((end, _)) => format!("`{}…`", &text[..end]),
                None => format!("`{text}`"),
            }
        }
        Value::Array(list) if list.len() == 1 => list.first().map(self::value).unwrap_or_default(),
        other => format!("`{other}`"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lists_read_well() {
        assert_eq!(objects(Some(1_204_567)), "1,204,567 objects");
        assert_eq!(objects(Some(204)), "204 objects");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(value(&serde_json::json!(["int"])), "`int`");
        assert_eq!(value(&serde_json::json!("two\nlines")), "`two lines`");
        assert_eq!(value(&"é".repeat(41).into()), format!("`{}…`", "é".repeat(40)));
    }
}
