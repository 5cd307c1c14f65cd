//! What `query!` writes for `&&`, `||`, `!` and the blocks of an `if`.
//!
//! `.public && if let Some(min) = min { .words >= min }` becomes
//!
//! ```text
//! and::<Article>(
//!     Article::FIELDS.public,
//!     if let Some(min) = min { part::<Article>(Article::FIELDS.words.ge(&(min))) } else { None },
//! )
//! ```
//!
//! Each part is an `Option`, and a part that is `None` drops out of what it stands in; where everything dropped out there
//! is no filter. They are free functions, because `Option` has an `and` and an `or` of its own that would be taken in
//! silence; and the collection is written out, so that `None` and a wrong filter have a type at once.

use super::{Filter, IntoFilter};
use crate::plain::ir;

/// `a && b`; if one of them dropped out, the other
pub fn and<C>(a: impl IntoFilter<C>, b: impl IntoFilter<C>) -> Option<Filter<C>> {
    join(a.into_filter(), b.into_filter(), |a, b| Filter::all([a, b]))
}

/// `a || b`; if one of them dropped out, the other
pub fn or<C>(a: impl IntoFilter<C>, b: impl IntoFilter<C>) -> Option<Filter<C>> {
    join(a.into_filter(), b.into_filter(), |a, b| Filter::any([a, b]))
}

/// `!a`; what dropped out stays out, it does not become "every object"
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
