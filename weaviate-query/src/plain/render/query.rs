//! Questions for objects as `SearchRequest`.
//!
//! One message has room for every clause. Three things are done here that no clause says: the ids that were
//! named become a filter, a filter that a server would read too early to an end is put so that it does not,
//! and the id of each object is asked for, as errors name it.

use std::borrow::Cow;

use bytes::Bytes;
use prost::Message as _;
use weaviate_proto::{
    MetadataRequest, ObjectPropertiesRequest, PropertiesRequest, RefPropertiesRequest, SearchRequest, SortBy,
};

use super::{
    Context, boost, check, filter, generative, rank,
    search::{self, Rendered},
};
use crate::plain::{
    error::{Error, Result},
    ir::{Filter, Item, Metadata, Operator, Query, Selection},
};

/// Renders a question for objects as the bytes of a `SearchRequest`.
///
/// ```
/// use prost::Message;
/// use weaviate_query::{Names, ir::{Item, Metadata, Query, Selection}, render};
///
/// let selection = Selection { items: vec![Item::Property("title".into()), Item::Metadata(Metadata::CreatedAt)] };
/// let query = Query { limit: Some(2), selection, ..Query::new("Article") };
/// let names = Names::new().with_prefix("T_")?;
///
/// let bytes = render::query(&query, &render::Context::new(&names))?;
/// let message = weaviate_proto::SearchRequest::decode(&*bytes).unwrap();
/// assert_eq!((message.collection.as_str(), message.limit), ("T_Article", 2));
/// assert_eq!(message.properties.unwrap().non_ref_properties, ["title"]);
/// let metadata = message.metadata.unwrap();
/// assert!(metadata.uuid && metadata.creation_time_unix && !metadata.score);
/// # Ok::<(), weaviate_query::Error>(())
/// ```
///
/// # Errors
///
/// `InvalidInput` for what the server would answer with something else than was asked, by name; `Unsupported`
/// for what it is too old for, if its version is known.
pub fn query(query: &Query, cx: &Context<'_>) -> Result<Bytes> {
    message(query, cx).map(|message| message.encode_to_vec().into())
}

/// The message before it is bytes, for tests that look into it.
pub(super) fn message(query: &Query, cx: &Context<'_>) -> Result<SearchRequest> {
    check::query(query, cx)?;
    rounds(&query.selection)?;
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
        filters: filter::optional(filtered(query).as_deref(), cx),
        generative: generative::generative(query, cx)?,
        rerank: query.rerank.as_ref().map(|rerank| rank::rerank(rerank, query.search.as_ref())),
        boost: boost::boost(query, cx)?,
        uses_127_api: true,
        ..SearchRequest::default()
    };
    let diversity = query.diversity.as_ref();
    match query.search.as_ref().map(|found| search::search(found, diversity)) {
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

/// Refuses two entries for one link: a server would send the objects of the first twice (1.39.0).
/// [`Rounds`](crate::Rounds) makes such a question several.
pub(crate) fn rounds(selection: &Selection) -> Result<()> {
    for (place, item) in selection.items.iter().enumerate() {
        let Item::Link { name, selection: inner, .. } = item else { continue };
        let same = |other: &Item| matches!(other, Item::Link { name: other, .. } if other == name);
        if selection.items.iter().take(place).any(same) {
            return Err(Error::invalid(format!(
                "one request selects one collection behind `.{name}`: ask for several in `Rounds`"
            )));
        }
        rounds(inner)?;
    }
    Ok(())
}

/// All the ids that were named can come back, unless fewer were asked for.
fn limit(query: &Query) -> u32 {
    let named = || query.ids.as_ref().and_then(|ids| u32::try_from(ids.len()).ok());
    query.limit.or_else(named).unwrap_or_default()
}

/// The filter as it is sent: with the ids as one more test, and so that a server looks at every object.
pub(super) fn filtered(query: &Query) -> Option<Cow<'_, Filter>> {
    let found = named(query)?;
    let all = query.search.is_none() && (!query.sort.is_empty() || query.offset.is_some());
    Some(if all && reads_until_full(&found) {
        Cow::Owned(Filter::All(vec![found.clone().into_owned(), found.into_owned()]))
    } else {
        found
    })
}

/// The question's own filter, with the ids as one more that all must pass.
fn named(query: &Query) -> Option<Cow<'_, Filter>> {
    let Some(ids) = &query.ids else { return query.filter.as_ref().map(Cow::Borrowed) };
    let named = Filter::spelled_ids(ids.clone());
    Some(Cow::Owned(match &query.filter {
        None | Some(Filter::Constant(true)) => named,
        Some(filter) => Filter::All(vec![named, filter.clone()]),
    }))
}

/// Whether the filter is one test over a range of values, such as `<` or `like`.
///
/// A server reads the index of such a filter only until `limit` objects have passed, and then sorts those few
/// or skips `offset` of them, so that others are missing. Inside an `AND` it reads all of them: so the test
/// is sent as an `AND` of itself with itself.
fn reads_until_full(filter: &Filter) -> bool {
    use Operator as Op;
    matches!(
        filter,
        Filter::Test { operator: Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual | Op::Like, .. }
    )
}

/// What is wanted of an object, found or behind a link.
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

/// What is wanted of a nested object. The message has no place for links, vectors and metadata in it.
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
                // Not asked for here: each comes with the clause that makes it.
                Metadata::RerankScore | Metadata::Generated => {}
            },
            Item::Property(_) | Item::Object { .. } | Item::Link { .. } => {}
        }
    }
    wire
}
