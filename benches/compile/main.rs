//! What the language costs a user's compiler: instructions of `cargo check` and of a release build for each `query!`
//! and each derive, beside what they are held against.
//!
//! Crates with few and with many uses of one thing are written into the target folder and compiled with the profiles
//! that a user has who set none; the difference is the cost of the uses between, and what every crate costs drops out.
//! Instructions are counted by valgrind, so other work on the machine disturbs nothing.
//!
//! | command | what |
//! |---|---|
//! | `compile` | the table of `cargo check`, between 100 and 400 uses |
//! | `compile release` | the table of a release build, between 25 and 100 uses |
//! | `compile check` | the ratios that CI holds, between 20 and 60 uses, against the committed ones; `compile bless` writes them anew |
//! | `compile NAME …`, `compile release NAME …` | only these programs |

mod held;
mod programs;
mod scratch;

use std::{env, process::ExitCode};

use programs::{PROGRAMS, Program};
use scratch::{Build, Scratch};
use weaviate_benches::valgrind;

fn main() -> ExitCode {
    if let Some(code) = scratch::wrapped() {
        return code;
    }
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if !valgrind::can_count() {
        println!("no valgrind to be had: instructions are not counted");
        return ExitCode::SUCCESS;
    }
    let done = match words[..] {
        ["check"] => held::check(),
        ["bless"] => held::bless(),
        ["release", ref names @ ..] => table(Build::Release, names),
        ref names => table(Build::Check, names),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The numbers of uses between which the slope is taken.
type Between = (usize, usize);

/// Instructions of one use.
fn each(scratch: &Scratch, build: Build, (few, many): Between, program: &Program) -> Result<u64, String> {
    let [few_took, many_took] = [few, many].map(|uses| scratch.count(build, &program.source(uses)));
    Ok((many_took? - few_took?) / (many - few) as u64)
}

fn table(build: Build, names: &[&str]) -> Result<(), String> {
    if let Some(unknown) = names.iter().find(|name| PROGRAMS.iter().all(|program| program.name != **name)) {
        return Err(format!("no program is called `{unknown}`"));
    }
    let scratch = Scratch::new()?;
    // valgrind makes a compiler forty times slower, and one that optimises has more to do.
    let between = if build == Build::Check { (100, 400) } else { (25, 100) };
    println!("{:<74}{:>10}{:>12}", "millions of instructions for each", "", "× floor");
    let mut floor = None;
    for program in PROGRAMS.iter().filter(|program| names.is_empty() || names.contains(&program.name)) {
        let each = each(&scratch, build, between, program)? as f64 / 1e6;
        if program.is_floor {
            floor = Some(each);
        }
        let what = format!("{} ({})", program.what, program.name);
        let times = floor.map(|floor| format!("{:.2}", each / floor)).unwrap_or_default();
        println!("{what:<74}{each:>10.2}{times:>12}");
    }
    Ok(())
}
