//! A question for objects while it is asked, as data: an IR that each clause adds to, and the types that say which
//! clauses have been there. The clauses are in the files beside this one.

use std::{fmt, marker::PhantomData};

use crate::{
    plain::{ir, sealed::Sealed},
    typed::{answer::Extras, search::Listing},
};

/// A question about the collection `C` in the state `S`, with the extras `X`.
///
/// It starts with [`Collection::query`](crate::Collection::query) and ends with [`select`](Self::select),
/// [`all`](Self::all) or [`select_as`](Self::select_as). See [`search`](crate::search) for what each state may have.
///
/// A clause that a state does not have does not compile:
///
/// ```compile_fail
/// # use weaviate_query::Collection;
/// fn blended<C: Collection>() {
///     C::query().bm25("rust").alpha(0.3); // `alpha` belongs to a `hybrid` search
/// }
/// ```
///
/// Because the type changes, a clause that is only sometimes there takes an `Option`, or stands in a function:
///
/// ```
/// # use weaviate_query::{Collection, Filter, search::Narrowed};
/// # use weaviate_query::Builder;
/// fn page<C: Collection>(only: Option<Filter<C>>, page: u32) -> Builder<C, Narrowed> {
///     C::query().filter(only).offset(page * 20).limit(20)
/// }
/// ```
pub struct Builder<C, S, X = Extras> {
    /// On the heap: each clause moves the builder.
    pub(super) ir: Box<ir::Query>,
    /// What `target` named for the search to come, which takes it; empty otherwise.
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
        Self { ir: Box::new(ir::Query::new(collection)), targets: ir::Targets::default(), state: PhantomData }
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
