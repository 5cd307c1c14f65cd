//! The arrows between the crates and inside them, as ARCHITECTURE.md draws them.

mod imports;
mod traits;

use std::{collections::BTreeSet, fs, path::Path};

use imports::{Imports, Module};

/// Which crates of ours a crate may depend on, features included.
const ARROWS: [(&str, &str, &[&str]); 10] = [
    ("weaviate-proto", "weaviate-proto", &[]),
    ("weaviate-derive", "weaviate-derive", &[]),
    ("weaviate-query", "weaviate-query", &["weaviate-proto"]),
    ("weaviate-migrate", "weaviate-migrate", &["weaviate-query"]),
    ("weaviate-runtime", "weaviate-runtime", &["weaviate-migrate", "weaviate-query"]),
    ("weaviate-local", "weaviate-local", &["weaviate-proto"]),
    (
        "weaviate-cli",
        "weaviate-cli",
        &["weaviate-local", "weaviate-migrate", "weaviate-query", "weaviate-runtime"],
    ),
    ("weaviate-conformance", "weaviate-conformance", &["weaviate-local", "weaviate-proto"]),
    (
        "weaviate-judge",
        "tests/judge",
        &["weaviate", "weaviate-conformance", "weaviate-local", "weaviate-proto"],
    ),
    (
        "weaviate",
        ".",
        &["weaviate-cli", "weaviate-derive", "weaviate-local", "weaviate-query", "weaviate-runtime"],
    ),
];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The names under `[dependencies]` of a manifest.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut section = "";
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        } else if section == "[dependencies]"
            || section.ends_with(".dependencies]") && !section.contains("workspace")
        {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            if !name.is_empty() && !name.starts_with('#') {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

#[test]
fn arrows_point_one_way() {
    for (name, folder, allowed) in ARROWS {
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        let ours: BTreeSet<_> =
            dependencies(&manifest).into_iter().filter(|name| name.starts_with("weaviate")).collect();
        let allowed: BTreeSet<_> = allowed.iter().map(ToString::to_string).collect();
        assert_eq!(ours, allowed, "the dependencies of {name} among ours");
    }
}

#[test]
fn the_pure_crates_stay_pure() {
    let forbidden =
        ["tokio", "tonic", "reqwest", "hyper", "socket2", "mio", "rustls", "tracing", "futures-util"];
    for folder in ["weaviate-query", "weaviate-migrate", "weaviate-derive"] {
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        let found: Vec<_> =
            dependencies(&manifest).into_iter().filter(|name| forbidden.contains(&name.as_str())).collect();
        assert!(found.is_empty(), "{folder} depends on {found:?}");
    }
    let derive = fs::read_to_string(root().join("weaviate-derive/Cargo.toml")).unwrap();
    let expected = ["proc-macro2", "quote", "regex-lite", "syn"].map(str::to_owned).into();
    assert_eq!(dependencies(&derive), expected);
}

/// What a crate must not know, as words in its code.
#[test]
fn nobody_knows_what_is_not_theirs() {
    let words = [
        (
            "weaviate-query/src",
            ["std::net", "std::thread", "SystemTime", "Instant::now", "std::env", "std::fs"].as_slice(),
        ),
        (
            "weaviate-derive/src",
            &["std::env", "std::fs", "std::net", "SystemTime", "static mut", "Mutex", "OnceLock"],
        ),
        (
            "weaviate-local/src",
            &["weaviate_runtime", "weaviate_query::render", "weaviate_query::ir", "weaviate_query::schema"],
        ),
        ("weaviate-migrate/src", &["tonic", "reqwest", "std::net"]),
    ];
    for (folder, words) in words {
        // Tests may read their texts from files.
        let tests = |file: &str| file.contains("/tests/") || file.ends_with("/tests.rs");
        for (file, text) in sources(&root().join(folder)).into_iter().filter(|(file, _)| {
            let inside = file.rsplit("/src/").next().unwrap_or(file);
            !tests(&format!("/{inside}"))
        }) {
            let code: String = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            for word in words {
                assert!(!code.contains(word), "{file} names `{word}`");
            }
        }
    }
}

/// Inside these crates no two files import each other, by any way round.
const ROOMS: [&str; 7] = [
    "weaviate-cli",
    "weaviate-query",
    "weaviate-runtime",
    "weaviate-migrate",
    "weaviate-derive",
    "weaviate-local",
    "weaviate-conformance",
];

#[test]
fn no_files_import_each_other() {
    let mut wrong = Vec::new();
    for name in ROOMS {
        let imports = Imports::read(&root().join(name).join("src"));
        let arrows = imports.arrows();
        let circles = imports::circles(&arrows);
        println!(
            "{name}: {} files, {} arrows, {} circles",
            imports.len(),
            arrows.values().map(BTreeSet::len).sum::<usize>(),
            circles.len(),
        );
        wrong.extend(circles.iter().map(|circle| {
            let files: Vec<String> = circle.iter().map(|file| file.join("/")).collect();
            format!("{name}: {}", files.join(", "))
        }));
    }
    assert!(wrong.is_empty(), "files that import each other:\n{}", wrong.join("\n"));
}

/// Rooms from the top floor to the lowest: a file may import from its own floor and from lower ones.
const FLOORS: [(&str, &[&str]); 5] = [
    (
        "weaviate-cli",
        &[
            "run",
            "commands",
            "data",
            "reach",
            "structs",
            "confirm",
            "stop",
            "heard",
            "arguments",
            "said",
            "table",
            "terminal",
            "source",
            "generate",
        ],
    ),
    ("weaviate-query", &["private", "typed", "plain"]),
    ("weaviate-migrate", &["rebuild", "sync", "plan", "objects", "api"]),
    (
        "weaviate-derive",
        &[
            "collection",
            "query",
            "select",
            "shape",
            "arity",
            "attr",
            "guess",
            "names",
            "path",
            "token",
            "diag",
        ],
    ),
    (
        "weaviate-local",
        &["engine", "serve", "protocol", "operations", "catalog", "indexes", "store", "schema", "common"],
    ),
];

#[test]
fn no_floor_imports_one_above() {
    for (name, floors) in FLOORS {
        let floor = |module: &Module| {
            let room = module.first()?;
            floors.iter().position(|floor| floor == room)
        };
        for (from, all) in Imports::read(&root().join(name).join("src")).arrows() {
            for to in all {
                let Some(here) = floor(&from) else { continue };
                assert!(
                    floor(&to).is_some_and(|there| there >= here),
                    "{name}: `{}` imports `{}`, which stands above it",
                    from.join("/"),
                    to.join("/"),
                );
            }
        }
    }
}

/// Whether a word stands in a text, and not only inside a longer one.
pub(crate) fn contains_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}
