//! Questions for objects as `SearchRequest`.

use std::borrow::Cow;

use super::{Context, boost, filter, generative, rank, search, search::Rendered};
use crate::{
    Error, Result, Version,
    ir::{Filter, Item, Metadata, Operator, Query, Selection, Target, Value},
    proto::{
        MetadataRequest, ObjectPropertiesRequest, PropertiesRequest, RefPropertiesRequest, SearchRequest,
        SortBy,
    },
};

/// Renders a question for objects.
///
/// # Errors
///
/// What the server would answer with something else than what was asked, by name.
pub fn query(query: &Query, cx: &Context<'_>) -> Result<SearchRequest> {
    check(query, cx)?;
    let mut filters = filter::optional(filtered(query).as_deref(), cx)?;
    if query.search.is_none() && (!query.sort.is_empty() || query.offset.is_some()) {
        filters = filters.map(filter::of_every_object);
    }
    let mut wire = SearchRequest {
        collection: cx.names.class(&query.collection).into_owned(),
        tenant: cx.tenant.unwrap_or_default().to_owned(),
        consistency_level: cx.consistency.map(super::Consistency::wire),
        properties: Some(boost::with_looked_at(properties(&query.selection, cx), query)),
        metadata: Some(MetadataRequest { query_profile: query.profile, ..metadata(&query.selection) }),
        group_by: query.group_by.as_ref().map(rank::group_by),
        limit: limit(query),
        offset: query.offset.unwrap_or_default(),
        autocut: query.auto_limit.unwrap_or_default(),
        after: query.after.clone().unwrap_or_default(),
        sort_by: query
            .sort
            .iter()
            .map(|key| SortBy { ascending: !key.descending, path: vec![key.name.clone()] })
            .collect(),
        filters,
        generative: generative::generative(query, cx)?,
        rerank: query.rerank.as_ref().map(rank::rerank),
        boost: boost::boost(query, cx)?,
        uses_127_api: true,
        ..SearchRequest::default()
    };
    let diversity = query.diversity.as_ref();
    match query.search.as_ref().map(|found| search::search(found, diversity, cx)).transpose()? {
        None => {}
        Some(Rendered::Bm25(bm25)) => wire.bm25_search = Some(bm25),
        Some(Rendered::Hybrid(hybrid)) => wire.hybrid_search = Some(*hybrid),
        Some(Rendered::NearVector(near)) => wire.near_vector = Some(near),
        Some(Rendered::NearObject(near)) => wire.near_object = Some(near),
        Some(Rendered::NearText(near)) => wire.near_text = Some(near),
        Some(Rendered::NearImage(near)) => wire.near_image = Some(near),
        Some(Rendered::NearAudio(near)) => wire.near_audio = Some(near),
        Some(Rendered::NearVideo(near)) => wire.near_video = Some(near),
        Some(Rendered::NearDepth(near)) => wire.near_depth = Some(near),
        Some(Rendered::NearThermal(near)) => wire.near_thermal = Some(near),
        Some(Rendered::NearImu(near)) => wire.near_imu = Some(near),
    }
    Ok(wire)
}

/// All the ids that were named can come back, unless fewer were asked for.
fn limit(query: &Query) -> u32 {
    let named = || query.ids.as_ref().and_then(|ids| u32::try_from(ids.len()).ok());
    query.limit.or_else(named).unwrap_or_default()
}

/// The filter, and the ids as one more.
fn filtered(query: &Query) -> Option<Cow<'_, Filter>> {
    let Some(ids) = &query.ids else { return query.filter.as_ref().map(Cow::Borrowed) };
    let named = Filter::Test {
        target: Target { path: Vec::new(), name: "_id".into(), length: false, count: false },
        operator: Operator::ContainsAny,
        value: Value::Texts(ids.clone()),
    };
    Some(Cow::Owned(match &query.filter {
        None | Some(Filter::Constant(true)) => named,
        Some(filter) => Filter::All(vec![named, filter.clone()]),
    }))
}

fn check(query: &Query, cx: &Context<'_>) -> Result<()> {
    if let (Some(search), false) = (&query.search, query.sort.is_empty()) {
        let search = search.name();
        return Err(Error::invalid(format!(
            "a search orders its own results: `sort` cannot be combined with `{search}`"
        )));
    }
    if query.after.is_some() {
        if query.search.is_some()
            || query.filter.is_some()
            || query.ids.is_some()
            || !query.sort.is_empty()
            || query.offset.is_some()
        {
            return Err(Error::invalid(
                "`after` walks the whole collection: it takes no filter, sort, offset or search",
            ));
        }
        if query.boost.is_some() {
            return Err(Error::invalid("`after` walks in the order of ids: a `boost` would break it"));
        }
    }
    for (clause, there) in [
        ("group_by", query.group_by.is_some()),
        ("auto_limit", query.auto_limit.is_some()),
        ("rerank", query.rerank.is_some()),
        ("diversity", query.diversity.is_some()),
    ] {
        if there && query.search.is_none() {
            return Err(Error::invalid(format!("`{clause}` is for the results of a search: there is none")));
        }
    }
    if let (Some(diversity), Some(limit)) = (&query.diversity, query.limit)
        && diversity.limit > limit
    {
        let chosen = diversity.limit;
        return Err(Error::invalid(format!(
            "`diversity` chooses {chosen} objects out of a limit of {limit}"
        )));
    }
    if query.profile {
        cx.needs(Version::new(1, 36), "`profile`")?;
    }
    if query.group_by.is_some() {
        check_group(&query.selection)?;
    }
    Ok(())
}

/// In groups the server fills in no more metadata than this, and says nothing of it.
fn check_group(selection: &Selection) -> Result<()> {
    let known = |word: Metadata| matches!(word, Metadata::Id | Metadata::Distance | Metadata::Score);
    for item in &selection.items {
        if let Item::Metadata(word) = item
            && !known(*word)
        {
            let word = word.name();
            return Err(Error::invalid(format!(
                "the objects of a group have no `{word}`: leave it out, or ask without `group_by`"
            )));
        }
    }
    Ok(())
}

fn properties(selection: &Selection, cx: &Context<'_>) -> PropertiesRequest {
    let mut wire = PropertiesRequest::default();
    for item in &selection.items {
        match item {
            Item::Property(name) => wire.non_ref_properties.push(name.clone()),
            Item::Object { name, selection } => wire.object_properties.push(object(name, selection)),
            Item::Link { name, collection, selection } => wire.ref_properties.push(RefPropertiesRequest {
                reference_property: name.clone(),
                properties: Some(properties(selection, cx)),
                metadata: Some(metadata(selection)),
                target_collection: collection
                    .as_deref()
                    .map(|collection| cx.names.concrete(collection).into_owned())
                    .unwrap_or_default(),
            }),
            Item::Vector(_) | Item::Metadata(_) => {}
        }
    }
    wire
}

fn object(name: &str, selection: &Selection) -> ObjectPropertiesRequest {
    let mut wire =
        ObjectPropertiesRequest { prop_name: name.to_owned(), ..ObjectPropertiesRequest::default() };
    for item in &selection.items {
        match item {
            Item::Property(name) => wire.primitive_properties.push(name.clone()),
            Item::Object { name, selection } => wire.object_properties.push(object(name, selection)),
            Item::Link { .. } | Item::Vector(_) | Item::Metadata(_) => {}
        }
    }
    wire
}

/// The id is always asked for: it names the object in every error of the decoder.
fn metadata(selection: &Selection) -> MetadataRequest {
    let mut wire = MetadataRequest { uuid: true, ..MetadataRequest::default() };
    for item in &selection.items {
        match item {
            Item::Vector(name) => wire.vectors.push(name.clone()),
            Item::Metadata(word) => match word {
                Metadata::Id => {}
                Metadata::CreatedAt => wire.creation_time_unix = true,
                Metadata::UpdatedAt => wire.last_update_time_unix = true,
                Metadata::Score => wire.score = true,
                Metadata::ExplainScore => wire.explain_score = true,
                Metadata::Distance => wire.distance = true,
                Metadata::Certainty => wire.certainty = true,
                Metadata::IsConsistent => wire.is_consistent = true,
                // They come with what makes them.
                Metadata::RerankScore | Metadata::Generated => {}
            },
            Item::Property(_) | Item::Object { .. } | Item::Link { .. } => {}
        }
    }
    wire
}
