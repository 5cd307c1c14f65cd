//! A plan while it is written.

use weaviate_query::Version;

use super::{Plan, change::Change, edit::Edit, step::Step};

/// The plan while it is made; the steps in the groups of their order.
///
/// What judges only pushes: a difference for people, and where sync closes it, the step or the edit that does.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) changes: Vec<Change>,
    pub(crate) notes: Vec<String>,
    /// Of the collection that is being compared; they become one step.
    pub(crate) edits: Vec<Edit>,
    pub(crate) properties: Vec<Step>,
    pub(crate) links: Vec<Step>,
    /// What a server does in the background: taken if sync is told so.
    pub(crate) tasks: Vec<(Change, Step)>,
    /// Classes and their properties that the server made by itself.
    pub(crate) by_auto_schema: Vec<(String, String)>,
    pub(crate) classes: Vec<Step>,
    pub(crate) updates: Vec<Step>,
    pub(crate) aliases: Vec<Step>,
}

impl Draft {
    /// The steps in the order that [`Step`] promises: classes without their links, properties, settings, links, aliases.
    pub(super) fn into_plan(self, server: Option<Version>) -> Plan {
        let steps = [self.classes, self.properties, self.updates, self.links, self.aliases].concat();
        Plan::new(server, self.changes, steps, self.notes)
    }
}
