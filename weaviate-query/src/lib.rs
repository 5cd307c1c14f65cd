//! What may be asked of Weaviate and how it is written down.
//!
//! Users depend on the facade, `weaviate`; this crate is the language behind it. Two floors, of which the
//! lower never names the upper:
//!
//! - `plain`, what a person without types could use: [`ir`] is a question, [`schema`] a collection, [`Names`] which
//!   class it is; [`render`] writes questions down, [`wire`] reads answers and writes objects.
//! - `typed`, what knows the user's struct: [`token`]s, [`filter`]s, [`search`]es and [`select`]ions, so that a wrong
//!   question does not compile. It is thin: what it adds to the IR is a decoder.
//!
//! Inside a floor files import in one direction only; a test of the suite (`tests/suite/architecture.rs`)
//! counts. Every function here is pure: no sockets, no clock, no environment, no randomness.
//!
//! | to do this | start here |
//! |---|---|
//! | ask without a struct | [`ir::Query`], then [`render::query`] |
//! | see what a question will say to the server | [`render::explain`] |
//! | read objects without a struct | [`wire::raw::objects`] |
//! | write objects without a struct | [`wire::raw::Object`] into a [`wire::Batch`], or [`wire::json`] for REST |
//! | read or change a class of the server's schema | [`schema::Class`] |
//! | name a module and its settings | [`modules::vectorizer`], [`modules::generative`], [`modules::reranker`] |
//! | act on a failure | [`Error::kind`] and [`ErrorKind`] |
//!
//! A question by hand, its bytes, and the objects of an answer:
//!
//! ```
//! use prost::Message;
//! use weaviate_proto::{MetadataResult, SearchReply, SearchResult};
//! use weaviate_query::{Names, ir, render, wire::raw};
//!
//! let names = Names::new();
//! let query = ir::Query { limit: Some(3), ..ir::Query::new("Article") };
//! let request = render::query(&query, &render::Context::new(&names))?;
//! assert!(!request.is_empty());
//!
//! // What a server would send back: one object, with nothing but its id.
//! let id = "e7f519f7-9552-58ed-84a7-85c7a6235af3";
//! let metadata = MetadataResult { id: id.into(), ..MetadataResult::default() };
//! let result = SearchResult { metadata: Some(metadata), ..SearchResult::default() };
//! let reply = SearchReply { results: vec![result], ..SearchReply::default() }.encode_to_vec();
//!
//! let rows = raw::objects(&reply)?;
//! assert_eq!(rows[0].id.map(|id| id.to_string()).as_deref(), Some(id));
//! # Ok::<(), weaviate_query::Error>(())
//! ```
#![forbid(unsafe_code)]

mod plain;
#[doc(hidden)]
pub mod private;
mod typed;

pub use plain::{
    error::{Error, ErrorKind, Result},
    graphql, ir,
    key::{Key, key_id},
    modules,
    names::{Names, check_class},
    numbers, render,
    rounds::Rounds,
    rows::{
        ApiVersion, BadRow, BillableCharacters, BilledUnits, Generated, GenerativeMetadata, QueryProfile,
        Reading, Rows, SearchProfile, ShardProfile, Usage,
    },
    schema,
    version::Version,
};
pub use typed::{
    aggregate::{self, Aggregate, AggregateBuilder},
    answer,
    boost::{self, Boost, IntoBoost},
    builder::{self, Builder, SelectRow},
    change,
    collection::Collection,
    diversity::Diversity,
    filter::{self, Filter},
    generative,
    groups::{Group, GroupName, Groups},
    kind,
    query::Query,
    search,
    select::{self, Hit},
    sort::{self, IntoSort, Sort},
    tenancy,
};

/// The rules of values (`validate`), and what breaks them.
pub mod check {
    pub use crate::{
        plain::broken::Broken,
        typed::checking::{Finding, findings, has_rules},
    };
}

/// Rust types as properties, and the values that Rust has no type for: places, phone numbers, bytes, vectors.
///
/// | type | data type of the server | what the server keeps |
/// |---|---|---|
/// | [`GeoPoint`](property::GeoPoint) | `geoCoordinates` | 32 bits of each coordinate |
/// | [`PhoneNumber`](property::PhoneNumber) | `phoneNumber` | the input, and what it made of it |
/// | [`Blob`](property::Blob) | `blob` | the bytes |
/// | [`BlobHash`](property::BlobHash) | `blobHash`, from 1.37 | a hash of the bytes |
/// | [`Vector`](property::Vector) | a named vector | 32 bits a dimension, fewer behind a quantizer |
/// | [`MultiVector`](property::MultiVector) | a named vector of several rows | as many rows as were written |
///
/// Dates are chrono's types (feature `chrono`), which carry an offset, or RFC 3339 text where there is no struct.
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
            BooleanProperty, Choice, DateProperty, Defaults, ExactTextProperty, IntProperty, NumberProperty,
            Owner, Property, UuidProperty, VectorProperty,
        },
        record::{Declares, Nested, Record},
        token::{
            AtHand, Below, CreatedAt, Enter, Field, Id, NestedFilters, Reach, Tokenized, UpdatedAt, Way,
        },
    };
}

/// The wire codec: what reads answers and writes objects.
///
/// No message is built in between: a struct visits its fields through a [`Sink`](wire::Sink) and becomes bytes, and a
/// [`Row`](wire::Row) finds its values in the bytes of a reply.
///
/// | bytes | read by | written by |
/// |---|---|---|
/// | `SearchReply` | [`wire::raw::objects`] without a struct, [`Rows`] with one | |
/// | `BatchObjectsRequest` | | [`wire::Batch`] |
/// | `BatchObjectsReply` | [`wire::Refusals`] | |
/// | `BatchDeleteReply` | [`wire::Removed`] | |
/// | `POST /v1/objects` | [`wire::raw::Object::from_json`] | [`wire::json::object`] |
///
/// What a server would store as another value, such as an integer beyond ±2^53 or NaN, is refused while it is written.
pub mod wire {
    pub use crate::{
        plain::{raw, wire::*},
        typed::record::{Row, Together},
    };
}
