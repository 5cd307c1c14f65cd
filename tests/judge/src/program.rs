//! Programs that ask the questions through the language: written, checked by rustc, and run.
//!
//! rustc costs more than all else here, so a world is one program, a question a function in it, and rustc is called
//! against the libraries that this crate was built with. What it says against a function takes it out, and the rest is
//! compiled again until nothing is said; then all that is left runs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use serde_json::Value as Json;

use crate::{answer::Answer, question::Question, world::World};

/// A program for each world.
pub(crate) struct Programs {
    programs: Vec<Program>,
    /// What rustc said against a question.
    pub(crate) refused: BTreeMap<usize, String>,
}

/// The questions about a world, as a file and what is made of it.
struct Program {
    world: usize,
    file: PathBuf,
    binary: PathBuf,
    refused: BTreeMap<usize, String>,
}

/// The libraries that programs are compiled against.
struct Libraries {
    weaviate: PathBuf,
    asking: PathBuf,
}

impl Libraries {
    /// Cargo says where they are; they were built when this program was.
    fn find() -> Result<Self, String> {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--message-format=json", "-p", "weaviate-judge", "--manifest-path"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("cargo cannot be called: {error}"))?;
        let mut found = BTreeMap::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(message) = serde_json::from_str::<Json>(line) else { continue };
            let library = message["filenames"].as_array().into_iter().flatten().filter_map(Json::as_str);
            if let (Some(name), Some(library)) = (
                message["target"]["name"].as_str(),
                library.into_iter().find(|file| Path::new(file).extension().is_some_and(|end| end == "rlib")),
            ) {
                found.insert(name.to_owned(), PathBuf::from(library));
            }
        }
        let mut take = |name: &str| found.remove(name).ok_or_else(|| format!("cargo built no `{name}`"));
        Ok(Self { weaviate: take("weaviate")?, asking: take("weaviate_judge")? })
    }
}

impl Programs {
    /// Writes and compiles them, two at a time; what is left of the questions compiles.
    pub(crate) fn compile(worlds: &[World], questions: &[Question]) -> Result<Self, String> {
        let libraries = Libraries::find()?;
        let folder = libraries.asking.with_file_name("").join("judged");
        fs::create_dir_all(&folder).map_err(|error| format!("`{}`: {error}", folder.display()))?;
        let mut programs: Vec<Program> = worlds
            .iter()
            .map(|world| Program {
                world: world.number,
                file: folder.join(format!("w{}.rs", world.number)),
                binary: folder.join(format!("w{}", world.number)),
                refused: BTreeMap::new(),
            })
            .collect();
        let half = programs.len().div_ceil(2);
        let (first, second) = programs.split_at_mut(half);
        let all = |some: &mut [Program]| {
            some.iter_mut()
                .try_for_each(|program| program.compile(&libraries, &worlds[program.world], questions))
        };
        thread::scope(|scope| {
            let other = scope.spawn(|| all(second));
            all(first)?;
            other.join().map_err(|_| "a compiler's thread panicked".to_owned())?
        })?;
        let refused = programs.iter().flat_map(|program| program.refused.clone()).collect();
        Ok(Self { programs, refused })
    }

    /// The answers of the programs on a server, and what the plan of a `sync` has to change there.
    pub(crate) fn run(
        &self,
        http: &str,
        grpc: &str,
    ) -> Result<(BTreeMap<usize, Answer>, Vec<String>), String> {
        let (mut answers, mut plans) = (BTreeMap::new(), Vec::new());
        for program in &self.programs {
            let output = Command::new(&program.binary)
                .env("WEAVIATE_URL", http)
                .env("WEAVIATE_GRPC_URL", grpc)
                .stderr(Stdio::inherit())
                .output()
                .map_err(|error| format!("`{}`: {error}", program.binary.display()))?;
            for line in String::from_utf8_lossy(&output.stdout).lines() {
                let Some((number, json)) = line.split_once('\t') else { continue };
                let json: Json = serde_json::from_str(json).map_err(|error| error.to_string())?;
                match (number.parse(), json.as_str()) {
                    (Ok(number), _) => {
                        answers.insert(number, Answer::printed(&json));
                    }
                    (Err(_), Some("")) => {}
                    (Err(_), plan) => {
                        plans.push(format!("world {}: {}", program.world, plan.unwrap_or_default()));
                    }
                }
            }
        }
        Ok((answers, plans))
    }
}

impl Program {
    fn compile(
        &mut self,
        libraries: &Libraries,
        world: &World,
        questions: &[Question],
    ) -> Result<(), String> {
        for round in 1.. {
            let lines = self.write(world, questions)?;
            let said = self.rustc(libraries, &lines)?;
            eprintln!("judge: world {}, round {round}: rustc refuses {}", self.world, said.len());
            if said.is_empty() {
                break;
            }
            self.refused.extend(said);
        }
        Ok(())
    }

    /// Writes it, and says at which line each question begins.
    fn write(&self, world: &World, questions: &[Question]) -> Result<Vec<(usize, usize)>, String> {
        let mut text = format!("#![allow(warnings)]\nuse weaviate_judge::*;\n\n{}\n", world.declared());
        let (mut lines, mut asks) = (Vec::new(), String::new());
        let mine = questions.iter().filter(|question| question.world == world.number);
        for question in mine.filter(|question| !self.refused.contains_key(&question.number)) {
            lines.push((text.lines().count() + 1, question.number));
            text += &question.rust(world);
            let _ = writeln!(asks, "    ({0}, q{0}),", question.number);
        }
        lines.push((text.lines().count() + 1, usize::MAX));
        let names: Vec<&str> = world.collections.iter().map(|of| of.name.as_str()).collect();
        let _ = write!(
            text,
            "\nconst ASKS: &[Ask] = &[\n{asks}];\n\nfn main() {{\n    run::<({},)>(ASKS);\n}}\n",
            names.join(", ")
        );
        fs::write(&self.file, text).map_err(|error| format!("`{}`: {error}", self.file.display()))?;
        Ok(lines)
    }

    /// What rustc says against questions; an error elsewhere is a fault of this crate.
    fn rustc(
        &self,
        libraries: &Libraries,
        lines: &[(usize, usize)],
    ) -> Result<BTreeMap<usize, String>, String> {
        let of = |name: &str, at: &Path| format!("{name}={}", at.display());
        let output = Command::new("rustc")
            .args(["--edition=2024", "--error-format=json", "-Cdebuginfo=0", "--extern"])
            .arg(of("weaviate", &libraries.weaviate))
            .arg("--extern")
            .arg(of("weaviate_judge", &libraries.asking))
            .arg("-L")
            .arg(of("dependency", &libraries.asking.with_file_name("deps")))
            .arg("-o")
            .arg(&self.binary)
            .arg(&self.file)
            .output()
            .map_err(|error| format!("rustc cannot be called: {error}"))?;
        let mut said = BTreeMap::new();
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            let Ok(message) = serde_json::from_str::<Json>(line) else { continue };
            let text = message["message"].as_str().unwrap_or_default();
            if message["level"] != "error" || text.starts_with("aborting due to") {
                continue;
            }
            let against = self.questions_of(&message, lines);
            if against.is_empty() {
                let shown = message["rendered"].as_str().unwrap_or(text);
                return Err(format!("rustc says against no question: {shown}"));
            }
            for question in against {
                said.entry(question).or_insert_with(|| text.to_owned());
            }
        }
        if said.is_empty() && !output.status.success() {
            return Err(format!("rustc failed: {}", String::from_utf8_lossy(&output.stderr)));
        }
        Ok(said)
    }

    /// The questions in which a message has its primary spans, through the macros that it comes out of.
    fn questions_of(&self, message: &Json, lines: &[(usize, usize)]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let spans = message["spans"].as_array().into_iter().flatten();
        for span in spans.filter(|span| span["is_primary"] == true) {
            let mut span = span;
            while !span.is_null() {
                let here = span["file_name"].as_str().is_some_and(|file| Path::new(file) == self.file);
                if let (true, Some(line)) = (here, span["line_start"].as_u64()) {
                    let next = lines.partition_point(|(start, _)| *start <= line as usize);
                    let at = next.checked_sub(1).map(|at| lines[at].1);
                    found.extend(at.filter(|number| *number != usize::MAX));
                    break;
                }
                span = &span["expansion"]["span"];
            }
        }
        found
    }
}
