//! The expression of `regex = "…"`, compiled once.

#[cfg(feature = "regex")]
use std::sync::OnceLock;

/// An expression that the derive has looked at: it is one.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    #[cfg(feature = "regex")]
    compiled: OnceLock<Option<regex_lite::Regex>>,
}

impl Pattern {
    /// Of this text.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            #[cfg(feature = "regex")]
            compiled: OnceLock::new(),
        }
    }

    /// Whether a part of `text` is as it says.
    #[cfg(feature = "regex")]
    pub(super) fn matches(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| regex_lite::Regex::new(self.text).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// Without the feature `regex` the derive lets no expression through.
    #[cfg(not(feature = "regex"))]
    pub(super) fn matches(&self, text: &str) -> bool {
        self.text == text
    }
}
