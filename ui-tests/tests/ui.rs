//! Runs the programs of `ui/` and reads their messages.
//!
//! A program starts with what its message is measured by:
//!
//! ```text
//! // says: <what the first line of the error contains>
//! // at: <the source that its carets underline>
//! // times: <how often rustc says this very line; left out, once>
//! ```
//!
//! After a change of a message: `BLESS=1 cargo test -p weaviate-ui-tests`, and read the difference.

use std::{fs, path::Path, process::Command};

/// The compiler whose messages are committed.
const PINNED: &str = "1.95.0";

/// What a person who asks a question has never heard of.
const OURS: [&str; 5] = ["__private", "__weaviate", "PhantomData", "Refused", "::_::"];

#[test]
fn programs() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("rustc runs");
    let version = String::from_utf8_lossy(&version.stdout);
    if version.split(' ').nth(1) != Some(PINNED) {
        println!("skipped: the messages are those of rustc {PINNED}, this is {version}");
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        bless();
    }
    let cases = trybuild::TestCases::new();
    if has_library_source() {
        cases.compile_fail("ui/*.rs");
        return;
    }
    // rustc shows the line of the library that panicked, where its source is installed.
    println!(
        "left out: messages that show the source of the library, `rustup component add rust-src` brings it"
    );
    for entry in fs::read_dir("ui").expect("`ui` is a folder") {
        let path = entry.expect("an entry").path();
        let shown = fs::read_to_string(path.with_extension("stderr")).unwrap_or_default();
        if path.extension().is_some_and(|extension| extension == "rs")
            && !shown.contains("$crate::panicking::")
        {
            cases.compile_fail(path);
        }
    }
}

/// Whether the source of the standard library is installed beside the compiler.
fn has_library_source() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = Command::new(rustc).args(["--print", "sysroot"]).output().expect("rustc runs");
    let sysroot = String::from_utf8_lossy(&sysroot.stdout).trim().to_owned();
    Path::new(&sysroot).join("lib/rustlib/src/rust/library/core/src/panic.rs").is_file()
}

/// Says the word for blessing in trybuild's language.
#[expect(
    unsafe_code,
    reason = "trybuild takes this from the environment alone, which nobody else reads meanwhile"
)]
fn bless() {
    unsafe { std::env::set_var("TRYBUILD", "overwrite") };
}

#[test]
fn messages() {
    let mut wrong = Vec::new();
    let mut programs = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")).expect("`ui` is a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            programs += 1;
            if let Err(why) = check(&path) {
                wrong.push(format!("{}: {why}", path.display()));
            }
        }
    }
    assert!(programs > 0, "no programs");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// One program against its header: one error, in the words and at the place that the header says.
fn check(program: &Path) -> Result<(), String> {
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let source = read(program)?;
    let message = read(&program.with_extension("stderr"))?;
    let header = |word: &str| {
        let line = source.lines().find_map(|line| line.strip_prefix(&format!("// {word}: ")));
        line.filter(|line| !line.is_empty()).ok_or_else(|| format!("has no `// {word}: …`"))
    };
    let (says, at) = (header("says")?, header("at")?);

    let heads: Vec<&str> = message
        .lines()
        .filter(|line| line.starts_with("error:") || line.starts_with("error["))
        .filter(|line| !line.starts_with("error: aborting"))
        .collect();
    let times: usize =
        header("times").map_or(Ok(1), str::parse).map_err(|error| format!("times: {error}"))?;
    let head = *heads.first().ok_or("has no error")?;
    if heads.len() != times || heads.iter().any(|other| *other != head) {
        return Err(format!("has {} errors, not {times}: {heads:#?}", heads.len()));
    }
    if message.lines().any(|line| line.starts_with("warning")) {
        return Err("has a warning beside the error".into());
    }
    if !head.contains(says) {
        return Err(format!("says `{head}`, not `{says}`"));
    }
    match underlined(&message) {
        Some(found) if found == at => {}
        found => return Err(format!("stands at {found:?}, not at `{at}`")),
    }
    let first = message.lines().take(3).collect::<Vec<_>>().join("\n");
    if let Some(word) = OURS.iter().find(|word| first.contains(**word)) {
        return Err(format!("speaks of `{word}`:\n{first}"));
    }
    Ok(())
}

/// The source above the first carets.
fn underlined(message: &str) -> Option<String> {
    let lines: Vec<&str> = message.lines().collect();
    let (at, marks) = lines
        .iter()
        .enumerate()
        .find(|(_, line)| line.trim_start().starts_with('|') && line.contains('^'))?;
    let start = marks.chars().position(|c| c == '^')?;
    let carets = marks.chars().skip(start).take_while(|c| *c == '^').count();
    Some(lines.get(at.checked_sub(1)?)?.chars().skip(start).take(carets).collect())
}
