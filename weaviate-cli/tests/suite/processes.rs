//! The command as a process: pipes that close, Ctrl-C, and how soon a saved file is planned.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use weaviate::{Collection, schema::Snapshot};

use crate::desk::Folder;

#[derive(Collection)]
struct Note {
    text: Option<String>,
}

mod later {
    use super::Collection;

    #[derive(Collection)]
    pub(super) struct Note {
        pub(super) text: Option<String>,
        pub(super) stars: Option<i64>,
    }
}

fn weaviate(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weaviate"));
    command.args(words).env_remove("WEAVIATE_URL").env_remove("WEAVIATE_GRPC_URL");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Ends the process, whatever a test does.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn signal(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

fn save(path: &str, text: &str) {
    // As editors do: beside it, and then into its place.
    let beside = Path::new(path).with_extension("new");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(&beside, path).unwrap();
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let mut child = weaviate(&["completions", "bash"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[test]
fn nothing_is_coloured_when_piped() {
    for words in [["--help", ""], ["plan", "--help"], ["plna", ""]] {
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let output = weaviate(&words).env("CLICOLOR_FORCE", "1").output().unwrap();
        assert!(![output.stdout, output.stderr].concat().contains(&0x1b), "{words:?}");
    }
}

#[test]
fn a_saved_schema_file_is_planned_at_once() {
    let [one, other] = [Note::SCHEMA, later::Note::SCHEMA].map(|def| Snapshot::of(&[def]).to_string());
    watched("schema", "weaviate.schema.json", "--schema", &one, &other);
}

#[test]
fn a_saved_source_file_is_planned_at_once() {
    let note =
        |more: &str| format!("#[derive(Collection)]\nstruct Note {{\n    text: Option<String>,\n{more}}}\n");
    watched("source", "note.rs", "--source", &note(""), &note("    stars: Option<i64>,\n"));
}

/// From save to plan in 40 saves; a burst of saves; and Ctrl-C, which says how to go on.
fn watched(name: &str, file: &str, option: &str, one: &str, other: &str) {
    const SAVES: usize = 40;
    let folder = Folder::new(name);
    let (file, engine) = (folder.file(file), folder.file("data"));
    save(&file, one);
    let child = weaviate(&["watch", "--engine", &engine, option, &file]).spawn().unwrap();
    let mut running = Running(child);
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut plan = || lines.by_ref().find(|line| line.starts_with("1 change")).unwrap();
    plan();
    let mut took = Vec::new();
    for n in 0..SAVES {
        let began = Instant::now();
        save(&file, if n % 2 == 0 { other } else { one });
        plan();
        took.push(began.elapsed());
    }
    took.sort_unstable();
    let p95 = took[SAVES * 95 / 100];
    println!("{name}, from save to plan: median {:?}, 95 % within {p95:?}", took[SAVES / 2]);
    assert!(p95 < Duration::from_millis(if cfg!(debug_assertions) { 600 } else { 200 }), "{p95:?}");

    // Sixty saves in a second are a few plans, the last of them of what was saved last.
    for n in 0..60 {
        save(&file, if n % 2 == 0 { one } else { other });
        std::thread::sleep(Duration::from_millis(16));
    }
    std::thread::sleep(Duration::from_millis(500));
    signal(&running.0, "-INT");
    let mut err = String::new();
    running.0.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(running.0.wait().unwrap().code(), Some(1));
    assert_eq!(
        err,
        "weaviate: stopped; what was done stays done, and the same command goes on with the rest\n"
    );
    let plans: Vec<String> = lines.filter(|line| line.contains("create the class")).collect();
    println!("{name}, 60 saves in a second: {} plans", plans.len());
    assert!((1..30).contains(&plans.len()), "{} plans of 60 saves", plans.len());
}
