//! Many objects or references in one request.

use serde_json::{Map, Value as Json, json};

use super::{
    answer::Answer,
    body::{self, field},
    call::Call,
    objects::{Shown, object_json},
};
use crate::{
    common::{
        clock::now,
        doc::{Doc, object, text},
        error::{Refusal, Result, Within},
        gotext::quote,
        sync::read,
    },
    operations::{
        context::Context,
        filter,
        write::{batch, delete as deletion, input::Input, references as refs},
    },
};

pub(super) fn objects(context: &Context, call: &Call<'_>) -> Result<Answer> {
    let doc = call.object("body", "BatchObjectsBody")?;
    let empty = Vec::new();
    let items = field(&doc, "objects").and_then(Json::as_array).unwrap_or(&empty);
    if items.is_empty() {
        return Err(Refusal::new(
            "invalid param 'objects': cannot be empty, need at least one object for batching",
        ));
    }
    let mut inputs = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let Some(item) = item.as_object() else { continue };
        let mut input = body::input(item, &format!("body.objects.{at}.id"))?;
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
            let mut shown = shown(context, input, item);
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

// The object as it is stored, or as it came.
fn shown(context: &Context, input: &Input, item: &Doc) -> Doc {
    let stored = context.catalog().resolve(&input.collection).and_then(|collection| {
        let shard = collection.shard(&input.tenant).ok()?;
        let object = read(&shard).get(&input.id?)?;
        Some(object_json(&collection.class(), &object, &input.tenant, Shown::Written))
    });
    if let Some(Json::Object(stored)) = stored {
        return stored;
    }
    let now = now();
    let mut out = Map::new();
    out.insert("class".into(), json!(crate::schema::names::upper_first(&input.collection)));
    out.insert("creationTimeUnix".into(), json!(now));
    out.insert("id".into(), json!(input.id.map(|id| id.to_string())));
    out.insert("lastUpdateTimeUnix".into(), json!(now));
    for key in ["properties", "vector", "vectors", "tenant"] {
        if let Some(value) = field(item, key) {
            out.insert(key.into(), value.clone());
        }
    }
    out
}

pub(super) fn references(context: &Context, call: &Call<'_>) -> Result<Answer> {
    let body = call.json("body")?;
    let empty = Vec::new();
    let items = body.as_array().unwrap_or(&empty);
    if items.is_empty() {
        return Err(Refusal::new(
            "invalid params: length cannot be 0, need at least one reference for batching",
        ));
    }
    let mut asked = Vec::new();
    for item in items.iter().filter_map(Json::as_object) {
        for key in ["from", "to"] {
            let value = field(item, key).and_then(Json::as_str).unwrap_or_default();
            if !value.contains("://") {
                return Err(Refusal::malformed(
                    601,
                    format!("{key} in body must be of type uri: {}", quote(value)),
                ));
            }
        }
        let value = |key: &str| field(item, key).and_then(Json::as_str).unwrap_or_default().to_owned();
        asked.push((value("from"), value("to"), value("tenant")));
    }
    let answers: Vec<Json> = asked
        .into_iter()
        .map(|(from, to, tenant)| {
            let result = refs::batch_one(context, &from, &to, &tenant);
            let mut shown = Map::new();
            shown.insert("from".into(), json!(from));
            let (to, result) = match result {
                Ok(beacon) => (beacon.text(), json!({"status": "SUCCESS"})),
                Err(refusal) => {
                    (to, json!({"errors": {"error": [{"message": refusal.text}]}, "status": "FAILED"}))
                }
            };
            shown.insert("to".into(), json!(to));
            shown.insert("result".into(), result);
            Json::Object(shown)
        })
        .collect();
    Ok(Answer::ok(answers))
}

pub(super) fn delete(context: &Context, call: &Call<'_>) -> Result<Answer> {
    let doc = call.object("body", "BatchDelete")?;
    let Some(matching) = object(&doc, "match") else {
        return Err(Refusal::new("validate: empty match clause"));
    };
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
    let collection = context
        .catalog()
        .find(text(matching, "class"))
        .map_err(|_| Refusal::new(format!("validate: class: {} doesn't exist", text(matching, "class"))))?;
    let class = collection.class();
    let Some(filters) = object(matching, "where") else {
        return Err(Refusal::new("validate: empty match.where clause"));
    };
    let clause = filter::read_json(context.catalog(), &class, filters).within("validate")?;
    filter::validate(context.settings(), &clause).within("validate: invalid where")?;
    let deleted = deletion::matching(context, &collection, &clause, call.parameter("tenant"), dry_run)?;
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
                None if output == "verbose" => json!(objects),
                None => Json::Null,
            },
            "successful": done,
        },
    })))
}
