//! Which objects an aggregation is about.

use std::sync::Arc;

use roaring::RoaringBitmap;

use crate::{
    catalog::Collection,
    common::error::{Refusal, Result, Within},
    operations::{
        context::Context,
        filter::Clause,
        search::{AggregateSearch, Place},
    },
    schema::Class,
};

/// Where to look and what for.
pub(super) struct Scope<'a> {
    pub(super) context: &'a Context,
    pub(super) collection: &'a Collection,
    pub(super) class: Arc<Class>,
    pub(super) tenant: &'a str,
    pub(super) filter: Option<&'a Clause>,
    pub(super) search: Option<&'a AggregateSearch>,
    pub(super) limit: Option<usize>,
    /// Whether the documents are to be grouped.
    pub(super) grouped: bool,
}

impl Scope<'_> {
    // What the server refuses before it looks for the tenant.
    fn check_search(&self) -> Result<()> {
        let Some(AggregateSearch::Near(near)) = self.search else { return Ok(()) };
        near.check_media(&self.class)?;
        let far = near.threshold().is_none_or(|most| most >= 2.0);
        let beyond = near.threshold().is_some_and(|most| most > 2.0);
        if near.has_vectors() && self.limit.is_none() && far && !beyond { Err(too_wide()) } else { Ok(()) }
    }

    /// The documents; none stands for all of them.
    pub(super) fn find(&self) -> Result<Option<RoaringBitmap>> {
        self.check_search()?;
        let shard = self.collection.shard(self.tenant).map_err(|refusal| match self.search {
            Some(AggregateSearch::Near(near)) if near.has_object() => {
                let index = self.class.index_name();
                refusal.within(format!("nearObject params: search index {index}: determine shard"))
            }
            _ => refusal,
        })?;
        let at = Place {
            catalog: self.context.catalog(),
            class: self.class.clone(),
            shard,
            tenant: self.tenant,
            filter: self.filter,
        };
        let place = format!("shard {}", at.shard_name());
        let hybrid = matches!(self.search, Some(AggregateSearch::Hybrid(_)));
        let mut allowed = None;
        // The server looks up the filter before it searches; only an ungrouped hybrid search leaves it to its vector side.
        if self.grouped || !hybrid {
            let place = if self.grouped { format!("{place}: identify groups") } else { place.clone() };
            let bare =
                |refusal: Refusal| if refusal.panics() { Refusal::bare(refusal.text) } else { refusal };
            let found = at.allowed().map_err(bare);
            allowed = found.within("retrieve doc IDs from searcher").within(place)?;
        }
        match self.search {
            None => Ok(allowed),
            Some(AggregateSearch::Near(near)) => {
                // Only a certainty below 0 is a bound until the shard is asked.
                let beyond = near.threshold().is_some_and(|most| most > 2.0);
                let near = near.resolve(self.context.settings(), self.collection, self.tenant)?.for_numbers();
                if self.limit.is_none() && near.threshold().is_none() {
                    return Err(if beyond { too_wide().within(place) } else { too_wide() });
                }
                let place = if self.grouped {
                    format!("{place}: identify groups: failed to perform vector search")
                } else {
                    place
                };
                let docs = near.documents(&at, self.limit.unwrap_or(usize::MAX)).within(place)?;
                Ok(Some(docs.into_iter().map(|(doc, _)| doc).collect()))
            }
            Some(AggregateSearch::Hybrid(hybrid)) => {
                let (place, dense_search) = if self.grouped {
                    (format!("{place}: identify groups: hybrid search"), "aggregate grouped dense search")
                } else {
                    (place, "aggregate dense search")
                };
                // A hybrid search without a vector in the request must have a limit or a distance.
                let (own, far) = hybrid
                    .near
                    .as_ref()
                    .map_or((false, true), |near| (near.has_vectors(), near.threshold().is_none()));
                if !own && far && self.limit.is_none() {
                    return Err(too_wide());
                }
                let dense =
                    |refusal: Refusal| refusal.within(dense_search).within("dense search").within(&place);
                let mut out = RoaringBitmap::new();
                let keyword = hybrid.alpha < 1.0 && !hybrid.keyword.query.is_empty();
                let most = self.limit.unwrap_or(self.context.settings().maximum_results);
                if keyword {
                    // The server's keyword side looks at every text, whatever the request and the filter say.
                    let everywhere = Place { filter: None, ..at.clone() };
                    let sparse = "sparse search: aggregate sparse search: bm25 objects";
                    let found = hybrid.keyword.documents_in_texts(&everywhere, most);
                    out.extend(found.within(sparse).within(&place)?);
                }
                if hybrid.alpha > 0.0 {
                    if !keyword && self.limit.is_none() {
                        return Err(dense(too_wide()));
                    }
                    let near = hybrid.near.as_ref().ok_or_else(|| {
                        crate::operations::search::no_vector(&self.class.name, &hybrid.keyword.query)
                            .within("get vector input from modules provider")
                            .within(&place)
                    })?;
                    let near = near.resolve(self.context.settings(), self.collection, self.tenant)?;
                    let near: RoaringBitmap = near
                        .documents(&at, most)
                        .map_err(dense)?
                        .into_iter()
                        // As in a search, what is too far for the vector is not found by a word either.
                        .filter(|(_, far)| {
                            hybrid.distance.is_none_or(|most| far.is_some_and(|far| far <= most))
                        })
                        .map(|(doc, _)| doc)
                        .collect();
                    match hybrid.distance {
                        Some(_) => out = near,
                        None => out |= near,
                    }
                }
                Ok(Some(out))
            }
        }
    }
}

fn too_wide() -> Refusal {
    Refusal::new("must provide certainty or objectLimit with vector search")
}
