//! Questions for numbers that know their collection.

mod asking;
mod builder;
mod grouping;
mod key;
mod metric;
mod question;
mod search;

pub use asking::AggregateBuilder;
pub use builder::RefusedAggregate;
pub use grouping::{All, By, Group, Grouping, Groups, KeyOf};
pub use key::GroupKey;
pub use metric::{
    AggregateItem, AggregateItems, Counted, Extremal, ExtremeOf, Kinded, Metric, MetricItem, MetricItems,
    Metrics, NestMetrics, Numeric, Pointing, RefusedMetric, Top, Topped, Total, Totals,
};
pub use question::Aggregate;
pub use search::RefusedAggregateSearch;
