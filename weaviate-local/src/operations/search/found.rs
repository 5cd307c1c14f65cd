//! What a search found: objects, or groups of them.

use super::{group::Group, hit::Hit};

/// What a search found.
pub(crate) enum Found {
    Hits(Vec<Hit>),
    Groups(Vec<Group>),
}
