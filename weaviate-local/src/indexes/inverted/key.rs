//! Keys whose byte order is the order of the values.

use super::analyze;
use crate::{common::value::Value, schema::Property};

/// An integer.
pub(crate) fn int(value: i64) -> Vec<u8> {
    ((value as u64) ^ (1 << 63)).to_be_bytes().to_vec()
}

/// A number; negative ones have all their bits turned.
pub(crate) fn number(value: f64) -> Vec<u8> {
    // 0.0 and -0.0 have the same key.
    let bits = if value == 0.0 { 0 } else { value.to_bits() };
    let key = if bits >> 63 == 1 { !bits } else { bits | (1 << 63) };
    key.to_be_bytes().to_vec()
}

/// A boolean.
pub(crate) fn boolean(value: bool) -> Vec<u8> {
    vec![u8::from(value)]
}

/// The number a key stands for.
pub(crate) fn read_number(key: &[u8]) -> f64 {
    let bits = read(key);
    f64::from_bits(if bits >> 63 == 1 { bits & !(1 << 63) } else { !bits })
}

fn read(key: &[u8]) -> u64 {
    key.try_into().map(u64::from_be_bytes).unwrap_or_default()
}

/// The keys under which a value is found.
pub(crate) fn of_value(property: &Property, value: &Value) -> Vec<Vec<u8>> {
    match value {
        Value::Text(_) | Value::Texts(_) => {
            analyze::indexed(property, value).into_keys().map(String::into_bytes).collect()
        }
        Value::Int(n) => vec![int(*n as i64)],
        Value::Number(n) => vec![number(*n)],
        Value::Bool(b) => vec![boolean(*b)],
        Value::Date(date) => vec![int(date.nanos())],
        Value::Uuid(id) => vec![id.as_bytes().to_vec()],
        Value::Ints(list) => list.iter().map(|n| int(*n as i64)).collect(),
        Value::Numbers(list) => list.iter().map(|n| number(*n)).collect(),
        Value::Bools(list) => list.iter().map(|b| boolean(*b)).collect(),
        Value::Dates(list) => list.iter().map(|date| int(date.nanos())).collect(),
        Value::Uuids(list) => list.iter().map(|id| id.as_bytes().to_vec()).collect(),
        Value::Refs(list) => list.iter().map(|beacon| beacon.text().into_bytes()).collect(),
        Value::Geo(_) | Value::Phone(_) | Value::Blob(_) | Value::Object(_) | Value::Objects(_) => Vec::new(),
    }
}
