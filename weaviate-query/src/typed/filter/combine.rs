//! What `query!` writes for `&&`, `||`, `!` and the blocks of an `if`.
//!
//! `.public && if let Some(min) = min { .words >= min }` becomes
//!
//! ```text
//! and::<Article, _, _>(
//!     Article::FIELDS.public,
//!     if let Some(min) = min { then::<Article, _, _>(Article::FIELDS.words.ge(&(min))) } else { dropped::<Article, _>() },
//! )
//! ```
//!
//! Each part is an `Option`, and a part that is `None` drops out of what it stands in; where everything dropped out there
//! is no filter. They are free functions, because `Option` has an `and` and an `or` of its own that would be taken in
//! silence; and the collection is written out, so that a wrong filter has a type at once.

use std::marker::PhantomData;

use super::{Comparing, Filter, IntoFilter, Scope};
use crate::plain::{ir, sealed::Sealed};

/// `a && b`
pub fn and<C, K: Scope, L: Scope>(
    a: impl IntoFilter<C, K>,
    b: impl IntoFilter<C, L>,
) -> Option<Filter<C, K::With<L>>> {
    join(a.into_filter(), b.into_filter(), |a, b| ir::Filter::all([a, b]))
}

/// `a || b`
pub fn or<C, K: Scope, L: Scope>(
    a: impl IntoFilter<C, K>,
    b: impl IntoFilter<C, L>,
) -> Option<Filter<C, K::With<L>>> {
    join(a.into_filter(), b.into_filter(), |a, b| ir::Filter::any([a, b]))
}

/// `!a`
pub fn not<C, K>(a: impl IntoFilter<C, K>) -> Option<Filter<C, K>> {
    a.into_filter().map(|filter| !filter)
}

/// A filter that is not there.
pub fn absent<C>() -> Option<Filter<C>> {
    None
}

/// The whole of `filter!`: what dropped out leaves a filter that every object passes.
pub fn whole<C, K>(a: impl IntoFilter<C, K>) -> Filter<C, K> {
    a.into_filter().unwrap_or_else(|| Filter::new(ir::Filter::Constant(true)))
}

/// An `if` of which one block is taken: `K` is of the first, `L` of the other.
pub struct Taken<C, K, L> {
    ir: Option<ir::Filter>,
    of: PhantomData<fn() -> (C, K, L)>,
}

impl<C, K, L> Sealed for Taken<C, K, L> {}

impl<C, K, L> std::fmt::Debug for Taken<C, K, L> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.ir.fmt(f)
    }
}

#[diagnostic::do_not_recommend]
impl<C, K: Scope, L: Scope> IntoFilter<C, K::With<L>> for Taken<C, K, L> {
    fn into_filter(self) -> Option<Filter<C, K::With<L>>> {
        self.ir.map(Filter::new)
    }
}

/// The block of an `if`.
pub fn then<C, K, L>(a: impl IntoFilter<C, K>) -> Taken<C, K, L> {
    Taken { ir: a.into_filter().map(Filter::into_ir), of: PhantomData }
}

/// The block of its `else`.
pub fn otherwise<C, K, L>(a: impl IntoFilter<C, L>) -> Taken<C, K, L> {
    Taken { ir: a.into_filter().map(Filter::into_ir), of: PhantomData }
}

/// Of an `if` without an `else`.
pub fn dropped<C, K>() -> Taken<C, K, Comparing> {
    Taken { ir: None, of: PhantomData }
}

fn join<C, K: Scope, L: Scope>(
    a: Option<Filter<C, K>>,
    b: Option<Filter<C, L>>,
    both: fn(ir::Filter, ir::Filter) -> ir::Filter,
) -> Option<Filter<C, K::With<L>>> {
    joined(a.map(Filter::into_ir), b.map(Filter::into_ir), both).map(Filter::new)
}

/// What is the same for all collections and scopes is compiled once.
#[inline(never)]
fn joined(
    a: Option<ir::Filter>,
    b: Option<ir::Filter>,
    both: fn(ir::Filter, ir::Filter) -> ir::Filter,
) -> Option<ir::Filter> {
    match (a, b) {
        (Some(a), Some(b)) => Some(both(a, b)),
        (a, None) => a,
        (None, b) => b,
    }
}
