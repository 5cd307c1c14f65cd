//! How wrong programs are answered: a thousand and more, generated, one mistake each, judged in a few runs of rustc.
//!
//! ```text
//! cargo test -p weaviate-ui-tests --test wrong -- --ignored --nocapture
//! ```
//!
//! It prints the share with exactly one error, the share of errors within 600 characters (the message, its labels, notes
//! and helps, without the source that rustc quotes), and the worst of both; with `WRONG=word` all that is said of the programs
//! of the families that contain the word, with `ALL=1` all that are bad. All programs are functions of one crate. rustc goes no further than the
//! expansion of macros where that fails, so those that got no error are tried again without those that did.

#[path = "wrong/judge.rs"]
mod judge;
#[path = "wrong/programs.rs"]
mod programs;

use judge::{Verdict, judge};

/// Of a hundred wrong programs at least so many get one error.
const ONE_ERROR: f64 = 98.0;
/// Of a hundred errors at least so many have no more characters than `LONGEST`.
const SHORT: f64 = 98.0;
const LONGEST: usize = 600;

#[test]
#[ignore = "a minute of rustc"]
fn wrong_programs_get_one_short_error() {
    let verdicts = judge(programs::all());
    let (wrong, right): (Vec<_>, Vec<_>) = verdicts.iter().partition(|verdict| !verdict.errors.is_empty());
    if let Ok(family) = std::env::var("WRONG") {
        wrong
            .iter()
            .filter(|verdict| verdict.program.family.contains(&family))
            .for_each(|verdict| show(verdict));
    }
    for verdict in &right {
        println!("compiles ({}): {}", verdict.program.family, verdict.program.source);
    }
    let shown = if std::env::var_os("ALL").is_some() { usize::MAX } else { 20 };
    let mut many: Vec<_> = wrong.iter().filter(|verdict| verdict.errors.len() > 1).collect();
    many.sort_by_key(|verdict| std::cmp::Reverse(verdict.errors.len()));
    let errors = || wrong.iter().flat_map(|verdict| verdict.errors.iter().map(move |error| (verdict, error)));
    let mut long: Vec<_> = errors().filter(|(_, error)| error.text.chars().count() > LONGEST).collect();
    long.sort_by_key(|(_, error)| std::cmp::Reverse(error.text.chars().count()));
    println!("\n== most errors");
    many.iter().take(shown).for_each(|verdict| show(verdict));
    println!("\n== longest");
    for (verdict, error) in long.iter().take(shown) {
        println!("{} characters: {}\n{}\n", error.text.chars().count(), verdict.program.source, error.text);
    }
    println!("\n== families with more than one error, or longer ones");
    let mut families: Vec<&str> = wrong.iter().map(|verdict| verdict.program.family).collect();
    families.sort_unstable();
    families.dedup();
    for family in families {
        let of = |verdict: &&Verdict| verdict.program.family == family;
        let (all, bad) = (wrong.iter().filter(|v| of(v)).count(), many.iter().filter(|v| of(v)).count());
        println!("{family}: {bad} of {all}; {} long", long.iter().filter(|(v, _)| of(v)).count());
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let one = share(wrong.len() - many.len(), wrong.len());
    let all = errors().count();
    let short = share(all - long.len(), all);
    println!("\n{} programs, {} of them wrong, {} compile", verdicts.len(), wrong.len(), right.len());
    println!("exactly one error: {one:.1} % ({} of {})", wrong.len() - many.len(), wrong.len());
    println!("at most {LONGEST} characters: {short:.1} % ({} of {all} errors)", all - long.len());
    assert!(wrong.len() >= 1000, "the generator has become smaller: {} programs", wrong.len());
    assert!(one >= ONE_ERROR, "{one:.1} % of wrong programs get exactly one error, not {ONE_ERROR} %");
    assert!(short >= SHORT, "{short:.1} % of errors have at most {LONGEST} characters, not {SHORT} %");
}

fn show(verdict: &Verdict) {
    println!("{} errors ({}): {}", verdict.errors.len(), verdict.program.family, verdict.program.source);
    for error in &verdict.errors {
        println!("    {}", error.text.replace('\n', "\n      "));
    }
}
