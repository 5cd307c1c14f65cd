//! What may be asked of Weaviate and how it is written down.
//!
//! Users depend on the facade, `weaviate`; this crate is the language behind it. Two floors:
//!
//! - The **untyped** one, plain data: [`ir`] is a question, [`schema`] a collection, [`Names`] which class it is;
//!   [`render`] writes questions down, [`wire`] reads answers and writes objects.
//! - The **typed** one above it: [`token`]s, [`filter`]s, [`search`]es and [`select`]ions that know the user's
//!   struct, so that a wrong question does not compile. They are thin: what they add to the IR is a decoder.
//!
//! Every function here is pure: no sockets, no clock, no threads, no randomness.
#![forbid(unsafe_code)]

pub mod aggregate;
pub mod answer;
pub mod boost;
mod builder;
#[doc(hidden)]
pub mod check;
mod diversity;
mod error;
pub mod filter;
pub mod generative;
pub mod ir;
mod key;
pub mod kind;
pub mod modules;
mod names;
#[doc(hidden)]
pub mod private;
pub mod property;
mod query;
pub mod render;
mod rounds;
mod rows;
pub mod schema;
pub mod search;
pub mod select;
mod sort;
pub mod tenancy;
pub mod token;
mod version;
pub mod wire;

pub use aggregate::{Aggregate, AggregateBuilder};
pub use boost::{Boost, IntoBoost};
pub use builder::{Builder, Concepts, Ids, MaybeId, MediaBytes, SearchText, SelectRow};
pub use diversity::Diversity;
pub use error::{Error, ErrorKind, Result};
pub use filter::Filter;
pub use key::{Key, key_id};
pub use names::{Names, check_class};
pub use query::Query;
pub use rounds::Rounds;
pub use rows::{
    ApiVersion, BadRow, BillableCharacters, BilledUnits, Generated, GenerativeMetadata, Group, GroupName,
    Groups, QueryProfile, Rows, SearchProfile, ShardProfile, Usage,
};
pub use select::Hit;
pub use sort::{IntoSort, Sort};
pub use token::Collection;
pub use version::Version;
