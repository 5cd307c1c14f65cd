//! `weaviate plan`

use std::fmt::Write as _;

use serde_json::json;
use weaviate_migrate::{Options, Plan};
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Client;

use crate::{
    said::{Result, Said},
    table::{counted, table},
};

pub(super) async fn run(wanted: &[&CollectionDef], client: &Client, check: bool) -> Result {
    let plan = client.plan_definitions(wanted, &Options::default()).await?;
    let differs = !plan.is_empty();
    Ok(Said::new(text(&plan), json!(plan)).checked(check, differs))
}

/// A plan as a table, and below it what stands in its way.
pub(super) fn text(plan: &Plan) -> String {
    let mut out = String::new();
    if plan.is_empty() {
        out.push_str("nothing to do: the server has all that the structs declare\n");
    } else {
        let rows = plan.changes().iter().map(|change| {
            let refused = if change.refused.is_some() { ", refused" } else { "" };
            [
                format!("{}{refused}", change.class),
                change.collection.clone(),
                change.what.clone(),
                change.cost.clone(),
                change.blocks.to_string(),
            ]
        });
        out.push_str(&table(["kind", "collection", "change", "cost", "meanwhile waits"], rows));
    }
    for change in plan.refused() {
        let why = change.refused.as_deref().unwrap_or_default();
        let _ = writeln!(out, "\n{}: {}\n  {}\n  {why}", change.collection, change.what, change.why);
    }
    for note in plan.notes() {
        let _ = writeln!(out, "\nnote: {note}");
    }
    let refused = plan.refused().count() as u64;
    let changes = plan.changes().len() as u64;
    match (changes, refused) {
        (0, _) => {}
        (_, 0) => {
            let them = if changes == 1 { "it" } else { "them" };
            let _ = writeln!(out, "\n{}; `weaviate apply` makes {them}", counted(changes, "change"));
        }
        _ => {
            let _ = writeln!(
                out,
                "\n{}, {refused} of them refused: `weaviate apply` makes none before that is settled",
                counted(changes, "change")
            );
        }
    }
    out
}
