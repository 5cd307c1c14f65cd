//! What a search found: objects, or groups of them.

use super::{group::Group, hit::Hit};

/// What a search found.
pub(crate) enum Found {
    Hits(Vec<Hit>),
    Groups(Vec<Group>),
}

impl Found {
    /// How many there are of either.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Hits(hits) => hits.len(),
            Self::Groups(groups) => groups.len(),
        }
    }
}
