//! Reads rustc's explanations, and makes a vector of a text.

use std::{
    collections::BTreeSet,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};

use indicatif::{ProgressBar, ProgressStyle};
use weaviate::Vector;

use crate::{Explanation, Sample};

const LAST_CODE: u32 = 810;

/// All explanations, from the cache in the target folder or from rustc.
pub(crate) fn read() -> Result<Vec<Explanation>, Box<dyn Error>> {
    let cache = cache();
    if !cache.join("complete").exists() {
        fs::create_dir_all(&cache)?;
        ask_rustc(&cache)?;
        fs::write(cache.join("complete"), "")?;
    }
    let mut explanations = Vec::new();
    for number in 1..=LAST_CODE {
        let code = format!("E{number:04}");
        if let Ok(text) = fs::read_to_string(cache.join(&code)) {
            explanations.push(explanation(code, &text));
        }
    }
    Ok(explanations)
}

/// `target/explanations`, beside the folder that the example was built into.
fn cache() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let target = program.ancestors().nth(3).filter(|path| path.ends_with("target")).map(Path::to_owned);
    target.unwrap_or_else(std::env::temp_dir).join("explanations")
}

/// Asks for every code; most of a process is its start, so a few run at once.
fn ask_rustc(cache: &Path) -> Result<(), Box<dyn Error>> {
    let bar = ProgressBar::new(LAST_CODE.into()).with_message("reading rustc's explanations");
    bar.set_style(ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")?);
    let next = AtomicU32::new(1);
    let work = || -> std::io::Result<()> {
        loop {
            let number = next.fetch_add(1, Relaxed);
            if number > LAST_CODE {
                return Ok(());
            }
            let code = format!("E{number:04}");
            let answer = Command::new("rustc").args(["--explain", &code]).output()?;
            if answer.status.success() && !answer.stdout.is_empty() {
                fs::write(cache.join(code), answer.stdout)?;
            }
            bar.inc(1);
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or(Ok(())))
    })?;
    bar.finish_and_clear();
    Ok(())
}

fn explanation(code: String, text: &str) -> Explanation {
    let samples = samples(text);
    let words: BTreeSet<&str> = samples.iter().flat_map(|sample| words(&sample.code)).collect();
    Explanation {
        code,
        title: title(text),
        text: text.to_owned(),
        keywords: KEYWORDS.iter().filter(|word| words.contains(**word)).map(ToString::to_string).collect(),
        length: text.chars().count() as i64,
        emitted: !text.contains("this error code is no longer emitted"),
        samples,
        indexed: chrono::Utc::now(),
        bag: bag(text),
    }
}

/// The first paragraph that is no note, on one line.
fn title(text: &str) -> String {
    let mut paragraphs = text.split("\n\n").map(str::trim);
    let first = paragraphs.find(|part| !part.is_empty() && !part.starts_with('#')).unwrap_or_default();
    let line = first.split_whitespace().collect::<Vec<_>>().join(" ");
    line.split_inclusive(". ").next().unwrap_or_default().trim().to_owned()
}

/// What stands between fences.
fn samples(text: &str) -> Vec<Sample> {
    let code = text.split("```").skip(1).step_by(2).map(|block| block.trim_matches('\n').to_owned());
    code.map(|code| Sample { lines: code.lines().count() as i64, code }).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// A hashed bag of words: each word counts once, for or against one of 256 places (feature hashing, Weinberger et
/// al. 2009), scaled to length 1.
pub(crate) fn bag(text: &str) -> Vector<256> {
    let mut places = [0.0_f32; 256];
    for word in words(text).map(str::to_lowercase).collect::<BTreeSet<_>>() {
        // FNV-1a, 32 bits.
        let hash = word
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        places[(hash & 0xff) as usize] += if hash & 0x100 == 0 { 1.0 } else { -1.0 };
    }
    let length = places.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    Vector::new(places.map(|x| x / length))
}

/// The keywords of Rust 2024 (The Rust Reference, "Keywords": strict and weak).
#[rustfmt::skip]
const KEYWORDS: [&str; 41] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn", "for",
    "if", "impl", "in", "let", "loop", "macro_rules", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "Self",
    "static", "struct", "super", "trait", "true", "type", "union", "unsafe", "use", "where", "while", "yield",
];
