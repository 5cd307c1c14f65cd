//! The messages of Weaviate's gRPC service, as prost writes them.
//!
//! Owned by `proto/weaviate.proto`; never edited by hand. What is hot (rows coming back, objects going out)
//! does not pass through these types: see [`crate::wire`].
#![allow(missing_docs, clippy::all, clippy::pedantic, unreachable_pub)]

include!("proto/generated.rs");

/// The full name of the gRPC service.
pub const SERVICE: &str = "weaviate.v1.Weaviate";
