//! What finds documents of a shard: the inverted index, the vectors, and distances over the ground.

pub(crate) mod geo;
pub(crate) mod inverted;
pub(crate) mod vector;
