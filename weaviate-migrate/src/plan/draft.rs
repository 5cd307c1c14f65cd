//! A plan while it is written.

use weaviate_query::Version;

use super::{Plan, change::Change, edit::Edit, step::Step};

/// The plan while it is made; the steps in the groups of their order.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) changes: Vec<Change>,
    pub(crate) notes: Vec<String>,
    pub(crate) edits: Vec<Edit>,
    pub(crate) properties: Vec<Step>,
    pub(crate) links: Vec<Step>,
    pub(crate) classes: Vec<Step>,
    pub(crate) updates: Vec<Step>,
    pub(crate) aliases: Vec<Step>,
}

impl Draft {
    pub(super) fn into_plan(self, server: Option<Version>) -> Plan {
        let steps = [self.classes, self.properties, self.updates, self.links, self.aliases].concat();
        Plan::new(server, self.changes, steps, self.notes)
    }
}
