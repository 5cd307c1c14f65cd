//! Writes the IR down as the messages of Weaviate's gRPC service, as GraphQL, and as text for people.
//!
//! Rendering is a function of the question and the [`Context`]: the same input gives the same bytes, so bytes
//! can be the key of a cache.

mod aggregate;
mod boost;
mod check;
mod context;
mod delete;
mod filter;
mod generative;
pub mod graphql;
pub(crate) mod provider;
mod query;
mod rank;
mod search;
pub(crate) mod setting;
#[cfg(test)]
mod tests;
mod text;
mod vector;

pub use aggregate::aggregate;
pub use context::{Consistency, Context};
pub use delete::delete;
pub use query::query;
pub use text::{explain, explain_aggregate};
