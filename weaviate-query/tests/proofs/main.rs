//! What this crate promises beyond its types.

mod keys;
mod pure;
