//! The command `weaviate`: what a server's schema lacks of what the structs say, and what is done about it.
//!
//! A program that has the structs is the command itself, if it says so:
//!
//! ```no_run
//! use std::process::ExitCode;
//! use weaviate::Collection;
//!
//! #[derive(Collection)]
//! struct Note {
//!     text: String,
//! }
//!
//! fn main() -> ExitCode {
//!     weaviate::cli::main::<(Note,)>()
//! }
//! ```
//!
//! The binary `weaviate` of this crate has no structs. It reads what they declare from `weaviate.schema.json`, which
//! `weaviate::schema::assert_snapshot!` keeps in step with them.
//!
//! | exit code | means |
//! |---|---|
//! | 0 | done, or nothing to do |
//! | 1 | it failed; what it failed with stands on stderr |
//! | 2 | the command was not understood, or something that it needs is not there |
//! | 3 | with `--check`: there are differences |
//!
//! # The floors
//!
//! | floor | what it owns |
//! |---|---|
//! | `run`, `heard` | from the arguments to the exit code, and what the library says meanwhile |
//! | `commands` | one file a command: what it asks of the server, and what it says |
//! | `data` | objects as lines of JSON, in files and on streams, and how far they were moved |
//! | `reach`, `structs` | the client, and the declarations |
//! | `confirm`, `stop` | asking a person, and being stopped by one |
//! | `arguments`, `said`, `table`, `terminal` | what is asked, what is answered, how it is laid out, and where |
//! | `source` | declarations of structs that are not compiled in |
//! | [`generate`] | structs of a schema; knows no client |
#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod confirm;
mod data;
pub mod generate;
mod heard;
mod reach;
mod run;
mod said;
mod source;
mod stop;
mod structs;
mod table;
mod terminal;

pub use run::{main, main_of_file, run, run_of};
pub use terminal::Terminal;
