//! What a command answers.

use serde_json::Value;
use weaviate_query::Error;

/// An answer, for people and for programs.
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) json: Value,
    pub(crate) code: u8,
}

/// It failed.
pub(crate) const FAILED: u8 = 1;
/// It was not understood.
pub(crate) const USAGE: u8 = 2;
/// Something differs, and that was asked for.
pub(crate) const DIFFERS: u8 = 3;

impl Said {
    pub(crate) fn new(text: impl Into<String>, json: Value) -> Self {
        Self { text: text.into(), json, code: 0 }
    }

    /// With whether something differs, where that was asked for.
    pub(crate) fn checked(self, check: bool, differs: bool) -> Self {
        Self { code: if check && differs { DIFFERS } else { self.code }, ..self }
    }

    /// An answer that says what is not well.
    pub(crate) fn failed(self, failed: bool) -> Self {
        Self { code: if failed { FAILED } else { self.code }, ..self }
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
    /// It ended before its end: where it is, and how to go on.
    Stopped(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

pub(crate) type Result<T = Said> = std::result::Result<T, Failure>;
