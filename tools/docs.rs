//! Which share of the public crates' lines is documentation.

use std::{ffi::OsStr, fmt::Write as _, path::Path};

use crate::{Said, read, root, sources};

/// The least share in all, in percent.
const FLOOR: f64 = 25.0;

/// Each public crate.
const CRATES: [(&str, &str); 4] = [
    ("weaviate", "src"),
    ("weaviate-query", "weaviate-query/src"),
    ("weaviate-runtime", "weaviate-runtime/src"),
    ("weaviate-migrate", "weaviate-migrate/src"),
];

#[derive(Default)]
struct Lines {
    docs: usize,
    all: usize,
}

impl Lines {
    #[expect(clippy::cast_precision_loss, reason = "nobody writes 2^52 lines")]
    fn share(&self) -> f64 {
        100.0 * self.docs as f64 / self.all.max(1) as f64
    }
}

pub(crate) fn run() -> Said {
    let mut said = String::new();
    let mut total = Lines::default();
    for (name, folder) in CRATES {
        let lines = count(&root().join(folder))?;
        let _ = writeln!(said, "{name:17} {:5.1} %  {} of {} lines", lines.share(), lines.docs, lines.all);
        total.docs += lines.docs;
        total.all += lines.all;
    }
    let _ = write!(said, "{:17} {:5.1} %, at least {FLOOR} % are asked for", "in all", total.share());
    if total.share() < FLOOR { Err(said) } else { Ok(said) }
}

fn count(folder: &Path) -> Result<Lines, String> {
    let mut lines = Lines::default();
    let mut text = String::new();
    for path in sources(folder)? {
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let of_tests = |part: &OsStr| part == "tests" || part == "tests.rs";
        if !inside.iter().any(of_tests) {
            text += &read(&path)?;
        }
    }
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines.all += 1;
        lines.docs += usize::from(line.starts_with("///") || line.starts_with("//!"));
    }
    // A page counts where the crate includes it, as in `include_str!("../docs/query.md")`.
    for page in text.split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        if let Some(page) = page.trim_start_matches("../").strip_prefix("docs/") {
            let page = read(&root().join("docs").join(page))?;
            let length = page.lines().filter(|line| !line.trim().is_empty()).count();
            lines.all += length;
            lines.docs += length;
        }
    }
    Ok(lines)
}
