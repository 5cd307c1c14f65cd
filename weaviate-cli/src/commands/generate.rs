//! `weaviate generate`

use std::path::Path;

use serde_json::{Value, json};
use weaviate_migrate::SchemaApi as _;
use weaviate_query::{
    Error, ErrorKind,
    ir::{self, Item},
    schema::Class,
};
use weaviate_runtime::Client;

use crate::{
    generate::Live,
    said::{Failure, Result, Said},
    table::{counted, lines},
};

pub(super) async fn run(client: &Client, collections: &[String], out: Option<&Path>, check: bool) -> Result {
    let live = live(client, collections).await?;
    let generated = live.generate();
    let differs = !generated.unsaid.is_empty();
    let unsaid: Vec<Value> = generated
        .unsaid
        .iter()
        .map(|unsaid| json!({ "class": unsaid.class, "path": unsaid.path, "why": unsaid.why }))
        .collect();
    let json = json!({ "source": generated.source, "collections": generated.collections, "unsaid": unsaid });
    let Some(path) = out else {
        return Ok(Said::new(generated.source, json).checked(check, differs));
    };
    std::fs::write(path, &generated.source).map_err(|error| {
        Error::new(ErrorKind::Config, format!("`{}` cannot be written: {error}", path.display()))
    })?;
    let mut text =
        format!("{} in `{}`\n", counted(generated.collections.len() as u64, "collection"), path.display());
    text.push_str(&lines(
        generated.unsaid.iter().map(|unsaid| format!("not said of `{}`: {unsaid}", unsaid.class)),
    ));
    Ok(Said::new(text, json).checked(check, differs))
}

/// The classes of the prefix that are asked for, with what is known beside their JSON.
async fn live(client: &Client, collections: &[String]) -> Result<Live> {
    let api = client.schema_api();
    let names = client.names();
    let prefix = names.prefix().to_owned();
    let aliases = api.aliases().await?.into_iter().collect();
    let mut live = Live { aliases, prefix, ..Live::default() };
    let store = names.class("WeaviateSync").into_owned();
    live.classes = api.classes().await?;
    live.classes.retain(|class| class.name().starts_with(&live.prefix) && class.name() != store);
    live.classes.sort_by(|one, other| one.name().cmp(other.name()));
    for asked in collections {
        let name = names.class(asked).into_owned();
        let class = live.aliases.get(&name).unwrap_or(&name);
        if !live.classes.iter().any(|have| have.name() == class) {
            return Err(Failure::Usage(format!("the server has no collection `{asked}`")));
        }
    }
    if !collections.is_empty() {
        let wanted: Vec<String> = collections.iter().map(|name| names.class(name).into_owned()).collect();
        let is_asked =
            |class: &Class| wanted.iter().any(|name| live.aliases.get(name).unwrap_or(name) == class.name());
        let kept: Vec<Class> = live.classes.iter().filter(|class| is_asked(class)).cloned().collect();
        live.classes = kept;
    }
    for class in live.classes.clone() {
        dimensions(client, &class, &mut live).await;
    }
    Ok(live)
}

/// How long the vectors of a class are, by one object that has them. What no object tells stays unknown, and the source
/// says so.
async fn dimensions(client: &Client, class: &Class, live: &mut Live) {
    let single = |config: &Value| config["vectorIndexConfig"]["multivector"]["enabled"] != Value::Bool(true);
    let vectors = class.vectors().filter(|(_, config)| single(config));
    let vectors: Vec<Item> = vectors.map(|(name, _)| Item::Vector(name.to_owned().into())).collect();
    if vectors.is_empty() || class.is_multi_tenant() {
        return;
    }
    let name = class.name().strip_prefix(&live.prefix).unwrap_or(class.name());
    let mut question = ir::Query::new(name);
    question.limit = Some(20);
    question.selection.items.extend(vectors);
    let Ok(objects) = client.fetch_raw(&question).await else { return };
    for (vector, values) in objects.iter().flat_map(|object| &object.vectors) {
        live.dimensions.insert((class.name().to_owned(), vector.clone()), values.len());
    }
}
