//! The command and its parts, on the embedded engine or the server at `WEAVIATE_URL`.

mod commands;
mod generated;
mod processes;
mod schemas;
