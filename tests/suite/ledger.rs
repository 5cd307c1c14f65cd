//! The ledger of what the Python client has, `docs/parity.tsv`: nothing in it is only claimed.
//!
//! Each row names the way to say it here, the public item that does it, and the test that proves it. The page for people
//! who come from Python is made of it: `BLESS=1` writes it anew.

use std::{collections::BTreeSet, fs, ops::RangeInclusive, path::PathBuf};

use crate::architecture::contains_word;

/// The rows of each family of the Python client's features: none may be missing.
const FAMILIES: [(&str, &str, RangeInclusive<usize>); 17] = [
    ("CON", "Reaching a server, signing in", 1..=41),
    ("INT", "Keys for providers", 1..=8),
    ("ERR", "Errors, retries, helpers", 1..=31),
    ("QRY", "Questions", 1..=36),
    ("OPT", "Options of questions", 1..=50),
    ("FLT", "Filters", 1..=31),
    ("RES", "Results", 1..=12),
    ("DAT", "Objects", 1..=26),
    ("BAT", "Batches", 1..=28),
    ("TEN", "Tenants", 1..=10),
    ("ALS", "Aliases", 1..=7),
    ("ITR", "Walks and types", 1..=4),
    ("RAG", "Language models", 1..=13),
    ("GRT", "Providers of language models", 1..=24),
    ("AGG", "Aggregates", 1..=24),
    ("MSC", "Tokens and the rest", 1..=8),
    ("RUL", "Rules of the server", 1..=30),
];

struct Row {
    id: String,
    python: String,
    state: String,
    ours: String,
    path: String,
    test: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(root().join("docs/parity.tsv")).expect("the ledger");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("id\tpython\tstate\tours\tpath\ttest"));
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut cell = || cells.next().unwrap_or_else(|| panic!("a cell is missing in `{line}`"));
        Row { id: cell(), python: cell(), state: cell(), ours: cell(), path: cell(), test: cell() }
    };
    lines.map(row).collect()
}

/// All Rust of the crates that a program can name things of.
fn public_source() -> String {
    let mut out = String::new();
    for folder in ["src", "weaviate-query/src", "weaviate-runtime/src", "weaviate-derive/src"] {
        read(&root().join(folder), &mut out);
    }
    out
}

fn read(path: &PathBuf, out: &mut String) {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(path).expect("a folder").map(|e| e.expect("an entry").path()).collect();
        entries.sort();
        for entry in &entries {
            read(entry, out);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        out.push_str(&fs::read_to_string(path).expect("a file"));
    }
}

#[test]
fn no_row_is_missing() {
    let rows = rows();
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "an id stands twice");
    for (family, _, numbers) in FAMILIES {
        let wanted = numbers.map(|n| format!("{family}-{n:02}"));
        let missing: Vec<String> = wanted.filter(|id| !ids.contains(id.as_str())).collect();
        assert!(missing.is_empty(), "missing: {missing:?}");
    }
}

#[test]
fn what_is_done_exists_and_is_tested() {
    let (source, mut asked, mut wrong) = (public_source(), String::new(), Vec::new());
    read(&root().join("tests/suite/asked"), &mut asked);
    for row in rows() {
        let Row { id, state, path, test, .. } = &row;
        match state.as_str() {
            "done" => {}
            "not offered: server refuses"
            | "not offered: server misleads"
            | "not offered: administration"
            | "not offered: Python only" => continue,
            other => {
                wrong.push(format!("{id}: `{other}` is no state"));
                continue;
            }
        }
        let item = path.trim_end_matches('!').rsplit("::").next().unwrap_or_default();
        let declared = ["fn ", "struct ", "enum ", "trait ", "mod ", "macro_rules! ", "type "]
            .iter()
            .any(|word| contains_word(&source, &format!("{word}{item}")));
        // Clauses, metadata, metrics and providers are rows of tables.
        let tabled = contains_word(&source, item);
        if !path.starts_with("weaviate::") || !(declared || tabled) {
            wrong.push(format!("{id}: there is no `{path}`"));
        }
        let proved = if let Some(case) = test.strip_prefix("asked ") {
            asked.contains(&format!("\"{case}\""))
        } else if let Some((file, name)) = test.split_once(' ') {
            fs::read_to_string(root().join(file)).is_ok_and(|text| text.contains(&format!("fn {name}(")))
        } else {
            root().join(test).is_file()
        };
        if !proved {
            wrong.push(format!("{id}: there is no test `{test}`"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_page_for_python_is_made_of_it() {
    let mut page = String::from(
        "What the Python client says, and how it is said here. Made from the ledger (`docs/parity.tsv`), which names for \
         each row the item and the test that proves it.\n",
    );
    let rows = rows();
    for (family, title, _) in FAMILIES {
        if family == "RUL" {
            continue;
        }
        page.extend(["\n# ", title, "\n\n| Python | here |\n|---|---|\n"]);
        for row in rows.iter().filter(|row| row.id.starts_with(family)) {
            let ours = match row.state.strip_prefix("not offered: ") {
                None => code(&row.ours),
                Some(why) => format!("not offered ({why}): {}", row.ours),
            };
            page.extend(["| ", &code(&row.python), " | ", &ours, " |\n"]);
        }
    }
    let file = root().join("docs/python.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &page).expect("the page is written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == page, "docs/python.md is not what the ledger says: run with BLESS=1");
}

/// In a cell of a table.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "").replace('|', "\\|"))
}
