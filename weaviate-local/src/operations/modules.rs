//! The modules that make vectors: which there are, what each can read, and what each adds to a collection.
//!
//! `text2vec-bigram` works here. The others ask a service of the user's over HTTP, as the server does; where it is, the
//! settings or the collection say.

mod bigram;
mod corpus;
mod known;
mod module;
mod movement;
mod remote;
mod vectorize;

pub(crate) use known::{defaults, is_known, reads_images, reads_texts};
pub(crate) use module::{Module, check};
pub(crate) use movement::{Ask, Move, away, mean, towards};
