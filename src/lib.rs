//! Weaviate for Rust in which a wrong query does not compile.
#![forbid(unsafe_code)]

#[cfg(feature = "local")]
pub mod local;

pub use uuid::Uuid;
pub use weaviate_derive::{Collection, Object, Select, filter, query, sort};
pub use weaviate_query::{
    Aggregate, AggregateBuilder, Builder, Collection, Error, ErrorKind, Filter, Group, Hit, Names, Query, Result, Sort,
    Version, aggregate, ir, key_id, kind, property,
    property::{Blob, GeoPoint, Link, MultiVector, PhoneNumber, Vector},
    render, schema, search, select, tenancy, token, wire,
};
pub use weaviate_query::filter as filters;
pub use weaviate_runtime::*;

/// What expansions of the macros name. Not for people: it changes without notice.
#[doc(hidden)]
pub use weaviate_query::private as __private;
