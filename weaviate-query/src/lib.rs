//! What may be asked of Weaviate and how it is written down.
//!
//! Users depend on the facade, `weaviate`; this crate is the language behind it. Two floors, of which the lower never
//! names the upper:
//!
//! - `plain`, what a person without types could use: [`ir`] is a question, [`schema`] a collection, [`Names`] which
//!   class it is; [`render`] writes questions down, [`wire`] reads answers and writes objects.
//! - `typed`, what knows the user's struct: [`token`]s, [`filter`]s, [`search`]es and [`select`]ions, so that a wrong
//!   question does not compile. It is thin: what it adds to the IR is a decoder.
//!
//! Inside a floor files import in one direction only; a test of the suite (`tests/suite/architecture.rs`) counts.
//! Every function here is pure: no sockets, no clock, no environment, no randomness.
#![forbid(unsafe_code)]

mod plain;
#[doc(hidden)]
pub mod private;
mod typed;

pub use plain::{
    error::{Error, ErrorKind, Result},
    ir,
    key::{Key, key_id},
    modules,
    names::{Names, check_class},
    numbers, render,
    rounds::Rounds,
    rows::{
        ApiVersion, BadRow, BillableCharacters, BilledUnits, Generated, GenerativeMetadata, QueryProfile,
        Rows, SearchProfile, ShardProfile, Usage,
    },
    schema,
    version::Version,
};
pub use typed::{
    aggregate::{self, Aggregate, AggregateBuilder},
    answer,
    boost::{self, Boost, IntoBoost},
    builder::{Builder, SelectRow},
    collection::Collection,
    diversity::Diversity,
    filter::{self, Filter},
    generative,
    groups::{Group, GroupName, Groups},
    kind,
    query::Query,
    search,
    select::{self, Hit},
    sort::{IntoSort, Sort},
    tenancy,
};

/// Rust types as properties, and the values that Rust has no type for.
pub mod property {
    pub use crate::{
        plain::value::{Blob, BlobHash, GeoPoint, MultiVector, PhoneNumber, Vector},
        typed::property::*,
    };
}

/// Tokens: what a person writes for a property, and the traits that the derive implements.
pub mod token {
    pub use crate::typed::{
        collection::Collection,
        fields::HasFields,
        marker::{
            BooleanProperty, Choice, DateProperty, ExactTextProperty, IntProperty, NumberProperty, Owner,
            Property, UuidProperty, VectorProperty,
        },
        record::{Nested, Record},
        token::{Below, CreatedAt, Enter, Field, Id, NestedFilters, Reach, UpdatedAt, Way},
    };
}

/// The wire codec: what reads answers and writes objects.
pub mod wire {
    pub use crate::{
        plain::wire::*,
        typed::record::{Row, Together},
    };
}
