//! The deprecated endpoints of objects that name no collection: a server looks in every one of them.

use std::sync::Arc;

use uuid::Uuid;

use super::{
    answer::Answer,
    call::Call,
    objects::{self, Shown, check_include, id_in_path, object_json},
};
use crate::{
    catalog::Collection,
    common::{
        error::{Refusal, Result},
        sync::read,
    },
    operations::{context::Context, write::single},
};

pub(super) fn object(context: &Context, call: &mut Call<'_>, id: &str) -> Result<Answer> {
    let found = id_in_path(id)?;
    match call.method.as_str() {
        "HEAD" => head(context, found),
        "PUT" => objects::put(context, call, id),
        "PATCH" => {
            let class = call.document["class"].as_str().unwrap_or_default().to_owned();
            objects::patch(context, call, &class, id)
        }
        "DELETE" => delete(context, found),
        _ => {
            if !call.parameter("include").is_empty() {
                objects::find_anywhere(context, found, "").map_err(|refusal| refusal.with(400))?;
                check_include(call)?;
            }
            let (collection, object) = objects::find_anywhere(context, found, "")?;
            let vectors = call.parameter("include").split(',').any(|part| part == "vector");
            Ok(Answer::ok(object_json(&collection.class(), &object, "", Shown::Read { vectors })))
        }
    }
}

/// References of an object that is looked for in every collection.
pub(super) fn references(context: &Context, call: &mut Call<'_>, id: &str, property: &str) -> Result<Answer> {
    let found = id_in_path(id)?;
    let place = if call.method == http::Method::POST { "source object deprecated" } else { "source object" };
    if call.method == http::Method::DELETE {
        objects::removed(call)?;
    }
    let (collection, _) =
        objects::find_anywhere(context, found, "").map_err(|refusal| match refusal.status {
            404 if call.method == http::Method::DELETE => Refusal::silent(404),
            404 => {
                Refusal::new(format!("msg:source object deprecated code:400 err:no object with id '{found}'"))
            }
            _ => Refusal::new(format!("msg:{place} code:422 err:{}", refusal.text)),
        })?;
    let class = collection.class().name.clone();
    objects::references(context, call, &class, id, property)
}

/// Here the first that has it is enough.
fn head(context: &Context, id: Uuid) -> Result<Answer> {
    let all = context.catalog().all();
    let holds = |collection: &Arc<Collection>| {
        collection.shard("").is_ok_and(|shard| read(&shard).doc(&id).is_some())
    };
    if all.iter().any(holds) {
        return Ok(Answer::empty(204));
    }
    objects::find_anywhere(context, id, "").map(|_| Answer::empty(204))
}

/// Removes the object of that id from every collection that has one.
fn delete(context: &Context, id: Uuid) -> Result<Answer> {
    objects::find_anywhere(context, id, "")?;
    for collection in context.catalog().all() {
        single::delete(context, &collection.class().name, id, "")?;
    }
    Ok(Answer::empty(204))
}
