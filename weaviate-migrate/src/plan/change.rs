//! One difference between structs and server: what it is, what closing it costs, and who closes it.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

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
