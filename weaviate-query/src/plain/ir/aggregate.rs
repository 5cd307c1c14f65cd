//! Questions that are answered with numbers. Replies are read by [`numbers`](crate::numbers).

use super::{Filter, Search};
use crate::plain::sealed::Sealed;

/// A question about many objects at once.
///
/// ```
/// use weaviate_query::{Names, ir::*, render, schema::DataType};
///
/// let question = Aggregate {
///     group_by: Some("category".into()),
///     groups: Some(3),
///     items: vec![
///         AggregateItem::Count,
///         AggregateItem::Property {
///             name: "words".into(),
///             kind: DataType::Int,
///             metrics: vec![Metric::Mean, Metric::Max],
///         },
///     ],
///     ..Aggregate::new("Article")
/// };
/// let names = Names::new();
/// assert_eq!(
///     render::explain_aggregate(&question, &render::Context::new(&names)),
///     "\
/// aggregate Article
///   group_by: .category
///   groups: 3
///   select: { count, .words { mean, max } }
/// "
/// );
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// The collection's own name, before any prefix.
    pub collection: String,
    /// Over the results of a search; none is over all objects. A search by vectors needs a bound,
    /// `object_limit` or a distance, and looks at one vector; `bm25` alone has no form on the wire, `hybrid`
    /// with `alpha: 0` has.
    pub search: Option<Search>,
    /// Which objects; none is all of them.
    pub filter: Option<Filter>,
    /// One answer for each value of this property; none is one answer about everything.
    pub group_by: Option<String>,
    /// How many groups at most; only with `group_by`, none leaves it to the server.
    pub groups: Option<u32>,
    /// How many of a search's results are looked at; only with a search.
    pub object_limit: Option<u32>,
    /// What is asked; an empty list is refused, as there would be no answer.
    pub items: Vec<AggregateItem>,
}

impl Aggregate {
    /// Asks nothing yet: over all objects, in one group, no items.
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
    /// [`numbers::Reply::count`](crate::numbers::Reply::count) reads the answer.
    pub fn count(collection: impl Into<String>, filter: Option<Filter>) -> Self {
        Self { filter, items: vec![AggregateItem::Count], ..Self::new(collection) }
    }

    /// Whether the server answers with texts as JSON has them: about a whole collection it reads them where they are
    /// stored (1.39.0), beside a filter, a search or groups it does not.
    pub(crate) fn gets_json(&self) -> bool {
        let whole = matches!(self.filter, None | Some(Filter::Constant(true)));
        whole && self.search.is_none() && self.group_by.is_none()
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
    /// The number of objects, with or without a value in any property.
    Count,
    /// Metrics of one property. They come back under its name, as
    /// [`PropertyNumbers`](crate::numbers::PropertyNumbers).
    Property {
        /// The property, as the server calls it.
        name: String,
        /// How its data type is aggregated: that of one value for a list. It must be the property's own, as a
        /// server that is asked for metrics of another one answers with other statistics (1.39.0).
        kind: crate::plain::schema::DataType,
        /// What is asked of it, at least one metric; two `Top` must ask for the same number.
        metrics: Vec<Metric>,
    },
}

/// What is asked of a property.
///
/// Objects without the property are left out of all of them.
///
/// What can be asked of a property depends on its data type:
///
/// | data type | metrics |
/// |---|---|
/// | `int`, `number` | count, sum, mean, median, mode, min, max |
/// | `date` | count, median, mode, min, max |
/// | `text` | count, top |
/// | `boolean` | `true_count`, `false_count`, `true_share`, `false_share`, count |
/// | a link | `pointing_to` |
/// | any other | none |
///
/// A server that is asked for a metric of another type answers with some other statistics and no error
/// (1.39.0), so rendering refuses it. Replies are read by [`numbers`](crate::numbers).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Metric {
    /// How many values there are
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
    /// The most frequent values with how often each occurs: so many at most, 1 or more
    Top(u32),
    /// How many are true
    TrueCount,
    /// How many are false
    FalseCount,
    /// The share of true, from 0 to 1; of no values it is NaN
    TrueShare,
    /// The share of false, from 0 to 1; of no values it is NaN
    FalseShare,
    /// The classes that a link may lead to
    PointingTo,
}

impl Sealed for Metric {}
