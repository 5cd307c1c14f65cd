//! A question for numbers while it is asked, as data: an IR, and three types for what was said. The clauses are in the
//! files beside this one.

use std::marker::PhantomData;

use super::grouping::All;
use crate::{
    plain::{ir, sealed::Sealed},
    typed::search::Listing,
};

/// A question for numbers about the collection `C`; `S` is its search ([`search`](crate::search)), `G` its grouping
/// ([`All`] or [`By`](super::By)). It starts with [`Collection::aggregate`](crate::Collection::aggregate) and ends with
/// [`select`](Self::select), which it must have.
pub struct AggregateBuilder<C, S = Listing, G = All> {
    pub(super) ir: ir::Aggregate,
    /// What `target` named for the search to come, which takes it; empty otherwise.
    pub(super) targets: ir::Targets,
    of: PhantomData<fn() -> (C, S, G)>,
}

impl<C, S, G> Sealed for AggregateBuilder<C, S, G> {}

impl<C, S, G> std::fmt::Debug for AggregateBuilder<C, S, G> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.ir.fmt(f)
    }
}

impl<C> AggregateBuilder<C, Listing, All> {
    /// Asks the collection of this name.
    pub(crate) fn new(collection: &str) -> Self {
        Self { ir: ir::Aggregate::new(collection), targets: ir::Targets::default(), of: PhantomData }
    }
}

impl<C, S, G> AggregateBuilder<C, S, G> {
    /// The same question in another state.
    pub(super) fn to<T>(self) -> AggregateBuilder<C, T, G> {
        AggregateBuilder { ir: self.ir, targets: self.targets, of: PhantomData }
    }

    /// The same question with another grouping.
    pub(super) fn by<H>(self) -> AggregateBuilder<C, S, H> {
        AggregateBuilder { ir: self.ir, targets: self.targets, of: PhantomData }
    }
}
