//! Values before they are checked, as Go's decoders hold them: error texts name these types.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::gotext;

/// Values by name.
pub(crate) type RawMap = BTreeMap<String, Raw>;

/// A value whose type nobody has looked at yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Raw {
    Null,
    Bool(bool),
    /// A number of a JSON body, as it was written.
    Json(String),
    Float(f64),
    Int(i64),
    Text(String),
    List(Vec<Raw>),
    Map(RawMap),
}

impl Raw {
    /// `%T`.
    pub(crate) fn go_type(&self) -> &'static str {
        match self {
            Raw::Null => "<nil>",
            Raw::Bool(_) => "bool",
            Raw::Json(_) => "json.Number",
            Raw::Float(_) => "float64",
            Raw::Int(_) => "int64",
            Raw::Text(_) => "string",
            Raw::List(_) => "[]interface {}",
            Raw::Map(_) => "map[string]interface {}",
        }
    }

    /// `%v`.
    pub(crate) fn shown(&self) -> String {
        match self {
            Raw::Null => "<nil>".to_owned(),
            Raw::Bool(value) => value.to_string(),
            Raw::Json(text) | Raw::Text(text) => text.clone(),
            Raw::Float(number) => gotext::general(*number),
            Raw::Int(number) => number.to_string(),
            Raw::List(items) => gotext::list(&items.iter().map(Raw::shown).collect::<Vec<_>>()),
            Raw::Map(map) => {
                let items: Vec<String> =
                    map.iter().map(|(key, value)| format!("{key}:{}", value.shown())).collect();
                format!("map[{}]", items.join(" "))
            }
        }
    }

    /// `%s`: what is no text says so.
    pub(crate) fn shown_as_text(&self) -> String {
        match self {
            Raw::Bool(value) => format!("%!s(bool={value})"),
            Raw::Float(number) => format!("%!s(float64={})", gotext::general(*number)),
            Raw::Int(number) => format!("%!s(int64={number})"),
            Raw::Null => "%!s(<nil>)".to_owned(),
            Raw::List(items) => gotext::list(&items.iter().map(Raw::shown_as_text).collect::<Vec<_>>()),
            Raw::Map(map) => {
                let mut out = String::from("map[");
                for (at, (key, value)) in map.iter().enumerate() {
                    let space = if at == 0 { "" } else { " " };
                    let _ = write!(out, "{space}{key}:{}", value.shown_as_text());
                }
                out.push(']');
                out
            }
            other => other.shown(),
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Raw::Text(text) => Some(text),
            _ => None,
        }
    }
}
