//! How long a search took, for those who ask.

use std::{collections::HashMap, time::Duration};

use weaviate_proto::{
    self as proto,
    query_profile::{SearchProfile, ShardProfile},
};

use super::query::Kind;
use crate::common::server::NODE;

/// The profile of a search of a shard. What the server tells of the work of its own indexes is not there.
pub(super) fn of(kind: &Kind, shard: String, took: Duration) -> proto::QueryProfile {
    let names: Vec<&str> = match kind {
        Kind::List => vec!["object"],
        Kind::Keyword(_) => vec!["keyword"],
        Kind::Near(_) => vec!["vector"],
        Kind::Hybrid(hybrid) => {
            let sides = [("keyword", hybrid.alpha < 1.0), ("vector", hybrid.alpha > 0.0)];
            sides.into_iter().filter(|(_, searched)| *searched).map(|(name, _)| name).collect()
        }
    };
    // The two searches of a hybrid one are not timed apart.
    let details = match names.as_slice() {
        [_] => HashMap::from([("total_took".to_owned(), shown(took))]),
        _ => HashMap::new(),
    };
    let searches =
        names.into_iter().map(|name| (name.to_owned(), SearchProfile { details: details.clone() })).collect();
    let profile = ShardProfile { name: shard, node: NODE.to_owned(), searches };
    proto::QueryProfile { shards: vec![profile] }
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
