//! The player of recorded questions: it sends what was asked of a Weaviate 1.39.0 to the embedded engine, or to a server,
//! and compares the answers with the recorded ones.
//!
//! | item | what it is |
//! |---|---|
//! | [`Options`] | what to play, and on what; read from the words of a command line |
//! | [`record`] | asks a server questions, and writes what it answers as such cases |
//! | [`run`] | plays it, and says whether exactly the cases failed that may |
//! | [`say`] | prints a line |
//! | [`differences`] | where two answers differ, by the [`Rules`] of a case |
//! | [`Wire`] | REST and gRPC to a server, for messages that are written by hand |
//!
//! The questions are in the workspace's `conformance/`, whose README describes the files.
#![forbid(unsafe_code)]

mod arguments;
mod cases;
mod compare;
mod generate;
mod inference;
mod player;
mod protojson;
mod record;
mod rename;
mod run;
mod say;
mod wire;

pub use arguments::{Command, Options, Recording, Target, USAGE};
pub use compare::{Rules, differences};
pub use record::record;
pub use run::run;
pub use say::say;
pub use wire::Wire;
