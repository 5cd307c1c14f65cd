//! `weaviate drift`

use serde_json::json;
use weaviate_migrate::{Drift, DriftLevel, Options};
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Client;

use crate::{
    said::{Result, Said},
    table::{counted, table},
};

pub(super) async fn run(wanted: &[&CollectionDef], client: &Client, check: bool) -> Result {
    let mut options = Options::default();
    options.keep_undeclared = false;
    let found = client.plan_definitions(wanted, &options).await?.drift();
    let differs = !found.is_empty();
    let text = if differs {
        let row = |drift: &Drift| {
            let by = drift.by.unwrap_or_default().to_owned();
            [level(drift.level).to_owned(), drift.on.clone(), drift.what.clone(), by]
        };
        let count = counted(found.len() as u64, "difference");
        format!(
            "{}\n{count}\n",
            table(["to programs", "class", "difference", "made by"], found.iter().map(row))
        )
    } else {
        "no drift: the server has what the structs say, and nothing else in their collections\n".to_owned()
    };
    Ok(Said::new(text, json!(found)).checked(check, differs))
}

fn level(level: DriftLevel) -> &'static str {
    match level {
        DriftLevel::Compatible => "compatible",
        DriftLevel::Degraded => "degraded",
        _ => "breaking",
    }
}
