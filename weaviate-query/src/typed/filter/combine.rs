//! What `query!` writes for `&&`, `||`, `!` and the blocks of an `if`.
//!
//! Free functions, because `Option` has an `and` and an `or` of its own that would be taken in silence; and the
//! collection is written out, so that `None` and a wrong filter have a type at once.

use super::{Filter, IntoFilter};
use crate::plain::ir;

/// `a && b`
pub fn and<C>(a: impl IntoFilter<C>, b: impl IntoFilter<C>) -> Option<Filter<C>> {
    join(a.into_filter(), b.into_filter(), |a, b| Filter::all([a, b]))
}

/// `a || b`
pub fn or<C>(a: impl IntoFilter<C>, b: impl IntoFilter<C>) -> Option<Filter<C>> {
    join(a.into_filter(), b.into_filter(), |a, b| Filter::any([a, b]))
}

/// `!a`
pub fn not<C>(a: impl IntoFilter<C>) -> Option<Filter<C>> {
    a.into_filter().map(|filter| !filter)
}

/// A filter that stands in a block.
pub fn part<C>(a: impl IntoFilter<C>) -> Option<Filter<C>> {
    a.into_filter()
}

/// The whole of `filter!`: what dropped out leaves a filter that every object passes.
pub fn whole<C>(a: impl IntoFilter<C>) -> Filter<C> {
    a.into_filter().unwrap_or_else(|| Filter::new(ir::Filter::Constant(true)))
}

fn join<C>(
    a: Option<Filter<C>>,
    b: Option<Filter<C>>,
    both: fn(Filter<C>, Filter<C>) -> Filter<C>,
) -> Option<Filter<C>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(both(a, b)),
        (a, None) => a,
        (None, b) => b,
    }
}
