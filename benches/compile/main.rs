//! What the language costs a user's compiler: milliseconds of `cargo check` and of a release build for each `query!`
//! and each derive.
//!
//! Crates with 100 and 400 uses of one thing are written into the target folder and compiled with the profiles that
//! a user has who set none; the difference is the cost of 300 uses, and what every crate costs drops out. Time is the
//! processor's, of cargo and all that it starts, so that other work on the machine disturbs little; the least of three
//! runs counts.
//!
//! `cargo run -p weaviate-benches --bin compile` prints the table (about six minutes of one core);
//! `-- quick` is one run of `cargo check` with 50 and 150 uses (under a minute with what it builds first), and
//! `-- check`, `-- release` and names of programs (`query_10`) choose.

mod programs;
mod scratch;

use std::{env, process::ExitCode};

use programs::PROGRAMS;
use scratch::{Build, Scratch};

/// The numbers of uses between which the slope is taken, and how often each is measured.
struct Effort {
    few: usize,
    many: usize,
    runs: usize,
}

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let said = |word: &str| words.iter().any(|said| said == word);
    let quick = said("quick");
    let effort =
        if quick { Effort { few: 50, many: 150, runs: 1 } } else { Effort { few: 100, many: 400, runs: 3 } };
    let builds: &[Build] = match (said("check") || quick, said("release")) {
        (true, false) => &[Build::Check],
        (false, true) => &[Build::Release],
        _ => &[Build::Check, Build::Release],
    };
    let named = PROGRAMS.iter().any(|program| said(program.name));
    let programs = PROGRAMS.iter().filter(|program| !named || said(program.name));
    match table(&effort, builds, programs) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn table<'p>(
    effort: &Effort,
    builds: &[Build],
    programs: impl Iterator<Item = &'p programs::Program> + Clone,
) -> Result<(), String> {
    let scratch = Scratch::new()?;
    println!("ms of processor time for each, between {} and {} of them\n", effort.few, effort.many);
    print!("{:<64}", "");
    for build in builds {
        print!("{:>10}", build.name());
    }
    println!();
    let mut empty = Vec::new();
    for build in builds {
        scratch.prepare(*build)?;
        empty.push(scratch.least(*build, "", effort.runs)?);
    }
    for program in programs {
        print!("{:<64}", format!("{} ({})", program.what, program.name));
        for build in builds {
            let mut measured = [0.0; 2];
            for (uses, time) in [effort.few, effort.many].into_iter().zip(&mut measured) {
                *time = scratch.least(*build, &program.source(uses), effort.runs)?;
            }
            let [few, many] = measured;
            print!("{:>10.2}", (many - few) / (effort.many - effort.few) as f64);
        }
        println!();
    }
    print!("{:<64}", "a crate with nothing in it");
    for time in empty {
        print!("{time:>10.0}");
    }
    println!();
    Ok(())
}
