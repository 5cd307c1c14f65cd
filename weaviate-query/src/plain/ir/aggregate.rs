//! Questions that are answered with numbers.

use super::{Filter, Search};
use crate::plain::sealed::Sealed;

/// A question about many objects at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// The collection's own name.
    pub collection: String,
    /// Over the results of a search.
    pub search: Option<Search>,
    /// Which objects.
    pub filter: Option<Filter>,
    /// One answer for each value of this property.
    pub group_by: Option<String>,
    /// How many groups at most.
    pub groups: Option<u32>,
    /// How many of a search's results are looked at.
    pub object_limit: Option<u32>,
    /// What is asked.
    pub items: Vec<AggregateItem>,
}

impl Aggregate {
    /// Asks nothing yet.
    pub fn new(collection: impl Into<String>) -> Self {
        Self {
            collection: collection.into(),
            search: None,
            filter: None,
            group_by: None,
            groups: None,
            object_limit: None,
            items: Vec::new(),
        }
    }

    /// How many objects there are that `filter` lets pass, or all.
    pub fn count(collection: impl Into<String>, filter: Option<Filter>) -> Self {
        Self { filter, items: vec![AggregateItem::Count], ..Self::new(collection) }
    }

    /// Whether no object can be counted, so that it need not be sent.
    pub fn is_empty(&self) -> bool {
        self.filter == Some(Filter::Constant(false))
    }
}

/// One part of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AggregateItem {
    /// The number of objects.
    Count,
    /// Metrics of a property.
    Property {
        /// The property.
        name: String,
        /// How its data type is aggregated.
        kind: crate::plain::schema::DataType,
        /// What is asked of it.
        metrics: Vec<Metric>,
    },
}

/// What is asked of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Metric {
    /// How many values
    Count,
    /// The sum
    Sum,
    /// The mean
    Mean,
    /// The median
    Median,
    /// The most frequent value
    Mode,
    /// The least value
    Min,
    /// The greatest value
    Max,
    /// The most frequent values
    Top(u32),
    /// How many are true
    TrueCount,
    /// How many are false
    FalseCount,
    /// The share of true, from 0 to 1
    TrueShare,
    /// The share of false, from 0 to 1
    FalseShare,
    /// The classes that a link may lead to
    PointingTo,
}

impl Sealed for Metric {}
