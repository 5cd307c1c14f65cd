//! One collection while it is judged: its struct, its place on the server, and what all of its changes share.

use std::collections::BTreeSet;

use serde_json::Value;
use weaviate_query::{
    Names, Version,
    schema::{Class, CollectionDef},
};

use super::{
    actual::Actual,
    change::{Blocks, Change, ChangeClass},
    place::Place,
    words,
};

/// One collection while it is compared: everything that decides about it, and nothing that is changed.
pub(crate) struct Scene<'a> {
    pub(crate) def: &'a CollectionDef,
    pub(crate) place: &'a Place,
    pub(crate) on: Option<&'a Class>,
    pub(crate) names: &'a Names,
    pub(crate) actual: &'a Actual,
    pub(crate) version: Option<Version>,
    /// The classes that are there, or will be after the first steps: a link may lead to each of them.
    pub(crate) known: &'a BTreeSet<&'a str>,
}

impl Scene<'_> {
    /// How many objects are there, if it is known.
    pub(crate) fn count(&self) -> Option<u64> {
        self.actual.counts.get(&self.place.class).copied()
    }

    /// A change of this class, to be filled in: what it costs and what it blocks are the same for all of one class.
    ///
    /// ```text
    /// Change { what: "…".into(), to, ..scene.change(ChangeClass::Additive, "title") }
    /// ```
    pub(crate) fn change(&self, class: ChangeClass, path: &str) -> Change {
        let has_alias = self.place.alias.is_some();
        let (why, cost, blocks) = match class {
            ChangeClass::InPlace => ("", "one request".into(), Blocks::WritesForAMoment),
            ChangeClass::Additive => {
                ("the struct declares it and the server has none", "one request".into(), Blocks::Nothing)
            }
            ChangeClass::Reindex => {
                ("", format!("the server works through {}", words::objects(self.count())), Blocks::TheIndex)
            }
            _ => ("", self.copies(), if has_alias { Blocks::Nothing } else { Blocks::TheSwitch }),
        };
        Change {
            class,
            collection: self.def.name.into(),
            on: self.place.class.clone(),
            path: path.into(),
            what: String::new(),
            from: Value::Null,
            to: Value::Null,
            why: why.into(),
            cost,
            blocks,
            refused: None,
            undeclared: false,
        }
    }

    /// A change that needs a new class; `fix` is what a person can do now.
    pub(crate) fn shadow(&self, path: &str, why: &str, fix: &str) -> Change {
        // Tenants that are not active may have objects that nobody counted.
        let is_for_sure = !self.on.is_some_and(Class::is_multi_tenant) && self.referrers().is_empty();
        let refused = if self.count() == Some(0) && is_for_sure {
            format!(
                "sync never deletes: as `{}` has no objects, delete it{} and sync makes it anew; or {fix}",
                self.place.class,
                if self.place.alias_exists { " and its alias" } else { "" }
            )
        } else {
            format!("sync does not copy objects into a new class: {fix}")
        };
        Change { why: why.into(), refused: Some(refused), ..self.change(ChangeClass::Rebuild, path) }
    }

    /// What filling a new class costs. Links name a class and no alias, so what links to it has to be copied too.
    fn copies(&self) -> String {
        let mut cost = format!("a new class and a copy of {}", words::objects(self.count()));
        let referrers = self.referrers();
        if !referrers.is_empty() {
            let of = |class: &&str| {
                format!("`{class}` ({})", words::objects(self.actual.counts.get(*class).copied()))
            };
            let referrers: Vec<String> = referrers.iter().map(of).collect();
            cost = format!("{cost}; the same for what links to it: {}", words::list(&referrers));
        }
        cost
    }

    /// The classes that link to this one.
    fn referrers(&self) -> Vec<&str> {
        self.actual.referrers(&self.place.class)
    }
}
