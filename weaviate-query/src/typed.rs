//! The typed floor: what knows the user's struct, so that a wrong question does not compile.
//!
//! It is thin: what it adds to [`plain`](crate::plain) is rules, which rustc checks, and a decoder.

pub mod aggregate;
pub mod answer;
pub mod boost;
pub(crate) mod builder;
pub(crate) mod collection;
#[doc(hidden)]
pub mod declared;
pub(crate) mod diversity;
pub(crate) mod fields;
pub mod filter;
pub mod generative;
pub(crate) mod groups;
pub(crate) mod index;
pub mod kind;
pub(crate) mod marker;
pub(crate) mod property;
pub(crate) mod query;
pub(crate) mod record;
pub mod search;
pub mod select;
pub(crate) mod sort;
pub mod tenancy;
pub(crate) mod token;
pub(crate) mod values;
