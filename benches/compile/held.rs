//! What CI holds: what a query and a derive cost `cargo check`, as multiples of what they are held against.

use std::fs;

use crate::{
    Between, each,
    programs::PROGRAMS,
    scratch::{Build, Scratch},
};

/// The committed figures, one a line: the program, what it is held against, the ratio.
const FIGURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/compile/ratios.txt");
/// How much a ratio may have grown.
const TOLERANCE: f64 = 0.05;

/// Few uses, because CI waits for it; the ratios are those of many to a hundredth.
const USES: Between = (20, 60);

/// Programs, and those that they are held against.
const HELD: [(&str, &str); 3] = [("query_10", "floor_10"), ("query_5", "floor_5"), ("derive", "serde")];

fn ratios() -> Result<Vec<(String, f64)>, String> {
    let scratch = Scratch::new()?;
    let cost = |name: &str| {
        let program = PROGRAMS.iter().find(|program| program.name == name).ok_or("no such program")?;
        each(&scratch, Build::Check, USES, program)
    };
    let ratio = |(program, against): (&str, &str)| {
        let (ours, theirs) = (cost(program)?, cost(against)?);
        println!("{program:<10} {ours:>12} instructions, {against:<10} {theirs:>12}");
        Ok((format!("{program} {against}"), ours as f64 / theirs as f64))
    };
    HELD.into_iter().map(ratio).collect()
}

/// Holds the ratios against the committed ones.
pub(crate) fn check() -> Result<(), String> {
    let committed = fs::read_to_string(FIGURES).map_err(|error| format!("{FIGURES}: {error}"))?;
    let mut grown = Vec::new();
    for (name, ratio) in ratios()? {
        let line = committed.lines().find_map(|line| line.strip_prefix(&name));
        let was: f64 = line.and_then(|line| line.trim().parse().ok()).ok_or("no such figure")?;
        println!("{name:<20} {ratio:.3}, {:+.1} % of the committed {was}", (ratio / was - 1.0) * 100.0);
        if ratio > was * (1.0 + TOLERANCE) {
            grown.push(name);
        }
    }
    if grown.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} grew by more than {} %: say why in the commit and write it anew with `compile bless`",
        grown.join(", "),
        TOLERANCE * 100.0
    ))
}

/// Writes the ratios anew.
pub(crate) fn bless() -> Result<(), String> {
    let lines: Vec<String> =
        ratios()?.into_iter().map(|(name, ratio)| format!("{name} {ratio:.3}")).collect();
    fs::write(FIGURES, lines.join("\n") + "\n").map_err(|error| format!("{FIGURES}: {error}"))
}
