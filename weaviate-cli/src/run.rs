//! From the arguments to the exit code.

use std::{ffi::OsString, process::ExitCode};

use clap::Parser as _;
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Collections;

use crate::{
    arguments::Arguments,
    commands,
    said::{Failure, Said},
    structs::Structs,
    terminal::{Streams, Terminal},
};

/// Makes the program the command `weaviate` for these collections.
///
/// It reads the process's arguments and gives the exit code: 0 done, 1 failed, 2 not understood, 3 differences with
/// `--check`.
///
/// ```no_run
/// # use weaviate::Collection;
/// # #[derive(Collection)] struct Article { title: String }
/// # #[derive(Collection)] struct Category { name: String }
/// fn main() -> std::process::ExitCode {
///     weaviate::cli::main::<(Article, Category)>()
/// }
/// ```
pub fn main<C: Collections>() -> ExitCode {
    of_process(Structs::Compiled(C::definitions()))
}

/// The command for schemas in a file: what the binary `weaviate` is.
pub fn main_of_file() -> ExitCode {
    of_process(Structs::File)
}

fn of_process(structs: Structs) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            Streams.complain(&format!("weaviate: {error}\n"));
            return ExitCode::FAILURE;
        }
    };
    let code = runtime.block_on(answer(structs, std::env::args_os(), &mut Streams));
    // A command that was stopped leaves nothing behind that is worth waiting for.
    runtime.shutdown_background();
    ExitCode::from(code)
}

/// Runs one command of a program that has these structs, or with none of the schema file, and gives the exit code.
///
/// `arguments` begins with the program's name.
pub async fn run<T: Into<OsString> + Clone>(
    structs: Option<Vec<&'static CollectionDef>>,
    arguments: impl IntoIterator<Item = T>,
    terminal: &mut dyn Terminal,
) -> u8 {
    answer(structs.map_or(Structs::File, Structs::Compiled), arguments, terminal).await
}

async fn answer<T: Into<OsString> + Clone>(
    structs: Structs,
    arguments: impl IntoIterator<Item = T>,
    terminal: &mut dyn Terminal,
) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let text = error.render().to_string();
            if error.use_stderr() {
                terminal.complain(&text);
                return 2;
            }
            terminal.say(&text);
            return 0;
        }
    };
    let json = arguments.reach.json;
    let command = commands::run(&arguments, &structs, terminal);
    let done = tokio::select! {
        done = command => done,
        _ = tokio::signal::ctrl_c() => {
            terminal.complain("weaviate: stopped; what was done stays done, and the same command goes on with the rest\n");
            return 1;
        }
    };
    match done {
        Ok(Said { text, json: value, differs }) => {
            let said = if json { format!("{value:#}\n") } else { text };
            terminal.say(&said);
            if differs { 3 } else { 0 }
        }
        Err(Failure::Usage(why)) => {
            terminal.complain(&format!("weaviate: {why}\n"));
            2
        }
        Err(Failure::Failed(error)) => {
            terminal.complain(&format!("weaviate: {error}\n"));
            1
        }
        Err(Failure::Declined) => {
            terminal.complain("weaviate: nothing was done\n");
            1
        }
    }
}
