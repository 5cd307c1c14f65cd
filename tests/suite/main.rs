//! The suite. Each test gets a server of its own name space: a fresh embedded engine, or with `WEAVIATE_URL` a
//! real server and a name prefix of the test's own.
#![allow(missing_docs)]

mod language;
mod model;
