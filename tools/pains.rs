//! What users of other clients suffer from (`docs/pains.tsv`), and that each test which guards against it notices when the
//! guard is gone.
//!
//! A row names a pain, the test, the line that keeps the pain away, what stands there without it, and what the test then
//! says. `cargo run -p weaviate-tools -- pains` takes the guards away, one after another, in a copy of the repository as it
//! is committed, and holds the tests to it; with a word only the rows whose pain or test has it. A test of the suite holds
//! the file to the sources. It takes a while: each row is compiled anew.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Said, read, root};

struct Row {
    pain: String,
    /// The package, the target (`lib`, `ui` or the name of a test target) and the name.
    test: [String; 3],
    file: String,
    guard: String,
    without: String,
    message: String,
}

pub(crate) fn run() -> Said {
    let wanted = std::env::args().nth(2);
    let is_wanted = |row: &Row| {
        wanted.as_ref().is_none_or(|word| row.pain == *word || row.test[2].contains(word.as_str()))
    };
    let rows: Vec<Row> = rows()?.into_iter().filter(is_wanted).collect();
    let copy = Copy::make()?;
    let mut wrong = Vec::new();
    for row in &rows {
        let said = copy.without(row);
        println!(
            "{} {}: {}",
            row.pain,
            row.test[2],
            said.as_ref().map_or("IS NOT NOTICED", |()| "is noticed")
        );
        wrong.extend(said.err().map(|why| format!("{} {}: {why}", row.pain, row.test[2])));
    }
    if wrong.is_empty() {
        Ok(format!("{} guards, each is missed", rows.len()))
    } else {
        Err(wrong.join("\n"))
    }
}

fn rows() -> Result<Vec<Row>, String> {
    let table = read(&root().join("docs/pains.tsv"))?;
    let mut lines = table.lines();
    if lines.next() != Some("pain\ttest\tfile\tguard\twithout it\tthe test then says") {
        return Err("docs/pains.tsv has other columns".to_owned());
    }
    let row = |line: &str| {
        let [pain, test, file, guard, without, message] = cells(line, '\t')?;
        let test = cells(&test, ' ')?;
        Ok(Row { pain, test, file, guard, without, message })
    };
    lines.map(row).collect()
}

fn cells<const N: usize>(text: &str, between: char) -> Result<[String; N], String> {
    let cells: Vec<String> = text.split(between).map(str::to_owned).collect();
    cells.try_into().map_err(|_| format!("not {N} parts: {text}"))
}

/// A working tree of the last commit, which is removed in the end.
struct Copy(PathBuf);

impl Copy {
    fn make() -> Result<Self, String> {
        let copy = Self(root().join("target/pains"));
        copy.remove();
        let path = copy.0.to_string_lossy().into_owned();
        let mut git = Command::new("git");
        done(git.args(["worktree", "add", "--detach", "--force", &path]).current_dir(root()))?;
        Ok(copy)
    }

    fn remove(&self) {
        // There may be none.
        let _ = Command::new("git")
            .args(["worktree", "remove", "--force"])
            .arg(&self.0)
            .current_dir(root())
            .output();
    }

    /// Takes the guard away, runs the test, and puts the guard back.
    fn without(&self, row: &Row) -> Result<(), String> {
        let file = self.0.join(&row.file);
        let text = read(&file)?;
        if text.matches(&row.guard).count() != 1 {
            return Err(format!("the guard does not stand once in {}", row.file));
        }
        write(&file, &text.replacen(&row.guard, &row.without, 1))?;
        let said = self.test(&row.test);
        write(&file, &text)?;
        let (passed, said) = said?;
        if passed {
            return Err("the test passes without it".to_owned());
        }
        if !said.contains(&row.message) {
            let end: Vec<&str> = said.lines().rev().take(40).collect();
            let end: Vec<&str> = end.into_iter().rev().collect();
            return Err(format!("the test does not say `{}`:\n{}", row.message, end.join("\n")));
        }
        Ok(())
    }

    fn test(&self, [package, target, name]: &[String; 3]) -> Result<(bool, String), String> {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["test", "-q", "-p", package]);
        match target.as_str() {
            "lib" => cargo.args(["--lib", "--", name]),
            "ui" => cargo.args(["--test", "ui", "programs", "--", &format!("trybuild={name}.rs")]),
            other => cargo.args(["--test", other, "--", name]),
        };
        // What all need is compiled already.
        let build = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        cargo.env("CARGO_TARGET_DIR", build).env("RUST_BACKTRACE", "0");
        let output = cargo.current_dir(&self.0).output().map_err(|error| error.to_string())?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        let ran = target == "ui" || !said.contains("running 0 tests") || said.contains("running 1 test");
        if !ran {
            return Err("there is no such test".to_owned());
        }
        Ok((output.status.success(), said))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

fn done(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
