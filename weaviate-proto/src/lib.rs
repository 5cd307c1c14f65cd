//! The messages of Weaviate's gRPC service.
//!
//! `proto/weaviate.proto` is ours, written from a table of the service's fields. `generated.rs` is the Rust that it
//! compiles to, [`google`] what it imports, and [`DESCRIPTORS`] its description as data; `tests/generated.rs` holds both to it, and
//! `BLESS=1 cargo test -p weaviate-proto` writes them anew. Nobody's build runs `protoc`.
//!
//! The language (`weaviate-query`) writes these messages and the embedded engine (`weaviate-local`) reads them; this
//! crate is all that the two have in common. Users meet none of it: a message appears in no public signature.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::all, clippy::pedantic, unreachable_pub)] // what prost writes

include!("generated.rs");

/// The messages of `google/protobuf/struct.proto`.
pub mod google {
    include!("google.rs");
}

/// The full name of the gRPC service.
pub const SERVICE: &str = "weaviate.v1.Weaviate";

/// The file descriptor set of `weaviate.proto` and what it imports, as `protoc` would write it: for reflection, and for
/// messages as JSON.
pub const DESCRIPTORS: &[u8] = include_bytes!("weaviate.protoset");
