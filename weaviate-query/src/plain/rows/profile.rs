//! What each part of a search took.
//!
//! A question with `profile: true` (from 1.36 on) is answered with an account of the work of each shard. Its
//! names and numbers are the server's own and change between versions: it is to be read by people.

use std::collections::BTreeMap;

use prost::Message as _;
use weaviate_proto as proto;

use crate::plain::error::{Error, Result};

/// What a server says of the work behind an answer, for a question with `profile: true`.
///
/// ```
/// use prost::Message;
/// use weaviate_proto::{QueryProfile, SearchReply, query_profile};
/// use weaviate_query::wire::raw;
///
/// let details = [("total_took".to_owned(), "1.2ms".to_owned())].into();
/// let search = query_profile::SearchProfile { details };
/// let shard = query_profile::ShardProfile {
///     name: "S1".into(),
///     node: "node-0".into(),
///     searches: [("vector".to_owned(), search)].into(),
/// };
/// let profile = Some(QueryProfile { shards: vec![shard] });
/// let reply = SearchReply { query_profile: profile, ..Default::default() };
///
/// let rows = raw::objects(&reply.encode_to_vec())?;
/// let shard = &rows.profile().unwrap().shards[0];
/// assert_eq!(shard.node, "node-0");
/// assert_eq!(shard.searches["vector"].details["total_took"], "1.2ms");
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueryProfile {
    /// One for each shard that was searched.
    pub shards: Vec<ShardProfile>,
}

/// The work of one shard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShardProfile {
    /// The shard's name.
    pub name: String,
    /// The node that did the work: one of those that hold the shard.
    pub node: String,
    /// Each search by its kind, such as `keyword`, `vector` or `object`.
    pub searches: BTreeMap<String, SearchProfile>,
}

/// The work of one search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchProfile {
    /// What the server measured, in its own names and words.
    pub details: BTreeMap<String, String>,
}

impl QueryProfile {
    /// Reads a `QueryProfile` of a reply.
    pub(crate) fn read(message: &[u8]) -> Result<Self> {
        let wire = proto::QueryProfile::decode(message)
            .map_err(|error| Error::decode("the query profile is no protobuf message").with_source(error))?;
        let shard = |shard: proto::query_profile::ShardProfile| ShardProfile {
            name: shard.name,
            node: shard.node,
            searches: shard
                .searches
                .into_iter()
                .map(|(kind, search)| (kind, SearchProfile { details: search.details.into_iter().collect() }))
                .collect(),
        };
        Ok(Self { shards: wire.shards.into_iter().map(shard).collect() })
    }
}
