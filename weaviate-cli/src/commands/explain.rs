//! `weaviate explain`

use std::fmt::Write as _;

use serde_json::json;
use weaviate_migrate::{Blocks, Plan};
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Client;

use crate::{
    arguments::Allowed,
    said::{Result, Said},
    table::counted,
};

pub(super) async fn run(wanted: &[&CollectionDef], client: &Client, allowed: &Allowed) -> Result {
    let plan = client.plan_definitions(wanted, &allowed.options()).await?;
    Ok(Said::new(prose(&plan), json!(plan)))
}

/// Markdown: a paragraph for each collection that changes.
fn prose(plan: &Plan) -> String {
    let server =
        plan.server().map_or_else(|| "The server".to_owned(), |version| format!("Weaviate {version}"));
    if plan.is_empty() {
        return format!("{server} has all that the structs declare: this changes nothing.\n");
    }
    let mut out =
        format!("This makes {} to the schema of {server}.\n", counted(plan.changes().len() as u64, "change"));
    let mut last = "";
    for change in plan.changes() {
        if change.collection != last {
            let _ = writeln!(out, "\n### {}\n", change.collection);
            last = &change.collection;
        }
        let _ = write!(
            out,
            "- {} ({}), because {}. It costs {}",
            change.what, change.class, change.why, change.cost
        );
        match change.blocks {
            Blocks::Nothing => out.push_str(", and nothing waits for it."),
            _ => {
                let _ = write!(out, ". What waits meanwhile: {}.", change.blocks);
            }
        }
        if change.breaks {
            out.push_str(" Programs with the struct of before fail from then on.");
        }
        if let Some(refused) = &change.refused {
            let _ = write!(out, " **Refused:** {refused}.");
        }
        out.push('\n');
    }
    for note in plan.notes() {
        let _ = writeln!(out, "\n> {note}");
    }
    out
}
