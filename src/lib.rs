//! Weaviate for Rust in which a wrong query does not compile.
