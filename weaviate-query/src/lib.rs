//! What may be asked of Weaviate and how it is written down.
#![forbid(unsafe_code)]

pub mod proto;
