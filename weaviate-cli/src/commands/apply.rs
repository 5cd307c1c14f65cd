//! `weaviate apply`

use serde_json::json;
use weaviate_migrate::Options;
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Client;

use super::plan;
use crate::{
    said::{Result, Said},
    table::{counted, lines},
};

pub(super) async fn run(wanted: &[&CollectionDef], client: &Client, strict: bool) -> Result {
    let mut options = Options::default();
    options.keep_undeclared = !strict;
    let synced = client.sync_definitions(wanted, &options).await?;
    let text = if synced.plan.is_empty() {
        plan::text(&synced.plan)
    } else {
        let steps = lines(synced.plan.steps().iter().map(|step| format!("  {step}")));
        let changes = counted(synced.plan.changes().len() as u64, "change");
        format!("{changes} made:\n{steps}")
    };
    Ok(Said::new(text, json!(synced.plan)))
}
