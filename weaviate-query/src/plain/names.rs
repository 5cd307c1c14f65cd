//! Which class on the server a collection of the program is.
//!
//! A struct says only a default. The client adds a prefix, maps a collection to another class and knows which
//! class an alias stands for; all three are one value, so that rendering, encoding and decoding agree.

use std::{borrow::Cow, collections::BTreeMap};

use crate::plain::error::{Error, Result};

/// The longest class name a server takes: `[A-Z][_0-9A-Za-z]{0,254}` (1.39.0).
const LONGEST_CLASS: usize = 255;
/// Room kept for the suffix of a version, `_v` and digits: sync names the classes behind an alias with it.
const SUFFIX: usize = 8;

/// Prefix, collection → class, and alias → class.
///
/// A value, not a connection: it knows the aliases that it was told and asks nobody. The client fills them in
/// from `GET /v1/aliases` and again when a class turns out to be unknown.
///
/// Three names have to be told apart:
///
/// | name | example | who uses it |
/// |---|---|---|
/// | the collection's own | `Article` | structs, the IR, rows |
/// | what the server is asked for | `Test_Article`, an alias or a class | questions, batches, tenants of reads: [`Names::class`] |
/// | the class behind it | `Test_Article_v2` | references, beacons, schema writes: [`Names::concrete`] |
///
/// The last two differ because Weaviate resolves aliases in questions and batches but not in the data type of
/// a reference, in a beacon or in a change of the schema (1.39.0).
///
/// ```
/// use weaviate_query::Names;
///
/// let mut names = Names::new().with_prefix("Test_")?.with_class("Author", "Writer")?;
/// names.set_alias("Test_Article", "Test_Article_v2");
///
/// assert_eq!(names.class("Article"), "Test_Article");
/// assert_eq!(names.concrete("Article"), "Test_Article_v2");
/// // A class that was chosen takes no prefix.
/// assert_eq!(names.class("Author"), "Writer");
/// assert_eq!(names.concrete("Author"), "Writer");
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    prefix: String,
    renamed: BTreeMap<String, String>,
    aliases: BTreeMap<String, String>,
}

impl Names {
    /// Every collection is the class of its own name: no prefix, no aliases.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts `prefix` before every name of a collection, so that several programs or tests share a server.
    ///
    /// A second call replaces the first. Classes chosen with [`Names::with_class`] are left as they are.
    ///
    /// # Errors
    ///
    /// `InvalidInput` unless it is `[A-Z][_0-9A-Za-z]*` and at most 64 characters long: the server would
    /// rewrite a first letter in lower case, and the class would then be called otherwise than the program
    /// thinks.
    ///
    /// ```
    /// use weaviate_query::Names;
    ///
    /// assert!(Names::new().with_prefix("T42_").is_ok());
    /// let error = Names::new().with_prefix("t42_").unwrap_err();
    /// assert!(error.to_string().starts_with("the name prefix `t42_` is not"));
    /// ```
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
    /// `InvalidInput` if the server would rewrite or refuse `class`; see [`check_class`].
    pub fn with_class(mut self, name: impl Into<String>, class: impl Into<String>) -> Result<Self> {
        let class = class.into();
        check_class(&class)?;
        self.renamed.insert(name.into(), class);
        Ok(self)
    }

    /// Notes that `alias` stands for `class` on the server. Both are whole names, with the prefix.
    pub fn set_alias(&mut self, alias: impl Into<String>, class: impl Into<String>) {
        self.aliases.insert(alias.into(), class.into());
    }

    /// Forgets every alias, before they are read again: one that was deleted must not stay.
    pub fn clear_aliases(&mut self) {
        self.aliases.clear();
    }

    /// The prefix, empty if there is none.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What a collection is called on the server in everything that resolves aliases: questions, batches,
    /// deletions.
    ///
    /// Borrowed unless there is a prefix to put before it.
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
    /// writes of the schema. Without an alias it is [`Names::class`].
    pub fn concrete<'a>(&'a self, collection: &'a str) -> Cow<'a, str> {
        let class = self.class(collection);
        match self.aliases.get(class.as_ref()) {
            Some(concrete) => Cow::Borrowed(concrete),
            None => class,
        }
    }

    /// Whether an alias is known for the name of this collection.
    ///
    /// ```
    /// use weaviate_query::Names;
    ///
    /// let mut names = Names::new();
    /// names.set_alias("Article", "Article_v1");
    /// assert!(names.has_alias("Article") && !names.has_alias("Author"));
    /// names.clear_aliases();
    /// assert!(!names.has_alias("Article"));
    /// ```
    pub fn has_alias(&self, collection: &str) -> bool {
        self.aliases.contains_key(self.class(collection).as_ref())
    }
}

/// Whether the server takes `class` as it is written, with room for a version suffix.
///
/// The server capitalizes a first letter, so one in lower case would name another class than the one that is
/// made. `Raft`, in any case, is a name that it keeps for itself. 247 characters are the most: 255 less `_v`
/// and six digits.
///
/// # Errors
///
/// `InvalidInput` with the rule that is broken.
///
/// ```
/// use weaviate_query::check_class;
///
/// assert!(check_class("Article").is_ok());
/// assert_eq!(check_class("article").unwrap_err().to_string(), "`article` does not start with a capital letter");
/// assert!(check_class("RAFT").is_err() && check_class("Ärzte").is_err());
/// ```
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
