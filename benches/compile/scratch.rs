//! The crate that is compiled: where it stands, and what compiling it takes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A way of compiling.
#[derive(Clone, Copy)]
pub(crate) enum Build {
    /// `cargo check`
    Check,
    /// `cargo build --release`
    Release,
}

impl Build {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// A workspace in the target folder: a facade that has the language and no client, and the crate that uses it.
pub(crate) struct Scratch {
    root: PathBuf,
}

impl Scratch {
    pub(crate) fn new() -> Result<Self, String> {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let repository = repository.canonicalize().map_err(|error| error.to_string())?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or(repository.join("target"), PathBuf::from);
        let scratch = Self { root: target.join("compile-cost") };
        let language = |name: &str| repository.join(name).display().to_string();
        let (query, derive) = (language("weaviate-query"), language("weaviate-derive"));
        // No profiles: those of a user who set none.
        scratch.write("Cargo.toml", "[workspace]\nmembers = [\"facade\", \"uses\"]\nresolver = \"3\"\n")?;
        scratch.write(
            "facade/Cargo.toml",
            &format!(
                "[package]\nname = \"weaviate\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                 weaviate-query = {{ path = {query:?} }}\nweaviate-derive = {{ path = {derive:?} }}\n"
            ),
        )?;
        scratch.write(
            "facade/src/lib.rs",
            "pub use weaviate_derive::{Collection, Object, Select, filter, query, sort};\n\
             pub use weaviate_query::{*, property::*, private as __private};\n",
        )?;
        scratch.write(
            "uses/Cargo.toml",
            "[package]\nname = \"uses\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             weaviate = { path = \"../facade\" }\nserde = { version = \"1\", features = [\"derive\"] }\n",
        )?;
        let lock = fs::read(repository.join("Cargo.lock")).map_err(|error| error.to_string())?;
        fs::write(scratch.root.join("Cargo.lock"), lock).map_err(|error| error.to_string())?;
        Ok(scratch)
    }

    fn write(&self, path: &str, text: &str) -> Result<(), String> {
        let path = self.root.join(path);
        let folder = path.parent().unwrap_or(&self.root);
        // What is the same stays as old as it is, and is not compiled anew.
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Compiles what the crate depends on.
    pub(crate) fn prepare(&self, build: Build) -> Result<(), String> {
        self.least(build, "pub fn first() {}", 1).map(|_| ())
    }

    /// The least processor time that compiling this source takes, in milliseconds.
    pub(crate) fn least(&self, build: Build, source: &str, runs: usize) -> Result<f64, String> {
        let mut least = f64::INFINITY;
        for run in 0..runs {
            // Another text, so that cargo compiles it.
            self.write("uses/src/lib.rs", &format!("//! Run {run}.\n{source}"))?;
            // What an earlier run knew would be used again.
            for folder in ["target/debug/incremental", "target/release/incremental"] {
                let _ = fs::remove_dir_all(self.root.join(folder));
            }
            let before = processor_time()?;
            let done = Command::new(env!("CARGO"))
                .current_dir(&self.root)
                .args(build.arguments())
                .args(["--quiet", "--offline", "-p", "uses"])
                .env_remove("CARGO_TARGET_DIR")
                .env_remove("RUSTFLAGS")
                .env_remove("CARGO_INCREMENTAL")
                .stdout(Stdio::null())
                .output()
                .map_err(|error| format!("cargo does not start: {error}"))?;
            if !done.status.success() || !done.stderr.is_empty() {
                // A warning costs more than what it is about.
                let said = String::from_utf8_lossy(&done.stderr);
                return Err(said.lines().take(20).collect::<Vec<_>>().join("\n"));
            }
            least = least.min(processor_time()? - before);
        }
        Ok(least)
    }
}

/// What ended children of this process have taken, in milliseconds; Linux says it in hundredths of a second.
fn processor_time() -> Result<f64, String> {
    let stat = fs::read_to_string("/proc/self/stat").map_err(|error| format!("/proc/self/stat: {error}"))?;
    // The second field is the program's name in parentheses; children's times are fields 16 and 17.
    let fields: Vec<&str> =
        stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_ascii_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    match (ticks(13), ticks(14)) {
        (Some(user), Some(system)) => Ok((user + system) * 10.0),
        _ => Err("/proc/self/stat is not what Linux 6 writes".to_owned()),
    }
}
