//! Questions for objects as `SearchRequest`.
//!
//! One message has room for every clause. Three things are done here that no clause says: the ids that were
//! named become a filter, a filter that a server would read too early to an end is put so that it does not,
//! and the id of each object is asked for, as errors name it.
//!
//! What nearly every question has is written straight into the buffer that goes out; the rest is made of messages first.

use std::borrow::Cow;

use bytes::Bytes;

use super::{
    Context, boost, check, filter, generative, rank,
    search::{self, Rendered},
    vector,
};
use crate::plain::{
    error::{Error, Result},
    ir::{Filter, Item, Metadata, Operator, Query, Search, Selection},
    wire::put,
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
    check::query(query, cx)?;
    rounds(&query.selection)?;
    let generative = generative::generative(query, cx)?;
    let boost = boost::boost(query, cx)?;
    let mut out = Vec::with_capacity(room(query));
    // The numbers of `SearchRequest`, in their order.
    put::text(&mut out, 1, &cx.names.class(&query.collection));
    put::text(&mut out, 10, cx.tenant.unwrap_or_default());
    if let Some(level) = cx.consistency {
        put::tag(&mut out, 11, 0);
        put::varint(&mut out, level.wire() as u64);
    }
    let behind = vectors_behind(&query.selection);
    put::nested(&mut out, 20, 0, |out| {
        properties(out, &query.selection, &boost::looked_at(query), &behind, cx);
    });
    put::nested(&mut out, 21, 0, |out| metadata(out, &query.selection, &[], query.profile));
    put::message(&mut out, 22, query.group_by.as_ref().map(rank::group_by).as_ref());
    put::number(&mut out, 30, limit(query).into());
    put::number(&mut out, 31, query.offset.unwrap_or_default().into());
    put::number(&mut out, 32, query.auto_limit.unwrap_or_default().into());
    put::text(&mut out, 33, query.after.as_deref().unwrap_or_default());
    for key in &query.sort {
        put::nested(&mut out, 34, 0, |out| {
            put::number(out, 1, u64::from(!key.descending));
            put::string(out, 2, &key.name);
        });
    }
    put::message(&mut out, 40, filter::optional(filtered(query).as_deref(), cx).as_ref());
    search(&mut out, query);
    put::message(&mut out, 60, generative.as_ref());
    let rerank = query.rerank.as_ref().map(|rerank| rank::rerank(rerank, query.search.as_ref()));
    put::message(&mut out, 61, rerank.as_ref());
    put::message(&mut out, 62, boost.as_ref());
    // `uses_127_api`
    put::number(&mut out, 102, 1);
    Ok(out.into())
}

/// About as many bytes as a question has: a vector, and little else.
fn room(query: &Query) -> usize {
    const REST: usize = 512;
    match &query.search {
        Some(Search::NearVector(near)) => REST + vector::bytes(&near.vectors),
        _ => REST,
    }
}

/// The search, in the field of its kind.
fn search(out: &mut Vec<u8>, query: &Query) {
    let Some(found) = &query.search else { return };
    let diversity = query.diversity.as_ref();
    if let Search::NearVector(near) = found
        && search::near_alone(out, 43, near, diversity)
    {
        return;
    }
    match search::search(found, diversity) {
        Rendered::Hybrid(hybrid) => put::message(out, 41, Some(&*hybrid)),
        Rendered::Bm25(bm25) => put::message(out, 42, Some(&bm25)),
        Rendered::NearVector(near) => put::message(out, 43, Some(&near)),
        Rendered::NearObject(near) => put::message(out, 44, Some(&near)),
        Rendered::NearText(near) => put::message(out, 45, Some(&near)),
        Rendered::NearImage(near) => put::message(out, 46, Some(&near)),
        Rendered::NearAudio(near) => put::message(out, 47, Some(&near)),
        Rendered::NearVideo(near) => put::message(out, 48, Some(&near)),
        Rendered::NearDepth(near) => put::message(out, 49, Some(&near)),
        Rendered::NearThermal(near) => put::message(out, 50, Some(&near)),
        Rendered::NearImu(near) => put::message(out, 51, Some(&near)),
    }
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

/// The vectors to ask for behind every link, where there are several links: all that are asked for behind any.
///
/// A server holds an object that links lead to but once in an answer, and with the vectors of one of the ways to it, so
/// that they are missing on the others (1.39.0). A name that a collection lacks gets no answer, and no error.
fn vectors_behind(selection: &Selection) -> Vec<&str> {
    fn collect<'s>(selection: &'s Selection, links: &mut usize, vectors: &mut Vec<&'s str>) {
        for item in &selection.items {
            let Item::Link { selection, .. } = item else { continue };
            *links += 1;
            for item in &selection.items {
                if let Item::Vector(name) = item
                    && !vectors.contains(&&**name)
                {
                    vectors.push(name);
                }
            }
            collect(selection, links, vectors);
        }
    }
    let (mut links, mut vectors) = (0, Vec::new());
    collect(selection, &mut links, &mut vectors);
    if links > 1 { vectors } else { Vec::new() }
}

/// What is wanted of an object, found or behind a link: a `PropertiesRequest`, with `others` behind its properties, and
/// the vectors `behind` of what links lead to.
fn properties(out: &mut Vec<u8>, selection: &Selection, others: &[&str], behind: &[&str], cx: &Context<'_>) {
    names(out, 1, selection);
    for name in others {
        put::string(out, 1, name);
    }
    for item in &selection.items {
        let Item::Link { name, collection, selection } = item else { continue };
        put::nested(out, 2, 0, |out| {
            put::text(out, 1, name);
            put::nested(out, 2, 0, |out| properties(out, selection, &[], behind, cx));
            put::nested(out, 3, 0, |out| metadata(out, selection, behind, false));
            let target = collection.as_deref().map(|collection| cx.names.concrete(collection));
            put::text(out, 4, target.as_deref().unwrap_or_default());
        });
    }
    objects(out, selection);
}

/// The properties that a selection names, in the field `number`.
fn names(out: &mut Vec<u8>, number: u32, selection: &Selection) {
    for item in &selection.items {
        if let Item::Property(name) = item {
            put::string(out, number, name);
        }
    }
}

/// What is wanted of nested objects: field 3, in an object as inside another. The message has no place for links, vectors
/// and metadata in it.
fn objects(out: &mut Vec<u8>, selection: &Selection) {
    for item in &selection.items {
        let Item::Object { name, selection } = item else { continue };
        put::nested(out, 3, 0, |out| {
            put::text(out, 1, name);
            names(out, 2, selection);
            objects(out, selection);
        });
    }
}

/// A `MetadataRequest`, with `others` of the vectors. The id is always asked for: it names the object in every error of the
/// decoder.
fn metadata(out: &mut Vec<u8>, selection: &Selection, others: &[&str], profile: bool) {
    let mut words = 1 << 1;
    let own = selection.items.iter().filter_map(|item| match item {
        Item::Vector(name) => Some(&**name),
        _ => None,
    });
    let added = others.iter().copied().filter(|other| !own.clone().any(|name| name == *other));
    let vectors = own.clone().chain(added);
    if vectors.clone().any(str::is_empty) {
        words |= 1 << 2;
    }
    for item in &selection.items {
        let Item::Metadata(word) = item else { continue };
        words |= match word {
            Metadata::Id => 0,
            Metadata::CreatedAt => 1 << 3,
            Metadata::UpdatedAt => 1 << 4,
            Metadata::Distance => 1 << 5,
            Metadata::Certainty => 1 << 6,
            Metadata::Score => 1 << 7,
            Metadata::ExplainScore => 1 << 8,
            Metadata::IsConsistent => 1 << 9,
            // Not asked for here: each comes with the clause that makes it.
            Metadata::RerankScore | Metadata::Generated => 0,
        };
    }
    (1..10).for_each(|number| put::number(out, number, words >> number & 1));
    for name in vectors.filter(|name| !name.is_empty()) {
        put::string(out, 10, name);
    }
    put::number(out, 11, profile.into());
}
