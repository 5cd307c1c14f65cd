//! What is done with the results of a search.

use super::{
    super::{boost, context::Context, rank::text_of},
    common::at_most,
};
use crate::plain::{
    error::{Error, Result},
    ir::{Diversity, GroupBy, Query, Rerank, Search},
    version::Version,
};

/// Checks groups, the second ranking, diversity and boosts.
pub(super) fn rank(query: &Query, cx: &Context<'_>) -> Result<()> {
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
    if let Some(group) = &query.group_by {
        group_by(group)?;
        // Of a search by words a server cuts the groups, of one by vectors it cuts nothing and says nothing.
        if query.auto_limit.is_some() && query.search.as_ref().is_some_and(|found| found.near().is_some()) {
            return Err(Error::invalid(
                "a server drops `auto_limit` where it groups a search by vectors: leave one of them out",
            ));
        }
    }
    if let (Some(wanted), Some(search)) = (&query.rerank, &query.search) {
        rerank(wanted, search)?;
    }
    if let (Some(wanted), Some(search)) = (&query.diversity, &query.search) {
        diversity(*wanted, search, query.limit, cx)?;
    }
    // What cannot be read in a boost is found where it is rendered.
    boost::boost(query, cx).map(drop)
}

/// Groups need a property; the typed builder can be told the numbers first, so it may be missing.
fn group_by(group: &GroupBy) -> Result<()> {
    if group.property.is_empty() {
        return Err(Error::invalid(
            "`groups` and `objects_per_group` say how many groups there are: `group_by` is missing",
        ));
    }
    at_most(group.groups, "groups")?;
    at_most(group.objects, "objects_per_group")
}

/// What the reranker reads, and the text: left out, a server would give it an empty one.
fn rerank(wanted: &Rerank, search: &Search) -> Result<()> {
    if wanted.property.is_empty() {
        return Err(Error::invalid("`rerank_query` says what `rerank` looks for: `rerank` is missing"));
    }
    match &wanted.query {
        Some(query) if query.is_empty() => Err(Error::invalid("`rerank_query` is empty")),
        None if text_of(search).is_none() => {
            let (property, search) = (&wanted.property, search.name());
            Err(Error::invalid(format!(
                "`rerank` holds `.{property}` against a text, and `{search}` has none: give `rerank_query`"
            )))
        }
        _ => Ok(()),
    }
}

/// Results that differ: beside a search that compares vectors, and within the limit.
fn diversity(wanted: Diversity, search: &Search, most: Option<u32>, cx: &Context<'_>) -> Result<()> {
    let Diversity { limit, balance } = wanted;
    match search {
        Search::Bm25(_) => {
            return Err(Error::invalid("`diversity` compares vectors: `bm25` has none"));
        }
        Search::NearMedia(search) => {
            let search = search.medium.clause();
            return Err(Error::invalid(format!(
                "a server drops `diversity` where it searches by `{search}`"
            )));
        }
        Search::Hybrid(_) => cx.needs(Version::new(1, 39), "`diversity`")?,
        _ => cx.needs(Version::new(1, 37), "`diversity`")?,
    }
    if limit == 0 {
        return Err(Error::invalid("`diversity` chooses at least one object: its limit is 0"));
    }
    if let Some(most) = most.filter(|most| limit > *most) {
        return Err(Error::invalid(format!("`diversity` chooses {limit} objects out of a limit of {most}")));
    }
    match balance.filter(|balance| !(0.0..=1.0).contains(balance)) {
        Some(balance) => Err(Error::invalid(format!(
            "the balance of `diversity` is {balance}: it goes from 0 (only different) to 1 (only relevant)"
        ))),
        None => Ok(()),
    }
}
