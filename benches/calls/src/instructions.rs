//! Instructions of one run, counted by valgrind. They do not depend on what else the machine does.

use std::process::Stdio;

use weaviate_benches::valgrind;

use crate::{
    Result,
    work::{Way, Work},
};

/// The committed figures, one a line: the work, the way, the instructions of one run.
const FIGURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.txt");
/// How far a figure may be from the committed one.
const APART: f64 = 0.05;

/// What is held in CI.
const HELD: [(Work, Way); 4] = [
    (Work::Fetch, Way::Ours),
    (Work::Fetch, Way::Bare),
    (Work::Insert, Way::Ours),
    (Work::Insert, Way::Bare),
];

/// Instructions of one run more, which leaves out the start and the first calls.
pub(crate) fn each(work: Work, way: Way, in_flight: usize) -> Result<u64> {
    let (few, many) = match work {
        Work::Fetch => (100, 500),
        _ => (4, 16),
    };
    Ok((count(work, way, in_flight, many)? - count(work, way, in_flight, few)?) / (many - few) as u64)
}

/// Instructions of making the values of a `fetch`.
pub(crate) fn of_values() -> Result<u64> {
    let (few, many) = (100, 500);
    let once = |times: usize| counted(&["run", "values", &times.to_string()]);
    Ok((once(many)? - once(few)?) / (many - few) as u64)
}

fn count(work: Work, way: Way, in_flight: usize, times: usize) -> Result<u64> {
    counted(&["run", work.name(), way.name(), &in_flight.to_string(), &times.to_string()])
}

/// Instructions of this program with these arguments.
fn counted(arguments: &[&str]) -> Result<u64> {
    let log = std::env::temp_dir().join(format!("weaviate-calls-{}", std::process::id()));
    let out = valgrind::counting(log.as_os_str())
        .arg(std::env::current_exe()?)
        .args(arguments)
        .stdout(Stdio::null())
        .output()?;
    let counted = valgrind::counted(log.as_os_str());
    let _ = std::fs::remove_file(log);
    if !out.status.success() {
        return Err(format!("{}: {}", arguments.join(" "), String::from_utf8_lossy(&out.stderr)).into());
    }
    Ok(counted?)
}

/// Holds the figures against the committed ones.
pub(crate) fn check() -> Result<()> {
    if !valgrind::can_count() {
        println!("no valgrind to be had: instructions are not counted");
        return Ok(());
    }
    let committed = std::fs::read_to_string(FIGURES)?;
    let mut apart = Vec::new();
    for (work, way) in HELD {
        let name = format!("{} {}", work.name(), way.name());
        let line = committed.lines().find_map(|line| line.strip_prefix(&name)).ok_or("no such figure")?;
        let (was, is) = (line.trim().parse::<u64>()?, each(work, way, 1)?);
        let change = is as f64 / was as f64 - 1.0;
        println!("{name:<14} {is:>12} instructions, {:+.1} % of the committed {was}", change * 100.0);
        if change.abs() > APART {
            apart.push(name);
        }
    }
    match apart[..] {
        [] => Ok(()),
        _ => Err(format!(
            "{} is more than {} % from the committed figure: say why in the commit and write it anew with `calls bless`",
            apart.join(", "),
            APART * 100.0
        )
        .into()),
    }
}

/// Writes the figures anew.
pub(crate) fn bless() -> Result<()> {
    let mut text = String::new();
    for (work, way) in HELD {
        let line = format!("{} {} {}\n", work.name(), way.name(), each(work, way, 1)?);
        text.push_str(&line);
    }
    Ok(std::fs::write(FIGURES, text)?)
}
