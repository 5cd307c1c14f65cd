//! What questions are written down as: one table of them, each as the gRPC message, as GraphQL and as `explain` tells it.
//!
//! The snapshots are read by people, and written anew with `BLESS=1`. That GraphQL means what it should is
//! proved apart from them: it is read back, with hostile texts in every place; and [`crate::asked`] asks recorded
//! questions with it.

mod back;
mod collections;
mod document;
mod hostile;
mod snapshot;
mod table;
