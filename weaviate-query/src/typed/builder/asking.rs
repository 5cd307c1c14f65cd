//! A question for objects while it is asked, as data: what each clause adds to is here, the clauses are above.

use std::{fmt, marker::PhantomData};

use crate::{
    plain::{ir, sealed::Sealed},
    typed::{answer::Extras, search::Listing},
};

/// A question about the collection `C` in the state `S`, with the extras `X`. `select` or `all` ends it.
pub struct Builder<C, S, X = Extras> {
    pub(super) ir: ir::Query,
    /// What `target` named for the search to come.
    pub(super) targets: ir::Targets,
    state: PhantomData<fn() -> (C, S, X)>,
}

impl<C, S, X> Sealed for Builder<C, S, X> {}

impl<C, S, X> fmt::Debug for Builder<C, S, X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}

impl<C> Builder<C, Listing> {
    /// Lists the collection of this name.
    pub(crate) fn new(collection: &str) -> Self {
        Self { ir: ir::Query::new(collection), targets: ir::Targets::default(), state: PhantomData }
    }
}

impl<C, S, X> Builder<C, S, X> {
    /// The same question in another state.
    pub(super) fn to<T>(self) -> Builder<C, T, X> {
        Builder { ir: self.ir, targets: self.targets, state: PhantomData }
    }

    /// The same question with other extras.
    pub(super) fn with<Y>(self) -> Builder<C, S, Y> {
        Builder { ir: self.ir, targets: self.targets, state: PhantomData }
    }
}
