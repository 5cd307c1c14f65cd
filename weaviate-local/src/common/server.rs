//! What the engine says it is: a server of this version, the only node of its cluster.

/// The version whose behaviour this is.
pub(crate) const VERSION: &str = "1.39.0";

/// The name of the only node, the one the first node of a cluster has.
pub(crate) const NODE: &str = "weaviate-0";

/// The largest message either way.
pub(crate) const MESSAGE_LIMIT: usize = 104_858_000;
