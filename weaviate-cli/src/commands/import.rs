//! `weaviate import`

mod pass;
mod targets;

use std::path::{Path, PathBuf};

use serde_json::json;
use weaviate_runtime::Client;

use self::{
    pass::{Pass, Source},
    targets::Targets,
};
use crate::{
    arguments::{Import, Reach},
    data::{Checkpoint, Counts, Manifest, Rejected},
    reach,
    said::{Failure, Result, Said},
    stop::Stop,
    table::{counted, grouped},
    terminal::Terminal,
};

pub(super) async fn run(
    asked: &Import,
    reach: &Reach,
    client: &Client,
    stop: &Stop,
    terminal: &mut dyn Terminal,
) -> Result {
    let (files, manifests) = files(&asked.files)?;
    let is_input = files.iter().any(|file| file.as_os_str() == "-");
    if is_input && files.len() > 1 {
        return Err(Failure::Usage("standard input is imported by itself: name no file beside it".into()));
    }
    let beside = beside(&asked.files);
    let checkpoint = (!is_input).then(|| {
        let mut to = reach::place(reach);
        to.extend(asked.into.iter().map(|into| format!(" into {into}")));
        Checkpoint::new(beside.with_extension("import.json"), &files, &to)
    });
    let before = checkpoint.as_ref().and_then(Checkpoint::read);
    let begin = before.unwrap_or_default();
    let path = asked.rejected.clone().unwrap_or_else(|| beside.with_extension("rejected.ndjson"));
    let goes_on = before.is_some() || asked.skip > 0;
    let mut pass = Pass {
        client,
        stop,
        targets: Targets::new(client, asked.into.as_deref(), reach.yes || goes_on).await?,
        rejected: Rejected::new(&path, begin.rejected),
        checkpoint: checkpoint.as_ref(),
        skip: asked.skip,
        resumed: goes_on,
        begun: before.is_some(),
        at: begin,
        terminal,
    };
    let sources: Vec<Source> =
        files.into_iter().map(|file| if is_input { Source::Input } else { Source::File(file) }).collect();
    let done = pass.all(&sources).await;
    let (at, rejected) = (pass.at, pass.rejected.path.clone());
    let Pass { mut targets, .. } = pass;
    // Tenants are left as they were, whatever came of it.
    targets.let_go(manifests.iter().flat_map(|manifest| &manifest.files)).await?;
    done.map_err(|failure| how_to_go_on(failure, at.line, is_input, stop))?;
    if let Some(checkpoint) = &checkpoint {
        checkpoint.remove();
    }
    Ok(said(&at.counts, &rejected))
}

/// The files that are asked for, those of folders among them; the manifests of the folders.
fn files(asked: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<Manifest>)> {
    if asked.is_empty() {
        return Ok((vec!["-".into()], Vec::new()));
    }
    let (mut files, mut manifests) = (Vec::new(), Vec::new());
    for path in asked {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let Some(manifest) = Manifest::read(path)? else {
            return Err(Failure::Usage(format!(
                "`{}` has no `weaviate.export.json`, so it is no folder of `weaviate export`: name the files in it",
                path.display()
            )));
        };
        if !manifest.ended {
            return Err(Failure::Usage(format!(
                "the export in `{}` did not end: let the same `weaviate export` end it, or name the files that are there",
                path.display()
            )));
        }
        files.extend(manifest.files.iter().map(|file| path.join(&file.file)));
        manifests.push(manifest);
    }
    if let Some(missing) = files.iter().find(|file| file.as_os_str() != "-" && !file.exists()) {
        return Err(Failure::Usage(format!("`{}` is not there", missing.display())));
    }
    Ok((files, manifests))
}

/// What the files of an import are named after: the first source, or of a folder the import in it.
fn beside(asked: &[PathBuf]) -> PathBuf {
    match asked.first() {
        Some(folder) if folder.is_dir() => folder.join("weaviate"),
        Some(file) if file.as_os_str() != "-" => file.clone(),
        _ => Path::new("weaviate").into(),
    }
}

fn how_to_go_on(failure: Failure, line: u64, is_input: bool, stop: &Stop) -> Failure {
    let how = if is_input {
        format!(
            "what stands before line {} is accounted for: with `--skip {line}` the same command goes on",
            line + 1
        )
    } else {
        "what was done stays done, and the same command goes on behind it".to_owned()
    };
    match failure {
        Failure::Failed(error) if stop.is_set() => Failure::Stopped(format!("stopped ({error}); {how}")),
        Failure::Failed(error) => Failure::Failed(error.context(format!("importing; {how}"))),
        Failure::Stopped(_) => Failure::Stopped(format!("stopped; {how}")),
        other => other,
    }
}

fn said(counts: &Counts, rejected: &Path) -> Said {
    let Counts { read, stored, rejected: lost, unlinked } = *counts;
    let is_whole = lost == 0 && unlinked == 0;
    let mut text = format!("{} read, {} stored", counted(read, "line"), grouped(stored));
    if lost > 0 {
        text = format!("{text}, {} rejected", grouped(lost));
    }
    if unlinked > 0 {
        text = format!("{text}; {} not written", counted(unlinked, "link"));
    }
    text.push('\n');
    if !is_whole {
        text = format!("{text}each of those stands in `{}`, with the reason\n", rejected.display());
    }
    let file = (!is_whole).then(|| rejected.display().to_string());
    let json = json!({ "read": read, "stored": stored, "rejected": lost, "unlinked": unlinked, "rejected_file": file });
    Said::new(text, json).failed(!is_whole)
}
