//! `weaviate rollback`

use serde_json::{Value, json};
use weaviate_migrate::{Options, Returned};
use weaviate_runtime::Client;

use crate::{
    confirm::confirm,
    said::{Result, Said},
    table::{counted, lines},
    terminal::Terminal,
};

pub(super) async fn run(client: &Client, yes: bool, terminal: &mut dyn Terminal) -> Result {
    let question = "the classes of before the last rebuild take their place again, with the objects of before; what was \
                    written since stays in the new ones, where programs do not see it. Go back?";
    confirm(yes, "rollback", question, terminal)?;
    let back = client.rollback(&Options::default()).await?;
    let text = lines(back.collections.iter().map(line));
    let one = |of: &Returned| -> Value {
        json!({ "collection": of.collection, "to": of.to, "from": of.from, "kept": of.kept, "written": of.written })
    };
    let all: Vec<Value> = back.collections.iter().map(one).collect();
    Ok(Said::new(text, json!({ "collections": all })))
}

fn line(of: &Returned) -> String {
    let Returned { collection, to, from, kept, written, .. } = of;
    let rest = match (*kept, *written) {
        (false, _) => format!("`{from}`, which was not in use yet, is gone"),
        (true, 0) => format!("nothing was written to `{from}`, which is kept until `weaviate drop`"),
        (true, written) => {
            format!(
                "{} written since, in `{from}`, which is kept until `weaviate drop`",
                counted(written, "object")
            )
        }
    };
    format!("`{collection}` is `{to}` again; {rest}")
}
