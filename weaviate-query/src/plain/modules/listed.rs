//! The tables of modules as data, for tools that read a server's schema: what is in them, under which word.
//!
//! ```
//! use weaviate_query::modules::{Kind, vectorizer};
//!
//! let openai = vectorizer::ALL.iter().find(|module| module.word == "openai").unwrap();
//! assert_eq!(openai.name, "text2vec-openai");
//! let dimensions = openai.settings.iter().find(|setting| setting.word == "dimensions").unwrap();
//! assert_eq!((dimensions.key, dimensions.kind), ("dimensions", Kind::Count));
//! ```

use super::{Setting, Since};

/// One line of a table: a module, an index, a quantizer.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Listed {
    /// How an attribute names it: `openai`.
    pub word: &'static str,
    /// How the server names it: `text2vec-openai`. Two lines may have the same, and are then told apart by what they
    /// always set.
    pub name: &'static str,
    /// Since when servers have it.
    pub since: Since,
    /// What is set of it by its name alone.
    pub always: &'static [Setting],
    /// What can be set of it.
    pub settings: &'static [ListedSetting],
}

/// One setting of a line.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ListedSetting {
    /// How an attribute names it: `base_url`.
    pub word: &'static str,
    /// How the server names it: `baseURL`; a dot leads into a nested object.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
}

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Text
    Text,
    /// A whole number that is not negative
    Count,
    /// A whole number
    Int,
    /// A number
    Number,
    /// `true` or `false`
    Flag,
    /// A list of texts
    Texts,
    /// One of these words, each with how the server spells it
    Word(&'static [(&'static str, &'static str)]),
    /// Settings of something inside
    Inside,
    /// One property
    Property,
    /// Properties, weighted or not
    Properties,
}

impl Listed {
    pub(crate) const fn new(
        word: &'static str,
        name: &'static str,
        since: Since,
        always: &'static [Setting],
        settings: &'static [ListedSetting],
    ) -> Self {
        Self { word, name, since, always, settings }
    }
}

impl ListedSetting {
    pub(crate) const fn new(word: &'static str, key: &'static str, kind: Kind) -> Self {
        Self { word, key, kind }
    }
}
