//! Weaviate's protocol over an in-process store.
//!
//! An [`Engine`] answers Weaviate 1.39's REST and gRPC on loopback, with the server's own error texts, and starts in
//! milliseconds: for tests, first evenings and small tools.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! use weaviate_local::{Engine, Serve};
//!
//! let serving = Engine::in_memory().serve(Serve::default()).await?;
//! println!("http://{} and grpc://{}", serving.http_addr(), serving.grpc_addr());
//! serving.shutdown().await;
//! # std::io::Result::Ok(()) }).unwrap();
//! ```
//!
//! | type | what it is |
//! |---|---|
//! | [`Engine`] | the store with its schema; a cheap handle |
//! | [`Settings`] | what the server reads from its environment |
//! | [`Mode`] | whether reads, writes or both are taken |
//! | [`Fault`], [`Calls`] | how the engine is told to misbehave, and on which calls |
//! | [`Serve`] | where to listen |
//! | [`Serving`] | the running servers; dropping it stops them |
//! | [`OpenError`] | why [`Engine::open`] refused a folder |
//!
//! # The floors
//!
//! A file uses files of its own floor and of those below it, never of one above, and no two files use each other.
//!
//! | floor | what it owns |
//! |---|---|
//! | `engine`, `serve` | the handle that users have, and the two servers |
//! | `protocol` | REST, gRPC, gRPC-web with Connect, and GraphQL: how a request is read and its answer written |
//! | `operations` | what can be done: searches, aggregations, writes, tenants, changes of the schema, backups |
//! | `catalog` | which collections, aliases and tenants there are, and their shards |
//! | `indexes` | what finds documents of a shard: the inverted index, the vectors, distances over the ground |
//! | `store` | the objects themselves, in memory and in a folder |
//! | `schema` | what a collection's description says |
//! | `common` | what all of them use: values, objects, refusals, texts, settings |
//!
//! Operations get a `Context` (the collections, the settings, the backups) or only the part of it they need; nothing
//! below them gets either. Searches and aggregations are asked for by messages of gRPC, which GraphQL makes as well.
#![forbid(unsafe_code)]

mod catalog;
mod common;
mod engine;
mod indexes;
mod operations;
mod protocol;
mod schema;
mod serve;
mod store;

pub use common::{
    access::{ApiKey, Oidc},
    fault::{Calls, Fault},
    mode::Mode,
    plain::plain_http,
    settings::Settings,
};
pub use engine::Engine;
pub use serve::{Serve, Serving};
pub use store::{OpenError, OpenErrorKind};
