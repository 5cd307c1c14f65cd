//! How many parts the facade's tuples take. Each number is the length of a table of tuples in weaviate-query, by the
//! trait that the tuples implement, and changes with it.

/// `IntoSort`: orders of a `sort`. Those that have no room stand in a tuple in the last place.
pub(crate) const ORDERS: usize = 6;
/// `On` and `Properties`: properties of `on` and of `grouped_on`.
pub(crate) const PROPERTIES: usize = 8;
/// `Targeted` and `Targets`: targets that are joined, and vectors for them.
pub(crate) const TARGETS: usize = 8;
/// `Items`: parts of a selection.
pub(crate) const ITEMS: usize = 32;
/// `MetricItems`: parts of an aggregate, and metrics of one property.
pub(crate) const METRICS: usize = 10;
/// `Together`: fields of a struct that are read or written in one call.
pub(crate) const TOGETHER: usize = 12;
