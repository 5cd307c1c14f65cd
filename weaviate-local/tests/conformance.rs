//! Plays the recorded cases on a fresh engine and compares the answers.
//!
//! `cargo test -p weaviate-local --test conformance -- [FOLDER] [--area AREA] [--case ID] [--list]`; without a folder
//! the variable `WEAVIATE_CONFORMANCE` names it, and without either there is nothing to do.

#[path = "conformance/compare.rs"]
mod compare;
#[path = "conformance/player.rs"]
mod player;
#[path = "conformance/protojson.rs"]
mod protojson;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::Value;

use player::Player;

#[derive(Default)]
struct Options {
    folder: Option<PathBuf>,
    area: Option<String>,
    case: Option<String>,
    list: bool,
}

fn options() -> Options {
    let mut out =
        Options { folder: std::env::var_os("WEAVIATE_CONFORMANCE").map(PathBuf::from), ..Options::default() };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--area" => out.area = args.next(),
            "--case" => out.case = args.next(),
            "--list" => out.list = true,
            other if !other.starts_with('-') => out.folder = Some(PathBuf::from(other)),
            // What the test harness passes is not for us.
            _ => {}
        }
    }
    out
}

fn main() -> ExitCode {
    let options = options();
    let Some(folder) = &options.folder else {
        println!("no folder of cases given: nothing to do");
        return ExitCode::SUCCESS;
    };
    let cases = cases(folder, &options);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(play(folder, &cases, &options))
}

fn cases(folder: &std::path::Path, options: &Options) -> Vec<(String, Value)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("cases"))
        .expect("a folder of cases")
        .map(|e| e.expect("an entry").path())
        .collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let area = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if options.area.as_ref().is_some_and(|wanted| *wanted != area) {
            continue;
        }
        for line in std::fs::read_to_string(&file).expect("a file of cases").lines() {
            let case: Value = serde_json::from_str(line).expect("a case a line");
            if options.case.as_ref().is_some_and(|wanted| case["id"] != wanted.as_str()) {
                continue;
            }
            out.push((area.clone(), case));
        }
    }
    out
}

async fn play(folder: &std::path::Path, cases: &[(String, Value)], options: &Options) -> ExitCode {
    // A case may need a server with other settings.
    let mut players: BTreeMap<String, Player> = BTreeMap::new();
    let mut areas: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (area, case) in cases {
        let settings = case["server_env"].to_string();
        if !players.contains_key(&settings) {
            let player = Player::start(folder, &case["server_env"]).await;
            players.insert(settings.clone(), player);
        }
        let player = players.get_mut(&settings).expect("just started");
        let problems = player.play(case).await;
        let count = areas.entry(area).or_default();
        if problems.is_empty() {
            count.0 += 1;
        } else {
            count.1 += 1;
        }
        let id = case["id"].as_str().unwrap_or_default();
        if options.list {
            println!("{} {id}", if problems.is_empty() { "ok    " } else { "FAILED" });
        }
        if options.case.is_some() || (options.list && !problems.is_empty()) {
            let shown = if options.case.is_some() { usize::MAX } else { 2 };
            for problem in problems.iter().take(shown) {
                println!("         {problem}");
            }
        }
    }
    let mut total = (0, 0);
    for (area, (passed, failed)) in &areas {
        println!("{area:16} {passed:4} passed, {failed:4} failed");
        total = (total.0 + passed, total.1 + failed);
    }
    println!("{:16} {:4} passed, {:4} failed", "all", total.0, total.1);
    ExitCode::SUCCESS
}
