//! What each part of a search took: a JSON document inside a text.

use serde_json::Value as Json;
use weaviate_proto::{
    QueryProfile,
    query_profile::{SearchProfile, ShardProfile},
};

use super::json;
use crate::plain::error::{Error, Result};

pub(super) fn read(text: &Json) -> Result<QueryProfile> {
    let text = json::text(text, "a profile")?;
    let document: Json = serde_json::from_str(text)
        .map_err(|error| Error::decode("the profile of the query is no JSON").with_source(error))?;
    let shards = json::list(&document, "a list of shards")?.iter().map(shard);
    Ok(QueryProfile { shards: shards.collect::<Result<_>>()? })
}

fn shard(shard: &Json) -> Result<ShardProfile> {
    let shard = json::object(shard, "a shard")?;
    let text = |name| {
        json::at(shard, name).map_or(Ok(String::new()), |text| json::text(text, "text").map(str::to_owned))
    };
    let mut searches = std::collections::HashMap::new();
    if let Some(found) = json::at(shard, "searches") {
        for (name, search) in json::object(found, "searches")? {
            let mut details = std::collections::HashMap::new();
            if let Some(found) = search.get("details").filter(|details| !details.is_null()) {
                for (name, detail) in json::object(found, "details")? {
                    details.insert(name.clone(), json::text(detail, "text")?.to_owned());
                }
            }
            searches.insert(name.clone(), SearchProfile { details });
        }
    }
    Ok(ShardProfile { name: text("name")?, node: text("node")?, searches })
}
