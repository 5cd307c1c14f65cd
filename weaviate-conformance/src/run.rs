//! A run: the cases one after the other, and what came of them.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    path::Path,
};

use crate::{
    arguments::Options,
    cases::{self, Case},
    player::Player,
    rename::Rename,
    say,
};

/// How many of the differences of a case `--list` shows.
const SHOWN: usize = 2;

/// Whether exactly the cases fail that may.
///
/// It prints a line an area and a total, then the cases that newly fail or newly pass.
///
/// # Errors
///
/// When the cases could not be played.
pub async fn run(options: &Options) -> Result<bool, String> {
    if let Some(folder) = &options.folder {
        return one(folder, options).await;
    }
    let mut as_known = true;
    for folder in cases::folders(Path::new("conformance"))? {
        say(format!("{}:", folder.display()));
        as_known &= one(&folder, options).await?;
    }
    Ok(as_known)
}

async fn one(folder: &Path, options: &Options) -> Result<bool, String> {
    let cases = cases::read(folder, options)?;
    let known = cases::known(folder, options)?;
    let outcome = play(folder, &cases, options).await?;
    let mut total = (0, 0);
    for (area, (passed, failed)) in &outcome.areas {
        say(format!("{area:16} {passed:4} passed, {failed:4} failed"));
        total = (total.0 + passed, total.1 + failed);
    }
    say(format!("{:16} {:4} passed, {:4} failed", "all", total.0, total.1));
    if outcome.left_out > 0 {
        say(format!("{} cases need a server with other settings and were left out", outcome.left_out));
    }
    let mut as_known = true;
    for id in outcome.failed.iter().filter(|id| !known.contains(**id)) {
        say(format!("newly fails: {id}"));
        as_known = false;
    }
    for id in outcome.passed.iter().filter(|id| known.contains(**id)) {
        say(format!("newly passes, take it off the list of known failures: {id}"));
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
    let (data, common) = cases::dataset(folder)?;
    let rename = options.rename.then(|| Rename::of(&data)).transpose()?;
    for case in cases {
        let own = &case.body["server_env"];
        let settings = if own.is_null() { &common } else { own };
        if options.target.is_some() && !own.is_null() {
            // A running server has the settings it has.
            outcome.left_out += 1;
            continue;
        }
        let key = settings.to_string();
        let player = match players.entry(key) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(match &options.target {
                Some(target) => Player::at(target, &data, rename.as_ref()).await?,
                None => Player::start(&data, settings, rename.as_ref()).await?,
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
            say(format!("{} {}", if problems.is_empty() { "ok    " } else { "FAILED" }, case.id));
            let shown = if options.case.is_some() { usize::MAX } else { SHOWN };
            for problem in problems.iter().take(shown) {
                say(format!("         {problem}"));
            }
        }
    }
    Ok(outcome)
}
