//! What rendering depends on beside the question.

use crate::plain::{
    error::{Error, ErrorKind, Result},
    names::Names,
    version::Version,
};

/// What rendering depends on beside the question.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Which class a collection is.
    pub names: &'a Names,
    /// The tenant asked.
    pub tenant: Option<&'a str>,
    /// How many replicas must agree.
    pub consistency: Option<Consistency>,
    /// The server's version, as far as known.
    pub version: Option<Version>,
}

impl<'a> Context<'a> {
    /// No tenant, the server's consistency, the newest server known.
    pub fn new(names: &'a Names) -> Self {
        Self { names, tenant: None, consistency: None, version: None }
    }

    /// Refuses what `what` names on a server older than `since`.
    pub(crate) fn needs(&self, since: Version, what: &str) -> Result<()> {
        match self.version {
            Some(version) if version < since => Err(Error::new(
                ErrorKind::Unsupported,
                format!("{what} needs Weaviate {since}, this server is {version}"),
            )),
            _ => Ok(()),
        }
    }
}

/// How many replicas must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Consistency {
    /// One
    One,
    /// More than half
    Quorum,
    /// All
    All,
}

impl Consistency {
    pub(crate) const fn wire(self) -> i32 {
        match self {
            Self::One => 1,
            Self::Quorum => 2,
            Self::All => 3,
        }
    }

    /// How REST spells it.
    pub const fn rest_name(self) -> &'static str {
        match self {
            Self::One => "ONE",
            Self::Quorum => "QUORUM",
            Self::All => "ALL",
        }
    }
}
