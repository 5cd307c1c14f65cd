//! Objects one by one, and their references.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::{answer::Answer, body, call::Call};
use crate::{
    catalog::Collection,
    common::{
        doc::Doc,
        error::{Refusal, Result, Within},
        gotext::{self, quote},
        object::{Object, Vector},
        sync::read,
        value::{fields_json, float32_json},
    },
    operations::{
        context::Context,
        write::{
            input::Input,
            references::{self as refs, Change, Source},
            single,
        },
    },
    schema::Class,
};

pub(super) fn id_in_path(id: &str) -> Result<Uuid> {
    gotext::parse_uuid(id)
        .map_err(|_| Refusal::malformed(601, format!("id in path must be of type uuid: {}", quote(id))))
}

pub(super) fn check_consistency(call: &Call<'_>) -> Result<()> {
    match call.parameter("consistency_level") {
        "" | "ONE" | "QUORUM" | "ALL" => Ok(()),
        other => Err(Refusal::with_status(
            400,
            format!(
                "unrecognized consistency level '{other}', try one of the following: ['ONE', 'QUORUM', 'ALL']"
            ),
        )),
    }
}

/// How much of an object is shown.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// What a write answers.
    Written,
    /// What a write of many answers: its references are not links.
    Batched,
    /// What a read answers, with vectors or without.
    Read { vectors: bool },
}

pub(super) fn object_json(class: &Class, object: &Object, tenant: &str, shown: Shown) -> Json {
    let mut out = Map::new();
    out.insert("class".into(), json!(class.name));
    out.insert("creationTimeUnix".into(), json!(object.created));
    out.insert("id".into(), json!(object.id.to_string()));
    out.insert("lastUpdateTimeUnix".into(), json!(object.updated));
    let mut properties = fields_json(&object.fields);
    if matches!(shown, Shown::Batched) {
        let values = properties.as_object_mut().into_iter().flat_map(Map::values_mut);
        let items = values.filter_map(Json::as_array_mut).flatten().filter_map(Json::as_object_mut);
        items.filter(|item| item.contains_key("beacon")).for_each(|item| drop(item.remove("href")));
    }
    out.insert("properties".into(), properties);
    if !tenant.is_empty() {
        out.insert("tenant".into(), json!(tenant));
    }
    if !matches!(shown, Shown::Read { vectors: false }) {
        if let Some(vector) = object.vector("") {
            out.insert("vector".into(), vector_json(vector));
        }
        let named: Map<String, Json> = object
            .vectors
            .iter()
            .filter(|(name, _)| !name.is_empty())
            .map(|(name, vector)| {
                let shown = match vector {
                    Vector::Single(vector) => vector_json(vector),
                    Vector::Multi(rows) => rows.iter().map(|row| vector_json(row)).collect(),
                };
                (name.clone(), shown)
            })
            .collect();
        if !named.is_empty() {
            out.insert("vectors".into(), Json::Object(named));
        }
    }
    if matches!(shown, Shown::Read { .. }) {
        out.insert("vectorWeights".into(), Json::Null);
    }
    Json::Object(out)
}

/// What a server keeps nowhere and shows all the same: the weights that an object came with.
pub(super) fn echoed(mut shown: Json, doc: &Doc) -> Json {
    if let (Some(weights), Some(shown)) = (doc.get("vectorWeights"), shown.as_object_mut()) {
        shown.insert("vectorWeights".into(), weights.clone());
    }
    shown
}

fn vector_json(vector: &[f32]) -> Json {
    vector.iter().map(|number| float32_json(*number)).collect()
}

pub(super) fn create(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    check_consistency(call)?;
    let doc = call.doc();
    let input = body::input(&doc);
    let stored = single::add(context, &input)?;
    Ok(Answer::ok(echoed(object_json(&stored.class, &stored.object, &input.tenant, Shown::Written), &doc)))
}

pub(super) fn validate(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    single::validate(context, &body::input(&call.doc()))?;
    Ok(Answer::empty(200))
}

/// Refuses what cannot be included.
pub(super) fn check_include(call: &Call<'_>) -> Result<()> {
    let asked = call.parameter("include").split(',').filter(|_| !call.parameter("include").is_empty());
    let mut unknown = asked.filter(|part| !matches!(*part, "vector" | "classification"));
    unknown.next().map_or(Ok(()), |part| {
        Err(Refusal::with_status(400, format!("unrecognized property '{part}' in ?include list")))
    })
}

fn find(context: &Context, call: &Call<'_>, class: &str, id: &str) -> Result<(Arc<Class>, Arc<Object>)> {
    let id = id_in_path(id)?;
    check_consistency(call)?;
    let collection = context.catalog().resolve(class).ok_or_else(Refusal::missing)?;
    let class = collection.class();
    let shard = collection
        .shard(call.parameter("tenant"))
        .within(format!("repo: object by id: search index {}: determine shard", class.index_name()))?;
    let object = read(&shard).get(&id).ok_or_else(Refusal::missing)?;
    Ok((class, object))
}

pub(super) fn get(context: &Context, call: &Call<'_>, class: &str, id: &str) -> Result<Answer> {
    check_include(call)?;
    let (class, object) = find(context, call, class, id)?;
    let vectors = call.parameter("include").split(',').any(|part| part == "vector");
    Ok(Answer::ok(object_json(&class, &object, call.parameter("tenant"), Shown::Read { vectors })))
}

pub(super) fn head(context: &Context, call: &Call<'_>, class: &str, id: &str) -> Result<Answer> {
    find(context, call, class, id).map(|_| Answer::empty(204))
}

/// The object of that id, in whichever collection: all are asked, and one that cannot be is told.
pub(super) fn find_anywhere(
    context: &Context,
    id: Uuid,
    tenant: &str,
) -> Result<(Arc<Collection>, Arc<Object>)> {
    let mut found = None;
    for collection in context.catalog().all() {
        let index = collection.class().index_name();
        let shard = collection
            .shard(tenant)
            .within(format!("repo: object by id: search index {index}: determine shard"))?;
        let object = read(&shard).get(&id);
        found = found.or_else(|| Some((collection.clone(), object?)));
    }
    found.ok_or_else(Refusal::missing)
}

/// Replaces an object. The collection is the one of the body, whatever the path says.
pub(super) fn put(context: &Context, call: &mut Call<'_>, id: &str) -> Result<Answer> {
    let id = id_in_path(id)?;
    check_consistency(call)?;
    let doc = call.doc();
    let input = body::input(&doc);
    if input.id != Some(id) {
        return Err(Refusal::new("invalid update: field 'id' is immutable"));
    }
    if input.collection.is_empty() {
        // The server looks for the object in all of them, and for the collection without a name then.
        find_anywhere(context, id, &input.tenant)?;
        return Err(Refusal::new("invalid object: class \"\" not found in schema"));
    }
    let collection = context.catalog().resolve(&input.collection).ok_or_else(Refusal::missing)?;
    let stored = single::replace(context, &collection, &input, id)
        .map_err(|refusal| if refusal.status == 404 { Refusal::missing() } else { refusal })?;
    Ok(Answer::ok(echoed(object_json(&stored.class, &stored.object, &input.tenant, Shown::Written), &doc)))
}

pub(super) fn patch(context: &Context, call: &mut Call<'_>, class: &str, id: &str) -> Result<Answer> {
    let id = id_in_path(id)?;
    if !call.has_body() {
        return Err(Refusal::silent(400));
    }
    check_consistency(call)?;
    if class.is_empty() {
        return Err(Refusal::new("msg:bad request code:400 err:empty class"));
    }
    let input = Input { collection: class.to_owned(), ..body::input(&call.doc()) };
    single::merge(context, &input, id)?;
    Ok(Answer::empty(204))
}

pub(super) fn delete(context: &Context, call: &mut Call<'_>, class: &str, id: &str) -> Result<Answer> {
    let id = id_in_path(id)?;
    check_consistency(call)?;
    single::delete(context, class, id, call.parameter("tenant"))?;
    Ok(Answer::empty(204))
}

fn beacon(reference: &Json) -> String {
    reference["beacon"].as_str().unwrap_or_default().to_owned()
}

/// Refuses the removal of a reference that leads nowhere, which a server does before it looks for anything.
pub(super) fn removed(call: &Call<'_>) -> Result<()> {
    refs::parse_removed(&beacon(&call.document)).map(drop)
}

pub(super) fn references(
    context: &Context,
    call: &Call<'_>,
    class: &str,
    id: &str,
    property: &str,
) -> Result<Answer> {
    let id = id_in_path(id)?;
    check_consistency(call)?;
    let source = Source { collection: class, id, property, tenant: call.parameter("tenant") };
    let change = match call.method.as_str() {
        "PUT" => Change::Replace(call.document.as_array().into_iter().flatten().map(beacon).collect()),
        "POST" => Change::Add(beacon(&call.document)),
        _ => Change::Remove(beacon(&call.document)),
    };
    refs::change(context, &source, change)?;
    Ok(Answer::empty(if call.method == http::Method::DELETE { 204 } else { 200 }))
}
