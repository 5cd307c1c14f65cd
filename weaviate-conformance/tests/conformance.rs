//! The recorded answers: the program `conformance` on the workspace's cases.
//!
//! It prints a line an area and a total, and fails when a case newly fails or newly passes.

use std::{
    path::Path,
    process::{Command, ExitCode},
};

fn main() -> ExitCode {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let status = Command::new(env!("CARGO_BIN_EXE_conformance")).current_dir(workspace).status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the program `conformance` does not start: {error}");
            ExitCode::FAILURE
        }
    }
}
