//! Programs that must not compile, with the messages they get, and programs that must.
//!
//! Most programs hold the collections themselves; a few ask about those of this crate, as a program does whose
//! collections stand in a library.

pub mod model;
