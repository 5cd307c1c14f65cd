//! A search request, read with the server's checks in the server's order.

use std::sync::Arc;

use weaviate_proto as proto;

use super::{
    boost::{self},
    generate::{self},
    group::GroupBy,
    hybrid::{self},
    keyword::Keyword,
    list,
    media::Media,
    mmr::{self},
    near::{Near, has_certainty},
    query::{Hybrid, Kind, Query},
    select::{self, Metadata, Selected},
    sort::SortBy,
    targets::{Targets, read_targets},
    vectors::{near_object, near_vector},
};
use crate::{
    common::{
        error::{Refusal, Result, Within},
        gotext,
    },
    operations::{
        context::Context,
        filter::{self},
    },
    schema::{Class, DataType, VectorSpec},
};

/// Reads a request.
pub(super) fn read(context: &Context, class: &Arc<Class>, from: &proto::SearchRequest) -> Result<Query> {
    let media = Media::of_search(from);
    let targets = targets(class, from, media.as_ref()).within("extract target vectors")?;
    let certainty = targets.searching && certain(class, &targets.names);
    let metadata =
        from.metadata.as_ref().map(|from| Metadata::read(class, from, certainty)).unwrap_or_default();
    let mut properties = select::read(context.catalog(), class, from.properties.as_ref(), certainty)
        .within("extract properties request")?;
    let limit = if from.limit > 0 { from.limit as usize } else { context.settings().default_limit };
    let keyword = from.bm25_search.as_ref().map(|bm25| {
        Keyword::new(&bm25.query, &bm25.properties, bm25.search_operator.as_ref(), metadata.explain)
    });
    let kinds = vector_kinds(class, from, &targets, media.as_ref())?;
    let boost = from.boost.as_ref().map(|from| boost::read(context.catalog(), class, from)).transpose()?;
    let filter = match &from.filters {
        Some(filters) => {
            let clause = filter::read(context.catalog(), class, filters)?;
            filter::validate(context.settings(), &clause)?;
            Some(clause)
        }
        None => None,
    };
    // The server forgets these three here, and refuses them later.
    let forgotten = |kind: &Kind| matches!(kind, Kind::Near(near) if matches!(near.query.name(), "nearDepth" | "nearThermal" | "nearIMU"));
    let searches = keyword.is_some() || !kinds.iter().all(forgotten) || from.generative.is_some();
    if !from.sort_by.is_empty() && searches {
        return Err(Refusal::new("sorting cannot be combined with search"));
    }
    let group = from.group_by.as_ref().map(|by| group_by(class, by, &mut properties)).transpose()?;
    let mmr = match selection(from) {
        Some(selection) => mmr::read(class, selection, &targets.or_unnamed(), limit)?,
        None => None,
    };
    let rerank = from.rerank.as_ref().map(|rerank| rerank.property.clone());
    let generate = from.generative.as_ref().map(|asked| generate::read(class, asked, from.uses_127_api));
    for name in rerank.iter().chain(generate.iter().flat_map(|asked| &asked.extract)) {
        add_for_module(class, name, &mut properties)?;
    }
    for property in &properties {
        class.known_property(property.name())?;
    }
    let kind = choose(keyword, kinds).map_err(|conflict| {
        if from.after.is_empty() { conflict } else { list::beside_cursor().within(list::CURSOR) }
    })?;
    if let Kind::Near(near) = &kind {
        check_certainty(class, near)?;
    }
    Ok(Query {
        tenant: from.tenant.clone(),
        kind,
        properties,
        metadata,
        limit,
        offset: from.offset as usize,
        autocut: from.autocut as usize,
        after: Some(from.after.clone()).filter(|after| !after.is_empty()),
        sort: from
            .sort_by
            .iter()
            .map(|by| SortBy { path: by.path.clone(), ascending: by.ascending })
            .collect(),
        filter,
        group,
        mmr,
        boost,
        rerank,
        generate,
    })
}

// A property that a reranker or a prompt reads is part of the reply as well.
fn add_for_module(class: &Class, name: &str, properties: &mut Vec<Selected>) -> Result<()> {
    let property = class.known_property(name)?;
    let shown = properties.iter().any(|known| known.name() == name);
    if !shown && !matches!(property.kind, DataType::Blob | DataType::BlobHash) {
        properties.push(Selected::Plain(name.to_owned()));
    }
    Ok(())
}

// In the server's order, which decides whose mistake is reported.
fn vector_kinds(
    class: &Class,
    from: &proto::SearchRequest,
    targets: &Targets,
    media: Option<&Media<'_>>,
) -> Result<Vec<Kind>> {
    let mut kinds = Vec::new();
    if let Some(near) = &from.near_vector {
        let found = near_vector(class, near, targets)?;
        if near.distance.is_some() && near.certainty.is_some() {
            return Err(Refusal::new("near_vector: cannot provide distance and certainty"));
        }
        kinds.push(Kind::Near(found));
    }
    if let Some(near) = &from.near_object {
        kinds.push(Kind::Near(near_object(near, targets)?));
    }
    if let Some(media) = media {
        kinds.push(Kind::Near(media.near(targets)));
    }
    if let Some(hybrid) = &from.hybrid_search {
        kinds.push(Kind::Hybrid(Box::new(hybrid::read(class, hybrid, targets)?)));
    }
    Ok(kinds)
}

// The server calls every search that goes through a module `nearText` here.
fn check_alone(kinds: &[Kind]) -> Result<()> {
    let near = |kind: &Kind| match kind {
        Kind::Near(near) => Some(near.query.name()),
        _ => None,
    };
    let names: Vec<&str> = kinds.iter().filter_map(near).collect();
    let own = ["nearVector", "nearObject"].into_iter().filter(|own| names.contains(own));
    let media = names.iter().any(|name| !matches!(*name, "nearVector" | "nearObject")).then_some("nearText");
    let all: Vec<String> = media.into_iter().chain(own).map(|name| format!("'{name}'")).collect();
    let found = match all.len() {
        0 | 1 => return Ok(()),
        2 => "found both",
        _ => "found",
    };
    Err(Refusal::new(format!(
        "explorer: get class: vectorize params: {found} {} parameters which are conflicting, choose one instead",
        all.join(" and ")
    )))
}

// Keyword search goes before the rest, a hybrid search comes last.
fn choose(keyword: Option<Keyword>, kinds: Vec<Kind>) -> Result<Kind> {
    if keyword.is_none() {
        check_alone(&kinds)?;
    }
    let mut kinds = kinds.into_iter();
    match (keyword, kinds.next(), kinds.next()) {
        (Some(_), Some(Kind::Near(_)), _) => Err(Refusal::new(
            "conflict: both near<Media> and keyword-based (bm25) arguments present, choose one",
        )),
        (Some(keyword), ..) => Ok(Kind::Keyword(keyword)),
        (None, Some(kind), _) => Ok(kind),
        (None, None, _) => Ok(Kind::List),
    }
}

fn selection(from: &proto::SearchRequest) -> Option<&proto::Selection> {
    let near_vector = from.near_vector.as_ref().and_then(|near| near.selection.as_ref());
    let near_object = from.near_object.as_ref().and_then(|near| near.selection.as_ref());
    let near_text = from.near_text.as_ref().and_then(|near| near.selection.as_ref());
    let hybrid = from.hybrid_search.as_ref().and_then(|hybrid| hybrid.selection.as_ref());
    near_text.or(hybrid).or(near_object).or(near_vector)
}

// Every target must measure by cosine, and there may be only one.
fn certain(class: &Class, names: &[String]) -> bool {
    let only = |spec: Option<&VectorSpec>| spec.is_some_and(|spec| has_certainty(spec.distance));
    match names {
        [] => only(class.vector("")),
        [name] => only(class.vector(name)),
        _ => false,
    }
}

fn check_certainty(class: &Class, near: &Near) -> Result<()> {
    // None at all is none as well.
    if near.certainty.is_none_or(|certainty| certainty == 0.0) {
        return Ok(());
    }
    if near.targets.len() > 1 {
        return Err(Refusal::new("multiple target vectors are not supported with certainty"));
    }
    match near.targets.first().and_then(|name| class.vector(name)) {
        Some(spec) if !has_certainty(spec.distance) => Err(Refusal::new(format!(
            "can't compute and return certainty when vector index is configured with {} distance",
            spec.distance.name()
        ))),
        _ => Ok(()),
    }
}

fn targets(class: &Class, from: &proto::SearchRequest, media: Option<&Media<'_>>) -> Result<Targets> {
    let own = |targets: Option<&proto::Targets>, list: &[String]| read_targets(class, targets, list);
    // Where several searches stand side by side, the last that the server looks at says the targets.
    #[expect(deprecated, reason = "old clients name the targets in a list")]
    match (&from.near_vector, &from.near_object, &from.hybrid_search, media) {
        (.., Some(media)) if media.is_last() => media.targets(class),
        (Some(near), ..) => own(near.targets.as_ref(), &near.target_vectors),
        (.., Some(media)) if media.is_text() => media.targets(class),
        (_, Some(near), ..) => own(near.targets.as_ref(), &near.target_vectors),
        (.., Some(media)) => media.targets(class),
        (_, _, Some(hybrid), _) => own(hybrid.targets.as_ref(), &hybrid.target_vectors),
        _ => Ok(Targets::none()),
    }
}

fn group_by(class: &Class, from: &proto::GroupBy, properties: &mut Vec<Selected>) -> Result<GroupBy> {
    let [name] = from.path.as_slice() else {
        return Err(Refusal::new(format!(
            "groupby path can only have one entry, received {}",
            gotext::list(&from.path)
        )));
    };
    if !properties.iter().any(|known| known.name() == name) {
        let property = class.known_property(name)?;
        if property.targets.is_empty() {
            properties.push(Selected::Plain(name.clone()));
        }
    }
    Ok(GroupBy {
        property: name.clone(),
        groups: from.number_of_groups.max(0) as usize,
        per_group: from.objects_per_group.max(0) as usize,
    })
}

/// The search an aggregation is limited to.
pub(crate) enum AggregateSearch {
    Near(Box<Near>),
    Hybrid(Box<Hybrid>),
}

/// Reads the search of an aggregation.
pub(crate) fn aggregate_search(
    class: &Class,
    from: &proto::aggregate_request::Search,
) -> Result<AggregateSearch> {
    use proto::aggregate_request::Search;
    let one = |targets: Result<Targets>| -> Result<Targets> {
        let targets = targets.within("extract target vectors")?;
        if targets.names.len() > 1 {
            return Err(Refusal::new("found more than one target vector for aggregation"));
        }
        Ok(targets)
    };
    #[expect(deprecated, reason = "old clients name the targets in a list")]
    match from {
        Search::NearVector(near) => {
            let targets = one(read_targets(class, near.targets.as_ref(), &near.target_vectors))?;
            let found = near_vector(class, near, &targets).within("parse near vector")?;
            if near.distance.is_some() && near.certainty.is_some() {
                return Err(Refusal::new("near_vector: cannot provide distance and certainty"));
            }
            Ok(AggregateSearch::Near(Box::new(found)))
        }
        Search::NearObject(near) => {
            let targets = one(read_targets(class, near.targets.as_ref(), &near.target_vectors))?;
            near_object(near, &targets).map(|found| AggregateSearch::Near(Box::new(found)))
        }
        Search::Hybrid(hybrid) => {
            let targets = one(read_targets(class, hybrid.targets.as_ref(), &hybrid.target_vectors))?;
            hybrid::read(class, hybrid, &targets).map(|found| AggregateSearch::Hybrid(Box::new(found)))
        }
        media => {
            let Some(media) = Media::of_aggregation(media) else {
                return Err(Refusal::unsupported("this search in an aggregation"));
            };
            let targets = one(media.targets(class))?;
            Ok(AggregateSearch::Near(Box::new(media.near(&targets))))
        }
    }
}
