//! A value that a rule of its field (`#[weaviate(validate(…))]`) does not allow.

use std::fmt;

use super::error::Error;

/// A value that a rule of its field does not allow.
///
/// ```
/// use weaviate_query::check::Broken;
///
/// /// "`stars` is 6, which `range(1..=5)` does not allow"
/// fn said(broken: &Broken) -> String {
///     format!("`{}` is {}, which `{}` does not allow", broken.property, broken.value, broken.rule)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Broken {
    /// The property: `stars`, in a nested object `author.name`, in a list `tags[2]`.
    pub property: String,
    /// The rule as it is declared: `range(1..=5)`.
    pub rule: &'static str,
    /// The value, shortened.
    pub value: String,
    /// What the function of a `with` says about it.
    pub why: Option<String>,
}

/// So many characters of a value are shown.
const SHOWN: usize = 60;

impl Broken {
    /// A value of the property at hand; a list's element stands at `place`.
    pub(crate) fn new(rule: &'static str, place: Option<usize>, value: &dyn fmt::Debug) -> Self {
        let value = format!("{value:?}");
        let value = match value.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
            None => value,
        };
        let property = place.map(|place| format!("[{place}]")).unwrap_or_default();
        Self { property, rule, value, why: None }
    }

    /// What an object is refused with. No `From`: a second one beside `Error` would take the type from every `?` in a closure.
    pub(crate) fn refused(&self) -> Error {
        Error::invalid(self.to_string())
    }

    /// The same below the property `name`.
    pub(crate) fn inside(mut self, name: &str) -> Self {
        let dot = if self.property.is_empty() || self.property.starts_with('[') { "" } else { "." };
        self.property = format!("{name}{dot}{}", self.property);
        self
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { property, rule, value, why } = self;
        write!(f, "`{property}` is {value}, and `{rule}` does not allow that")?;
        why.as_ref().map_or(Ok(()), |why| write!(f, ": {why}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_named_from_the_object_on() {
        let broken = Broken::new("len(1..)", Some(2), &"").inside("tags").inside("author");
        assert_eq!(broken.to_string(), "`author.tags[2]` is \"\", and `len(1..)` does not allow that");
    }

    #[test]
    fn a_long_value_is_cut_between_characters() {
        let value = Broken::new("len(..=9)", None, &"ß".repeat(500)).value;
        assert_eq!(value, format!("\"{}…", "ß".repeat(59)));
    }
}
