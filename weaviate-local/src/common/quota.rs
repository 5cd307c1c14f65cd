//! How much there may be, and what is said when it would be more.

use super::error::{Body, Refusal, Result};

/// What a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quota {
    Objects,
    Collections,
    Tenants,
}

impl Quota {
    /// Refuses what would make it `count`, where there is a limit.
    pub(crate) fn check(self, count: usize, limit: Option<usize>) -> Result<()> {
        let Some(limit) = limit.filter(|limit| count > *limit) else { return Ok(()) };
        let counted = match self {
            Self::Objects => "objects",
            Self::Collections => "collections",
            Self::Tenants => "tenants",
        };
        let text = format!("{counted} count limit of {limit} reached for this instance.");
        Err(Refusal { status: 429, body: Body::Quota { counted, limit }, ..Refusal::new(text) })
    }
}
