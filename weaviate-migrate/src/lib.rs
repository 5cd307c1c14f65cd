//! Schema sync: what of a server's schema is not what the structs say, what each difference costs, and the
//! steps that close it.
//!
//! A program comes here through its client: `client.plan::<(Article,)>()` shows a [`Plan`], and
//! `client.sync::<(Article,)>()` carries it out.
//!
//! ```
//! use weaviate::{Collection, Names, Version, sync::{Actual, plan}};
//!
//! #[derive(Collection)]
//! struct Note {
//!     text: String,
//! }
//!
//! let empty = Actual::default();
//! let plan = plan(&[Note::SCHEMA], &empty, &Names::new(), Some(Version::new(1, 39)));
//! assert_eq!(plan.steps().len(), 2);
//! assert_eq!(plan.steps()[0].to_string(), "create the class `Note_v1`");
//! assert_eq!(plan.steps()[1].to_string(), "create the alias `Note` for the class `Note_v1`");
//! ```
//!
//! # Words
//!
//! A *collection* is what a struct declares, under the name that the program gives it. A *class* is what the
//! server keeps under a name, as the JSON of its schema. Between the two stands an *alias*: the collection
//! `Article` is the alias `Article` for the class `Article_v1`, so that another class can take its place.
//!
//! # What is done, and what is not
//!
//! | kind of change | example | sync |
//! |---|---|---|
//! | [in place](ChangeClass::InPlace) | a description, `ef`, stop words | does it |
//! | [additive](ChangeClass::Additive) | a collection, a property, a named vector | does it |
//! | [reindex](ChangeClass::Reindex) | another tokenization | does it with [`Options::reindex`] |
//! | [rebuild](ChangeClass::Rebuild) | another data type, another distance | does it with [`Options::rebuild`] |
//! | [destructive](ChangeClass::Destructive) | a shorter lifetime of objects | does it with [`Options::expire`] |
//!
//! If one difference is not for sync to close, sync closes none: a program never runs against half of what it
//! declares. A collection that no struct is for is never touched, and no class is deleted but by
//! [`drop_replaced`].
//!
//! # How it is made
//!
//! Three parts. [`plan`] is a function of what is wanted, what is there and the server's version: it asks nobody,
//! and knows by itself what a server allows, because a server must not be asked by trying. [`sync`] carries out
//! what may be done without a person, over [`SchemaApi`], which the client implements. [`sync_all`] rebuilds classes as
//! well, over [`ObjectApi`].
#![forbid(unsafe_code)]

mod api;
mod objects;
mod plan;
mod rebuild;
mod sync;

pub use api::SchemaApi;
pub use objects::{Moved, MovedLinks, ObjectApi};
pub use plan::{
    Actual, Answer, Blocks, Change, ChangeClass, Drift, DriftLevel, Edit, Plan, Rebuild, Row, Step, TABLE,
    plan,
};
pub use rebuild::{
    back::{Returned, RolledBack, rollback},
    closing::Closing,
    dead::{Dead, dead},
    export::{Begun, Dropped, Export, drop_replaced, export},
    sync_all,
    time::rfc3339,
    under_way::{UnderWay, UnderWayPhase, under_way},
};
pub use sync::{OnDrift, Options, Synced, preview, sync};
