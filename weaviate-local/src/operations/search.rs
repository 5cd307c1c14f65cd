//! gRPC `Search`: reads a request, finds objects, writes the reply.

mod autocut;
mod boost;
mod found;
mod generate;
mod group;
mod hit;
mod hybrid;
mod keyword;
mod list;
mod media;
mod mmr;
mod near;
mod place;
mod profile;
mod query;
mod reply;
mod request;
mod rerank;
mod select;
mod sort;
mod targets;
mod vectors;
mod window;

pub(crate) use found::Found;
pub(crate) use generate::{Generate, Generated};
pub(crate) use hit::Hit;
pub(crate) use hybrid::no_vector;
pub(crate) use place::Place;
pub(crate) use query::Kind;
pub(crate) use request::{AggregateSearch, aggregate_search};
pub(crate) use sort::sort_objects;
pub(crate) use window::check_limit;

use std::{sync::Arc, time::Instant};

use weaviate_proto as proto;

use self::{
    query::Query,
    window::{Window, page},
};
use crate::{
    catalog::Collection,
    common::{
        error::{Refusal, Result, Within},
        sync::read,
    },
    operations::{context::Context, filter::Clause},
    schema::Class,
};

/// gRPC `Search`.
#[expect(clippy::needless_pass_by_value, reason = "every method of the service takes its request")]
pub(crate) fn search(context: &Context, request: proto::SearchRequest) -> Result<proto::SearchReply> {
    let start = Instant::now();
    let collection = context.catalog().find(&request.collection)?;
    let class = collection.class();
    let query = request::read(context, &class, &request)?;
    let found = run(context, &collection, &class, &query)?;
    let generated =
        query.generate.as_ref().map(|asked| asked.run(&class, query.kind.place(), &found)).transpose()?;
    let took = start.elapsed().as_secs_f32();
    let mut reply = proto::SearchReply { took, ..reply::write(context.catalog(), &class, &query, found)? };
    #[expect(deprecated, reason = "the server always sends it")]
    {
        reply.generative_grouped_result = Some(String::new());
    }
    if let (Some(asked), Some(generated)) = (&query.generate, generated) {
        generated.write(asked, query.metadata == select::Metadata::default(), &mut reply)?;
    }
    if request.metadata.as_ref().is_some_and(|metadata| metadata.query_profile) {
        let shard = collection.shard(&query.tenant)?;
        let name = format!("{}_{}", class.index_name(), read(&shard).name);
        reply.query_profile = Some(profile::of(&query.kind, name, start.elapsed()));
    }
    Ok(reply)
}

/// A search with everything it found.
pub(crate) struct Answered {
    pub(crate) query: Query,
    pub(crate) found: Found,
    pub(crate) generated: Option<Generated>,
    /// Whether a certainty can be worked out of the distances.
    pub(crate) certain: bool,
}

/// The search of a request that says its filter and what to generate in another way.
pub(crate) fn find(
    context: &Context,
    request: &proto::SearchRequest,
    filter: Option<Clause>,
    generate: Option<Generate>,
) -> Result<Answered> {
    let collection = context.catalog().find(&request.collection)?;
    let class = collection.class();
    let mut request = request.clone();
    let near = request.near_vector.is_some()
        || request.near_object.is_some()
        || request.near_text.is_some()
        || request.near_image.is_some();
    // Here the hits of such a search can be sorted afterwards.
    let sort: Vec<sort::SortBy> = if near {
        std::mem::take(&mut request.sort_by)
            .into_iter()
            .map(|by| sort::SortBy { path: by.path, ascending: by.ascending })
            .collect()
    } else {
        Vec::new()
    };
    sort::validate(&class, &sort).within("invalid 'sort' parameter")?;
    let query = Query { filter, generate, ..request::read(context, &class, &request)? };
    let mut found = run(context, &collection, &class, &query)?;
    if let (Found::Hits(hits), false) = (&mut found, sort.is_empty()) {
        sort::sort(&class, &sort, hits);
    }
    let generated =
        query.generate.as_ref().map(|asked| asked.run(&class, query.kind.place(), &found)).transpose()?;
    let certain = match &query.kind {
        Kind::Near(near) => near.targets.iter().all(|name| {
            near.targets.len() == 1
                && class.vector(name).is_some_and(|spec| near::has_certainty(spec.distance))
        }),
        _ => false,
    };
    Ok(Answered { query, found, generated, certain })
}

fn run(context: &Context, collection: &Collection, class: &Arc<Class>, query: &Query) -> Result<Found> {
    sort::validate(class, &query.sort).within("invalid 'sort' parameter")?;
    list::validate_cursor(query).within("cursor api: invalid 'after' parameter")?;
    let index = class.index_name();
    let open = |place: &str| -> Result<Place<'_>> {
        let shard = collection.shard(&query.tenant).within(place)?;
        Ok(Place {
            catalog: context.catalog(),
            class: class.clone(),
            shard,
            tenant: &query.tenant,
            filter: query.filter.as_ref(),
        })
    };
    let most = context.settings().maximum_results;
    let window = Window::of(most, query);
    match &query.kind {
        Kind::List => {
            let place = "explorer: list class: search";
            check_limit(most, window.offset, window.limit).within(place)?;
            let place = format!("{place}: object search at index {index}");
            let hits = list::run(&open(&place)?, query, &window, &place).map_err(Refusal::without_places)?;
            if query.group.is_some() {
                return match hits.first() {
                    None => Ok(Found::Groups(Vec::new())),
                    Some(_) => Err(Refusal::new("group is not present map[]")),
                };
            }
            // A list has no scores: cut off at the first jump of scores, nothing is left of it.
            let limit = if query.autocut > 0 { 0 } else { window.limit };
            let hits = page(hits, window.offset, limit);
            Ok(Found::Hits(reranked(boosted(hits, query), query)))
        }
        Kind::Keyword(keyword) => {
            keyword::check(class, keyword)?;
            let place = "explorer: get class: vector search";
            check_limit(most, window.offset, window.limit).within(place)?;
            let place = format!("{place}: object search at index {index}");
            let at = open(&place)?;
            let local = format!("{place}: {}", at.local());
            let found = keyword::run(&at, keyword, window.end()).within(local);
            let mut hits = found.map_err(Refusal::without_places)?;
            hits = autocut::by_score(hits, query.autocut);
            let hits = page(hits, window.offset, window.limit);
            Ok(grouped_by_text(reranked(boosted(hits, query), query), query))
        }
        Kind::Near(near) => {
            let place = "explorer: get class";
            near.check_media(class).within(format!("{place}: vectorize params"))?;
            let place = format!("{place}: concurrentTargetVectorSearch): {place}");
            let open_place = format!("{place}: vector search: object vector search at index {index}");
            let near = near
                .resolve(context.settings(), collection, &query.tenant)
                .within(format!("{place}: vectorize search vector"))?;
            check_limit(most, window.offset, window.limit).within(format!("{place}: vector search"))?;
            let at = open(&open_place)?;
            let shard = format!("{open_place}: shard {index}_{}", at.shard_name());
            if let Some(group) = &query.group {
                // With a limit, a group is kept or dropped as a whole, by its nearest hit.
                let whole = query.limit < most;
                let most = near.threshold().filter(|_| whole);
                let near = if whole { near::Near { distance: None, certainty: None, ..near } } else { near };
                let hits = near::run(&at, &near, window.end()).within(&shard)?;
                let mut groups = group::by_values(hits, group);
                groups.retain(|group| {
                    most.is_none_or(|most| near::near_enough(f64::from(group.nearest), most))
                });
                let groups = autocut::of_groups(groups, query.autocut);
                let groups = page(groups, window.offset, window.limit);
                return Ok(Found::Groups(rerank::rerank_groups(groups, query.rerank.as_deref())));
            }
            let hits = near::run(&at, &near, window.end()).within(&shard)?;
            let mut hits = page(hits, window.offset, window.limit);
            hits = autocut::by_distance(hits, query.autocut);
            let boost = query.boost.as_ref().filter(|boost| boost.active());
            if let Some(boost) = boost {
                hits = boost.apply_to_near(hits, Some(&query.properties));
            }
            if let Some(mmr) = &query.mmr {
                hits = mmr::pick(class, mmr, &page(hits, query.offset, query.limit), boost.is_none());
            } else if boost.is_some() {
                hits = page(hits, query.offset, query.limit);
            }
            Ok(Found::Hits(reranked(hits, query)))
        }
        Kind::Hybrid(hybrid) => {
            let hits = hybrid::run(context.settings(), collection, query, &window, hybrid, &open)?;
            Ok(grouped_by_text(reranked(hits, query), query))
        }
    }
}

/// The page of boosted hits; without a boost they are a page already.
fn boosted(hits: Vec<Hit>, query: &Query) -> Vec<Hit> {
    match query.boost.as_ref().filter(|boost| boost.active()) {
        Some(boost) => {
            let list = matches!(query.kind, Kind::List);
            let shown = (!list).then_some(query.properties.as_slice());
            page(boost.apply(hits, shown), query.offset, query.limit)
        }
        None => hits,
    }
}

fn reranked(hits: Vec<Hit>, query: &Query) -> Vec<Hit> {
    match &query.rerank {
        Some(property) => rerank::rerank(hits, property),
        None => hits,
    }
}

fn grouped_by_text(hits: Vec<Hit>, query: &Query) -> Found {
    match &query.group {
        Some(group) => Found::Groups(group::by_text(&hits, group)),
        None => Found::Hits(hits),
    }
}
