//! gRPC `Aggregate`.

use std::time::Instant;

use weaviate_query::proto;

use crate::engine::Engine;
use crate::error::{Refusal, Result, Within};
use crate::sync::read;

/// gRPC `Aggregate`.
pub(crate) fn aggregate(engine: &Engine, request: proto::AggregateRequest) -> Result<proto::AggregateReply> {
    let start = Instant::now();
    let collection = engine.catalog().find(&request.collection).within("parse params")?;
    if !request.aggregations.is_empty() || request.group_by.is_some() || request.search.is_some() {
        return Err(Refusal::unsupported("this aggregation"));
    }
    let shard = collection.shard(&request.tenant).within("aggregate")?;
    let count = read(&shard).len() as i64;
    Ok(proto::AggregateReply {
        took: start.elapsed().as_secs_f32(),
        result: Some(proto::aggregate_reply::Result::SingleResult(proto::aggregate_reply::Single {
            objects_count: Some(count),
            aggregations: None,
        })),
    })
}
