//! Declarations as a file: what structs say, for a review, for a command that has not the structs compiled in.
//!
//! The file is JSON, the same for the same structs, with one part for each collection: its class as the server spells it,
//! and of each field what no class tells. What is read back plans as the structs do; it has no codec.
//!
//! ```
//! use weaviate_query::{Names, schema::{CollectionDef, DataType, FieldDef, Snapshot, TypeDef}};
//!
//! const NOTE: CollectionDef = CollectionDef {
//!     fields: &[FieldDef::new("text", TypeDef::scalar(DataType::Text))],
//!     ..CollectionDef::new("Note")
//! };
//! let text = Snapshot::of(&[&NOTE]).to_string();
//! let read: Snapshot = text.parse()?;
//! let class = |def: &CollectionDef| def.to_class("Note", &Names::new(), true);
//! assert_eq!(class(read.definitions()[0]), class(&NOTE));
//! # Ok::<(), weaviate_query::Error>(())
//! ```

mod read;
mod written;

use std::{fmt, str::FromStr};

use serde_json::Value;

use super::CollectionDef;
use crate::plain::error::{Error, Result};

/// What a program declares, as `weaviate.schema.json` keeps it.
#[derive(Debug, Clone)]
pub struct Snapshot {
    json: Value,
    definitions: Vec<&'static CollectionDef>,
}

impl Snapshot {
    /// Of these declarations, by name.
    pub fn of(definitions: &[&'static CollectionDef]) -> Self {
        let mut definitions = definitions.to_vec();
        definitions.sort_by_key(|def| def.name);
        Self { json: written::document(&definitions), definitions }
    }

    /// The declarations, by name. Those that were read live as long as the program.
    pub fn definitions(&self) -> &[&'static CollectionDef] {
        &self.definitions
    }

    /// What differs from `other`, a line each: `Article.fields.title.optional: nothing to true`.
    ///
    /// ```
    /// use weaviate_query::schema::{CollectionDef, Snapshot};
    ///
    /// const OLD: CollectionDef = CollectionDef { description: Some("Old."), ..CollectionDef::new("Note") };
    /// const NEW: CollectionDef = CollectionDef { description: Some("New."), ..CollectionDef::new("Note") };
    /// let differences = Snapshot::of(&[&OLD]).differences(&Snapshot::of(&[&NEW]));
    /// assert_eq!(differences, [r#"Note.class.description: "Old." to "New.""#]);
    /// ```
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        differ(&self.json["collections"], &other.json["collections"], "", &mut found);
        found
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:#}", self.json)
    }
}

impl FromStr for Snapshot {
    type Err = Error;

    /// Reads what [`Display`](fmt::Display) wrote.
    ///
    /// # Errors
    ///
    /// `Decode` if it is no snapshot, or one of a later version of this crate.
    fn from_str(text: &str) -> Result<Self> {
        let json: Value = serde_json::from_str(text).map_err(|error| read::wrong(&error.to_string()))?;
        let definitions = read::definitions(&json)?;
        Ok(Self { json, definitions })
    }
}

/// Lists of named things are compared by name, all else by value.
fn differ(one: &Value, other: &Value, at: &str, found: &mut Vec<String>) {
    let named = |value: &Value| -> Option<Value> {
        let list = value.as_array()?;
        let entries = list.iter().map(|entry| Some((entry.get("name")?.as_str()?.to_owned(), entry.clone())));
        Some(Value::Object(entries.collect::<Option<_>>()?))
    };
    match (one, other) {
        (Value::Object(mine), Value::Object(theirs)) => {
            let keys = mine.keys().chain(theirs.keys().filter(|key| !mine.contains_key(*key)));
            for key in keys {
                let at = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                differ(
                    one.get(key).unwrap_or(&Value::Null),
                    other.get(key).unwrap_or(&Value::Null),
                    &at,
                    found,
                );
            }
        }
        _ if one == other => {}
        _ => match (named(one), named(other)) {
            (Some(one), Some(other)) if one != other => differ(&one, &other, at, found),
            _ => found.push(format!("{at}: {} to {}", shown(one), shown(other))),
        },
    }
}

fn shown(value: &Value) -> String {
    let text = if value.is_null() { "nothing".to_owned() } else { value.to_string() };
    if text.chars().count() > 120 { text.chars().take(119).chain(['…']).collect() } else { text }
}

#[cfg(test)]
mod tests;
