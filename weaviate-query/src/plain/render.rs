//! Writes the IR down as the messages of Weaviate's gRPC service, as GraphQL, and as text for people.
//!
//! Rendering is a function of the question and the [`Context`]: the same input gives the same bytes, so bytes
//! can be the key of a cache.
//!
//! | to | from [`ir::Query`](crate::ir::Query) | from [`ir::Aggregate`](crate::ir::Aggregate) |
//! |---|---|---|
//! | gRPC | [`query`] | [`aggregate`] |
//! | GraphQL | [`graphql::query`] | [`graphql::aggregate`] |
//! | text | [`explain`] | [`explain_aggregate`] |
//!
//! [`delete`] makes a deletion of a filter. All but the texts ask `check` first, which refuses what a server would answer
//! with something else than was asked; the texts say what would be refused, and why.
//!
//! ```
//! use weaviate_query::{ErrorKind, Names, Version, ir::*, render};
//!
//! let query = Query {
//!     filter: Some(Filter::id(weaviate_query::key_id(&1_i64)).not()),
//!     sort: vec![SortBy { name: "words".into(), descending: true }],
//!     limit: Some(2),
//!     selection: Selection { items: vec![Item::Property("title".into())] },
//!     ..Query::new("Article")
//! };
//! let names = Names::new().with_prefix("T_")?;
//! let context = render::Context { tenant: Some("acme"), ..render::Context::new(&names) };
//!
//! assert!(!render::query(&query, &context)?.is_empty());
//! assert_eq!(
//!     render::explain(&query, &context),
//!     "\
//! query Article (class T_Article), tenant \"acme\"
//!   filter: !(.id == \"b04965e6-a9bb-591f-8f8a-1adcb2c8dc39\")
//!   sort: [.words desc]
//!   limit: 2
//!   select: { .title }
//! "
//! );
//!
//! // An older server does not know `!`.
//! let older = render::Context { version: Some(Version::new(1, 32)), ..context };
//! let error = render::query(&query, &older).unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::Unsupported);
//! assert_eq!(error.to_string(), "`!` before a filter needs Weaviate 1.33.0, this server is 1.32.0");
//! # Ok::<(), weaviate_query::Error>(())
//! ```

mod aggregate;
mod boost;
mod check;
mod context;
mod delete;
mod filter;
mod generative;
pub mod graphql;
mod nested;
mod place;
pub(crate) mod provider;
mod query;
mod rank;
mod search;
pub(crate) mod setting;
#[cfg(test)]
mod tests;
mod text;
mod vector;

pub use crate::plain::consistency::Consistency;
pub use aggregate::aggregate;
pub(crate) use check::refuse_lost_words;
pub use context::Context;
pub use delete::delete;
pub use query::query;
pub(crate) use query::rounds;
pub use text::{explain, explain_aggregate};
