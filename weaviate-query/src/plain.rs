//! The plain floor: what a person without types could use.
//!
//! A question is [`ir`], a collection [`schema`], which class it is [`names`]; [`render`] writes questions down,
//! [`wire`] reads answers and writes objects. Nothing here knows the typed floor above it.

pub(crate) mod error;
pub mod ir;
pub(crate) mod key;
pub mod modules;
pub(crate) mod names;
pub mod numbers;
pub mod render;
pub(crate) mod rounds;
pub(crate) mod rows;
pub mod schema;
pub(crate) mod sealed;
pub(crate) mod tuples;
pub(crate) mod value;
pub(crate) mod version;
pub(crate) mod wire;
