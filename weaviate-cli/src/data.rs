//! Objects outside a server: lines of JSON, in files of a folder or on a stream, and how far they were read or written.

mod checkpoint;
mod collections;
mod files;
mod folder;
mod line;
mod lines;
mod pipe;
mod rejected;

pub(crate) use checkpoint::{Checkpoint, Counts, Place};
pub(crate) use collections::{Collection, all as collections};
pub(crate) use folder::{Exported, Folder, Manifest};
pub(crate) use line::{Line, addressed};
pub(crate) use lines::{Lines, Raw};
pub(crate) use pipe::Pipe;
pub(crate) use rejected::{Rejected, unwrapped};
