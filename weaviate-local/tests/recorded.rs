//! What a real Weaviate 1.39.0 answers to requests with one mistake and with two, asked of the engine: where several
//! things are wrong, the order of the server's checks decides which of them it tells. And what it finds by filters inside
//! objects, where its own rules are many.
//!
//! The answers stand in `data/recorded`. With `WEAVIATE_URL=http://…` the questions go to that server instead, whose
//! collections they remove; with `BLESS=1` beside it, its answers are written anew.

#[path = "recorded/ask.rs"]
mod ask;
#[path = "recorded/batch.rs"]
mod batch;
#[path = "recorded/filters.rs"]
mod filters;
#[path = "recorded/graphql.rs"]
mod graphql;
#[path = "recorded/indexes.rs"]
mod indexes;
#[path = "recorded/objects.rs"]
mod objects;
#[path = "recorded/play.rs"]
mod play;
#[path = "recorded/references.rs"]
mod references;
#[path = "recorded/routes.rs"]
mod routes;
#[path = "recorded/rpc.rs"]
mod rpc;
#[path = "recorded/schema.rs"]
mod schema;
#[path = "recorded/tenants.rs"]
mod tenants;
