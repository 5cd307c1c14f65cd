//! `weaviate snapshot`

use std::path::Path;

use serde_json::json;
use weaviate_query::{
    Error, ErrorKind,
    schema::{CollectionDef, Snapshot},
};

use crate::{
    said::{Result, Said},
    structs,
    table::{counted, lines},
};

pub(super) fn run(definitions: &[&'static CollectionDef], file: &Path, check: bool) -> Result {
    let now = Snapshot::of(definitions);
    let shown = file.display();
    if check {
        let differences = structs::read(file)?.differences(&now);
        let text = if differences.is_empty() {
            format!("`{shown}` says what the structs say\n")
        } else {
            let lines = lines(differences.iter().map(|line| format!("  {line}")));
            format!("`{shown}` does not say what the structs say:\n{lines}")
        };
        let differs = !differences.is_empty();
        return Ok(Said::new(text, json!({ "differences": differences })).checked(true, differs));
    }
    std::fs::write(file, now.to_string())
        .map_err(|error| Error::new(ErrorKind::Config, format!("`{shown}` cannot be written: {error}")))?;
    let count = counted(definitions.len() as u64, "collection");
    Ok(Said::new(
        format!("{count} in `{shown}`\n"),
        json!({ "file": file, "collections": definitions.len() }),
    ))
}
