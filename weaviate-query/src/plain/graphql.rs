//! Questions and writes for where nothing but HTTP and JSON comes through.
//!
//! gRPC's messages stay what everything else knows. A question is printed by [`render::graphql`](crate::render::graphql),
//! and its answer becomes the message that gRPC would have sent, so that there is one reader of rows and of numbers. What
//! JSON does not say, whether a text is a date and a list is one of ints, says the [`Shape`](crate::schema::Shape) of the
//! collection. Writes go the other way: a message becomes the body that REST takes, just before it is sent.
//!
//! | message | becomes | and its answer |
//! |---|---|---|
//! | `SearchRequest` | [`Search`], in one step or several | [`Search::reply`] |
//! | `AggregateRequest` | [`render::graphql::aggregate`](crate::render::graphql::aggregate) | [`numbers`] |
//! | `BatchDeleteRequest` | [`render::graphql::delete`](crate::render::graphql::delete) | [`delete_reply`] |
//! | `BatchObjectsRequest` | [`objects`] | [`objects_reply`] |
//! | `BatchReferencesRequest` | [`references`] | [`references_reply`] |

mod gaps;
mod json;
mod numbers;
mod object;
mod profile;
mod search;
mod stored;
#[cfg(test)]
mod tests;
mod value;
mod written;

pub use numbers::numbers;
pub use search::{Ask, Search};
pub use written::{delete_reply, objects, objects_reply, references, references_reply};
