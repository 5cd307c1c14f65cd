//! Schema sync: what of a server's schema is not what the structs say, what each difference costs, and the
//! steps that close it.
#![forbid(unsafe_code)]

mod api;

pub use api::SchemaApi;
