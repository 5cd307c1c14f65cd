//! The suite: one, run on the embedded engine and on a real server.

mod aggregates;
mod any_links;
mod architecture;
mod asked;
mod batches;
mod boost;
mod changes;
mod composition;
mod dates;
mod declared;
mod defaults;
mod deletes;
mod errors_page;
mod failures;
mod faults;
mod filters;
mod generative;
mod groups;
mod ingests;
mod language;
mod ledger;
mod linking;
mod links;
mod model;
mod objects;
mod questions;
mod rendering;
mod searches;
mod selections;

mod syncs;
mod targets;
mod tenants;
mod texts;
mod untyped;
mod walks;
