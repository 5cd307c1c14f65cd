//! gRPC `Aggregate`: counts and statistics over all objects, filtered ones, or the hits of a search.

mod asked;
mod group;
mod scope;
mod stats;

use std::time::Instant;

use roaring::RoaringBitmap;
use weaviate_proto::{self as proto, aggregate_reply};

use crate::{
    common::{
        error::{Result, Within},
        sync::read,
    },
    operations::{
        context::Context,
        filter::{self, Clause},
        search::aggregate_search,
    },
};
use scope::Scope;

/// gRPC `Aggregate`.
#[expect(clippy::needless_pass_by_value, reason = "every method of the service takes its request")]
pub(crate) fn aggregate(
    context: &Context,
    request: proto::AggregateRequest,
) -> Result<proto::AggregateReply> {
    let params = "parse params";
    let collection = context.catalog().find(&request.collection).within(params)?;
    let class = collection.class();
    let clause = match &request.filters {
        Some(filters) => {
            let clause =
                filter::read(context.catalog(), &class, filters).within("extract filters").within(params)?;
            filter::validate(context.settings(), &clause).within("validate filters").within(params)?;
            Some(clause)
        }
        None => None,
    };
    with_filter(context, &request, clause.as_ref())
}

/// The aggregation of a request that says its filter in another way.
pub(crate) fn with_filter(
    context: &Context,
    request: &proto::AggregateRequest,
    clause: Option<&Clause>,
) -> Result<proto::AggregateReply> {
    let start = Instant::now();
    let params = "parse params";
    let collection = context.catalog().find(&request.collection).within(params)?;
    let class = collection.class();
    let search =
        request.search.as_ref().map(|from| aggregate_search(&class, from)).transpose().within(params)?;
    let scope = Scope {
        context,
        collection: &collection,
        class: class.clone(),
        tenant: &request.tenant,
        filter: clause,
        search: search.as_ref(),
        grouped: request.group_by.is_some(),
        limit: request.object_limit.map(|limit| limit as usize),
    };
    // A panic takes all places with it.
    let found = scope.find().within("aggregate").map_err(|refusal| match &refusal.bare {
        Some(text) if text.starts_with("panic occurred") => refusal.without_places(),
        _ => refusal,
    })?;
    let shard = collection.shard(&request.tenant).within("aggregate")?;
    let shard = read(&shard);
    let place = format!("aggregate: shard {}", shard.name);
    let statistics = |docs: Option<&RoaringBitmap>| {
        let written = stats::write(&class, &request.aggregations, &shard, docs);
        let written = if docs.is_some() { written.within("prepare aggregators for props") } else { written };
        written.within("aggregate properties")
    };
    let result = if let Some(by) = &request.group_by {
        let limit = request.limit.map_or(group::DEFAULT_LIMIT, |limit| limit as usize);
        let groups = group::groups(&shard, found.as_ref(), &by.property, limit).map_err(|refusal| {
            let scanned = found.is_some() && refusal.panics();
            if scanned { refusal.within("identify groups: scan").within(&place) } else { refusal }
        })?;
        let groups = groups
            .into_iter()
            .enumerate()
            .map(|(at, group)| {
                let aggregations = statistics(Some(&group.docs)).map_err(|refusal| {
                    let value = group.value();
                    refusal.within(format!("aggregate group {at} ({value})")).within(&place)
                });
                Ok(aggregate_reply::Group {
                    objects_count: Some(group.docs.len() as i64),
                    aggregations: aggregations?,
                    grouped_by: Some(group.grouped_by),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        // The server sends no result at all when there are no groups.
        (!groups.is_empty())
            .then_some(aggregate_reply::Result::GroupedResults(aggregate_reply::Grouped { groups }))
    } else {
        let count = found.as_ref().map_or(shard.len() as u64, RoaringBitmap::len);
        Some(aggregate_reply::Result::SingleResult(aggregate_reply::Single {
            objects_count: Some(if request.objects_count { count as i64 } else { 0 }),
            aggregations: statistics(found.as_ref()).within(&place)?,
        }))
    };
    Ok(proto::AggregateReply { took: start.elapsed().as_secs_f32(), result })
}
