//! Pages to read.

#[doc = include_str!("../docs/errors.md")]
pub mod errors {}

#[doc = include_str!("../docs/python.md")]
pub mod python {}
