//! What an older compiler than the pinned one would refuse, as far as that can be known without it.
//!
//! The names of the standard library are clippy's part (`incompatible_msrv`). Of the language, Rust 1.91 to 1.95
//! stabilised two things that this code could use (the rest concerns assembly, calling conventions and target
//! features): `if let` guards and `cfg_select!`. And no dependency may ask for more than we promise.

use std::process::Command;

use serde_json::Value;

use crate::{Said, read, root, sources};

/// What is compiled on users' machines.
const FOLDERS: [&str; 7] = [
    "src",
    "weaviate-derive/src",
    "weaviate-local/src",
    "weaviate-migrate/src",
    "weaviate-proto/src",
    "weaviate-query/src",
    "weaviate-runtime/src",
];

pub(crate) fn run() -> Said {
    let mut wrong = Vec::new();
    for folder in FOLDERS {
        for path in sources(&root().join(folder))? {
            for (number, line) in (1..).zip(read(&path)?.lines()) {
                if newer(line) {
                    wrong.push(format!("{}:{number}: {}", path.display(), line.trim()));
                }
            }
        }
    }
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--all-features", "--locked"])
        .current_dir(root())
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout).map_err(|error| error.to_string())?;
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    for package in packages {
        let asked = package["rust_version"].as_str().unwrap_or("1");
        if version(asked) > ours {
            wrong.push(format!("{} {} asks for Rust {asked}", package["name"], package["version"]));
        }
    }
    if wrong.is_empty() {
        Ok(format!(
            "{} packages ask for no more than Rust {}",
            packages.len(),
            env!("CARGO_PKG_RUST_VERSION")
        ))
    } else {
        Err(format!("needs a newer Rust than {}:\n{}", env!("CARGO_PKG_RUST_VERSION"), wrong.join("\n")))
    }
}

fn newer(line: &str) -> bool {
    let line = line.trim();
    let code = !line.starts_with("//");
    let guard = line.split_once("if let ").is_some_and(|(before, after)| {
        (before.is_empty() || before.ends_with(' ')) && after.contains("=>") && !after.contains('{')
    });
    code && (guard || line.contains("cfg_select!"))
}

fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}
