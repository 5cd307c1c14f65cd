//! Lists of objects: of one collection, or of all of them one after the other.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{
    answer::Answer,
    call::Call,
    objects::{Shown, check_include, object_json},
};
use crate::{
    catalog::Collection,
    common::{
        error::{Refusal, Result},
        gotext,
        sync::read,
    },
    operations::{context::Context, search},
};

pub(super) fn list(context: &Context, call: &Call<'_>) -> Result<Answer> {
    check_include(call)?;
    let name = call.parameter("class");
    let all = name.is_empty();
    let said = |what: &str, plain: &str| {
        if all {
            Refusal::with_status(500, format!("list objects: {plain}"))
        } else {
            Refusal::new(format!("msg:{what} code:400 err:{plain}"))
        }
    };
    let offset = call.number("offset").unwrap_or(0);
    let limit = call.number("limit").unwrap_or(context.settings().default_limit as i64);
    let (from, most) = (offset.max(0) as usize, limit.max(0) as usize);
    search::check_limit(context.settings().maximum_results, from, most).map_err(|refusal| {
        said("offset or limit", refusal.text.trim_start_matches("invalid pagination params: "))
    })?;
    if all && !call.parameter("after").is_empty() {
        return Err(said(
            "",
            "after parameter not allowed, cursor must be specific to one class, set class query param",
        ));
    }
    let collections = if all {
        context.catalog().all()
    } else {
        vec![context.catalog().resolve(name).ok_or_else(Refusal::missing)?]
    };
    let after = match call.parameter("after") {
        "" => None,
        text => Some(gotext::parse_uuid(text).map_err(|why| {
            Refusal::new(format!(
                "msg:cursor api: invalid 'after' parameter code:400 err:after parameter '{text}' is not a valid uuid: {why}"
            ))
        })?),
    };
    // A server counts backwards from a negative number, past the start of a list.
    if offset < 0 || limit < 0 {
        return Err(Refusal::panicked());
    }
    let vectors = call.parameter("include").split(',').any(|part| part == "vector");
    let tenant = call.parameter("tenant");
    let wanted = from + most;
    let mut objects = Vec::new();
    if all {
        check_sort(&collections, call).map_err(|text| said("", &format!("search: {text}")))?;
    }
    for collection in collections {
        // Of all collections those are left out that have no such tenant.
        let shard = match shard(&collection, tenant) {
            Err(_) if all => continue,
            found => found?,
        };
        let class = collection.class();
        let shard = read(&shard);
        // Without an order the first ones are the ones of the page.
        let some = match call.parameter("sort") {
            "" => wanted.saturating_sub(objects.len()),
            _ => usize::MAX,
        };
        let mut found: Vec<_> =
            shard.by_id(after).filter_map(|(_, doc)| shard.object(doc)).take(some).collect();
        search::sort_objects(&class, call.parameter("sort"), call.parameter("order"), &mut found)
            .map_err(|refusal| said("sorting", &refusal.text))?;
        objects.extend(
            found
                .iter()
                .take(wanted.saturating_sub(objects.len()))
                // A list does not say whose its objects are.
                .map(|object| object_json(&class, object, "", Shown::Read { vectors })),
        );
    }
    let page: Vec<Json> = objects.into_iter().skip(from).take(most).collect();
    let mut answer = json!({"deprecations": if all { Json::Null } else { json!([]) }, "objects": page});
    if !page.is_empty() {
        answer["totalResults"] = json!(page.len());
    }
    Ok(Answer::ok(answer))
}

/// What is wrong with the order in each of the collections.
fn check_sort(collections: &[Arc<Collection>], call: &Call<'_>) -> Result<(), String> {
    let wrong = |collection: &Arc<Collection>| {
        let class = collection.class();
        let (by, order) = (call.parameter("sort"), call.parameter("order"));
        let refusal = search::sort_objects(&class, by, order, &mut Vec::new()).err()?;
        Some(format!("search index {}: {}", class.index_name(), refusal.text))
    };
    let wrong: Vec<String> = collections.iter().filter_map(wrong).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join(", ")) }
}

fn shard(
    collection: &Collection,
    tenant: &str,
) -> Result<Arc<std::sync::RwLock<crate::catalog::shard::Shard>>> {
    let index = collection.class().index_name();
    collection.shard(tenant).map_err(|refusal| {
        Refusal::new(format!("msg:search index {index} code:422 err:determine shard: {}", refusal.text))
    })
}
