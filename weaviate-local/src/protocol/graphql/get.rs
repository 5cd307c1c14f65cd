//! `Get`: the objects a search finds, as the fields ask for them.

mod show;

use std::{cell::RefCell, sync::Arc};

use serde_json::{Value as Json, json};
use weaviate_proto as proto;

use self::show::{Extra, Shower};
use super::{
    ast::{Field, Value as Arg},
    filter, request,
};
use crate::{
    common::error::{Refusal, Result},
    operations::{
        context::Context,
        search::{Found, Generate, find, has_certainty},
    },
    schema::Class,
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
        Some(distance) if !has_certainty(distance) => Err(Refusal::new(format!(
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
