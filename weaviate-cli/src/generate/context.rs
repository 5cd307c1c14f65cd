//! What the files share while a schema is written down.

use std::{cell::RefCell, collections::BTreeSet};

use super::{live::Live, names::Structs, notes::Unsaid};

/// One struct, not yet laid out.
pub(super) struct Item {
    /// What is said above it.
    pub(super) unsaid: Vec<Unsaid>,
    pub(super) source: String,
    pub(super) collection: Option<String>,
}

/// What the files share while a schema is written down.
pub(super) struct Context<'a> {
    pub(super) live: &'a Live,
    pub(super) names: Structs,
    /// What of this crate the source names.
    uses: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(live: &'a Live) -> Self {
        Self { live, names: Structs::of(live), uses: RefCell::default() }
    }

    /// Notes that the source names this type of the crate.
    pub(super) fn uses(&self, name: &'static str) -> &'static str {
        self.uses.borrow_mut().insert(name);
        name
    }

    /// What the source names of the crate.
    pub(super) fn used(&self) -> Vec<&'static str> {
        self.uses.borrow().iter().copied().collect()
    }
}
