//! What is read off the crates themselves: `cargo run -p weaviate-tools -- api | docs | msrv | pains`.

mod api;
mod docs;
mod item;
mod msrv;
mod pains;
mod print;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What a command says when it has nothing to complain of; else what is wrong.
type Said = Result<String, String>;

fn main() -> ExitCode {
    let said = match std::env::args().nth(1).as_deref() {
        Some("api") => api::run(),
        Some("docs") => docs::run(),
        Some("msrv") => msrv::run(),
        Some("pains") => pains::run(),
        _ => Err("one of `api`, `docs`, `msrv`, `pains`".to_owned()),
    };
    match said {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The Rust files below a folder, in order.
fn sources(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let entries = folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
