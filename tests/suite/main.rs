//! The suite: one, run on the embedded engine and on a real server.

mod aggregates;
mod any_links;
mod architecture;
mod asked;
mod batches;
mod boost;
mod composition;
mod declared;
mod deletes;
mod errors_page;
mod failures;
mod filters;
mod generative;
mod groups;
mod language;
mod ledger;
mod links;
mod model;
mod objects;
mod rendering;
mod searches;
mod selections;
mod streams;
mod syncs;
mod targets;
mod tenants;
