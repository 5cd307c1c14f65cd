//! Counting objects, by asking for a number and nothing else.

use prost::Message as _;
use weaviate_proto::{AggregateReply, aggregate_reply::Result as Of};
use weaviate_query::{Error, Result, ir};

use crate::scope::Scope;

impl Scope {
    /// How many objects pass a filter, or all of them.
    pub(crate) async fn count_where(&self, filter: Option<&ir::Filter>) -> Result<u64> {
        let mut aggregate = ir::Aggregate::new(&*self.collection);
        aggregate.items.push(ir::AggregateItem::Count);
        aggregate.filter = filter.cloned();
        if aggregate.is_empty() {
            return Ok(0);
        }
        count_of(&self.aggregate(&aggregate).await?)
    }
}

/// The number of objects in an `AggregateReply` that has no groups.
pub(crate) fn count_of(body: &[u8]) -> Result<u64> {
    let reply = AggregateReply::decode(body)
        .map_err(|error| Error::decode("the answer is no AggregateReply").with_source(error))?;
    let count = match reply.result {
        Some(Of::SingleResult(single)) => single.objects_count,
        _ => None,
    };
    let count = count.ok_or_else(|| Error::decode("the answer has no number of objects"))?;
    u64::try_from(count).map_err(|_| Error::decode(format!("the server counts {count} objects")))
}
