//! One file a command: what it asks of the server, and what it says.

mod apply;
mod drift;
mod explain;
mod generate;
mod history;
mod local;
mod pages;
mod plan;
mod snapshot;
mod status;
mod unlock;
mod watch;

use crate::{
    arguments::{Arguments, What},
    reach::on,
    said::Result,
    structs::Structs,
    terminal::Terminal,
};

/// Does what was asked.
pub(crate) async fn run(arguments: &Arguments, structs: &Structs, terminal: &mut dyn Terminal) -> Result {
    let of = &arguments.reach;
    // What the structs say is looked for first: it costs nothing, and where it is missing no server helps.
    let wanted = || structs.definitions(of);
    match &arguments.what {
        What::Plan(check) => {
            let wanted = wanted()?;
            on(of, async |client| plan::run(&wanted, client, check.check).await).await
        }
        What::Apply { strict } => {
            let wanted = wanted()?;
            on(of, async |client| apply::run(&wanted, client, *strict).await).await
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
        What::Explain => {
            let wanted = wanted()?;
            on(of, async |client| explain::run(&wanted, client).await).await
        }
        What::Generate { collections, out, check } => {
            on(of, async |client| generate::run(client, collections, out.as_deref(), *check).await).await
        }
        What::Watch => on(of, async |client| watch::run(structs, of, client, terminal).await).await,
        What::Snapshot(check) => snapshot::run(&structs.of_structs(of)?, &of.schema, check.check),
        What::Local { path, http, grpc } => local::run(path.as_deref(), *http, *grpc, terminal).await,
        What::Completions { shell } => Ok(pages::completions(*shell)),
        What::Man => pages::man(),
    }
}
