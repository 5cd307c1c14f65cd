//! The recorded cases, and the list of those that may fail.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::arguments::Options;

/// A recorded case.
pub(crate) struct Case {
    /// The file it stands in.
    pub(crate) area: String,
    /// What it is called.
    pub(crate) id: String,
    /// All of it.
    pub(crate) body: Value,
}

/// The cases that are asked for, in the order they are played in.
pub(crate) fn read(folder: &Path, options: &Options) -> Result<Vec<Case>, String> {
    let cases = folder.join("cases");
    let wrong =
        |path: &Path, error: &dyn std::fmt::Display| format!("`{}` cannot be read: {error}", path.display());
    let mut files = std::fs::read_dir(&cases)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>, _>>())
        .map_err(|error| wrong(&cases, &error))?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let area = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if options.area.as_ref().is_some_and(|wanted| *wanted != area) {
            continue;
        }
        let text = std::fs::read_to_string(&file).map_err(|error| wrong(&file, &error))?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let body: Value = serde_json::from_str(line).map_err(|error| wrong(&file, &error))?;
            let id = body["id"].as_str().unwrap_or_default().to_owned();
            if options.case.as_ref().is_none_or(|wanted| *wanted == id) {
                out.push(Case { area: area.clone(), id, body });
            }
        }
    }
    if out.is_empty() {
        let named = [("area", &options.area), ("case", &options.case)];
        let named = named.into_iter().filter_map(|(kind, name)| Some(format!("{kind} `{}`", name.as_ref()?)));
        let named = named.collect::<Vec<_>>().join(" and ");
        let of = if named.is_empty() { String::new() } else { format!(" of {named}") };
        return Err(format!("`{}` has no case{of}", cases.display()));
    }
    if options.rename {
        // In another order too, the same in every run: by a hash of the id (FNV-1a).
        out.sort_by_key(|case| {
            let hash = |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            case.id.bytes().fold(0x811c_9dc5_u32, hash)
        });
    }
    Ok(out)
}

/// The folder and those beside it whose questions a generator made.
pub(crate) fn folders(main: &Path) -> Result<Vec<PathBuf>, String> {
    let generated = main.join("generated");
    let mut out = Vec::new();
    if generated.exists() {
        let entries = std::fs::read_dir(&generated)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>, _>>());
        out = entries.map_err(|error| format!("`{}` cannot be read: {error}", generated.display()))?;
        out.retain(|path| path.is_dir());
        out.sort();
    }
    out.insert(0, main.to_path_buf());
    Ok(out)
}

/// Where the data set of a folder of cases is, and the settings that all of them need.
pub(crate) fn dataset(folder: &Path) -> Result<(PathBuf, Value), String> {
    let link = folder.join("data.json");
    if !link.exists() {
        let settings = crate::player::order(folder)?["server_env"].clone();
        return Ok((folder.to_path_buf(), settings));
    }
    let wrong = |error: &dyn std::fmt::Display| format!("`{}` cannot be read: {error}", link.display());
    let text = std::fs::read_to_string(&link).map_err(|error| wrong(&error))?;
    let said: Value = serde_json::from_str(&text).map_err(|error| wrong(&error))?;
    let data = said["data"].as_str().ok_or_else(|| wrong(&"`data` is missing"))?;
    Ok((folder.join(data), said["server_env"].clone()))
}

/// The cases that may fail.
pub(crate) fn known(folder: &Path, options: &Options) -> Result<BTreeSet<String>, String> {
    let list = match &options.known {
        Some(file) => file.clone(),
        None => folder.join("known-failures.txt"),
    };
    let optional = options.known.is_none();
    if optional && (options.target.is_some() || !list.exists()) {
        return Ok(BTreeSet::new());
    }
    let text = std::fs::read_to_string(&list)
        .map_err(|error| format!("`{}` cannot be read: {error}", list.display()))?;
    Ok(text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect())
}
