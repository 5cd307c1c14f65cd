//! What `generate` made of all schemas, compiled: `schemas` holds it to what it makes now. `BLESS=1` writes it anew.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::pedantic)]

#[rustfmt::skip]
pub(crate) mod corpus;
#[rustfmt::skip]
pub(crate) mod every;
#[rustfmt::skip]
pub(crate) mod first;
#[rustfmt::skip]
pub(crate) mod fourth;
#[rustfmt::skip]
pub(crate) mod modules;
#[rustfmt::skip]
pub(crate) mod pinned;
#[rustfmt::skip]
pub(crate) mod third;
