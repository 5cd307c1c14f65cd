//! Groups and the second ranking as messages.

use weaviate_proto as proto;

use crate::plain::ir::{GroupBy, Rerank, Search};

/// Groups; both numbers are always sent, as 0 on the wire is none at all.
pub(super) fn group_by(group: &GroupBy) -> proto::GroupBy {
    let wire = |said: Option<u32>, otherwise| i32::try_from(said.unwrap_or(otherwise)).unwrap_or(i32::MAX);
    proto::GroupBy {
        path: vec![group.property.clone()],
        number_of_groups: wire(group.groups, GroupBy::GROUPS),
        objects_per_group: wire(group.objects, GroupBy::OBJECTS),
    }
}

/// The second ranking. Where no text is sent a server gives the reranker an empty one, so the text of the
/// search is.
pub(super) fn rerank(rerank: &Rerank, search: Option<&Search>) -> proto::Rerank {
    proto::Rerank { property: rerank.property.clone(), query: rerank_query(rerank, search) }
}

/// What the reranker holds the property against.
pub(super) fn rerank_query(rerank: &Rerank, search: Option<&Search>) -> Option<String> {
    rerank.query.clone().or_else(|| search.and_then(text_of))
}

/// The text of a search, if it has one.
pub(super) fn text_of(search: &Search) -> Option<String> {
    let text = match search {
        Search::Bm25(search) => search.query.clone(),
        Search::Hybrid(search) => search.keywords.query.clone(),
        Search::NearText(search) => search.concepts.join(" "),
        Search::NearVector(_) | Search::NearObject { .. } | Search::NearMedia(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}
