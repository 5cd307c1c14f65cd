//! Changes of the schema: new collections, and what may change of those there are.

pub(crate) mod create;
pub(crate) mod inverted;
pub(crate) mod properties;
pub(crate) mod property;
pub(crate) mod sharding;
pub(crate) mod update;
pub(crate) mod vector;
