//! Collections as the server describes them: what the engine needs to know from the document that REST shows.

mod class;
pub(crate) mod inverted;
mod kind;
pub(crate) mod names;
pub(crate) mod property;
mod vector;

pub(crate) use class::Class;
pub(crate) use kind::{DataType, Tokenization};
pub(crate) use property::{Analyzer, BLOCKMAX, Property, SEARCHED};
pub(crate) use vector::{Distance, VectorSpec};
