//! What expansions name, and nothing else. Not for people: it changes without notice.

pub use ::uuid::Uuid;

pub use crate::{
    plain::{
        broken::Broken,
        error::Result,
        key::key_id,
        modules::{self, Module, Setting, Source, Value as SettingValue},
        schema::{
            AnalyzerDef, Attribute, CollectionDef, Distance, FieldDef, InvertedDef, MultiTenancyDef,
            ObjectDef, Quantizer, Role, StopwordsDef, Tokenization, TtlDef, TypeDef, VectorDef, index,
        },
        version::Version,
        wire::{ObjectBytes, Sink, Slot, WireValue},
    },
    typed::{
        aggregate::{Metric, RefusedAggregate, RefusedAggregateSearch, RefusedMetric, Total},
        answer::{Extra, Prompted, Reranked},
        backfill::{backfill, filled},
        boost::fields as at_hand,
        builder::{Builder, RefusedClause, RefusedEnd, RefusedSearch, SelectRow},
        collection::Collection,
        declared as check,
        fields::HasFields,
        filter::{
            Refused, RefusedTime, blanks,
            combine::{absent, and, dropped, not, or, otherwise, then, whole},
            integer, nothing, signs,
        },
        generative::Pieces,
        kind::{analyzer, collection, distance, no, object, tokenization, yes},
        marker::{Choice, Defaults, Owner, Plain, Property, VectorProperty},
        property::{Element, IdType, PropertyType, Shape, Toward, each_object},
        query::Query,
        record::{Declares, Nested, Record, Row, Together, fields, metadata_field, no_fields},
        search::{
            AllText, Apart, Certain, Dated, Measured, NoVector, One, Outermost, Scored, Several, State,
            Unknown, average, minimum, near_text, near_vector, relative, sum, weighted,
        },
        select::{Data, Items, RefusedMeta},
        sort::sorted,
        tenancy::{PerTenant, Whole},
        token::{CreatedAt, Field, Id, UpdatedAt},
        validate::{self, Pattern, Rules},
    },
};

/// What has settings inside settings, by the word in the attribute.
pub mod inside {
    pub use crate::plain::schema::{
        index::{flat, hnsw},
        spread::{r#async, replication, sharding},
    };
}

/// What `query!`, `filter!` and `sort!` import: short names, and the traits by which rustc finds a method where no legal
/// one fits.
pub mod asking {
    pub use super::{
        Collection as __Collection, Incomplete as _, Refused as _, RefusedClause as _, RefusedEnd as _,
        RefusedMeta as _, RefusedSearch as _, RefusedTime as _,
    };
    pub use crate::private as __weaviate;
}

/// The same for `query!(aggregate …)`.
pub mod aggregating {
    pub use super::{
        Collection as __Collection, Incomplete as _, Refused as _, RefusedAggregate as _,
        RefusedAggregateSearch as _, RefusedMetric as _, RefusedTime as _,
    };
    pub use crate::private as __weaviate;
}

/// Starts a question for objects of `C`.
pub fn ask<C: Collection>() -> Builder<C, crate::typed::search::Listing> {
    C::query()
}

/// Starts a question for numbers about `C`.
pub fn aggregate<C: Collection>() -> crate::typed::aggregate::AggregateBuilder<C> {
    C::aggregate()
}

/// A collection that declares nothing but these fields.
pub const fn schema(
    rust_name: &'static str,
    name: &'static str,
    fields: &'static [FieldDef],
) -> CollectionDef {
    let inverted = InvertedDef { timestamps: true, ..InvertedDef::NONE };
    CollectionDef { rust_name, fields, inverted, ..CollectionDef::new(name) }
}

/// Reads the next properties of the row.
#[inline]
pub fn read<P: Together>(row: &mut Row<'_, '_>) -> Result<P::Values> {
    P::read(row)
}

/// Hands properties to the sink.
#[inline]
pub fn write<P: Together>(values: P::Refs<'_>, sink: &mut dyn Sink) -> Result<()> {
    P::write(values, sink)
}

/// Reads a nested object.
pub fn read_object<T: Record>(value: WireValue<'_>) -> Result<T> {
    match value.kind() {
        crate::plain::wire::Kind::Object(properties) => {
            crate::typed::record::read_fields(ObjectBytes::of_nested(properties))
        }
        _ => Err(value.mismatch("an object")),
    }
}

/// What stands in for the rest of an expression that is not finished: it has every type, so that there is no
/// second error.
pub trait Incomplete: Sized {
    /// Never called: the expansion holds a `compile_error!`.
    fn __incomplete<T>(self) -> T {
        unreachable!("an unfinished `query!` does not compile")
    }
}

impl<T> Incomplete for T {}
