//! The facade as expansions see it, without the client behind it.

pub use weaviate_query::*;

#[doc(hidden)]
pub use weaviate_query::private as __private;
