//! `weaviate export`

use std::{collections::BTreeMap, path::Path};

use serde_json::json;
use weaviate_migrate::{ObjectApi as _, SchemaApi as _};
use weaviate_query::Error;
use weaviate_runtime::Client;

use crate::{
    arguments::Reach,
    data::{Collection, Folder, Manifest, Pipe, collections},
    reach,
    said::{Failure, Result, Said},
    stop::Stop,
    table::{counted, table},
    terminal::Terminal,
};

pub(super) async fn run(
    asked: &[String],
    to: Option<&Path>,
    reach: &Reach,
    client: &Client,
    stop: &Stop,
    terminal: &mut dyn Terminal,
) -> Result {
    let all = collections(client).await?;
    let called: BTreeMap<String, String> =
        all.iter().map(|of| (of.class.name().to_owned(), of.name.clone())).collect();
    let chosen = chosen(&all, asked)?;
    match to {
        Some(folder) => into_folder(&chosen, folder, called, reach, client, stop, terminal).await,
        None if reach.json => Err(Failure::Usage(
            "standard output is where the objects go, so the answer cannot go there as JSON: name a folder with `--to`".into(),
        )),
        None => onto_pipe(&chosen, called, client, stop, terminal).await,
    }
}

/// Those that are asked for; all if none is.
fn chosen<'a>(all: &'a [Collection], asked: &[String]) -> Result<Vec<&'a Collection>> {
    if asked.is_empty() {
        return Ok(all.iter().collect());
    }
    let find = |name: &String| all.iter().find(|of| of.name == *name || of.class.name() == name);
    let missing = |name: &String| Failure::Usage(format!("the server has no collection `{name}`"));
    asked.iter().map(|name| find(name).ok_or_else(|| missing(name))).collect()
}

async fn into_folder(
    chosen: &[&Collection],
    folder: &Path,
    called: BTreeMap<String, String>,
    reach: &Reach,
    client: &Client,
    stop: &Stop,
    terminal: &mut dyn Terminal,
) -> Result {
    let shown = folder.display();
    let names: Vec<String> = chosen.iter().map(|of| of.name.clone()).collect();
    let from = reach::place(reach);
    let manifest = match Manifest::read(folder)? {
        None => Manifest { from, collections: names, ended: false, files: Vec::new() },
        Some(before) if before.ended => {
            return Err(Failure::Usage(format!(
                "`{shown}` has an export that ended: name another folder with `--to`"
            )));
        }
        Some(before) if before.from != from || before.collections != names => {
            let of = before.collections.join(" ");
            return Err(Failure::Usage(format!(
                "`{shown}` has an export that did not end, of `{of}` from {}: end that one, or name another folder with `--to`",
                before.from
            )));
        }
        Some(before) => before,
    };
    let api = client.object_api();
    let mut files = Folder::new(folder, manifest, called, terminal)?;
    for of in chosen {
        let class = of.class.name();
        if of.class.is_multi_tenant() {
            let tenants = api.tenants(class).await?.into_iter().filter(|(_, active)| !active);
            files.inactive.extend(tenants.map(|(tenant, _)| (class.to_owned(), tenant)));
        }
        files.expect(client.schema_api().count(class).await?);
        let done = weaviate_migrate::export(&api, class, &mut files).await;
        done.map_err(|error| {
            ended(error, &of.name, stop, || {
                format!("stopped; what is in `{shown}` stays there, and the same command goes on behind it")
            })
        })?;
    }
    let manifest = files.ended()?;
    let objects: u64 = manifest.files.iter().map(|file| file.objects).sum();
    let rows = manifest.files.iter().map(|file| {
        let tenant = file.tenant.clone().unwrap_or_default();
        [file.file.clone(), file.collection.clone(), tenant, counted(file.objects, "object")]
    });
    let text = table(["file", "collection", "tenant", "objects"], rows);
    let text = format!("{text}\n{} in `{shown}`\n", counted(objects, "object"));
    Ok(Said::new(text, manifest.json()))
}

async fn onto_pipe(
    chosen: &[&Collection],
    called: BTreeMap<String, String>,
    client: &Client,
    stop: &Stop,
    terminal: &mut dyn Terminal,
) -> Result {
    let api = client.object_api();
    let mut pipe = Pipe::new(terminal, called);
    for of in chosen {
        let done = weaviate_migrate::export(&api, of.class.name(), &mut pipe).await;
        let how =
            || "stopped; onto standard output it begins anew, and only `--to` a folder goes on".to_owned();
        done.map_err(|error| ended(error, &of.name, stop, how))?;
    }
    Ok(Said::new("", json!(pipe.written)))
}

fn ended(error: Error, name: &str, stop: &Stop, how: impl Fn() -> String) -> Failure {
    if stop.is_set() {
        return Failure::Stopped(how());
    }
    Failure::Failed(error.context(format!("exporting `{name}`")))
}
