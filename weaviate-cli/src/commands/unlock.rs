//! `weaviate unlock`

use serde_json::json;
use weaviate_migrate::SchemaApi as _;
use weaviate_runtime::Client;

use crate::{
    confirm::confirm,
    said::{Result, Said},
    terminal::Terminal,
};

/// The alias that is the lock of a sync.
pub(super) const LOCK: &str = "WeaviateSyncLock";

pub(super) async fn run(client: &Client, yes: bool, terminal: &mut dyn Terminal) -> Result {
    let lock = client.names().class(LOCK).into_owned();
    let api = client.schema_api();
    if !api.aliases().await?.iter().any(|(alias, _)| *alias == lock) {
        return Ok(Said::new("no sync holds the lock\n", json!({ "unlocked": false })));
    }
    let question =
        "a sync holds the lock; if it is alive, two will change the schema at once. Take the lock away?";
    confirm(yes, "unlock", question, terminal)?;
    api.delete_alias(&lock).await?;
    Ok(Said::new("the lock is free\n", json!({ "unlocked": true })))
}
