//! What may be asked of Weaviate and how it is written down.
//!
//! Users depend on the facade, `weaviate`; this crate is the language behind it. Two floors:
//!
//! - The **untyped** one, plain data: [`ir`] is a question, [`schema`] a collection, [`Names`] which class it is;
//!   [`render`] writes questions down, [`wire`] reads answers and writes objects.
//! - The **typed** one above it: tokens, filters, searches and selections that know the user's struct, so that a
//!   wrong question does not compile. They are thin: what they add to the IR is a decoder.
//!
//! Every function here is pure: no sockets, no clock, no threads, no randomness.
#![forbid(unsafe_code)]

mod error;
pub mod ir;
mod names;
pub mod proto;
pub mod render;
pub mod schema;
mod version;

pub use error::{Error, ErrorKind, Result};
pub use names::{Names, check_class};
pub use version::Version;
