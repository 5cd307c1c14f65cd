//! How long a search took, for those who ask.

use std::{collections::HashMap, time::Duration};

use weaviate_proto::{
    self as proto,
    query_profile::{SearchProfile, ShardProfile},
};

use super::{
    near::Near,
    place::Place,
    query::{Kind, Query},
};
use crate::common::{error::Result, server::NODE};

type Details = HashMap<String, String>;

/// The profile of a search of a shard that found `found` objects or groups; nothing is told where nothing was found.
///
/// The parts of a search are not timed apart here: each says how long the whole of it took. What the server tells of
/// the work inside its own indexes is not there.
pub(super) fn of(
    query: &Query,
    at: &Place<'_>,
    found: usize,
    took: Duration,
) -> Result<Option<proto::QueryProfile>> {
    if found == 0 {
        return Ok(None);
    }
    let allowed = at.allowed()?.map(|allowed| allowed.len());
    let of = Parts { query, at, allowed, took: shown(took) };
    let searches: Vec<(&str, Details)> = match &query.kind {
        Kind::List => vec![("object", of.object())],
        Kind::Keyword(_) => vec![("keyword", of.keyword(Some(found)))],
        Kind::Near(near) => vec![("vector", of.vector(near))],
        Kind::Hybrid(hybrid) => {
            let vector = hybrid.near.as_ref().filter(|_| hybrid.alpha > 0.0);
            let keyword = (hybrid.alpha < 1.0).then(|| ("keyword", of.keyword(None)));
            keyword.into_iter().chain(vector.map(|near| ("vector", of.vector(near)))).collect()
        }
    };
    let searches = searches.into_iter().map(|(name, details)| (name.to_owned(), SearchProfile { details }));
    let name = format!("{}_{}", at.class.index_name(), at.shard_name());
    let profile = ShardProfile { name, node: NODE.to_owned(), searches: searches.collect() };
    Ok(Some(proto::QueryProfile { shards: vec![profile] }))
}

/// What the parts of a search are told from.
struct Parts<'a> {
    query: &'a Query,
    at: &'a Place<'a>,
    /// How many objects pass the filter, if there is one.
    allowed: Option<u64>,
    took: String,
}

impl Parts<'_> {
    /// Parts that only have a time.
    fn timed(&self, names: &[&str]) -> Details {
        names.iter().chain(&["total_took"]).map(|name| ((*name).to_owned(), self.took.clone())).collect()
    }

    fn object(&self) -> Details {
        let mut out = if self.query.sort.is_empty() {
            self.timed(&[])
        } else {
            self.timed(&["sort_took", "objects_took"])
        };
        if let Some(allowed) = self.allowed {
            out.extend(self.timed(&["build_allow_list_took", "objects_by_doc_ids_took"]));
            out.insert("allow_list_doc_ids_count".to_owned(), allowed.to_string());
        }
        out
    }

    fn vector(&self, near: &Near) -> Details {
        let mut out = self.timed(&["vector_search_took"]);
        if self.query.group.is_none() {
            out.extend(self.timed(&["objects_took"]));
        }
        let graph = |name: &String| self.at.class.vector_index_type(name) != "flat";
        if near.targets.iter().any(graph) {
            // Few objects that pass a filter are looked through one by one.
            let part =
                if self.allowed.is_some() { "flat_search_iteration_took" } else { "knn_search_layer_0_took" };
            out.extend(self.timed(&[part]));
            out.insert("hnsw_flat_search".to_owned(), self.allowed.is_some().to_string());
        }
        if let Some(allowed) = self.allowed {
            out.extend(self.timed(&["filters_build_allow_list_took"]));
            out.insert("filters_ids_matched".to_owned(), allowed.to_string());
        }
        out
    }

    fn keyword(&self, found: Option<usize>) -> Details {
        let parts = ["kwd_time", "kwd_1_tok_time", "kwd_3_term_time", "kwd_4_bmw_time", "kwd_5_objects_time"];
        let mut out = self.timed(&parts);
        out.insert("kwd_method".to_owned(), "blockmaxwand".to_owned());
        if let Some(found) = found {
            out.insert("kwd_6_res_count".to_owned(), found.to_string());
        }
        if let Some(allowed) = self.allowed {
            out.insert("kwd_filter_size".to_owned(), allowed.to_string());
        }
        out
    }
}

// As Go prints it: in the largest unit that leaves something before the point.
fn shown(took: Duration) -> String {
    let nanos = took.as_nanos() as f64;
    match nanos {
        _ if nanos < 1e3 => format!("{nanos}ns"),
        _ if nanos < 1e6 => format!("{}µs", nanos / 1e3),
        _ if nanos < 1e9 => format!("{}ms", nanos / 1e6),
        _ => format!("{}s", nanos / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // From the documentation of Go's time package, and a 1.39.0 server.
    #[test]
    fn durations_are_shown_as_go_does() {
        for (nanos, text) in
            [(999, "999ns"), (96_533, "96.533µs"), (1_500_000, "1.5ms"), (2_000_000_000, "2s")]
        {
            assert_eq!(shown(Duration::from_nanos(nanos)), text);
        }
    }
}
