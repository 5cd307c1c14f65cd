//! The schema: collections, their properties and indexes.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    catalog::{Collection, shard::Status},
    common::{
        doc::{list as items, text},
        error::{Refusal, Result},
        gotext::quote,
        quota::Quota,
        sync::{read, write},
    },
    operations::{
        context::Context,
        define::{create as new, properties, reindex::Kind, update as change},
        modules,
    },
    schema::{Class, names},
};

pub(super) fn list(context: &Context) -> Answer {
    let classes: Vec<Json> = context
        .catalog()
        .all()
        .iter()
        .map(|collection| Json::Object(collection.class().doc.clone()))
        .collect();
    Answer::ok(json!({ "classes": classes }))
}

fn shown(class: &Class) -> Answer {
    Answer::ok(Json::Object(class.doc.clone()))
}

pub(super) fn get(context: &Context, name: &str) -> Result<Answer> {
    let collection = context.catalog().resolve(name).ok_or_else(Refusal::missing)?;
    Ok(shown(&collection.class()))
}

pub(super) fn create(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    let known = |name: &str| context.catalog().contains(name);
    let class = new::class(call.doc(), &known)?;
    modules::check(context.settings(), &class)?;
    let count = context.catalog().all().len() + 1;
    Quota::Collections.check(count, context.settings().maximum_collections)?;
    context.catalog().check_name(&class.name)?;
    new::check_targets(&class.doc, &known)?;
    let answer = shown(&class);
    let stored = new::check_stored(&class);
    context.catalog().add(class)?;
    stored.map(|()| answer)
}

pub(super) fn update(context: &Context, call: &mut Call<'_>, name: &str) -> Result<Answer> {
    let collection = context.catalog().get(&names::upper_first(name)).ok_or_else(|| Refusal::silent(404))?;
    collection.update(|class| {
        Ok(match change::apply(class, call.doc()) {
            Ok(update) => (update.class, Ok(Answer::ok(Json::Object(update.echo)))),
            // The server compares the properties in order of their names, and keeps that order even when it refuses.
            Err(failed) => (failed.class.map_or_else(|| class.clone(), |class| *class), Err(failed.refusal)),
        })
    })?
}

pub(super) fn delete(context: &Context, name: &str) -> Answer {
    context.catalog().remove(name);
    context.tasks().forget(&names::upper_first(name));
    Answer::empty(200)
}

pub(super) fn add_property(context: &Context, call: &mut Call<'_>, name: &str) -> Result<Answer> {
    let doc = call.doc();
    let collection = find(context, name)?;
    for (key, there) in [
        ("name", !text(&doc, "name").is_empty()),
        ("dataType", doc.get("dataType").is_some_and(Json::is_array)),
    ] {
        if !there {
            return Err(Refusal::new(format!("property must contain {key}")));
        }
    }
    let added = text(&doc, "name").to_owned();
    properties::add(context.catalog(), &collection, vec![Json::Object(doc)])?;
    let class = collection.class();
    let added = names::lower_first(&added);
    let shown = items(&class.doc, "properties").iter().find(|property| property["name"] == added.as_str());
    Ok(Answer::ok(shown.cloned().unwrap_or(Json::Null)))
}

fn find(context: &Context, name: &str) -> Result<Arc<Collection>> {
    let name = names::upper_first(name);
    context.catalog().get(&name).ok_or_else(|| Refusal::new(format!("class {}: not found", quote(&name))))
}

pub(super) fn drop_index(context: &Context, class: &str, name: &str, index: &str) -> Result<Answer> {
    let key = Kind::parse(index).unwrap_or(Kind::Range).key();
    let collection = find(context, class)?;
    properties::drop_index(&collection, name, key)?;
    Ok(Answer::empty(200))
}

pub(super) fn shards(context: &Context, call: &mut Call<'_>, class: &str) -> Result<Answer> {
    let collection = context.catalog().resolve(class).ok_or_else(|| {
        let text = format!(
            "cannot get shards status for a non-existing index for {}: not found",
            names::upper_first(class)
        );
        Refusal::with_status(404, text)
    })?;
    let only = call.parameter("tenant");
    let mut out = Vec::new();
    for tenant in collection.tenants() {
        let (name, status) = {
            let shard = read(&tenant.shard);
            (shard.name.clone(), shard.status())
        };
        if !only.is_empty() && name != only {
            continue;
        }
        // One whose status was set has been loaded for it.
        if !tenant.active && status == Status::Ready {
            return Err(Refusal::with_status(
                500,
                format!("shard {name}: status code: 500 body: (local {name} shard not found\n)"),
            ));
        }
        out.push(json!({"name": name, "status": status.name(), "vectorQueueSize": 0}));
    }
    Ok(Answer::ok(out))
}

/// Sets the status of a shard; of one there is not, the server takes any text.
pub(super) fn update_shard(
    context: &Context,
    call: &mut Call<'_>,
    class: &str,
    name: &str,
) -> Result<Answer> {
    let body = call.doc();
    let update = "updating db: TYPE_UPDATE_SHARD_STATUS";
    let collection = context.catalog().resolve(class).ok_or_else(|| {
        let why = format!(
            "cannot update shard status to a non-existing index for {}: not found",
            names::upper_first(class)
        );
        Refusal::with_status(404, format!("{update}: {why}"))
    })?;
    let wanted = text(&body, "status");
    let tenants = collection.tenants();
    if let Some(tenant) = tenants.iter().find(|tenant| read(&tenant.shard).name == name) {
        let status = Status::parse(wanted).ok_or_else(|| {
            Refusal::with_status(500, format!("{update}: {wanted}: invalid storage status"))
        })?;
        // Nothing waits to be indexed here.
        let status = if status == Status::Indexing { Status::Ready } else { status };
        write(&tenant.shard).set_status(status);
    }
    Ok(Answer::ok(if wanted.is_empty() { json!({}) } else { json!({"status": wanted}) }))
}
