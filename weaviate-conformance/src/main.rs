//! Plays the recorded cases on the embedded engine, or on a server, and compares the answers.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use weaviate_conformance::{Command, USAGE, record, run, say};

fn main() -> ExitCode {
    let command = match Command::read(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(why) => {
            eprintln!("conformance: {why}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return broken(&error.to_string()),
    };
    let ended = match command {
        Command::Help => {
            say(USAGE);
            Ok(true)
        }
        Command::Play(options) => runtime.block_on(run(&options)),
        Command::Record(recording) => runtime.block_on(record(&recording)).map(|()| true),
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => broken(&why),
    }
}

fn broken(why: &str) -> ExitCode {
    eprintln!("conformance: {why}");
    ExitCode::from(2)
}
