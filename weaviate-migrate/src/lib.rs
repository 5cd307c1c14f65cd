//! Schema sync: what of a server's schema is not what the structs say, what each difference costs, and the
//! steps that close it.
//!
//! Two halves. [`plan`] is a function of what is wanted, what is there and the server's version: it asks nobody,
//! and knows by itself what a server allows, because a server must not be asked by trying. [`sync`] carries out
//! what may be done without a person, over [`SchemaApi`], which the client implements.
#![forbid(unsafe_code)]

mod api;
mod plan;
mod sync;

pub use api::SchemaApi;
pub use plan::{Actual, Blocks, Change, ChangeClass, Edit, Plan, Step, plan};
pub use sync::{Options, Synced, preview, sync};
