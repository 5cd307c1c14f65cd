//! One file a command: what it asks of the server, and what it says.

mod apply;
mod check;
mod dead;
mod doctor;
mod drift;
mod drop;
mod explain;
mod export;
mod generate;
mod history;
mod import;
mod local;
mod pages;
mod plan;
mod rollback;
mod snapshot;
mod status;
mod unlock;
mod watch;

use crate::{
    arguments::{Arguments, What},
    reach::{on, on_until},
    said::Result,
    stop::Stop,
    structs::Structs,
    terminal::Terminal,
};

/// Does what was asked.
pub(crate) async fn run(
    arguments: &Arguments,
    structs: &Structs,
    stop: &Stop,
    terminal: &mut dyn Terminal,
) -> Result {
    let of = &arguments.reach;
    // What the structs say is looked for first: it costs nothing, and where it is missing no server helps.
    let wanted = || structs.definitions(of);
    match &arguments.what {
        What::Plan { check, allowed } => {
            let wanted = wanted()?;
            on(of, async |client| plan::run(&wanted, client, allowed, check.check).await).await
        }
        What::Apply(allowed) => {
            let wanted = wanted()?;
            on_until(of, stop, async |client| apply::run(&wanted, client, allowed, of.yes, terminal).await)
                .await
        }
        What::Rollback => on(of, async |client| rollback::run(client, of.yes, terminal).await).await,
        What::Drop(before) => {
            on_until(of, stop, async |client| drop::run(client, before, of.yes, terminal).await).await
        }
        What::Status => {
            let wanted = wanted()?;
            on(of, async |client| status::run(&wanted, client).await).await
        }
        What::History { limit } => on(of, async |client| history::run(client, *limit).await).await,
        What::Unlock => on(of, async |client| unlock::run(client, of.yes, terminal).await).await,
        What::Drift(check) => {
            let wanted = wanted()?;
            on(of, async |client| drift::run(&wanted, client, check.check).await).await
        }
        What::Dead(check) => {
            let wanted = wanted()?;
            on(of, async |client| dead::run(&wanted, client, check.check).await).await
        }
        What::CheckValues { collections, check, show } => {
            let all = structs.checkers(of)?;
            on(of, async |client| check::run(all, collections, *check, *show, client, terminal).await).await
        }
        What::Explain(allowed) => {
            let wanted = wanted()?;
            on(of, async |client| explain::run(&wanted, client, allowed).await).await
        }
        What::Generate { collections, out, check } => {
            on(of, async |client| generate::run(client, collections, out.as_deref(), *check).await).await
        }
        What::Watch => on(of, async |client| watch::run(structs, of, client, terminal).await).await,
        What::Snapshot(check) => snapshot::run(&structs.of_structs(of)?, &of.schema, check.check),
        What::Export { collections, to } => {
            on_until(of, stop, async |client| {
                export::run(collections, to.as_deref(), of, client, stop, terminal).await
            })
            .await
        }
        What::Import(import) => {
            on(of, async |client| import::run(import, of, client, stop, terminal).await).await
        }
        What::Doctor => on(of, async |client| doctor::run(client).await).await,
        What::Local { path, http, grpc } => local::run(path.as_deref(), *http, *grpc, terminal).await,
        What::Completions { shell } => Ok(pages::completions(*shell)),
        What::Man => pages::man(),
    }
}
