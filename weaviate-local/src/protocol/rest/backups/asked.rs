//! Reads a request for a backup, and checks what it says.

use serde_json::Value as Json;

use crate::{
    common::{
        doc::{Doc, text},
        error::{Refusal, Result},
    },
    operations::{backup, filter::Pattern},
    protocol::rest::shape::Shape,
};

const CONFIG: &[(&str, Shape)] = &[
    ("Endpoint", Shape::Text),
    ("Bucket", Shape::Text),
    ("Path", Shape::Text),
    ("CPUPercentage", Shape::Int),
    ("ChunkSize", Shape::Int),
    ("CompressionLevel", Shape::Text),
    ("rolesOptions", Shape::Text),
    ("usersOptions", Shape::Text),
];

/// Making a backup.
pub(super) static MAKE: Shape = Shape::Struct(
    "BackupCreateRequest",
    &[
        ("id", Shape::Text),
        ("config", Shape::Struct("BackupConfig", CONFIG)),
        ("include", Shape::Texts),
        ("exclude", Shape::Texts),
        ("includeUsers", Shape::Texts),
        ("incremental_base_backup_id", Shape::Text),
    ],
);

/// Restoring one.
pub(super) static RESTORING: Shape = Shape::Struct(
    "BackupRestoreRequest",
    &[
        ("config", Shape::Struct("RestoreConfig", CONFIG)),
        ("include", Shape::Texts),
        ("exclude", Shape::Texts),
        ("node_mapping", Shape::Any),
        ("overwriteAlias", Shape::Bool),
    ],
);

/// Whether a backup may be called so.
pub(super) fn check_id(id: &str) -> Result<()> {
    if backup::is_id(id) {
        return Ok(());
    }
    Err(Refusal::new(format!("invalid backup id: '{id}' allowed characters are lowercase, 0-9, _, -")))
}

/// The settings of a request, as the API's description allows them.
pub(super) fn config(doc: &Doc) -> Result<Doc> {
    let config = doc.get("config").and_then(Json::as_object).cloned().unwrap_or_default();
    let percentage = config.get("CPUPercentage").and_then(Json::as_i64).unwrap_or_default();
    let bound = |code, words: &str| {
        Err(Refusal::malformed(code, format!("config.CPUPercentage in body should be {words}")))
    };
    if percentage < 0 {
        return bound(609, "greater than or equal to 1");
    }
    if percentage > 80 {
        return bound(608, "less than or equal to 80");
    }
    for (key, allowed) in [
        (
            "CompressionLevel",
            "DefaultCompression BestSpeed BestCompression ZstdDefaultCompression ZstdBestSpeed ZstdBestCompression \
             NoCompression",
        ),
        ("rolesOptions", "noRestore all"),
        ("usersOptions", "noRestore all"),
    ] {
        let given = text(&config, key);
        if !given.is_empty() && !allowed.split(' ').any(|known| known == given) {
            let text = format!("config.{key} in body should be one of [{allowed}]");
            return Err(Refusal::malformed(606, text));
        }
    }
    Ok(config)
}

/// A list of names.
pub(super) fn texts(doc: &Doc, key: &str) -> Vec<String> {
    let list = doc.get(key).and_then(Json::as_array).into_iter().flatten();
    list.filter_map(Json::as_str).map(str::to_owned).collect()
}

/// What to take and what to leave out: never both.
pub(super) fn selection(doc: &Doc) -> Result<(Vec<String>, Vec<String>)> {
    let (include, exclude) = (texts(doc, "include"), texts(doc, "exclude"));
    if !include.is_empty() && !exclude.is_empty() {
        return Err(Refusal::new("malformed request: 'include' and 'exclude' cannot both contain values"));
    }
    let twice = include.iter().enumerate().find(|(at, name)| include.iter().take(*at).any(|n| n == *name));
    match twice {
        Some((_, name)) => Err(Refusal::new(format!("class list 'include' contains duplicate: {name}"))),
        None => Ok((include, exclude)),
    }
}

/// The names that patterns with `*` and `?` stand for; other names stand for themselves.
pub(super) fn expanded(patterns: &[String], known: &[String]) -> Result<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    for pattern in patterns {
        let found: Vec<&String> = if pattern.contains(['*', '?']) {
            if pattern.contains(['[', '\\']) {
                return Err(Refusal::unsupported("patterns with `[` or `\\` for collections of a backup"));
            }
            let pattern = Pattern::new(pattern);
            known.iter().filter(|name| pattern.matches(name)).collect()
        } else {
            vec![pattern]
        };
        for name in found {
            if !out.contains(name) {
                out.push(name.clone());
            }
        }
    }
    Ok(out)
}
