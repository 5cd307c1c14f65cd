//! `weaviate dead`

use serde_json::json;
use weaviate_migrate::Dead;
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Client;

use crate::{
    said::{Result, Said},
    table::{counted, table},
};

pub(super) async fn run(wanted: &[&CollectionDef], client: &Client, check: bool) -> Result {
    let dead = client.dead_definitions(wanted).await?;
    let text = if dead.is_empty() {
        "no property is dead: structs read each, or objects fill it\n".to_owned()
    } else {
        let row = |of: &Dead| [of.class.clone(), of.property.clone(), counted(of.objects, "object")];
        let count = match dead.len() {
            1 => "1 property".to_owned(),
            many => format!("{many} properties"),
        };
        format!(
            "{}\n{count} that no struct reads and no object fills\n",
            table(["class", "property", "looked at"], dead.iter().map(row))
        )
    };
    Ok(Said::new(text, json!(dead)).checked(check, !dead.is_empty()))
}
