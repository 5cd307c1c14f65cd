//! Reads a request for a backup, and checks what it says.

use serde_json::Value as Json;

use crate::{
    common::{
        doc::{Doc, object},
        error::{Refusal, Result},
    },
    operations::{backup, filter::Pattern},
};

/// Whether a backup may be called so.
pub(super) fn check_id(id: &str) -> Result<()> {
    if backup::is_id(id) {
        return Ok(());
    }
    Err(Refusal::new(format!("invalid backup id: '{id}' allowed characters are lowercase, 0-9, _, -")))
}

/// The settings of a request.
pub(super) fn config(doc: &Doc) -> Doc {
    object(doc, "config").cloned().unwrap_or_default()
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
