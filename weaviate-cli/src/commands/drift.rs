//! `weaviate drift`

use std::fmt;

use serde_json::json;
use weaviate_migrate::{Change, ChangeClass, Options};
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Client;

use crate::{
    said::{Result, Said},
    table::{counted, table},
};

pub(super) async fn run(wanted: &[&CollectionDef], client: &Client, check: bool) -> Result {
    let mut options = Options::default();
    options.keep_undeclared = false;
    let plan = client.plan_definitions(wanted, &options).await?;
    let mut found: Vec<(Meaning, &Change)> =
        plan.changes().iter().map(|change| (Meaning::of(change), change)).collect();
    found.sort_by_key(|(meaning, _)| std::cmp::Reverse(*meaning));
    let json: Vec<serde_json::Value> = found
        .iter()
        .map(|(meaning, change)| json!({ "meaning": meaning.to_string(), "change": change }))
        .collect();
    let differs = !found.is_empty();
    if !differs {
        let text = "no drift: the server has what the structs say, and nothing else in their collections\n";
        return Ok(Said::new(text, json!(json)));
    }
    let rows = found.iter().map(|(meaning, change)| {
        [meaning.to_string(), change.collection.clone(), change.what.clone(), change.why.clone()]
    });
    let count = counted(found.len() as u64, "difference");
    let text = format!("{}\n{count}\n", table(["meaning", "collection", "difference", "why"], rows));
    Ok(Said::new(text, json!(json)).checked(check, differs))
}

/// What a difference means for a program that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    /// It reads and writes as ever.
    Compatible,
    /// It runs, and a setting is not what it says.
    Degraded,
    /// It names something that is not there, or is something else.
    Breaking,
}

impl Meaning {
    fn of(change: &Change) -> Self {
        match change.class {
            _ if change.undeclared => Self::Compatible,
            ChangeClass::InPlace | ChangeClass::Reindex => Self::Degraded,
            _ => Self::Breaking,
        }
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Compatible => "compatible",
            Self::Degraded => "degraded",
            Self::Breaking => "breaking",
        })
    }
}
