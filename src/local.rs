//! Weaviate in the process, with no server.

pub use weaviate_local::{Engine, Serve, Serving, Settings};
