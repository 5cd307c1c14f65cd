//! What finds documents of a shard: the inverted index and the vectors.

pub(crate) mod inverted;
pub(crate) mod vector;
