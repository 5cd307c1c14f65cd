//! Plays the recorded cases on the embedded engine, or on a server, and compares the answers.
#![forbid(unsafe_code)]

mod arguments;
mod cases;
mod compare;
mod inference;
mod player;
mod protojson;
mod rename;
mod wire;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::ExitCode,
};

use arguments::Options;
use cases::Case;
use player::Player;
use rename::Rename;

/// How many of the differences of a case `--list` shows.
const SHOWN: usize = 2;

fn main() -> ExitCode {
    let options = match arguments::read(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{}", arguments::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("conformance: {why}\n\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return broken(&error.to_string()),
    };
    match runtime.block_on(run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => broken(&why),
    }
}

fn broken(why: &str) -> ExitCode {
    eprintln!("conformance: {why}");
    ExitCode::from(2)
}

/// Whether exactly the cases fail that may.
async fn run(options: &Options) -> Result<bool, String> {
    let folder = options.folder.as_deref().unwrap_or(Path::new("conformance"));
    let cases = cases::read(folder, options)?;
    let known = cases::known(folder, options)?;
    let outcome = play(folder, &cases, options).await?;
    let mut total = (0, 0);
    for (area, (passed, failed)) in &outcome.areas {
        println!("{area:16} {passed:4} passed, {failed:4} failed");
        total = (total.0 + passed, total.1 + failed);
    }
    println!("{:16} {:4} passed, {:4} failed", "all", total.0, total.1);
    if outcome.left_out > 0 {
        println!("{} cases need a server with other settings and were left out", outcome.left_out);
    }
    let mut as_known = true;
    for id in outcome.failed.iter().filter(|id| !known.contains(**id)) {
        println!("newly fails: {id}");
        as_known = false;
    }
    for id in outcome.passed.iter().filter(|id| known.contains(**id)) {
        println!("newly passes, take it off the list of known failures: {id}");
        as_known = false;
    }
    Ok(as_known)
}

/// What came of the cases.
#[derive(Default)]
struct Outcome<'a> {
    /// For each area, how many passed and how many failed.
    areas: BTreeMap<&'a str, (usize, usize)>,
    passed: BTreeSet<&'a str>,
    failed: BTreeSet<&'a str>,
    left_out: usize,
}

async fn play<'a>(folder: &Path, cases: &'a [Case], options: &Options) -> Result<Outcome<'a>, String> {
    // A case may need a server with other settings.
    let mut players: BTreeMap<String, Player> = BTreeMap::new();
    let mut outcome = Outcome::default();
    let rename = options.rename.then(|| Rename::of(folder)).transpose()?;
    for case in cases {
        let settings = &case.body["server_env"];
        if options.target.is_some() && !settings.is_null() {
            // A running server has the settings it has.
            outcome.left_out += 1;
            continue;
        }
        let key = settings.to_string();
        let player = match players.entry(key) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => entry.insert(match &options.target {
                Some(target) => Player::at(target, folder, rename.as_ref()).await?,
                None => Player::start(folder, settings, rename.as_ref()).await?,
            }),
        };
        let problems = match &rename {
            Some(rename) => player.play(&rename.case(&case.body, player.messages())?).await,
            None => player.play(&case.body).await,
        };
        let count = outcome.areas.entry(&case.area).or_default();
        if problems.is_empty() {
            count.0 += 1;
            outcome.passed.insert(&case.id);
        } else {
            count.1 += 1;
            outcome.failed.insert(&case.id);
        }
        if options.list || options.case.is_some() {
            println!("{} {}", if problems.is_empty() { "ok    " } else { "FAILED" }, case.id);
            let shown = if options.case.is_some() { usize::MAX } else { SHOWN };
            for problem in problems.iter().take(shown) {
                println!("         {problem}");
            }
        }
    }
    Ok(outcome)
}
