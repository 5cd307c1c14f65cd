//! Changes of the schema: new collections, and what may change of those there are.

pub(crate) mod create;
pub(crate) mod inverted;
mod nested;
pub(crate) mod properties;
pub(crate) mod property;
pub(crate) mod reindex;
mod sharding;
mod ttl;
pub(crate) mod update;
mod vector;
mod vectors;
