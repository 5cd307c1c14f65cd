//! Which part of the hits a search fetches, and the page that is shown.

use super::query::Query;
use crate::common::error::{Refusal, Result};

/// Which part of the hits is fetched; more than is shown when their order may change afterwards.
pub(super) struct Window {
    pub(super) offset: usize,
    pub(super) limit: usize,
}

impl Window {
    /// `most` is the largest limit plus offset.
    pub(super) fn of(most: usize, query: &Query) -> Self {
        let wanted = query.offset + query.limit;
        match query.boost.as_ref().filter(|boost| boost.active()) {
            Some(boost) => Self { offset: 0, limit: boost.depth(wanted, most) },
            None if query.mmr.is_some() => Self { offset: 0, limit: wanted },
            None => Self { offset: query.offset, limit: query.limit },
        }
    }

    pub(super) fn end(&self) -> usize {
        self.offset + self.limit
    }
}

/// A page of items.
pub(super) fn page<T>(items: Vec<T>, offset: usize, limit: usize) -> Vec<T> {
    items.into_iter().skip(offset).take(limit).collect()
}

/// A query may not ask for more than the server's maximum.
pub(crate) fn check_limit(most: usize, offset: usize, limit: usize) -> Result<()> {
    if offset + limit <= most {
        return Ok(());
    }
    Err(Refusal::new(format!(
        "invalid pagination params: query maximum results exceeded: the total limit calculated from the provided offset \
         '{offset}' and limit '{limit}' exceeds the configured value for QUERY_MAXIMUM_RESULTS '{most}'. If you've \
         supplied a negative offset or limit, this may be an underflow error"
    )))
}
