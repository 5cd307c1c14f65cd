//! Objects one by one, and their references.

use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::{
    answer::Answer,
    body::{self, field},
    call::{Call, json_type},
};
use crate::{
    catalog::Collection,
    common::{
        error::{Refusal, Result, Within},
        gotext::{self, quote},
        object::{Object, Vector},
        sync::read,
        value::{fields_json, float32_json},
    },
    operations::{
        context::Context,
        search,
        write::{
            input::Input,
            references::{self as refs, Change, Source},
            single,
        },
    },
    schema::Class,
};

fn id_in_path(id: &str) -> Result<Uuid> {
    gotext::parse_uuid(id)
        .map_err(|_| Refusal::malformed(601, format!("id in path must be of type uuid: {}", quote(id))))
}

fn check_consistency(call: &Call<'_>) -> Result<()> {
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
    /// What a read answers, with vectors or without.
    Read { vectors: bool },
}

pub(super) fn object_json(class: &Class, object: &Object, tenant: &str, shown: Shown) -> Json {
    let mut out = Map::new();
    out.insert("class".into(), json!(class.name));
    out.insert("creationTimeUnix".into(), json!(object.created));
    out.insert("id".into(), json!(object.id.to_string()));
    out.insert("lastUpdateTimeUnix".into(), json!(object.updated));
    out.insert("properties".into(), fields_json(&object.fields));
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

fn vector_json(vector: &[f32]) -> Json {
    vector.iter().map(|number| float32_json(*number)).collect()
}

pub(super) fn create(context: &Context, call: &Call<'_>) -> Result<Answer> {
    check_consistency(call)?;
    let doc = call.object("body", "Object")?;
    let input = body::input(&doc, "id")?;
    let stored = single::add(context, &input)?;
    Ok(Answer::ok(object_json(&stored.class, &stored.object, &input.tenant, Shown::Written)))
}

pub(super) fn validate(context: &Context, call: &Call<'_>) -> Result<Answer> {
    let doc = call.object("body", "Object")?;
    single::validate(context, &body::input(&doc, "id")?)?;
    Ok(Answer::empty(200))
}

/// Looks an object up; without a collection in every one of them.
fn find(
    collections: &[std::sync::Arc<Collection>],
    id: Uuid,
    tenant: &str,
) -> Result<(std::sync::Arc<Class>, std::sync::Arc<Object>)> {
    for collection in collections {
        let class = collection.class();
        let shard = collection
            .shard(tenant)
            .within(format!("repo: object by id: search index {}: determine shard", class.index_name()))?;
        let found = read(&shard).get(&id);
        if let Some(object) = found {
            return Ok((class, object));
        }
    }
    Err(Refusal::missing())
}

pub(super) fn get(context: &Context, call: &Call<'_>, class: &str, id: &str) -> Result<Answer> {
    let id = id_in_path(id)?;
    check_consistency(call)?;
    let collection = context.catalog().resolve(class).ok_or_else(Refusal::missing)?;
    let tenant = call.parameter("tenant");
    let (class, object) = find(&[collection], id, tenant)?;
    let vectors = call.parameter("include").split(',').any(|part| part == "vector");
    Ok(Answer::ok(object_json(&class, &object, tenant, Shown::Read { vectors })))
}

pub(super) fn head(context: &Context, call: &Call<'_>, class: &str, id: &str) -> Result<Answer> {
    get(context, call, class, id).map(|_| Answer::empty(204))
}

/// The deprecated endpoints that name no collection.
pub(super) fn without_class(context: &Context, call: &Call<'_>, id: &str) -> Result<Answer> {
    let id = id_in_path(id)?;
    let tenant = call.parameter("tenant");
    match call.method.as_str() {
        "GET" | "HEAD" => {
            let (class, object) = find(&context.catalog().all(), id, tenant)?;
            let vectors = call.parameter("include").split(',').any(|part| part == "vector");
            Ok(Answer::ok(object_json(&class, &object, tenant, Shown::Read { vectors })))
        }
        other => Err(Refusal::unsupported(&format!(
            "{other} of an object without its collection, which Weaviate has deprecated"
        ))),
    }
}

pub(super) fn put(context: &Context, call: &Call<'_>, class: &str, id: &str) -> Result<Answer> {
    let id = id_in_path(id)?;
    check_consistency(call)?;
    let doc = call.object("body", "Object")?;
    let mut input = body::input(&doc, "id")?;
    if input.id != Some(id) {
        return Err(Refusal::new("invalid update: field 'id' is immutable"));
    }
    if input.collection.is_empty() {
        // Without a collection the server looks for the object in all of them.
        find(&context.catalog().all(), id, &input.tenant)?;
        input.collection = class.to_owned();
    }
    let collection = context.catalog().resolve(&input.collection).ok_or_else(Refusal::missing)?;
    let stored = single::replace(context, &collection, &input, id)
        .map_err(|refusal| if refusal.status == 404 { Refusal::missing() } else { refusal })?;
    Ok(Answer::ok(object_json(&stored.class, &stored.object, &input.tenant, Shown::Written)))
}

pub(super) fn patch(context: &Context, call: &Call<'_>, class: &str, id: &str) -> Result<Answer> {
    let id = id_in_path(id)?;
    check_consistency(call)?;
    let doc = call.object("body", "Object")?;
    let input = Input { collection: class.to_owned(), ..body::input(&doc, "id")? };
    single::merge(context, &input, id)?;
    Ok(Answer::empty(204))
}

pub(super) fn delete(context: &Context, call: &Call<'_>, class: &str, id: &str) -> Result<Answer> {
    let id = id_in_path(id)?;
    check_consistency(call)?;
    single::delete(context, class, id, call.parameter("tenant"))?;
    Ok(Answer::empty(204))
}

pub(super) fn list(context: &Context, call: &Call<'_>) -> Result<Answer> {
    let limit = call.number("limit").map_or(context.settings().default_limit, |limit| limit.max(0) as usize);
    let offset = call.number("offset").unwrap_or(0).max(0) as usize;
    search::check_limit(context.settings().maximum_results, offset, limit).map_err(|refusal| {
        let plain = refusal.text.trim_start_matches("invalid pagination params: ").to_owned();
        Refusal::new(format!("msg:offset or limit code:400 err:{plain}"))
    })?;
    let after = match call.parameter("after") {
        "" => None,
        text => Some(gotext::parse_uuid(text).map_err(|why| {
            Refusal::new(format!(
                "msg:cursor api: invalid 'after' parameter code:400 err:after parameter '{text}' is not a valid uuid: {why}"
            ))
        })?),
    };
    let vectors = call.parameter("include").split(',').any(|part| part == "vector");
    let tenant = call.parameter("tenant");
    let name = call.parameter("class");
    let collections = if name.is_empty() {
        context.catalog().all()
    } else {
        vec![context.catalog().resolve(name).ok_or_else(Refusal::missing)?]
    };
    let mut objects = Vec::new();
    for collection in collections {
        let class = collection.class();
        if name.is_empty() && class.multi_tenant && tenant.is_empty() {
            continue;
        }
        let shard = collection.shard(tenant).within(format!(
            "msg:repo.query code:422 err:search index {}: determine shard",
            class.index_name()
        ))?;
        let shard = read(&shard);
        let mut found: Vec<_> = shard.by_id(after).filter_map(|(_, doc)| shard.object(doc)).collect();
        search::sort_objects(&class, call.parameter("sort"), call.parameter("order"), &mut found)
            .map_err(|refusal| refusal.within("msg:sort code:400 err"))?;
        objects.extend(
            found
                .iter()
                .take((offset + limit).saturating_sub(objects.len()))
                // A list does not say whose its objects are.
                .map(|object| object_json(&class, object, "", Shown::Read { vectors })),
        );
    }
    let page: Vec<Json> = objects.into_iter().skip(offset).take(limit).collect();
    Ok(Answer::ok(json!({"deprecations": [], "objects": page, "totalResults": page.len()})))
}

fn beacon(doc: &Map<String, Json>) -> Result<String> {
    let text = field(doc, "beacon").and_then(Json::as_str).unwrap_or_default();
    if !text.is_empty() && !text.contains("://") {
        return Err(Refusal::malformed(601, format!("beacon in body must be of type uri: {}", quote(text))));
    }
    Ok(text.to_owned())
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
    if call.method == http::Method::PUT {
        let body = call.json("body")?;
        let Some(items) = body.as_array() else {
            return Err(Refusal::malformed(
                400,
                format!(
                    "parsing body body from \"\" failed, because json: cannot unmarshal {} into Go value of type \
                     models.MultipleRef",
                    json_type(&body)
                ),
            ));
        };
        let beacons = items.iter().filter_map(Json::as_object).map(beacon).collect::<Result<Vec<_>>>()?;
        refs::change(context, &source, Change::Replace(beacons))?;
        return Ok(Answer::empty(200));
    }
    let beacon = beacon(&call.object("body", "SingleRef")?)?;
    if call.method == http::Method::POST {
        refs::change(context, &source, Change::Add(beacon))?;
        return Ok(Answer::empty(200));
    }
    refs::change(context, &source, Change::Remove(beacon))?;
    Ok(Answer::empty(204))
}
