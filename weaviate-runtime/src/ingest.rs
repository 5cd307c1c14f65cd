//! Objects written one after another, without end and without waiting: the core of an ingest, for objects of any type.
//!
//! ```text
//! push ─▶ lane (one a collection and tenant) ─▶ message ─▶ stream, or request ─▶ settled ─▶ tally
//!            fills a message                       └────── again, if the answer was lost ──────┘
//! ```
//!
//! Nothing runs beside the caller: the state is a machine that is polled while somebody pushes, flushes or finishes.
//! What is on its way is bounded in bytes, so that memory does not grow with the work. Two objects of one id are never on
//! their way at once: a server works on several messages at a time, and the last one must stand.

mod dialogue;
mod drive;
mod ends;
mod flow;
mod lane;
mod mending;
mod message;
mod pace;
mod report;
mod tally;
mod ways;

pub(crate) use flow::{Flow, Payload};
pub(crate) use lane::Route;
pub use report::{IngestReport, Lost, Progress, Unlinked};
