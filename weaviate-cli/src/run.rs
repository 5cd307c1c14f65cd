//! From the arguments to the exit code.

use std::{ffi::OsString, process::ExitCode, time::Duration};

use clap::Parser as _;
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Collections;

use crate::{
    arguments::Arguments,
    commands, heard,
    said::{FAILED, Failure, Said, USAGE},
    stop::Stop,
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
    of_process(Structs::of::<C>())
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
    heard::listen();
    let code = runtime.block_on(answer(structs, std::env::args_os(), &mut Streams));
    // A command that was stopped leaves nothing behind that is worth waiting for.
    runtime.shutdown_background();
    ExitCode::from(code)
}

/// Runs one command with these declarations, or with none for those of the schema file, and gives the exit code.
///
/// `arguments` begins with the program's name. Of a program that has the structs themselves, [`run_of`] runs it.
pub async fn run<T: Into<OsString> + Clone>(
    structs: Option<Vec<&'static CollectionDef>>,
    arguments: impl IntoIterator<Item = T>,
    terminal: &mut dyn Terminal,
) -> u8 {
    let structs = structs.map_or(Structs::File, |definitions| Structs::Compiled(definitions, Vec::new()));
    answer(structs, arguments, terminal).await
}

/// Runs one command as [`main`] does, for a terminal of the caller's, and gives the exit code.
pub async fn run_of<C: Collections>(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    terminal: &mut dyn Terminal,
) -> u8 {
    answer(Structs::of::<C>(), arguments, terminal).await
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
                return USAGE;
            }
            terminal.say(&text);
            return 0;
        }
    };
    let json = arguments.reach.json;
    let stop = Stop::default();
    let mut command = Box::pin(commands::run(&arguments, &structs, &stop, terminal));
    let mut done = tokio::select! {
        // Listened for before anything is begun.
        biased;
        () = interrupted() => None,
        done = &mut command => Some(done),
    };
    if done.is_none() && arguments.what.heeds_stop() {
        stop.set();
        // It ends by itself, at a place from where it goes on; whoever cannot wait says so once more.
        done = tokio::select! {
            done = &mut command => Some(done),
            () = interrupted() => None,
            () = tokio::time::sleep(PATIENCE) => None,
        };
    }
    drop(command);
    let done = match done {
        Some(Err(Failure::Failed(_))) if stop.is_set() => Err(Failure::Stopped(STOPPED.into())),
        Some(done) => done,
        None => Err(Failure::Stopped(STOPPED.into())),
    };
    match done {
        Ok(Said { text, json: value, code }) => {
            let said = if json { format!("{value:#}\n") } else { text };
            terminal.say(&said);
            code
        }
        Err(Failure::Usage(why)) => {
            terminal.complain(&format!("weaviate: {why}\n"));
            USAGE
        }
        Err(Failure::Failed(error)) => {
            terminal.complain(&format!("weaviate: {error}\n"));
            FAILED
        }
        Err(Failure::Stopped(how)) => {
            terminal.complain(&format!("weaviate: {how}\n"));
            FAILED
        }
        Err(Failure::Declined) => {
            terminal.complain("weaviate: nothing was done\n");
            FAILED
        }
    }
}

/// What is said of a command that was stopped and says nothing by itself.
const STOPPED: &str = "stopped; what was done stays done, and the same command goes on with the rest";
/// How long a command that was stopped may take to end.
const PATIENCE: Duration = Duration::from_secs(10);

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
