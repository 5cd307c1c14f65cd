//! What can be done with collections, whatever the protocol that asks for it.

pub(crate) mod aggregate;
pub(crate) mod backup;
pub(crate) mod context;
pub(crate) mod define;
pub(crate) mod filter;
pub(crate) mod modules;
pub(crate) mod search;
pub(crate) mod tasks;
pub(crate) mod tenants;
pub(crate) mod write;
