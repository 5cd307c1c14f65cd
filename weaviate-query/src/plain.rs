//! The plain floor: what a person without types could use.
//!
//! A question is [`ir`], a collection [`schema`], which class it is [`names`]; [`render`] writes questions
//! down,
//! [`wire`] reads answers and writes objects. Nothing here knows the typed floor above it.
//!
//! | module | owns |
//! |---|---|
//! | [`ir`] | questions as data: filter, search, selection, aggregate |
//! | [`schema`] | what a struct declares, and the class that a server has |
//! | [`modules`] | vectorizers, language models and rerankers with their settings |
//! | [`names`], [`key`], [`version`] | which class, which id, which server |
//! | [`render`] | a question as gRPC bytes, as GraphQL, as text for people |
//! | [`rounds`] | a question that one request cannot ask |
//! | [`wire`] | objects to bytes and back, without a message in between |
//! | [`rows`], [`numbers`] | what is left of a reply when it is read |
//! | [`value`] | values that Rust has no type for |
//! | [`error`] | the one error of the client |
//!
//! `sealed` and `tuples` serve the traits of both floors.

pub(crate) mod broken;
pub(crate) mod consistency;
pub(crate) mod error;
pub mod graphql;
pub mod ir;
pub(crate) mod key;
pub mod modules;
pub(crate) mod names;
pub mod numbers;
pub mod raw;
pub mod render;
pub(crate) mod rounds;
pub(crate) mod rows;
pub mod schema;
pub(crate) mod sealed;
pub(crate) mod tuples;
pub(crate) mod value;
pub(crate) mod version;
pub(crate) mod wire;
