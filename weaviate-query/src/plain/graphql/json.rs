//! JSON that came, read as what it should be.
//!
//! Everything here may have been written by something else than a Weaviate: what is not as expected is `Decode`, in words
//! that say what came instead.

use serde_json::{Map, Value};

use crate::plain::error::{Error, Result};

/// What is said of a value that is not `expected`.
#[cold]
pub(super) fn odd(found: &Value, expected: &str) -> Error {
    let found = match found {
        Value::Null => "no value",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Error::decode(format!("the answer holds {found}, expected {expected}"))
}

pub(super) fn object<'a>(value: &'a Value, expected: &str) -> Result<&'a Map<String, Value>> {
    value.as_object().ok_or_else(|| odd(value, expected))
}

pub(super) fn list<'a>(value: &'a Value, expected: &str) -> Result<&'a [Value]> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| odd(value, expected))
}

pub(super) fn text<'a>(value: &'a Value, expected: &str) -> Result<&'a str> {
    value.as_str().ok_or_else(|| odd(value, expected))
}

pub(super) fn boolean(value: &Value) -> Result<bool> {
    value.as_bool().ok_or_else(|| odd(value, "a boolean"))
}

pub(super) fn double(value: &Value) -> Result<f64> {
    value.as_f64().ok_or_else(|| odd(value, "a number"))
}

/// A whole number; a server keeps ints as floats and may write one so.
pub(super) fn int(value: &Value) -> Result<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if let Some(int) = value.as_i64() {
        return Ok(int);
    }
    match value.as_f64() {
        Some(float) if float.fract() == 0.0 && float.abs() <= EXACT => Ok(float as i64),
        Some(_) => Err(Error::decode(format!("the answer holds {value}, expected an int"))),
        None => Err(odd(value, "an int")),
    }
}

/// A number of 32 bits, of the digits that came: narrowing what was read with 64 bits would round twice. Those digits
/// are no more than 17, and the shortest that mean the number of 64 bits are the same again.
pub(super) fn single(value: &Value) -> Result<f32> {
    let wide = double(value)?;
    let narrow = wide as f32;
    if f64::from(narrow).to_bits() == wide.to_bits() {
        return Ok(narrow);
    }
    wide.to_string().parse().map_err(|_| odd(value, "a number"))
}

/// What stands under a key; null is nothing.
pub(super) fn at<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object.get(key).filter(|value| !value.is_null())
}

/// What stands under keys, one inside the other; what is missing on the way is named.
pub(super) fn below<'a>(data: &'a Value, keys: &[&str]) -> Result<&'a Value> {
    let mut value = data;
    for key in keys {
        let inside = value.get(key).filter(|value| !value.is_null());
        value = inside.ok_or_else(|| Error::decode(format!("the answer has no `{}`", keys.join("."))))?;
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_keep_all_their_bits() {
        // Digits of Go's shortest form for 32 bits, and of the widened form for 64.
        for (text, bits) in [
            ("0.1", 0.1_f32.to_bits()),
            ("0.33333334", 0.333_333_34_f32.to_bits()),
            ("3.4028235e+38", f32::MAX.to_bits()),
            ("1e-45", 1),
            ("-0", (-0.0_f32).to_bits()),
            ("0.9997705817222595", 0.999_770_6_f32.to_bits()),
            ("7.006492321624085e-46", 0), // half of the least: to even
        ] {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(single(&value).unwrap().to_bits(), bits, "{text}");
        }
        // What a parser that is not exact reads as its neighbour.
        let value: Value = serde_json::from_str("1.7976931348623157e+308").unwrap();
        assert_eq!(double(&value).unwrap().to_bits(), f64::MAX.to_bits());
        let value: Value = serde_json::from_str("122.416294033786585").unwrap();
        assert_eq!(double(&value).unwrap().to_bits(), 122.416_294_033_786_58_f64.to_bits());
    }

    #[test]
    fn whole_numbers_are_whole() {
        for (value, int_) in [(json!(3), 3), (json!(3e9), 3_000_000_000), (json!(i64::MIN), i64::MIN)] {
            assert_eq!(int(&value).unwrap(), int_);
        }
        for value in [json!(0.5), json!(1e300), json!(u64::MAX), json!("3"), json!(null), json!([3])] {
            assert!(int(&value).is_err(), "{value}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = below(&json!({ "Get": { "A": null } }), &["Get", "A"]).unwrap_err();
        assert_eq!(error.to_string(), "the answer has no `Get.A`");
        assert!(below(&json!([1]), &["Get"]).is_err());
    }
}
