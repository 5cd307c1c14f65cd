//! The command and its parts, on the embedded engine or the server at `WEAVIATE_URL`.

mod changes;
mod commands;
mod desk;
mod generated;
mod moves;
mod processes;
mod schemas;
mod stopped;
mod under_way;
mod values;
