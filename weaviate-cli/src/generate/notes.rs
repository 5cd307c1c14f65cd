//! What is found out beside the source: what cannot be said, and which server has all of it.

use std::fmt;

use weaviate_query::Version;

/// Something of a schema that no attribute says, or that no schema tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaid {
    /// The class.
    pub class: String,
    /// Where in its JSON.
    pub path: String,
    /// What it is and why it is not said.
    pub why: String,
}

impl fmt::Display for Unsaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path, self.why)
    }
}

/// What is found out about one collection while it is written down.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) class: String,
    pub(super) unsaid: Vec<Unsaid>,
    /// The oldest server that has all of it.
    pub(super) needs: Option<Version>,
}

impl Notes {
    pub(super) fn unsaid(&mut self, path: impl Into<String>, why: impl Into<String>) {
        self.unsaid.push(Unsaid { class: self.class.clone(), path: path.into(), why: why.into() });
    }

    pub(super) fn needs(&mut self, version: Version) {
        if self.needs.is_none_or(|needs| needs.is_before(version)) {
            self.needs = Some(version);
        }
    }
}
