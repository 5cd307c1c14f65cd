//! Questions for objects as `SearchRequest`.

use super::{Context, filter, search, search::Rendered};
use crate::{
    Error, Result,
    ir::{Item, Metadata, Query, Selection},
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
    check(query)?;
    let mut wire = SearchRequest {
        collection: cx.names.class(&query.collection).into_owned(),
        tenant: cx.tenant.unwrap_or_default().to_owned(),
        consistency_level: cx.consistency.map(super::Consistency::wire),
        properties: Some(properties(&query.selection, cx)),
        metadata: Some(metadata(&query.selection)),
        limit: query.limit.unwrap_or_default(),
        offset: query.offset.unwrap_or_default(),
        autocut: query.auto_limit.unwrap_or_default(),
        after: query.after.clone().unwrap_or_default(),
        sort_by: query
            .sort
            .iter()
            .map(|key| SortBy { ascending: !key.descending, path: vec![key.name.clone()] })
            .collect(),
        filters: filter::optional(query.filter.as_ref(), cx)?,
        uses_127_api: true,
        ..SearchRequest::default()
    };
    match query.search.as_ref().map(|found| search::search(found, cx)).transpose()? {
        None => {}
        Some(Rendered::Bm25(bm25)) => wire.bm25_search = Some(bm25),
        Some(Rendered::Hybrid(hybrid)) => wire.hybrid_search = Some(*hybrid),
        Some(Rendered::NearVector(near)) => wire.near_vector = Some(near),
        Some(Rendered::NearObject(near)) => wire.near_object = Some(near),
    }
    Ok(wire)
}

fn check(query: &Query) -> Result<()> {
    if let (Some(search), false) = (&query.search, query.sort.is_empty()) {
        let search = search.name();
        return Err(Error::invalid(format!(
            "a search orders its own results: `sort` cannot be combined with `{search}`"
        )));
    }
    let walks = query.after.is_some();
    if walks
        && (query.search.is_some()
            || query.filter.is_some()
            || !query.sort.is_empty()
            || query.offset.is_some())
    {
        return Err(Error::invalid(
            "`after` walks the whole collection: it takes no filter, sort, offset or search",
        ));
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
            },
            Item::Property(_) | Item::Object { .. } | Item::Link { .. } => {}
        }
    }
    wire
}
