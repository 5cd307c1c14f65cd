//! Which class on the server a collection of the program is.
//!
//! A struct says only a default. The client adds a prefix, maps a collection to another class and knows which
//! class an alias stands for; all three are one value, so that rendering, encoding and decoding agree.

use std::{borrow::Cow, collections::BTreeMap};

use crate::plain::error::{Error, Result};

/// The longest class name a server takes.
const LONGEST_CLASS: usize = 255;
/// Room kept for a version suffix (`_v` and digits).
const SUFFIX: usize = 8;

/// Prefix, collection → class, and alias → class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    prefix: String,
    renamed: BTreeMap<String, String>,
    aliases: BTreeMap<String, String>,
}

impl Names {
    /// Every collection is the class of its own name.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts `prefix` before every name of a collection.
    ///
    /// # Errors
    ///
    /// `InvalidInput` unless it is `[A-Z][_0-9A-Za-z]*` and at most 64 characters long.
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Result<Self> {
        let prefix = prefix.into();
        let mut chars = prefix.chars();
        let starts = chars.next().is_some_and(|c| c.is_ascii_uppercase());
        if !starts || !chars.all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(Error::invalid(format!(
                "the name prefix `{prefix}` is not `[A-Z][_0-9A-Za-z]*`: start it with a capital letter, then letters, digits and `_`"
            )));
        }
        if prefix.len() > 64 {
            return Err(Error::invalid(format!(
                "the name prefix `{prefix}` has {} characters: 64 is the most",
                prefix.len()
            )));
        }
        self.prefix = prefix;
        Ok(self)
    }

    /// Lets the collection `name` be the class `class`, without the prefix.
    ///
    /// # Errors
    ///
    /// `InvalidInput` if the server would rewrite or refuse `class`.
    pub fn with_class(mut self, name: impl Into<String>, class: impl Into<String>) -> Result<Self> {
        let class = class.into();
        check_class(&class)?;
        self.renamed.insert(name.into(), class);
        Ok(self)
    }

    /// Notes that `alias` stands for `class` on the server.
    pub fn set_alias(&mut self, alias: impl Into<String>, class: impl Into<String>) {
        self.aliases.insert(alias.into(), class.into());
    }

    /// Forgets every alias: they are read again.
    pub fn clear_aliases(&mut self) {
        self.aliases.clear();
    }

    /// The prefix, empty if there is none.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What a collection is called on the server in everything that resolves aliases.
    pub fn class<'a>(&'a self, collection: &'a str) -> Cow<'a, str> {
        if let Some(class) = self.renamed.get(collection) {
            return Cow::Borrowed(class);
        }
        if self.prefix.is_empty() {
            return Cow::Borrowed(collection);
        }
        Cow::Owned(format!("{}{collection}", self.prefix))
    }

    /// The class behind the name of a collection, for what does not resolve aliases: references, beacons and
    /// writes of the schema.
    pub fn concrete<'a>(&'a self, collection: &'a str) -> Cow<'a, str> {
        let class = self.class(collection);
        match self.aliases.get(class.as_ref()) {
            Some(concrete) => Cow::Borrowed(concrete),
            None => class,
        }
    }

    /// Whether an alias is known for the name of this collection.
    pub fn has_alias(&self, collection: &str) -> bool {
        self.aliases.contains_key(self.class(collection).as_ref())
    }
}

/// Whether the server takes `class` as it is written, with room for a version suffix.
///
/// # Errors
///
/// `InvalidInput` with the rule that is broken.
pub fn check_class(class: &str) -> Result<()> {
    let mut chars = class.chars();
    if !chars.next().is_some_and(|c| c.is_ascii_uppercase()) {
        return Err(Error::invalid(format!("`{class}` does not start with a capital letter")));
    }
    if !chars.all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(Error::invalid(format!("`{class}` has something else than letters, digits and `_`")));
    }
    if class.len() > LONGEST_CLASS - SUFFIX {
        let most = LONGEST_CLASS - SUFFIX;
        return Err(Error::invalid(format!("`{class}` has {} characters: {most} is the most", class.len())));
    }
    if class.eq_ignore_ascii_case("raft") {
        return Err(Error::invalid("`Raft` is a name that the server keeps for itself"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_stands_before_the_default_and_not_before_a_chosen_class() {
        let mut names = Names::new().with_prefix("T42_").unwrap().with_class("Note", "OldNotes").unwrap();
        assert_eq!(names.class("Article"), "T42_Article");
        assert_eq!(names.class("Note"), "OldNotes");
        names.set_alias("T42_Article", "T42_Article_v1");
        assert_eq!(names.concrete("Article"), "T42_Article_v1");
        assert_eq!(names.concrete("Note"), "OldNotes");
        assert_eq!(names.class("Article"), "T42_Article");
    }

    #[test]
    fn names_that_a_server_would_rewrite_are_refused() {
        for bad in ["t_", "", "9", "T-"] {
            assert!(Names::new().with_prefix(bad).is_err(), "{bad}");
        }
        assert!(Names::new().with_prefix("T".repeat(65)).is_err());
        for bad in ["article", "RAFT", "Ar ticle", &"A".repeat(248)] {
            assert!(check_class(bad).is_err(), "{bad}");
        }
        assert!(check_class(&"A".repeat(247)).is_ok());
    }
}
