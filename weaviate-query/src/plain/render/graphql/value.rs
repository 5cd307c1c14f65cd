//! Arguments of GraphQL.

use std::fmt;

use super::refusal::unsupported;
use crate::plain::error::Result;

/// The value of an argument.
pub(super) enum Value {
    /// As it is written: an int or a float.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// One of the words of an enumeration.
    Word(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An input object.
    Object(Fields),
}

impl Value {
    /// A list of texts.
    pub(super) fn texts(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self::List(texts.into_iter().map(|text| Self::Text(text.as_ref().to_owned())).collect())
    }

    fn json(&self) -> serde_json::Value {
        match self {
            // Written by `number`, as the grammar of JSON has it too.
            Self::Number(written) => serde_json::from_str(written).unwrap_or_default(),
            Self::Boolean(value) => (*value).into(),
            Self::Word(text) | Self::Text(text) => text.clone().into(),
            Self::List(values) => values.iter().map(Self::json).collect(),
            Self::Object(fields) => fields.json(),
        }
    }
}

/// The fields of an input object, or the arguments of a field, in the order in which they were put.
pub(super) struct Fields(Vec<(String, Value)>);

impl Fields {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn put(&mut self, name: &str, value: Value) {
        self.0.push((name.to_owned(), value));
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.put(name, Value::Text(text.to_owned()));
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As REST has it: what takes one value or several is called otherwise for several.
    pub(super) fn json(&self) -> serde_json::Value {
        let fields = self.0.iter().map(|(name, value)| match value {
            Value::List(_) if name.starts_with("value") => (format!("{name}Array"), value.json()),
            _ => (name.clone(), value.json()),
        });
        serde_json::Value::Object(fields.collect())
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (name, value)) in self.0.iter().enumerate() {
            write!(f, "{}{name}: {value}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(written) | Self::Word(written) => f.write_str(written),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Text(text) => write!(f, "{}", Quoted(text)),
            Self::List(values) => {
                f.write_str("[")?;
                for (i, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::Object(fields) if fields.is_empty() => f.write_str("{}"),
            Self::Object(fields) => write!(f, "{{ {fields} }}"),
        }
    }
}

/// A text as the specification, section 2.9.4, writes it between quotes.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                // Controls, and what some readers take for the end of a line or leave out.
                '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                    write!(f, "\\u{:04X}", u32::from(c))?;
                }
                // Anything above is not escaped: the server reads the halves of an escaped pair one by one.
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

/// A name that is written as it is, such as that of a class or property.
///
/// # Errors
///
/// `Unsupported` for what GraphQL would not read as a name: nothing of a question gets past as GraphQL of its
/// own.
pub(super) fn name(text: &str) -> Result<&str> {
    let mut chars = text.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    if starts && chars.all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Ok(text);
    }
    Err(unsupported(format!("{text:?} is no name in GraphQL")))
}

#[cfg(test)]
mod tests {
    use super::*;

    // Examples of the specification, and what is hostile.
    #[test]
    fn texts_are_escaped() {
        for (text, written) in [
            ("", r#""""#),
            ("a\"b\\c/d", r#""a\"b\\c/d""#),
            ("\u{8}\u{c}\n\r\t\0\u{1f}", r#""\u0008\u000C\n\r\t\u0000\u001F""#),
            ("\u{7f}\u{85}\u{2028}\u{2029}\u{feff}", r#""\u007F\u0085\u2028\u2029\uFEFF""#),
            ("é😀\u{ffff}", "\"é😀\u{ffff}\""),
            ("\"\"\"", r#""\"\"\"""#),
            ("\\u0041", r#""\\u0041""#),
        ] {
            assert_eq!(Quoted(text).to_string(), written);
        }
    }

    #[test]
    fn names_are_not_escaped_and_so_are_checked() {
        for good in ["a", "_x9", "Article_v1"] {
            assert_eq!(name(good).unwrap(), good);
        }
        for bad in ["", "9a", "a b", "a){x", "é", "a.b", "a\n"] {
            assert!(name(bad).is_err(), "{bad:?}");
        }
    }
}
