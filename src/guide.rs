//! Pages to read.

#[doc = include_str!("../docs/errors.md")]
pub mod errors {}

#[doc = include_str!("../docs/python.md")]
pub mod python {}

// Its examples sign in by the feature.
#[cfg(feature = "oidc")]
#[doc = include_str!("../docs/signing-in.md")]
pub mod signing_in {}
