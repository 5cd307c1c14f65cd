//! What a folder keeps: everything that was answered, whatever becomes of the process.

#[path = "durability/folders.rs"]
mod folders;
#[path = "durability/killed.rs"]
mod killed;
#[path = "support/program.rs"]
mod program;
#[path = "durability/reopened.rs"]
mod reopened;
