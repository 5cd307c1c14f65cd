//! What a command answers.

use serde_json::Value;
use weaviate_query::Error;

/// An answer, for people and for programs.
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) json: Value,
    /// Whether something differs: with `--check` that is an exit code of its own.
    pub(crate) differs: bool,
}

impl Said {
    pub(crate) fn new(text: impl Into<String>, json: Value) -> Self {
        Self { text: text.into(), json, differs: false }
    }

    /// With whether something differs, where that was asked for.
    pub(crate) fn checked(self, check: bool, differs: bool) -> Self {
        Self { differs: check && differs, ..self }
    }
}

/// Why a command did not answer.
pub(crate) enum Failure {
    /// It was asked the wrong way, or lacks what only the caller can give.
    Usage(String),
    /// It failed.
    Failed(Error),
    /// Somebody said no.
    Declined,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

pub(crate) type Result<T = Said> = std::result::Result<T, Failure>;
