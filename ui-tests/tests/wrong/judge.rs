//! rustc about many programs at once: each is a function of one crate, and an error belongs to the function in whose lines
//! it stands.

use std::{collections::HashMap, fmt::Write as _, fs, path::Path, process::Command};

use serde_json::Value;

use crate::programs::Program;

/// What rustc says of a program.
pub struct Verdict {
    pub program: Program,
    pub errors: Vec<Said>,
}

/// One error: its message, labels, notes and helps, a line each.
pub struct Said {
    pub text: String,
}

/// As many runs as it takes: one where a macro fails hides what types would say.
const RUNS: usize = 4;

pub fn judge(programs: Vec<Program>) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> =
        programs.into_iter().map(|program| Verdict { program, errors: Vec::new() }).collect();
    for _ in 0..RUNS {
        let left: Vec<usize> = (0..verdicts.len()).filter(|at| verdicts[*at].errors.is_empty()).collect();
        let mut found = run(&left, &verdicts);
        if found.is_empty() {
            break;
        }
        for at in left {
            verdicts[at].errors = found.remove(&at).unwrap_or_default();
        }
    }
    verdicts
}

/// The errors of one run by program.
fn run(left: &[usize], verdicts: &[Verdict]) -> HashMap<usize, Vec<Said>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut source = format!(
        "#[path = {:?}]\n#[allow(missing_docs)]\npub mod cellar;\n\
         #[allow(unused_imports)]\nuse cellar::*;\n\
         #[allow(unused_imports)]\nuse weaviate::{{Boost, Diversity, Filter, GeoPoint, Uuid, Vector, condition, filter, generative, query, search::Move, sort}};\n",
        here.join("wrong/cellar.rs")
    );
    let mut lines = Vec::new();
    for at in left {
        let first = source.lines().count() + 1;
        let _ = writeln!(
            source,
            "#[allow(unused)]\npub fn program_{at}(id: Uuid, place: GeoPoint, bytes: Vec<u8>, f: Filter<Wine>, b: Boost<Wine>) {{\n{}\n}}",
            verdicts[*at].program.source
        );
        lines.push((first, source.lines().count(), *at));
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wrong_programs.rs");
    fs::write(&file, source).expect("the target folder is writable");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let out = Command::new(cargo)
        .args(["rustc", "-p", "weaviate-ui-tests", "--example", "wrong", "--profile", "check"])
        .args(["--message-format", "json", "--", "--cfg", "wrong_programs"])
        .current_dir(here)
        .env("WRONG_PROGRAMS", &file)
        .output()
        .expect("cargo runs");
    let mut found: HashMap<usize, Vec<Said>> = HashMap::new();
    for line in String::from_utf8_lossy(&out.stdout).lines() {
        let Ok(said) = serde_json::from_str::<Value>(line) else { continue };
        let message = &said["message"];
        if message["level"] != "error" || message["spans"].as_array().is_none_or(Vec::is_empty) {
            continue;
        }
        let Some(line) = line_of(&message["spans"]) else {
            panic!("an error outside of the programs: {}", message["rendered"]);
        };
        let owner = lines.iter().find(|(first, last, _)| (*first..=*last).contains(&line));
        let Some((.., at)) = owner else {
            panic!("an error outside of the programs: {}", message["rendered"])
        };
        found.entry(*at).or_default().push(Said { text: text(message) });
    }
    found
}

/// Where the first span stands that is in the file, be it by way of a macro.
fn line_of(spans: &Value) -> Option<usize> {
    let spans = spans.as_array()?;
    let primary = spans.iter().filter(|span| span["is_primary"] == true);
    let line = |mut span: &Value| {
        loop {
            if span["file_name"].as_str().is_some_and(|name| name.ends_with("wrong_programs.rs")) {
                return span["line_start"].as_u64();
            }
            span = span.get("expansion")?.get("span")?;
        }
    };
    let all = primary.chain(spans);
    all.filter_map(line).map(|line| usize::try_from(line).unwrap_or(usize::MAX)).next()
}

/// All that is said, without what is quoted.
fn text(message: &Value) -> String {
    let mut lines = Vec::new();
    let mut add = |part: &Value| {
        lines.extend(part["message"].as_str().map(str::to_owned));
        let spans = part["spans"].as_array().into_iter().flatten();
        lines.extend(spans.filter_map(|span| Some(span["label"].as_str()?.to_owned())));
    };
    add(message);
    message["children"].as_array().into_iter().flatten().for_each(&mut add);
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
