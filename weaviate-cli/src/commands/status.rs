//! `weaviate status`

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::json;
use weaviate_migrate::{Options, SchemaApi as _, under_way};
use weaviate_query::schema::CollectionDef;
use weaviate_runtime::Client;

use super::unlock::LOCK;
use crate::{
    said::{Result, Said},
    table::{counted, grouped, table},
};

pub(super) async fn run(wanted: &[&CollectionDef], client: &Client) -> Result {
    let api = client.schema_api();
    let version = api.version().await?;
    let plan = client.plan_definitions(wanted, &Options::default()).await?;
    let aliases: BTreeMap<String, String> = api.aliases().await?.into_iter().collect();
    let classes = api.classes().await?;
    let names = client.names();
    let is_locked = aliases.contains_key(names.class(LOCK).as_ref());
    let (mut rows, mut collections) = (Vec::new(), Vec::new());
    for def in wanted {
        let name = names.class(def.name).into_owned();
        let alias = aliases.get(&name);
        let class = alias.unwrap_or(&name);
        let there = classes.iter().any(|have| have.name() == class);
        let objects = if there { Some(api.count(class).await?) } else { None };
        let changes = plan.changes().iter().filter(|change| change.collection == def.name).count() as u64;
        rows.push([
            name.clone(),
            if there { class.clone() } else { "not there".into() },
            objects.map_or_else(String::new, |count| counted(count, "object")),
            if changes == 0 { "in step".into() } else { counted(changes, "change") },
        ]);
        collections.push(json!({
            "collection": name,
            "class": there.then_some(class),
            "alias": alias.is_some(),
            "objects": objects,
            "changes": changes,
        }));
    }
    let version = version.map_or_else(|| "unknown".to_owned(), |version| version.to_string());
    let mut text = format!("Weaviate {version}\n\n");
    text.push_str(&table(["collection", "class", "objects", "schema"], rows));
    let rebuild = under_way(&client.object_api(), &names).await?;
    if let Some(of) = &rebuild {
        let classes = of.classes.iter().map(|(from, to)| format!("`{from}` becomes `{to}`"));
        let classes = classes.collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            text,
            "\na rebuild is under way, {classes}: {}; {} of {} copied\nif its process is dead, `weaviate apply` goes on with it, \
             and `weaviate rollback` gives it up",
            of.phase,
            grouped(of.copied),
            counted(of.objects, "object")
        );
    }
    if is_locked {
        let _ = writeln!(
            text,
            "\na sync is at work; if it is dead, the next one takes over, or `weaviate unlock`"
        );
    }
    Ok(Said::new(
        text,
        json!({
            "server": version, "locked": is_locked, "rebuild": rebuild, "collections": collections,
        }),
    ))
}
