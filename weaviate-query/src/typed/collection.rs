//! A struct that is a collection: where a question starts.
//!
//! `query`, `FIELDS` and `SCHEMA` are items of the trait and not of the struct. So they clash with nothing that a person
//! writes for their own type, and they exist for any `C: Collection`.

use super::{
    aggregate::{AggregateBuilder, All},
    builder::Builder,
    fields::HasFields,
    marker::Owner,
    record::{Declares, Record},
    search::Listing,
    tenancy::Tenancy,
};
use crate::plain::schema::CollectionDef;

/// A struct that is a collection. `#[derive(Collection)]` implements it, and nothing else should: the impl holds what
/// the derive checked.
///
/// Code for any collection asks as code for one does:
///
/// ```
/// use weaviate_query::{Collection, Filter, Hit, Query, search::Narrowed};
///
/// /// The first hundred objects that pass, whole.
/// fn some<C: Collection>(only: Filter<C>) -> Query<C, Hit<C, Narrowed>> {
///     C::query().filter(only).limit(100).all()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection",
    label = "add `#[derive(Collection)]` to it"
)]
pub trait Collection: HasFields + Owner + Record + Declares<(), Whole = CollectionDef> {
    /// [`Whole`](crate::typed::tenancy::Whole), or with `multi_tenant` [`PerTenant`](crate::typed::tenancy::PerTenant):
    /// then a handle asks for no data before a tenant was chosen.
    type Tenancy: Tenancy;
    /// What a vector search aims at when it names nothing: [`NoVector`](crate::search::NoVector),
    /// [`One`](crate::search::One) or [`Several`](crate::search::Several), by how many vectors the struct has.
    type Vectors;
    /// The fields that a search by words covers if they are text, grouped by how they are cut: see
    /// [`Searched`](crate::search::Searched).
    type Texts;
    /// The module that answers prompts: one of [`modules::generative`](crate::plain::modules::generative), or
    /// [`none`](crate::plain::modules::none).
    type Generative;
    /// The module that ranks results anew: one of [`modules::reranker`](crate::plain::modules::reranker), or
    /// [`none`](crate::plain::modules::none).
    type Reranker;
    /// The tokens of its properties: `Article::FIELDS.title`.
    const FIELDS: Self::Fields<Self, ()>;
    /// All that the struct declares, as data: names, types, indexes, modules, doc comments. `sync` compares a server with
    /// it.
    const SCHEMA: &'static CollectionDef = <Self as Declares<()>>::WHOLE;

    /// Starts a question for objects. With no clause at all it lists the collection; [`Builder`] has the clauses.
    fn query() -> Builder<Self, Listing> {
        Builder::new(Self::SCHEMA.name)
    }

    /// Starts a question for numbers: counts, means, the most frequent values. See [`aggregate`](crate::aggregate).
    fn aggregate() -> AggregateBuilder<Self, Listing, All> {
        AggregateBuilder::new(Self::SCHEMA.name)
    }
}
