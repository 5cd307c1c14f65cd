//! `Get`: the objects a search finds, as the fields ask for them.

use std::{cell::RefCell, sync::Arc};

use serde_json::{Map, Value as Json, json};
use weaviate_proto as proto;

use super::{
    ast::{Field, Selection, Value as Arg, fields},
    filter, request,
};
use crate::{
    common::{
        error::{Refusal, Result},
        gotext,
        object::{Object, Vector},
        sync::read,
        value::{Beacon, Fields, Value, float32_json, number_json},
    },
    operations::{
        context::Context,
        search::{Answered, Found, Generate, Hit, Kind, check_link, find, has_certainty},
    },
    schema::{Class, Distance},
};

/// The objects of a collection.
pub(super) fn objects(context: &Context, class: &Arc<Class>, field: &Field) -> Result<Json> {
    if field.argument("group").is_some() {
        return Err(Refusal::unsupported("the `group` argument of GraphQL"));
    }
    let clause = filter::read(context, class, field)?;
    let mut request = request::search(field, context.settings().maximum_results).map_err(in_graphql)?;
    check_page(&request, field)?;
    if !request.after.is_empty() && field.argument("limit").is_none() {
        return Err(Refusal::new("cursor api: invalid 'after' parameter: limit parameter must be set"));
    }
    if field.argument("limit").and_then(Arg::int) == Some(0) {
        return Ok(json!([]));
    }
    let additional: Vec<&Field> =
        field.fields().filter(|inner| inner.name == "_additional").flat_map(Field::fields).collect();
    let searches = near_kind(&request) || request.bm25_search.is_some() || request.hybrid_search.is_some();
    if !searches {
        // Only the hits of a search can be grouped: of other objects their number is all that is told.
        request.group_by = None;
    }
    let untold = !searches && field.argument("groupBy").is_some();
    if let Some(rerank) = additional.iter().find(|inner| inner.name == "rerank") {
        let text = |name: &str| rerank.argument(name).and_then(Arg::text).map(str::to_owned);
        request.rerank =
            Some(proto::Rerank { property: text("property").unwrap_or_default(), query: text("query") });
    }
    request.metadata = Some(proto::MetadataRequest {
        explain_score: additional.iter().any(|inner| inner.name == "explainScore"),
        ..proto::MetadataRequest::default()
    });
    if additional.iter().any(|inner| inner.name == "certainty") {
        check_certainty(class, &request)?;
    }
    let generate =
        additional.iter().find(|inner| inner.name == "generate").map(|inner| generation(class, inner));
    let near = near_kind(&request);
    if near && additional.iter().any(|inner| inner.name == "certainty") {
        certain(class, &request)?;
    }
    let answered = find(context, &request, clause, generate).map_err(in_graphql).map_err(|refusal| {
        let targets = near && refusal.text.starts_with("multiple vectorizers configuration found");
        if targets { refusal.within("explorer: get class: validate target vector") } else { refusal }
    })?;
    let vectors = additional.iter().any(|inner| inner.name == "vector");
    let shower =
        Shower { context, tenant: &request.tenant, answered: &answered, vectors, failed: RefCell::default() };
    let selections = field.selections.as_deref().unwrap_or_default();
    let shown = match &answered.found {
        Found::Hits(hits) => hits
            .iter()
            .enumerate()
            .map(|(at, hit)| {
                let extra = if untold { Extra::Group(at) } else { Extra::Hit(at, hit) };
                shower.object(class, &hit.object, selections, &extra)
            })
            .collect(),
        Found::Groups(groups) => groups
            .iter()
            .enumerate()
            .filter_map(|(at, group)| {
                let first = group.hits.first()?;
                Some(shower.object(class, &first.object, selections, &Extra::Group(at)))
            })
            .collect(),
    };
    shower.failed.into_inner().map_or(Ok(shown), Err)
}

// A certainty is worked out of a cosine distance alone.
fn certain(class: &Class, request: &proto::SearchRequest) -> Result<()> {
    let targets = [
        request.near_vector.as_ref().and_then(|near| near.targets.as_ref()),
        request.near_object.as_ref().and_then(|near| near.targets.as_ref()),
    ];
    let named = targets.into_iter().flatten().find_map(|targets| targets.target_vectors.first());
    match class.vector(named.map_or("", String::as_str)) {
        Some(spec) if !has_certainty(spec.distance) => Err(Refusal::new(format!(
            "can't compute and return certainty when vector index is configured with {} distance",
            spec.distance.name()
        ))),
        _ => Ok(()),
    }
}

fn near_kind(request: &proto::SearchRequest) -> bool {
    request.near_vector.is_some()
        || request.near_object.is_some()
        || request.near_text.is_some()
        || request.near_image.is_some()
}

/// Refuses a certainty of vectors that are not measured by their angle, which no search has to be there for.
fn check_certainty(class: &Class, request: &proto::SearchRequest) -> Result<()> {
    let targets = request
        .near_vector
        .as_ref()
        .and_then(|near| near.targets.as_ref())
        .or_else(|| request.near_object.as_ref().and_then(|near| near.targets.as_ref()));
    let name = targets.and_then(|targets| targets.target_vectors.first()).map_or("", String::as_str);
    match class.vector(name).map(|spec| spec.distance) {
        Some(distance) if distance != Distance::Cosine => Err(Refusal::new(format!(
            "can't compute and return certainty when vector index is configured with {} distance",
            distance.name()
        ))),
        _ => Ok(()),
    }
}

// Refusals that GraphQL words otherwise than gRPC, or that only GraphQL has.
fn check_page(request: &proto::SearchRequest, field: &Field) -> Result<()> {
    let kind = [("bm25", request.bm25_search.is_some()), ("hybrid", request.hybrid_search.is_some())];
    if let Some((name, _)) = kind.iter().find(|(_, asked)| *asked && !request.sort_by.is_empty()) {
        return Err(Refusal::new(format!("{name} search is not compatible with sort")));
    }
    if let Some(offset) = field.argument("offset").and_then(Arg::int).filter(|offset| *offset < 0) {
        return Err(Refusal::new(format!("runtime error: slice bounds out of range [{offset}:]")));
    }
    let hybrid = request.hybrid_search.is_some();
    if field.argument("limit").and_then(Arg::int) == Some(0) && !hybrid {
        let place = if request.near_vector.is_some() || request.near_object.is_some() {
            "explorer: get class: concurrentTargetVectorSearch): explorer: get class: vector search"
        } else if request.bm25_search.is_some() {
            "explorer: get class: vector search"
        } else {
            "explorer: list class: search"
        };
        return Err(Refusal::new(format!("{place}: invalid pagination params: invalid default limit: 0")));
    }
    Ok(())
}

/// The same refusal, in the words GraphQL has for it.
pub(super) fn in_graphql(mut refusal: Refusal) -> Refusal {
    for (theirs, ours) in [("near_vector: ", "nearVector"), ("near_object: ", "nearObject")] {
        if let Some(why) = refusal.text.strip_prefix(theirs) {
            refusal.text = format!("failed to extract {ours} params: {why}");
        }
    }
    if refusal.text.ends_with("has multiple vectors, but no target vectors were provided") {
        refusal.text =
            "multiple vectorizers configuration found, please specify target vector name".to_owned();
    }
    refusal
}

fn generation(class: &Class, field: &Field) -> Generate {
    let mut out = Generate { current: true, ..Generate::default() };
    if let Some(prompt) = field.argument("singleResult").and_then(|single| single.get("prompt")?.text()) {
        out.ask(prompt);
    }
    if let Some(grouped) = field.argument("groupedResult") {
        let only = grouped.get("properties").map(Arg::texts).unwrap_or_default();
        out.gather(class, grouped.get("task").and_then(Arg::text).unwrap_or_default(), &only);
    }
    out
}

/// What is known of an object beside what it holds.
enum Extra<'a> {
    /// It was found, in this place.
    Hit(usize, &'a Hit),
    /// It stands for a group.
    Group(usize),
    /// It is in a group.
    Member(&'a Hit),
    /// It is linked.
    Linked,
}

struct Shower<'a> {
    context: &'a Context,
    tenant: &'a str,
    answered: &'a Answered,
    vectors: bool,
    /// The first link that could not be followed.
    failed: RefCell<Option<Refusal>>,
}

impl Shower<'_> {
    fn object(
        &self,
        class: &Arc<Class>,
        object: &Object,
        selections: &[Selection],
        extra: &Extra<'_>,
    ) -> Json {
        let mut out = Map::new();
        for field in fields(selections) {
            let shown = match field.name.as_str() {
                "__typename" => json!(class.name),
                "_additional" => self.additional(class, object, field, extra),
                _ if matches!(extra, Extra::Group(_)) => Json::Null,
                name => match object.fields.get(name) {
                    Some(Value::Refs(links)) => self.links(links, field),
                    value => shown(value, field),
                },
            };
            out.insert(field.key().to_owned(), shown);
        }
        Json::Object(out)
    }

    // Objects that are gone, and those of collections that are not asked for, are left out. The server looks an id up in
    // whatever collection is asked for, also where the link names another.
    fn links(&self, links: &[Beacon], field: &Field) -> Json {
        let mut out = Vec::new();
        for link in links {
            for selection in field.selections.as_deref().unwrap_or_default() {
                let Selection::On { name: Some(name), selections, .. } = selection else { continue };
                let Some(target) = self.context.catalog().get(name) else { continue };
                let class = target.class();
                if let Err(refusal) = check_link(&class, self.tenant) {
                    let place = self.answered.query.kind.searching();
                    self.failed.borrow_mut().get_or_insert(refusal.within(place));
                    continue;
                }
                let Ok(shard) = target.shard(self.tenant) else { continue };
                let Some(object) = read(&shard).get(&link.id) else { continue };
                out.push(self.object(&class, &object, selections, &Extra::Linked));
            }
        }
        json!(out)
    }

    fn additional(&self, class: &Arc<Class>, object: &Object, field: &Field, extra: &Extra<'_>) -> Json {
        let mut out = Map::new();
        let mut nothing = true;
        for inner in field.fields() {
            let shown = self.one_additional(class, object, inner, extra);
            // The server leaves `_additional` out when a generated text is all that was asked for, and there is none.
            nothing &= inner.name == "generate" && shown.is_null();
            out.insert(inner.key().to_owned(), shown);
        }
        if nothing { Json::Null } else { Json::Object(out) }
    }

    fn one_additional(&self, class: &Arc<Class>, object: &Object, field: &Field, extra: &Extra<'_>) -> Json {
        match (field.name.as_str(), extra) {
            ("__typename", _) => json!(format!("{}Additional", class.name)),
            ("group", Extra::Group(at)) => self.group(class, *at, field),
            ("generate", Extra::Hit(at, _) | Extra::Group(at)) => self.generated(*at, field),
            ("rerank", Extra::Hit(_, Hit { rerank: Some(score), .. })) => scores(*score, field),
            ("rerank", Extra::Group(at)) => match &self.answered.found {
                Found::Groups(groups) => groups
                    .get(*at)
                    .and_then(|group| group.rerank)
                    .map_or(Json::Null, |score| scores(score, field)),
                Found::Hits(_) => Json::Null,
            },
            (_, Extra::Group(_)) => Json::Null,
            ("id", _) => json!(object.id.to_string()),
            ("creationTimeUnix", _) => json!(object.created.to_string()),
            ("lastUpdateTimeUnix", _) => json!(object.updated.to_string()),
            // The server reads the vectors of a group's hits only when the query asks for vectors outside the group.
            ("vector", Extra::Member(_)) if !self.vectors => json!([]),
            ("vector", _) => object.vectors.get("").map_or_else(|| json!([]), vector),
            ("vectors", _) => {
                let named = field.fields().map(|inner| {
                    (inner.key().to_owned(), object.vectors.get(&inner.name).map_or(Json::Null, vector))
                });
                Json::Object(named.collect())
            }
            ("distance", Extra::Hit(_, hit)) => self.distance(hit).map_or(Json::Null, float32_json),
            // In a group there is always one.
            ("distance", Extra::Member(hit)) => float32_json(self.distance(hit).unwrap_or_default()),
            ("certainty", Extra::Hit(_, hit)) => match self.distance(hit) {
                Some(distance) if self.answered.certain => number_json(1.0 - f64::from(distance) / 2.0),
                _ => Json::Null,
            },
            ("score", Extra::Hit(_, hit)) => json!(float32_json(hit.score).to_string()),
            ("explainScore", Extra::Hit(_, hit)) => json!(hit.explain),
            _ => Json::Null,
        }
    }

    fn distance(&self, hit: &Hit) -> Option<f32> {
        hit.distance.filter(|_| matches!(self.answered.query.kind, Kind::Near(_)))
    }

    fn group(&self, class: &Arc<Class>, at: usize, field: &Field) -> Json {
        let Found::Groups(groups) = &self.answered.found else { return Json::Null };
        let Some(group) = groups.get(at) else { return Json::Null };
        let mut out = Map::new();
        for inner in field.fields() {
            let shown = match inner.name.as_str() {
                "id" => json!(at),
                "count" => json!(group.hits.len()),
                "minDistance" => float32_json(group.nearest),
                "maxDistance" => float32_json(group.farthest),
                "groupedBy" => {
                    let property = self.answered.query.group.as_ref().map(|by| by.property.as_str());
                    grouped_by(property.unwrap_or_default(), &group.name, inner)
                }
                "hits" => group
                    .hits
                    .iter()
                    .map(|hit| {
                        let selections = inner.selections.as_deref().unwrap_or_default();
                        self.object(class, &hit.object, selections, &Extra::Member(hit))
                    })
                    .collect(),
                _ => Json::Null,
            };
            out.insert(inner.key().to_owned(), shown);
        }
        Json::Object(out)
    }

    // The text that is generated of all objects together is shown with the first one.
    fn generated(&self, at: usize, field: &Field) -> Json {
        let Some(generated) = &self.answered.generated else { return Json::Null };
        let single = generated.single.get(at);
        let grouped = generated.grouped.as_ref().filter(|_| at == 0);
        if single.is_none() && grouped.is_none() {
            return Json::Null;
        }
        let shown = field.fields().map(|inner| {
            let shown = match inner.name.as_str() {
                "singleResult" => json!(single.and_then(|single| single.as_ref().ok())),
                "groupedResult" => json!(grouped),
                "error" => {
                    json!(single.and_then(|single| single.as_ref().err()).map(|refusal| &refusal.text))
                }
                _ => Json::Null,
            };
            (inner.key().to_owned(), shown)
        });
        Json::Object(shown.collect())
    }
}

fn scores(score: f64, field: &Field) -> Json {
    let shown =
        field.fields().map(|inner| (inner.key().to_owned(), crate::common::value::number_json(score)));
    json!([Json::Object(shown.collect())])
}

/// What a group is of.
pub(super) fn grouped_by(property: &str, value: &str, field: &Field) -> Json {
    let shown = field.fields().map(|inner| {
        let shown = match inner.name.as_str() {
            "path" => json!([property]),
            "value" => json!(value),
            _ => Json::Null,
        };
        (inner.key().to_owned(), shown)
    });
    Json::Object(shown.collect())
}

fn vector(vector: &Vector) -> Json {
    match vector {
        Vector::Single(numbers) => numbers.iter().map(|number| float32_json(*number)).collect(),
        Vector::Multi(rows) => {
            rows.iter().map(|row| row.iter().map(|number| float32_json(*number)).collect::<Json>()).collect()
        }
    }
}

// A value with those of its parts that are asked for.
fn shown(value: Option<&Value>, field: &Field) -> Json {
    let part = |values: &Json| {
        let parts = field
            .fields()
            .map(|inner| (inner.key().to_owned(), values.get(&inner.name).cloned().unwrap_or(Json::Null)));
        Json::Object(parts.collect())
    };
    match value {
        None => Json::Null,
        Some(Value::Object(inner)) => object(inner, field),
        Some(Value::Objects(items)) => items.iter().map(|inner| object(inner, field)).collect(),
        Some(value @ Value::Geo(_)) => part(&value.json()),
        Some(value @ Value::Phone(phone)) => {
            let mut all = value.json();
            // Here what is false or empty is shown as well.
            all["valid"] = json!(phone.valid);
            all["defaultCountry"] = json!(phone.default_country);
            part(&all)
        }
        Some(Value::Int(number)) => whole(*number),
        Some(Value::Ints(list)) => list.iter().map(|number| whole(*number)).collect(),
        Some(value) => value.json(),
    }
}

// GraphQL's whole numbers have 32 bits: what is beyond them is null.
fn whole(number: f64) -> Json {
    let fits = (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&number);
    if fits { number_json(number) } else { Json::Null }
}

fn object(inner: &Fields, field: &Field) -> Json {
    let parts = field.fields().map(|part| (part.key().to_owned(), shown(inner.get(&part.name), part)));
    Json::Object(parts.collect())
}

/// A number as a text, as a group is named.
pub(super) fn number_text(number: f64) -> String {
    gotext::general(number)
}
