//! `weaviate plan`

use std::{collections::BTreeSet, fmt::Write as _};

use serde_json::json;
use weaviate_migrate::{Change, ChangeClass, Plan};
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Client;

use crate::{
    arguments::Allowed,
    said::{Result, Said},
    table::{counted, table},
};

pub(super) async fn run(
    wanted: &[&CollectionDef],
    client: &Client,
    allowed: &Allowed,
    check: bool,
) -> Result {
    let plan = client.plan_definitions(wanted, &allowed.options()).await?;
    let differs = !plan.is_empty();
    Ok(Said::new(text(&plan, allowed), json!(plan)).checked(check, differs))
}

/// A plan as a table, and below it what stands in its way.
pub(super) fn text(plan: &Plan, allowed: &Allowed) -> String {
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
    for change in plan.changes().iter().filter(|change| change.breaks) {
        let _ = writeln!(
            out,
            "\nnote: `{}`: {}: programs with the struct of before fail from the moment that it is done, so stop them first",
            change.collection, change.what
        );
    }
    out.push_str(&ending(plan, allowed));
    out
}

/// How many changes there are, and the command that makes them.
fn ending(plan: &Plan, allowed: &Allowed) -> String {
    let changes = counted(plan.changes().len() as u64, "change");
    let refused: Vec<&Change> = plan.refused().collect();
    let words: BTreeSet<&str> = refused.iter().filter_map(|change| word(change)).collect();
    let words =
        words.into_iter().filter(|word| *word != "--rebuild" || !refused.iter().any(|of| word_any(of)));
    let words: Vec<&str> = words.collect();
    match (plan.changes().len(), refused.len()) {
        (0, _) => String::new(),
        (1, 0) => format!("\n{changes}; `weaviate apply{}` makes it\n", allowed.words()),
        (_, 0) => format!("\n{changes}; `weaviate apply{}` makes them\n", allowed.words()),
        (_, count) if refused.iter().all(|change| word(change).is_some()) => format!(
            "\n{changes}, {count} of them refused unless it is allowed: `weaviate apply {}`\n",
            words.join(" ")
        ),
        (_, count) => {
            format!(
                "\n{changes}, {count} of them refused: `weaviate apply` makes none before that is settled\n"
            )
        }
    }
}

/// The word that lets `apply` make a change that it refuses.
fn word(change: &Change) -> Option<&'static str> {
    match change.class {
        ChangeClass::Destructive => Some("--expire"),
        ChangeClass::Reindex => Some("--reindex"),
        _ if word_any(change) => Some("--rebuild any"),
        _ if change.rebuilds => Some("--rebuild"),
        _ => None,
    }
}

fn word_any(change: &Change) -> bool {
    change.rebuilds && change.breaks
}
