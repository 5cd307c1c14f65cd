//! Counting objects, by asking for a number and nothing else.

use weaviate_query::{Result, ir, numbers::Reply};

use crate::scope::Scope;

impl Scope {
    /// How many objects pass a filter, or all of them.
    pub(crate) async fn count_where(&self, filter: Option<&ir::Filter>) -> Result<u64> {
        let aggregate = ir::Aggregate::count(&*self.collection, filter.cloned());
        if aggregate.is_empty() {
            return Ok(0);
        }
        Reply::read(&self.aggregate(&aggregate).await?)?.count()
    }
}
