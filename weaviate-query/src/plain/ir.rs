//! A question as plain data: owned names, no type parameter.
//!
//! The typed layer makes it, the renderers write it down, and everything that works on collections whose
//! struct is not compiled in asks through it. There is one; nothing else says what a query is.

mod aggregate;
mod filter;
mod generative;
mod rank;
mod search;
mod select;

pub use aggregate::{Aggregate, AggregateItem, Metric};
pub use filter::{Filter, Operator, Step, Target, Value};
pub use generative::{Generative, GroupedTask, Provider, Setting};
pub use rank::{Boost, Condition, Curve, Decay, Diversity, GroupBy, Measure, Modifier, Rerank};
pub use search::{
    Bm25, Fusion, Hybrid, HybridVector, Join, KeywordOperator, Medium, Move, Near, NearMedia, NearText,
    NearVector, QueryVector, Search, Targets, Values,
};
pub(crate) use select::DEEPEST;
pub use select::{Item, Metadata, Selection};

/// A question that is answered with objects.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The collection's own name; [`crate::plain::names::Names`] says which class that is.
    pub collection: String,
    /// How objects are found and ranked; none lists them.
    pub search: Option<Search>,
    /// Which objects.
    pub filter: Option<Filter>,
    /// In which order, when nothing ranks them.
    pub sort: Vec<SortBy>,
    /// How many at most.
    pub limit: Option<u32>,
    /// How many of the first to leave out.
    pub offset: Option<u32>,
    /// Cut where the scores make their n-th jump.
    pub auto_limit: Option<u32>,
    /// The id behind which a walk over the whole collection goes on.
    pub after: Option<String>,
    /// Only the objects of these ids.
    pub ids: Option<Vec<String>>,
    /// One answer for each value of a property.
    pub group_by: Option<GroupBy>,
    /// A second ranking.
    pub rerank: Option<Rerank>,
    /// Scores raised or lowered by conditions.
    pub boost: Option<Boost>,
    /// Results that differ from each other.
    pub diversity: Option<Diversity>,
    /// Text written about the results.
    pub generative: Option<Generative>,
    /// Whether the server says what each part of the search took.
    pub profile: bool,
    /// What of each object.
    pub selection: Selection,
}

impl Query {
    /// Lists the collection.
    pub fn new(collection: impl Into<String>) -> Self {
        Self {
            collection: collection.into(),
            search: None,
            filter: None,
            sort: Vec::new(),
            limit: None,
            offset: None,
            auto_limit: None,
            after: None,
            ids: None,
            group_by: None,
            rerank: None,
            boost: None,
            diversity: None,
            generative: None,
            profile: false,
            selection: Selection::default(),
        }
    }

    /// Whether no object can answer it, so that it need not be sent.
    pub fn is_empty(&self) -> bool {
        self.filter == Some(Filter::Constant(false))
            || self.limit == Some(0)
            || self.ids.as_ref().is_some_and(Vec::is_empty)
    }
}

/// One key of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortBy {
    /// The property, or `_id`, `_creationTimeUnix`, `_lastUpdateTimeUnix`.
    pub name: String,
    /// Whether the largest come first.
    pub descending: bool,
}
