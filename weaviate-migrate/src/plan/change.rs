//! One difference between structs and server: what it is, what closing it costs, and who closes it.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// One difference.
///
/// A plan has one for each setting that differs, so that a person can judge each by itself.
///
/// ```
/// # use weaviate::{Collection, Names, Version, sync::{Actual, Blocks, ChangeClass, Edit, Plan, Step, plan}, schema::Class};
/// # #[derive(Collection)] #[weaviate(description = "What somebody wrote down.")]
/// # struct Note { text: String, stars: i64 }
/// # let made = |properties: serde_json::Value| -> Actual {
/// #     let class = serde_json::json!({ "class": "Note", "properties": properties,
/// #         "invertedIndexConfig": { "indexTimestamps": true } });
/// #     let class: Class = serde_json::from_value(class).unwrap();
/// #     Actual { counts: [("Note".to_owned(), 1_204)].into(), classes: vec![class], ..Actual::default() }
/// # };
/// # let text = serde_json::json!({ "name": "text", "dataType": ["text"] });
/// # let stars = serde_json::json!({ "name": "stars", "dataType": ["int"] });
/// # let plan_for = |actual: &Actual| plan(&[Note::SCHEMA], actual, &Names::new(), Some(Version::new(1, 39)));
/// let plan = plan_for(&made(serde_json::json!([text, stars])));
/// let [change] = plan.changes() else { panic!("the description is new") };
/// assert_eq!((change.class, change.path.as_str()), (ChangeClass::InPlace, "description"));
/// assert_eq!(change.blocks, Blocks::WritesForAMoment);
/// assert!(change.refused.is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is told by itself")]
pub struct Change {
    /// What kind of change closes it.
    pub class: ChangeClass,
    /// The collection, as the program calls it.
    pub collection: String,
    /// The class on the server, that is or will be.
    pub on: String,
    /// Where in the collection, as `title.tokenization` or `embedding.distance`; empty for the collection itself. It is
    /// what a person finds in the struct, so sections that only the JSON has are left out.
    pub path: String,
    /// The difference in words, as "description: nothing to `A note.`". Long values are cut.
    pub what: String,
    /// What the server has, null if nothing.
    pub from: Value,
    /// What the struct declares, null if nothing.
    pub to: Value,
    /// Why it is of this class: what the server does with such a change.
    pub why: String,
    /// What closing it costs, in requests and objects: "one request; 1,204 objects stay without it".
    pub cost: String,
    /// What has to wait while it is closed.
    pub blocks: Blocks,
    /// Why sync does not do it and what to do instead; absent if sync does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// Whether [`Options::rebuild`](crate::Options::rebuild) lets sync close it, by another class in the place of this one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rebuilds: bool,
    /// Whether programs with the struct of before fail once it is closed: what they read or write is called otherwise, or
    /// is of another type.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub breaks: bool,
    /// Whether there is a way back without a loss: a setting is set back, a rebuild is rolled back.
    pub reversible: bool,
    /// Whether the server has it and the struct does not: those are kept by
    /// [`Plan::keep_undeclared`](crate::Plan::keep_undeclared).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undeclared: bool,
}

/// The kinds of changes, by the way that each is carried out, from the cheapest to the dearest: they compare so.
///
/// ```
/// use weaviate::sync::ChangeClass;
///
/// assert!(ChangeClass::Additive < ChangeClass::Rebuild);
/// assert_eq!(ChangeClass::InPlace.to_string(), "in place");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeClass {
    /// A setting of what is there, live at once or when a shard is loaded again: the class is read, changed and
    /// written back. Descriptions, stop words, `ef`, the generative module. Sync does it.
    InPlace,
    /// Something new beside what is there: a collection, a property, a link, a named vector, an alias. Sync does
    /// it, except where the objects that are there could not be read any more.
    Additive,
    /// The server builds an index anew from the objects that it has, in the background: another tokenization, a
    /// quantizer that is switched on. Sync does it where [`Options::reindex`](crate::Options::reindex) says so.
    Reindex,
    /// What the server fixes when it makes a class: data types, distances, names. It takes a new class beside the
    /// old one, filled from it. Sync does it where [`Options::rebuild`](crate::Options::rebuild) says so.
    Rebuild,
    /// Data is lost: a lifetime that lets the server delete objects. Sync does it where
    /// [`Options::expire`](crate::Options::expire) says so.
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

/// What has to wait while a difference is closed: what a person wants to know before a release.
///
/// ```
/// use weaviate::sync::Blocks;
///
/// assert_eq!(Blocks::Nothing.to_string(), "nothing");
/// assert_eq!(Blocks::WritesForAMoment.to_string(), "writes to this collection, for a moment");
/// ```
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
