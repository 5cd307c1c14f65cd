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
//! | [`Serve`] | where to listen |
//! | [`Serving`] | the running servers; dropping it stops them |
//! | [`OpenError`] | why [`Engine::open`] refused a folder |
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

pub use common::{plain::plain_http, settings::Settings};
pub use engine::Engine;
pub use serve::{Serve, Serving};
pub use store::{OpenError, OpenErrorKind};
