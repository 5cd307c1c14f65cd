//! Questions for numbers that know their collection.
//!
//! `query!(aggregate Article, …)` asks for numbers about objects and not for the objects: how many there are, the mean of
//! a property, its most frequent values, all of that once or once for each value of another property.
//!
//! ```
//! use weaviate_query::{Aggregate, Collection, token::{Field, IntProperty}};
//!
//! fn how_many<C: Collection>() -> Aggregate<C, (u64,)> {
//!     C::aggregate().select(|_fields, all| (all.count(),))
//! }
//! ```
//!
//! # Metrics
//!
//! | metric | kinds | Rust type | of no values |
//! |---|---|---|---|
//! | `count` of the objects | | `u64` | 0 |
//! | `count` of a property's values | text, int, number, boolean, date | `u64` | 0 |
//! | `sum`, `mode`, `min`, `max` | int | `Option<i64>` | `None` |
//! | `sum`, `mode`, `min`, `max` | number | `Option<f64>` | `None` |
//! | `mean` | int, number | `Option<f64>` | `None` |
//! | `median` | int, number | `Option<f64>` | `None` |
//! | `median`, `mode`, `min`, `max` | date | `Option<DateTime<FixedOffset>>`; text without the feature `chrono` | `None` |
//! | `top(n)` | text | `Vec<`[`Top`]`>` | empty |
//! | `true_count`, `false_count` | boolean | `u64` | 0 |
//! | `true_share`, `false_share` | boolean | `Option<f64>`, 0 to 1 | `None` |
//! | `pointing_to` | links | `Vec<String>`, names of classes | empty |
//!
//! A list has the metrics of its elements. A server answers an int metric of a text property with the text's statistics
//! and no error (1.39.0); here it does not compile.
//!
//! # Clauses
//!
//! `filter`, `group_by`, `groups`, and the searches with their own clauses, which are the same as in a question for objects:
//! they are written once for both. A search by vectors says which objects count and must be bounded, by `object_limit`, a
//! `distance` or a `certainty`; a `hybrid` by `object_limit` where it has no vector of its own, or no words. Else the question
//! is `InvalidInput`, as a server refuses it; `query!` says it where it reads it. There is no `bm25` (a `hybrid` with
//! `alpha: 0` is one), no target of several vectors, and no `group_by` of a link beside a filter or a search, where a
//! server panics (1.39.0).
//!
//! The files are those of a question for objects: `asking` the builder as data, `builder` and `search` its clauses,
//! `question` what comes out. `grouping` and `key` say what the answer is, `metric` what stands in `select`.

mod asking;
mod builder;
mod grouping;
mod key;
mod metric;
mod question;
mod search;

pub use asking::AggregateBuilder;
pub use builder::RefusedAggregate;
pub use grouping::{All, By, Filtered, Group, Grouping, Groups, GroupsBeside, KeyOf};
pub use key::GroupKey;
pub use metric::{
    AggregateItem, AggregateItems, Counted, Extremal, ExtremeOf, Kinded, Metric, MetricItem, MetricItems,
    Metrics, NestMetrics, Numeric, Pointing, RefusedMetric, Tallied, Top, Topped, Total, Totals, Valued,
};
pub use question::Aggregate;
pub use search::RefusedAggregateSearch;
