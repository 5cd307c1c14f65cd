//! What a plan is: differences, steps, and things worth knowing; [`plan`] makes one without asking anybody.
//!
//! Three floors. What is there is read by `actual` and `place`. `property`, `settings`, `vectors` and `modules`
//! judge it by `rules`, which knows what a server allows; each sees one collection as a `Scene`. What they find
//! is written into a `Draft`, which ends as a [`Plan`].

mod actual;
mod by_rule;
mod change;
mod diff;
mod display;
mod draft;
mod edit;
mod modules;
mod normal;
mod place;
mod property;
mod rules;
mod scene;
mod settings;
mod step;
mod undeclared;
mod vectors;
mod words;

use std::fmt;

use serde::Serialize;
use weaviate_query::Version;

pub use actual::Actual;
pub use change::{Blocks, Change, ChangeClass};
pub use diff::plan;
pub use edit::Edit;
pub(crate) use rules::has_aliases;
pub use step::Step;

/// What differs between structs and server, and what is done about it.
///
/// `Display` is for people. As JSON it is stable; `format` is 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    format: u32,
    server: Option<Text<Version>>,
    changes: Vec<Change>,
    steps: Vec<Step>,
    notes: Vec<String>,
}

impl Plan {
    pub(crate) fn new(
        server: Option<Version>,
        changes: Vec<Change>,
        steps: Vec<Step>,
        notes: Vec<String>,
    ) -> Self {
        Self { format: 1, server: server.map(Text), changes, steps, notes }
    }

    /// Whether the server has all that the structs declare, so that there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether something in it is not for sync to do; sync then does nothing at all.
    pub fn is_refused(&self) -> bool {
        self.refused().next().is_some()
    }

    /// The differences that sync leaves to a person.
    pub fn refused(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.refused.is_some())
    }

    /// Every difference, by collection.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What sync does, in this order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What is worth knowing and needs nothing done.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The server's version, if it told.
    pub fn server(&self) -> Option<Version> {
        self.server.map(|Text(version)| version)
    }

    /// Lets properties and vectors stay that the server has and no struct declares: they become notes.
    pub fn keep_undeclared(mut self) -> Self {
        let (kept, changes) =
            std::mem::take(&mut self.changes).into_iter().partition(|change| change.undeclared);
        self.changes = changes;
        let kept: Vec<Change> = kept;
        self.notes
            .extend(kept.into_iter().map(|change| format!("`{}`: {}; it is kept", change.on, change.what)));
        self
    }
}

/// Is text in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Text<T>(T);

impl<T: fmt::Display> Serialize for Text<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
