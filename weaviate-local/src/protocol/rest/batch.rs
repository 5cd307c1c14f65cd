//! Many objects or references in one request.

use serde_json::{Map, Value as Json, json};

use super::{
    answer::Answer,
    body,
    call::Call,
    objects::{Shown, check_consistency, echoed, object_json},
};
use crate::{
    common::{
        clock::now,
        doc::{Doc, list, object, text},
        error::{Refusal, Result, Within},
        gotext::quote,
        sync::read,
    },
    operations::{
        context::Context,
        filter,
        write::{batch, delete as deletion, input::Input, references as refs},
    },
    schema::names,
};

pub(super) fn objects(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    check_consistency(call)?;
    let doc = call.doc();
    let items = list(&doc, "objects");
    if items.is_empty() {
        return Err(Refusal::new(
            "invalid param 'objects': cannot be empty, need at least one object for batching",
        ));
    }
    if items.iter().any(|item| item["class"].as_str().unwrap_or_default().is_empty()) {
        return Err(Refusal::panicked());
    }
    let mut inputs = Vec::new();
    for item in items.iter().filter_map(Json::as_object) {
        let mut input = body::input(item);
        input.id.get_or_insert_with(uuid::Uuid::new_v4);
        inputs.push(Ok(input));
    }
    let results = batch::store(context, &inputs);
    batch::check_quota(&results)?;
    let items = items.iter().filter_map(Json::as_object);
    let answers: Vec<Json> = inputs
        .iter()
        .flatten()
        .zip(items)
        .zip(results)
        .map(|((input, item), result)| {
            let mut shown = match &result {
                Ok(()) => stored(context, input, item).unwrap_or_else(|| as_it_came(input, item)),
                Err(_) => as_it_came(input, item),
            };
            shown.insert("deprecations".into(), Json::Null);
            let status = match result {
                Ok(()) => json!({"status": "SUCCESS"}),
                Err(refusal) => json!({
                    "errors": {"error": [{"message": refusal.text}]},
                    "status": "FAILED",
                }),
            };
            shown.insert("result".into(), status);
            Json::Object(shown)
        })
        .collect();
    Ok(Answer::ok(answers))
}

fn stored(context: &Context, input: &Input, item: &Doc) -> Option<Doc> {
    let collection = context.catalog().resolve(&input.collection)?;
    let shard = collection.shard(&input.tenant).ok()?;
    let object = read(&shard).get(&input.id?)?;
    match echoed(object_json(&collection.class(), &object, &input.tenant, Shown::Batched), item) {
        Json::Object(stored) => Some(stored),
        _ => None,
    }
}

fn as_it_came(input: &Input, item: &Doc) -> Doc {
    let now = now();
    let mut out = Map::new();
    out.insert("class".into(), json!(names::upper_first(&input.collection)));
    out.insert("creationTimeUnix".into(), json!(now));
    out.insert("id".into(), json!(input.id.map(|id| id.to_string())));
    out.insert("lastUpdateTimeUnix".into(), json!(now));
    for key in ["properties", "vector", "vectors", "tenant", "vectorWeights"] {
        let empty = |value: &Json| key == "vectors" && input.vectors.iter().len() == 0 && value.is_object();
        if let Some(value) = item.get(key).filter(|value| !empty(value)) {
            out.insert(key.into(), value.clone());
        }
    }
    out
}

pub(super) fn references(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    check_consistency(call)?;
    let items = call.items();
    if items.is_empty() {
        return Err(Refusal::new(
            "invalid params: length cannot be 0, need at least one reference for batching",
        ));
    }
    let answers: Vec<Json> = items
        .iter()
        .map(|item| {
            let text = |key: &str| item[key].as_str().unwrap_or_default();
            let mut asked = refs::Asked::read(text("from"), text("to"));
            let result = asked.store(context, text("tenant"));
            let mut shown = Map::new();
            // Only what could be read comes back.
            let [from, to] = asked.shown();
            for (key, text) in [("from", from), ("to", to)] {
                shown.extend(text.map(|text| (key.to_owned(), json!(text))));
            }
            let result = match result {
                Ok(()) => json!({"status": "SUCCESS"}),
                Err(refusal) => {
                    json!({"errors": {"error": [{"message": refusal.text}]}, "status": "FAILED"})
                }
            };
            shown.insert("result".into(), result);
            Json::Object(shown)
        })
        .collect();
    Ok(Answer::ok(answers))
}

pub(super) fn delete(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    check_consistency(call)?;
    let doc = call.doc();
    let Some(matching) = object(&doc, "match") else {
        return Err(Refusal::new("validate: empty match clause"));
    };
    let name = text(matching, "class");
    if name.is_empty() {
        return Err(Refusal::new("validate: empty match.class clause"));
    }
    let Some(filters) = object(matching, "where") else {
        return Err(Refusal::new("validate: empty match.where clause"));
    };
    let missing = || format!("validate: failed to get class: {}", names::upper_first(name));
    let collection = context.catalog().resolve(name).ok_or_else(|| Refusal::new(missing()))?;
    let class = collection.class();
    filter::check_form(filters).within("validate: failed to parse where filter")?;
    let clause = filter::read_doc(context.catalog(), context.settings(), &class, filters)
        .within("validate: invalid where filter")?;
    let output = match text(&doc, "output") {
        "" => "minimal",
        known @ ("minimal" | "verbose") => known,
        other => {
            return Err(Refusal::with_status(
                500,
                format!(
                    "validate: invalid output: {}, possible values are: \"minimal\", \"verbose\"",
                    quote(other)
                ),
            ));
        }
    };
    let dry_run = doc.get("dryRun").and_then(Json::as_bool).unwrap_or(false);
    let deleted = deletion::matching(context, &collection, &clause, call.parameter("tenant"), dry_run)
        .within("batch delete objects")?;
    let objects: Vec<Json> = deleted
        .ids
        .iter()
        .map(|id| {
            let status = if dry_run { "DRYRUN" } else { "SUCCESS" };
            json!({"id": id.to_string(), "status": status})
        })
        .collect();
    let refused =
        deleted.refused.map(|why| json!([{"errors": {"error": [{"message": why}]}, "status": "FAILED"}]));
    let mut shown_filter = filters.clone();
    shown_filter.entry("operands").or_insert(Json::Null);
    let done = if dry_run { 0 } else { deleted.ids.len() };
    Ok(Answer::ok(json!({
        // The server leaves the time of deletion at Go's zero unless the request brings one.
        "deletionTimeUnixMilli": doc.get("deletionTimeUnixMilli").cloned().unwrap_or(json!(-62_135_596_800_000_i64)),
        "dryRun": dry_run,
        "match": {"class": class.name, "where": shown_filter},
        "output": output,
        "results": {
            "failed": u8::from(refused.is_some()),
            "limit": context.settings().maximum_results,
            "matches": deleted.matches,
            "objects": match refused {
                Some(refused) => refused,
                None if output == "verbose" && !objects.is_empty() => json!(objects),
                None => Json::Null,
            },
            "successful": done,
        },
    })))
}
