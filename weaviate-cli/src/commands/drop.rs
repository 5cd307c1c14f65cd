//! `weaviate drop`

use serde_json::{Value, json};
use weaviate_migrate::Options;
use weaviate_runtime::{BeforeDrop, Client};

use crate::{
    arguments::Before,
    confirm::confirm,
    said::{Result, Said},
    table::{counted, lines},
    terminal::Terminal,
};

pub(super) async fn run(client: &Client, before: &Before, yes: bool, terminal: &mut dyn Terminal) -> Result {
    let (first, objects) = match &before.export {
        Some(folder) => {
            (BeforeDrop::Export(folder.clone()), "their objects are written into the folder first")
        }
        None => (BeforeDrop::NoExport, "their objects are gone"),
    };
    let question = format!(
        "the classes that rebuilds replaced, or rollbacks gave up, are dropped, and there is no way back to \
         them; {objects}. Drop them?"
    );
    confirm(yes, "drop", &question, terminal)?;
    let dropped = client.drop_replaced(first, &Options::default()).await?;
    let text = lines(dropped.iter().map(|of| match of.exported {
        Some(count) => format!("`{}` is dropped, {} exported before", of.class, counted(count, "object")),
        None => format!("`{}` is dropped", of.class),
    }));
    let json: Vec<Value> =
        dropped.iter().map(|of| json!({ "class": of.class, "exported": of.exported })).collect();
    Ok(Said::new(text, json!({ "dropped": json })))
}
