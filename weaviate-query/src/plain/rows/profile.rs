//! What each part of a search took.

use std::collections::BTreeMap;

use prost::Message as _;
use weaviate_proto as proto;

use crate::plain::error::{Error, Result};

/// What a server says of the work behind an answer, for a question with `profile: true`.
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
    /// The node that holds it.
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
