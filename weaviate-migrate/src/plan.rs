//! What a plan is: differences, steps, and things worth knowing; [`plan`] makes one without asking anybody.

mod diff;
mod display;
mod edit;
mod modules;
mod normal;
mod place;
mod property;
mod rules;
mod settings;
mod step;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::Serialize;
use serde_json::Value;
use weaviate_query::{
    Names, Version,
    schema::{Class, CollectionDef},
};

pub use edit::Edit;
pub use step::Step;

/// What a server has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Actual {
    /// Every class, with all keys of the server's JSON.
    pub classes: Vec<Class>,
    /// Alias to class.
    pub aliases: BTreeMap<String, String>,
    /// How many objects a class has. Of a class that is not in here nothing is known: it may have objects.
    pub counts: BTreeMap<String, u64>,
}

impl Actual {
    /// The class of exactly this name.
    pub fn class(&self, name: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.name() == name)
    }

    /// The classes whose links lead to `class`, directly or through others. Links name a class and no alias, so
    /// a new class in the place of this one is a new class for each of those.
    pub fn referrers<'a>(&'a self, class: &'a str) -> Vec<&'a str> {
        let mut found = BTreeSet::from([class]);
        loop {
            let leads_there = |other: &&Class| {
                !found.contains(other.name()) && other.targets().any(|name| found.contains(name))
            };
            let more: Vec<&str> = self.classes.iter().filter(leads_there).map(Class::name).collect();
            if more.is_empty() {
                found.remove(class);
                return found.into_iter().collect();
            }
            found.extend(more);
        }
    }
}

/// Compares `wanted` with `actual` and says what differs, what each difference costs, and which steps close it.
///
/// It is a function of its arguments. Only what a struct declares is compared, so what a server fills in by
/// itself is never a difference, and a class that no struct is for is not looked at. Without a `version` the
/// server is taken for one of today.
pub fn plan(wanted: &[&CollectionDef], actual: &Actual, names: &Names, version: Option<Version>) -> Plan {
    diff::plan(wanted, actual, names, version)
}

pub(crate) fn has_aliases(version: Option<Version>) -> bool {
    rules::has(version, rules::since::ALIASES)
}

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

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What kind of change closes it.
    pub class: ChangeClass,
    /// The collection, as the program calls it.
    pub collection: String,
    /// The class on the server, that is or will be.
    pub on: String,
    /// Where in the collection, as `title.tokenization`; empty for the collection itself.
    pub path: String,
    /// The difference in words.
    pub what: String,
    /// What the server has, null if nothing.
    pub from: Value,
    /// What the struct declares, null if nothing.
    pub to: Value,
    /// Why it is of this class.
    pub why: String,
    /// What closing it costs.
    pub cost: String,
    /// What has to wait while it is closed.
    pub blocks: Blocks,
    /// Why sync does not do it and what to do instead; absent if sync does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// Whether the server has it and the struct does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undeclared: bool,
}

/// The kinds of changes, by the way that each is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeClass {
    /// In place: the class is read, changed and written back.
    InPlace,
    /// Something new beside what is there.
    Additive,
    /// The server builds an index anew.
    Reindex,
    /// A new class beside the old one, filled from it.
    Rebuild,
    /// Data is lost.
    Destructive,
}

impl fmt::Display for ChangeClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::InPlace => "in place",
            Self::Additive => "additive",
            Self::Reindex => "reindex",
            Self::Rebuild => "rebuild",
            Self::Destructive => "destructive",
        })
    }
}

/// What has to wait while a difference is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Blocks {
    /// Nothing.
    Nothing,
    /// Writes to the collection, while the server takes the new settings over.
    WritesForAMoment,
    /// Questions that need the index, until it is ready.
    TheIndex,
    /// Everything, while the new class takes the place of the old one under the same name.
    TheSwitch,
}

impl fmt::Display for Blocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "nothing",
            Self::WritesForAMoment => "writes to this collection, for a moment",
            Self::TheIndex => "questions that need this index, until it is ready",
            Self::TheSwitch => "reads and writes, while a new class takes over the name",
        })
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
