//! The crate reaches no socket, clock, thread, file or environment, so that it runs wherever Rust does.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

#[test]
fn no_dependency_reaches_outside() {
    // Cargo says what is linked with every feature on; the lock file decides, nothing is fetched.
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "weaviate-query", "--all-features"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.contains(&"prost"), "the tree was not read: {tree}");
    for outside in ["tokio", "mio", "socket2", "reqwest", "hyper", "hyper-util", "tonic", "rustls", "rayon"] {
        assert!(!crates.contains(&outside), "`{outside}` is linked");
    }
}

#[test]
fn no_source_names_the_outside() {
    let words = ["SystemTime", "Instant", "net", "thread", "env", "fs", "process"];
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 30, "only {} files", files.len());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for word in words {
            // `std::net`, `time::Instant`, and the names in `use std::{…}`.
            for path in [format!("std::{word}"), format!("time::{word}"), format!("core::{word}")] {
                assert!(!names(&text, &path), "{} names `{path}`", file.display());
            }
            for list in text.split("use std::{").skip(1).filter_map(|rest| rest.split("};").next()) {
                let mut parts = list.split([',', '{', '}', ':']).map(str::trim);
                assert!(!parts.any(|part| part == word), "{} uses `std::{{{word}}}`", file.display());
            }
        }
    }
}

/// Whether `path` stands in `text` as a whole path: `std::net` is not in `std::network`.
fn names(text: &str, path: &str) -> bool {
    text.match_indices(path).any(|(start, _)| {
        let after = text[start + path.len()..].chars().next();
        !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
