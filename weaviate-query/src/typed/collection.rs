//! A struct that is a collection: where a question starts.

use super::{
    aggregate::{AggregateBuilder, All},
    builder::Builder,
    fields::HasFields,
    marker::Owner,
    record::Record,
    search::Listing,
    tenancy::Tenancy,
};
use crate::plain::schema::CollectionDef;

/// A struct that is a collection. `#[derive(Collection)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection",
    label = "add `#[derive(Collection)]` to it"
)]
pub trait Collection: HasFields + Owner + Record {
    /// [`Whole`](crate::typed::tenancy::Whole), or [`PerTenant`](crate::typed::tenancy::PerTenant).
    type Tenancy: Tenancy;
    /// What a vector search aims at when it names nothing.
    type Vectors;
    /// The module that answers prompts: one of [`modules::generative`](crate::plain::modules::generative), or
    /// [`none`](crate::plain::modules::none).
    type Generative;
    /// The module that ranks results anew: one of [`modules::reranker`](crate::plain::modules::reranker), or
    /// [`none`](crate::plain::modules::none).
    type Reranker;
    /// The tokens of its properties.
    const FIELDS: Self::Fields<Self, ()>;
    /// All that the struct declares.
    const SCHEMA: &'static CollectionDef;

    /// Starts a question for objects.
    fn query() -> Builder<Self, Listing> {
        Builder::new(Self::SCHEMA.name)
    }

    /// Starts a question for numbers.
    fn aggregate() -> AggregateBuilder<Self, Listing, All> {
        AggregateBuilder::new(Self::SCHEMA.name)
    }
}
