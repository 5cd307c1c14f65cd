//! Values before they are checked, as Go's decoders hold them: error texts name these types.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::common::gotext;

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
    List(Vec<Self>),
    Map(RawMap),
}

impl Raw {
    /// `%T`.
    pub(crate) fn go_type(&self) -> &'static str {
        match self {
            Self::Null => "<nil>",
            Self::Bool(_) => "bool",
            Self::Json(_) => "json.Number",
            Self::Float(_) => "float64",
            Self::Int(_) => "int64",
            Self::Text(_) => "string",
            Self::List(_) => "[]interface {}",
            Self::Map(_) => "map[string]interface {}",
        }
    }

    /// `%v`.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Null => "<nil>".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Json(text) | Self::Text(text) => text.clone(),
            Self::Float(number) => gotext::general(*number),
            Self::Int(number) => number.to_string(),
            Self::List(items) => gotext::list(&items.iter().map(Self::shown).collect::<Vec<_>>()),
            Self::Map(map) => {
                let items: Vec<String> =
                    map.iter().map(|(key, value)| format!("{key}:{}", value.shown())).collect();
                format!("map[{}]", items.join(" "))
            }
        }
    }

    /// `%s`: what is no text says so.
    pub(crate) fn shown_as_text(&self) -> String {
        match self {
            Self::Bool(value) => format!("%!s(bool={value})"),
            Self::Float(number) => format!("%!s(float64={})", gotext::general(*number)),
            Self::Int(number) => format!("%!s(int64={number})"),
            Self::Null => "%!s(<nil>)".to_owned(),
            Self::List(items) => gotext::list(&items.iter().map(Self::shown_as_text).collect::<Vec<_>>()),
            Self::Map(map) => {
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
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}
