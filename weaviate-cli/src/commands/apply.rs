//! `weaviate apply`

use std::fmt::Write as _;

use serde_json::json;
use weaviate_migrate::{ChangeClass, SchemaApi as _, Step};
use weaviate_query::{Error, ErrorKind, schema::CollectionDef};
use weaviate_runtime::Client;

use crate::{
    arguments::Allowed,
    confirm::confirm,
    said::{Failure, Result, Said},
    table::{counted, lines},
    terminal::Terminal,
};

pub(super) async fn run(
    wanted: &[&CollectionDef],
    client: &Client,
    allowed: &Allowed,
    yes: bool,
    terminal: &mut dyn Terminal,
) -> Result {
    let options = allowed.options();
    if allowed.expire && !yes {
        let plan = client.plan_definitions(wanted, &options).await?;
        for change in plan.changes().iter().filter(|change| change.class == ChangeClass::Destructive) {
            let question = format!("`{}`: {}; {}. Do it?", change.collection, change.what, change.why);
            confirm(false, "apply --expire", &question, terminal)?;
        }
    }
    let before = client.schema_api().aliases().await?;
    let synced = match client.sync_definitions(wanted, &options).await {
        Err(error) if error.kind() == ErrorKind::SchemaMismatch => {
            return Err(refused(error, wanted, client, allowed).await);
        }
        done => done?,
    };
    let plan = &synced.plan;
    let steps = plan.steps().iter();
    let mut replaced: Vec<String> = steps
        .filter_map(|step| match step {
            Step::Rebuild { from, .. } => Some(from.clone()),
            _ => None,
        })
        .collect();
    let mut text = String::new();
    if plan.is_empty() {
        // A rebuild that another process began is in no plan.
        for (alias, class) in client.schema_api().aliases().await? {
            if let Some((_, old)) = before.iter().find(|(other, old)| *other == alias && *old != class) {
                let _ = writeln!(text, "`{alias}` is `{class}` now: a rebuild that was under way is ended");
                replaced.push(old.clone());
            }
        }
    } else {
        let made = counted(plan.changes().len() as u64, "change");
        let _ = write!(text, "{made} made:\n{}", lines(plan.steps().iter().map(|step| format!("  {step}"))));
    }
    if text.is_empty() {
        text = super::plan::text(plan, allowed);
    }
    if !replaced.is_empty() {
        let _ = writeln!(
            text,
            "`{}` kept: `weaviate rollback` goes back, `weaviate drop --export DIR` removes what was replaced",
            replaced.join("`, `")
        );
    }
    Ok(Said::new(text, json!(plan)))
}

/// Why nothing was changed, with the words that would allow it.
async fn refused(error: Error, wanted: &[&CollectionDef], client: &Client, allowed: &Allowed) -> Failure {
    match client.plan_definitions(wanted, &allowed.options()).await {
        Ok(plan) if plan.is_refused() => Failure::Stopped(format!(
            "nothing was changed\n\n{}",
            super::plan::text(&plan, allowed).trim_end()
        )),
        _ => Failure::Failed(error),
    }
}
