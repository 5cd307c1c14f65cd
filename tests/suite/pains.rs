//! The pains of other clients' users, `docs/pains.tsv`: each has a test, and the line that the test guards is there.
//!
//! That a test notices when its line is gone takes a build for each, and is found out by a command:
//! `cargo run -p weaviate-tools -- pains`.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What was reported of other clients, numbered; each has a row at least.
const PAINS: usize = 20;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether a Rust file below the folder has a test of this name.
fn has_test(folder: &Path, name: &str) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| match path.extension() {
        _ if path.ends_with("target") => false,
        None if path.is_dir() => has_test(&path, name),
        Some(extension) if extension == "rs" => {
            fs::read_to_string(&path).is_ok_and(|text| text.contains(&format!("fn {name}()")))
        }
        _ => false,
    })
}

#[test]
fn every_pain_has_a_test_and_what_it_guards() {
    let table = fs::read_to_string(root().join("docs/pains.tsv")).expect("the pains");
    let (mut pains, mut wrong) = (BTreeSet::new(), Vec::new());
    for line in table.lines().skip(1) {
        let [pain, test, file, guard, without, message] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not six cells: {line}");
        };
        let [package, target, name] = test.split(' ').collect::<Vec<_>>()[..] else {
            panic!("not a package, a target and a name: {test}");
        };
        pains.insert(pain);
        let folder = match package {
            "weaviate-tests" => root().join("tests"),
            "weaviate-ui-tests" => root().join("ui-tests"),
            package => root().join(package),
        };
        let there = match target {
            "ui" => folder.join(format!("ui/{name}.rs")).is_file(),
            _ => has_test(&folder, name.rsplit("::").next().unwrap_or(name)),
        };
        if !there {
            wrong.push(format!("{pain}: there is no test `{test}`"));
        }
        let times = fs::read_to_string(root().join(file)).map_or(0, |text| text.matches(guard).count());
        if times != 1 {
            wrong.push(format!("{pain}: `{guard}` stands {times} times in {file}"));
        }
        if guard == without || message.is_empty() {
            wrong.push(format!("{pain}: nothing is taken away, or nothing is said"));
        }
    }
    let missing: Vec<String> =
        (1..=PAINS).map(|n| format!("P{n}")).filter(|pain| !pains.contains(&**pain)).collect();
    assert!(wrong.is_empty() && missing.is_empty(), "without a test: {missing:?}\n{}", wrong.join("\n"));
}
