//! `weaviate watch`

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    time::Duration,
};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use serde_json::json;
use tokio::sync::mpsc;
use weaviate_query::{Error, ErrorKind};
use weaviate_runtime::Client;

use super::plan;
use crate::{
    arguments::{Allowed, Reach},
    said::{Failure, Result, Said},
    structs::Structs,
    terminal::Terminal,
};

/// How long a file has to be left alone before it is read: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(30);

pub(super) async fn run(
    structs: &Structs,
    reach: &Reach,
    client: &Client,
    terminal: &mut dyn Terminal,
) -> Result {
    let (_watcher, mut events) = watch(reach)?;
    loop {
        let text = match look(structs, reach, client).await {
            Ok(text) => text,
            // A file that is half written is one of the things to be expected here.
            Err(Failure::Usage(why)) => format!("{why}\n"),
            Err(Failure::Failed(error)) => format!("{error}\n"),
            Err(declined) => return Err(declined),
        };
        if !terminal.say(&format!("{text}\n")) {
            return Ok(Said::new("", json!(null)));
        }
        next(&mut events).await;
    }
}

async fn look(structs: &Structs, reach: &Reach, client: &Client) -> Result<String> {
    let wanted = structs.definitions(reach)?;
    let allowed = Allowed::default();
    Ok(plan::text(&client.plan_definitions(&wanted, &allowed.options()).await?, &allowed))
}

/// Waits for the next change, and then until there is none any more.
async fn next(events: &mut mpsc::Receiver<()>) {
    events.recv().await;
    while tokio::time::timeout(QUIET, events.recv()).await.is_ok_and(|event| event.is_some()) {}
}

/// Watches all below a folder of source, or the folder that a file is in: editors put another file in its place.
fn watch(reach: &Reach) -> Result<(RecommendedWatcher, mpsc::Receiver<()>)> {
    let path = reach.source.as_ref().unwrap_or(&reach.schema);
    let parent = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let of_source = path.is_dir();
    let (folder, mode) = if of_source {
        (path.as_path(), RecursiveMode::Recursive)
    } else {
        (parent, RecursiveMode::NonRecursive)
    };
    let cannot = |error: notify::Error| {
        Error::new(ErrorKind::Config, format!("`{}` cannot be watched: {error}", folder.display()))
    };
    let file = path.file_name().map(OsStr::to_owned);
    let counts = move |path: &PathBuf| {
        if of_source {
            path.extension() == Some(OsStr::new("rs"))
        } else {
            path.file_name() == file.as_deref()
        }
    };
    let (sender, receiver) = mpsc::channel(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| !event.kind.is_access() && event.paths.iter().any(&counts)) {
            // Full means that a change is waiting to be seen already.
            let _ = sender.try_send(());
        }
    })
    .map_err(cannot)?;
    watcher.watch(folder, mode).map_err(cannot)?;
    Ok((watcher, receiver))
}
