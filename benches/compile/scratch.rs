//! The crate that is compiled: where it stands, and how many instructions compiling it takes.
//!
//! cargo calls this program instead of rustc (`RUSTC_WRAPPER`). For the crate that is measured it calls rustc under
//! valgrind, for all others rustc itself.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

use weaviate_benches::valgrind;

/// Where the wrapper leaves the count; without it this program is no wrapper.
const LOG: &str = "WEAVIATE_COMPILE_LOG";
/// The crate that is measured.
const MEASURED: &str = "uses";

/// A way of compiling.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// `cargo check`
    Check,
    /// `cargo build --release`
    Release,
}

impl Build {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// What cargo wants, where it is cargo that called.
pub(crate) fn wrapped() -> Option<ExitCode> {
    let log = env::var_os(LOG)?;
    let mut words = env::args_os().skip(1);
    let rustc = words.next()?;
    let words: Vec<OsString> = words.collect();
    let named = words.iter().position(|word| word == "--crate-name").and_then(|at| words.get(at + 1));
    let mut command = if named.is_some_and(|name| name == MEASURED) {
        let mut command = valgrind::counting(&log);
        command.arg(itself(&rustc)?);
        command
    } else {
        Command::new(&rustc)
    };
    let status = command.args(&words).status().ok()?;
    Some(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The compiler, and not rustup's program of its name, which starts it.
fn itself(rustc: &OsStr) -> Option<PathBuf> {
    let out = Command::new(rustc).args(["--print", "sysroot"]).output().ok()?;
    let root = String::from_utf8(out.stdout).ok()?;
    Some(Path::new(root.trim()).join("bin/rustc"))
}

/// A workspace in the target folder: a facade that has the language and no client, and the crate that uses it.
pub(crate) struct Scratch {
    root: PathBuf,
}

impl Scratch {
    pub(crate) fn new() -> Result<Self, String> {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let repository = repository.canonicalize().map_err(|error| error.to_string())?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or(repository.join("target"), PathBuf::from);
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
            &format!(
                "[package]\nname = \"{MEASURED}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                 weaviate = {{ path = \"../facade\" }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n"
            ),
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

    /// The instructions that compiling this source takes.
    pub(crate) fn count(&self, build: Build, source: &str) -> Result<u64, String> {
        let log = self.root.join("count");
        // What is left of an earlier run would be used again, or be taken for the count.
        for folder in ["target/debug/incremental", "target/release/incremental"] {
            let _ = fs::remove_dir_all(self.root.join(folder));
        }
        let _ = fs::remove_file(&log);
        // Another text, so that cargo compiles it.
        self.write("uses/src/lib.rs", "")?;
        self.write("uses/src/lib.rs", source)?;
        let done = Command::new(env!("CARGO"))
            .current_dir(&self.root)
            .args(build.arguments())
            .args(["--quiet", "--offline", "-p", MEASURED])
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_INCREMENTAL")
            .env("RUSTC_WRAPPER", env::current_exe().map_err(|error| error.to_string())?)
            .env(LOG, &log)
            .stdout(Stdio::null())
            .output()
            .map_err(|error| format!("cargo does not start: {error}"))?;
        if !done.status.success() || !done.stderr.is_empty() {
            // A warning costs more than what it is about.
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(said.lines().take(20).collect::<Vec<_>>().join("\n"));
        }
        valgrind::counted(log.as_os_str())
    }
}
