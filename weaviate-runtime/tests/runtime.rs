//! How the client behaves when the world is not as it should be. What it says to a server that is well is
//! tested by the suite in `tests/`, on the embedded engine and on real servers.

#[path = "runtime/changes.rs"]
mod changes;
#[path = "runtime/dialogue.rs"]
mod dialogue;
#[path = "runtime/faults.rs"]
mod faults;
#[path = "runtime/graphql.rs"]
mod graphql;
#[path = "runtime/grpc_web.rs"]
mod grpc_web;
#[path = "runtime/layers.rs"]
mod layers;
#[path = "runtime/mending.rs"]
mod mending;
#[cfg(feature = "metrics")]
#[path = "runtime/numbers.rs"]
mod numbers;
#[path = "runtime/objects.rs"]
mod objects;
#[path = "runtime/retries.rs"]
mod retries;
#[path = "runtime/runtimes.rs"]
mod runtimes;
#[path = "runtime/server.rs"]
mod server;
#[path = "runtime/sight.rs"]
mod sight;
#[path = "runtime/tenants.rs"]
mod tenants;
#[path = "runtime/typed.rs"]
mod typed;
