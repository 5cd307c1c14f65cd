//! Plays the recorded cases on a fresh engine and compares the answers.
//!
//! `cargo test -p weaviate-local --test conformance -- [FOLDER] [--area AREA] [--case ID] [--list] [--rename]
//! [--target HTTP --grpc GRPC]`; without a folder it is the workspace's `conformance`.
//!
//! A full run is held against `known-failures.txt` there: a case that newly fails breaks it, and so does one that newly
//! passes, until it comes off the list.

#[path = "conformance/compare.rs"]
mod compare;
#[path = "conformance/inference.rs"]
mod inference;
#[path = "conformance/player.rs"]
mod player;
#[path = "conformance/protojson.rs"]
mod protojson;
#[path = "conformance/rename.rs"]
mod rename;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::Value;

use player::{Player, Target};
use rename::Rename;

#[derive(Default)]
struct Options {
    folder: Option<PathBuf>,
    area: Option<String>,
    case: Option<String>,
    list: bool,
    rename: bool,
    target: Option<Target>,
}

fn options() -> Options {
    let mut out = Options::default();
    let mut args = std::env::args().skip(1);
    let mut target = (None, None);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--area" => out.area = args.next(),
            "--case" => out.case = args.next(),
            "--list" => out.list = true,
            "--rename" => out.rename = true,
            "--target" => target.0 = args.next(),
            "--grpc" => target.1 = args.next(),
            other if !other.starts_with('-') => out.folder = Some(PathBuf::from(other)),
            // What the test harness passes is not for us.
            _ => {}
        }
    }
    if let (Some(http), Some(grpc)) = target {
        let scheme = |at: String| if at.contains("://") { at } else { format!("http://{at}") };
        out.target = Some(Target { http: scheme(http), grpc: scheme(grpc) });
    }
    out
}

fn main() -> ExitCode {
    let options = options();
    let ours = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance"));
    let folder = options.folder.as_ref().unwrap_or(&ours);
    let mut cases = cases(folder, &options);
    if options.rename {
        // In another order too, the same in every run: by a hash of the id (FNV-1a).
        cases.sort_by_key(|(_, case)| {
            let id = case["id"].as_str().unwrap_or_default();
            id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        });
    }
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
    let mut failed: Vec<String> = Vec::new();
    let rename = options.rename.then(|| Rename::of(folder));
    for (area, case) in cases {
        if options.target.is_some() && !case["server_env"].is_null() {
            // A running server has the settings it has.
            continue;
        }
        let settings = case["server_env"].to_string();
        if !players.contains_key(&settings) {
            let player = match &options.target {
                Some(target) => Player::at(target, folder).await,
                None => Player::start(folder, &case["server_env"], rename.as_ref()).await,
            };
            players.insert(settings.clone(), player);
        }
        let player = players.get_mut(&settings).expect("just started");
        let problems = match &rename {
            Some(rename) => player.play(&rename.case(case, &player.messages())).await,
            None => player.play(case).await,
        };
        let count = areas.entry(area).or_default();
        if problems.is_empty() {
            count.0 += 1;
        } else {
            count.1 += 1;
            failed.push(case["id"].as_str().unwrap_or_default().to_owned());
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
    let whole =
        options.area.is_none() && options.case.is_none() && options.target.is_none() && rename.is_none();
    let known = std::fs::read_to_string(folder.join("known-failures.txt")).unwrap_or_default();
    let known: BTreeSet<&str> = known
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let mut total = (0, 0);
    for (area, (passed, failed)) in &areas {
        println!("{area:16} {passed:4} passed, {failed:4} failed");
        total = (total.0 + passed, total.1 + failed);
    }
    println!("{:16} {:4} passed, {:4} failed", "all", total.0, total.1);
    if !whole {
        return ExitCode::SUCCESS;
    }
    let failed: BTreeSet<&str> = failed.iter().map(String::as_str).collect();
    for id in failed.difference(&known) {
        println!("newly fails: {id}");
    }
    for id in known.difference(&failed) {
        println!("newly passes, take it off known-failures.txt: {id}");
    }
    if failed == known { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
