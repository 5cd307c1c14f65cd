//! Weaviate for Rust in which a wrong query does not compile.
//!
//! ```
//! use weaviate::{Collection, Vector, local::{Engine, EngineExt as _}, query};
//!
//! #[derive(Debug, Collection)]
//! struct Article {
//!     title: String,
//!     words: i64,
//!     #[weaviate(vector)]
//!     embedding: Vector<3>,
//! }
//!
//! # tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
//! let client = Engine::in_memory().client().await?; // on a server: `Client::from_env()?`
//! client.sync::<(Article,)>().await?;
//! let articles = client.collection::<Article>();
//! let article = Article { title: "Async runtimes".into(), words: 1200, embedding: Vector::new([0.1, 0.7, 0.2]) };
//! articles.insert_many([&article]).await?.into_result()?;
//!
//! let hits = articles.fetch(query!(Article, bm25: "runtimes", filter: .words > 1000, select: { .title, score })).await?;
//! assert_eq!(hits[0].title, "Async runtimes");
//! # Ok::<(), weaviate::Error>(()) }).unwrap();
//! ```
//!
//! | | |
//! |---|---|
//! | [`#[derive(Collection)]`](macro@Collection) | makes a struct a collection |
//! | [`query!`] | asks a question of it |
//! | [`Client`] | a server; [`Client::sync`] brings its schema to what the structs say |
//! | [`Handle`] | one collection on that server: `fetch`, `insert_many`, `delete_where`, … |
//!
//! How to read what rustc says of a wrong query: [`guide::errors`]. For people who know the Python client:
//! [`guide::python`]. How a program signs in, with the feature `oidc`: `guide::signing_in`.
//!
//! All that can go wrong is one [`Error`], whose [`kind`](Error::kind) a program can act on.
//!
//! # Where things are
//!
//! At the root stands what a program names every day. The rest:
//!
//! | module | for |
//! |---|---|
//! | [`answer`] | what calls give back beside rows: groups, texts of language models, what a search took |
//! | [`report`] | what became of the objects of a batch, an ingest or a deletion |
//! | [`search`], [`boost`], [`generative`] | parts of questions that are values: joined vectors, boosts, language models |
//! | [`token`] | tokens, and bounds of functions that work for many collections |
//! | [`tenancy`] | tenants: which is chosen, how each is |
//! | [`schema`], [`modules`], [`sync`] | what a collection declares, and how a server is brought to it |
//! | [`doctor`] | what is found on the way to a server that does not answer |
//! | [`auth`] | tokens and how they are got |
//! | [`layer`], [`transport`] | what every call passes, and how it reaches the server |
//! | [`ir`], [`render`], [`raw`] | questions, messages and objects without a struct |
//! | `local` | the embedded engine (feature `local`) |
//! | `cli` | the command line, and structs of a live schema (feature `cli`) |
//!
//! # Features
//!
//! | feature | default | |
//! |---|---|---|
//! | `tls` | yes | `https` addresses, by rustls and the system's certificates |
//! | `chrono` | yes | `chrono::DateTime` as date properties |
//! | `oidc` | no | signing in by OpenID Connect: client credentials, a password, a refresh token |
//! | `regex` | no | `validate(regex = "…")` on fields, by the crate `regex-lite` |
//! | `local` | no | the embedded engine: Weaviate in the process, with no server |
//! | `graphql-client` | no | `Client::graphql_query`, for queries that the crate `graphql_client` derives |
//! | `cli` | no | the command `weaviate` as a library: `cli::main::<(Article, Category)>()` |
#![forbid(unsafe_code)]

pub mod guide;
#[cfg(feature = "local")]
pub mod local;
pub mod prelude;
mod snapshot;

#[cfg(feature = "cli")]
pub use weaviate_cli as cli;

pub use uuid::Uuid;
pub use weaviate_query::{
    Aggregate, AggregateBuilder, BadRow, Boost, Builder, Collection, Diversity, Error, ErrorKind, Filter,
    Groups, Hit, Names, Query, Result, Rows, Sort, Version, boost,
    filter::Placed,
    generative, ir, key_id, modules,
    property::{AnyLink, Blob, BlobHash, GeoPoint, Link, MultiVector, PhoneNumber, Vector},
    render::{self, Consistency},
    search::{self, Move},
    token,
};
pub use weaviate_runtime::{
    Client, ClientBuilder, ClientIngest, DeleteWhere, Handle, Ingest, Links, Mending, Scan, Update,
};

// Named in rustc's messages, where these paths are the short ones; nobody needs to write them.
#[doc(hidden)]
pub use weaviate_query::{aggregate, builder, change, filter as filters, kind, property, select, wire};

/// What a collection is made of: as the struct declares it, and as the server has it; and the file between the two.
pub mod schema {
    #[doc(inline)]
    pub use crate::__assert_snapshot as assert_snapshot;
    #[doc(hidden)]
    pub use crate::snapshot::__assert_snapshot;
    pub use weaviate_query::schema::*;
}

/// What calls give back beside rows.
///
/// [`Rows`] and [`Groups`] are what [`Handle::fetch`] gives. A question for numbers gives a row of its own, and with
/// `group_by` a list of [`AggregateGroup`](crate::answer::AggregateGroup)s of them.
pub mod answer {
    #[doc(hidden)] // named in messages
    pub use weaviate_query::answer::{Extras, Prompted, Reads, Reranked};
    pub use weaviate_query::{
        ApiVersion, BillableCharacters, BilledUnits, Generated, GenerativeMetadata, Group, GroupName,
        QueryProfile, Reading, SearchProfile, ShardProfile, Usage,
        aggregate::{Group as AggregateGroup, Top},
        answer::{Answer, Extra, Flat, Grouped},
    };
    pub use weaviate_runtime::{Alias, ServerMeta, Tokens};
}

/// Collections that are split into tenants: which one is chosen, and what a server says of each.
pub mod tenancy {
    pub use weaviate_query::tenancy::{Choosable, Chosen, PerTenant, Tenancy, Tenant, Whole};
    pub use weaviate_runtime::{TenantInfo, TenantStatus};
}

/// What became of the objects of a batch or an ingest, by position and id, and of those that a deletion found.
pub mod report {
    pub use weaviate_runtime::{
        AnyObject, Deleted, DeletedObject, Entry, IngestReport, Lost, Outcome, Progress, Report, Unlinked,
    };
}

/// The rules of values that fields declare (`validate`), and stored objects that they do not allow.
///
/// [`Handle::check`] finds those of a collection, [`Collections::checkers`](crate::sync::Collections::checkers) those of
/// collections that are a type parameter.
pub mod check {
    pub use weaviate_query::check::{Broken, Finding};
    pub use weaviate_runtime::{Checker, Checking};
}

/// How a server's schema is brought to what the structs say: the plan, its steps, and what was done.
pub mod sync {
    pub use weaviate_runtime::{
        BeforeDrop, Collections,
        migrate::{
            Actual, Answer, Begun, Blocks, Change, ChangeClass, Dead, Drift, DriftLevel, Dropped, Edit,
            Export, Moved, MovedLinks, ObjectApi, OnDrift, Options, Plan, Rebuild, Returned, RolledBack, Row,
            SchemaApi, Step, Synced, TABLE, export, plan, sync,
        },
    };
}

/// What [`Client::doctor`] finds on the way to a server.
pub mod doctor {
    pub use weaviate_runtime::{Check, Diagnosis, Finding, Step};
}

/// What every call of a client passes: layers of the program's own, and the time and chance that policies go by.
pub mod layer {
    pub use weaviate_runtime::{
        Call, Env, Headers, Layer, Next, Op, ReadKind, ReadOp, Reply, Target, TokioEnv, Verb, WriteKind,
        WriteOp,
    };
}

/// How a program signs in, beside a key ([`ClientBuilder::api_key`]) and a token that never ends
/// ([`ClientBuilder::bearer`]).
pub mod auth {
    #[cfg(feature = "oidc")]
    pub use weaviate_runtime::Oidc;
    pub use weaviate_runtime::{OpenIdConfiguration, Token};
}

/// How a call reaches the server: gRPC, gRPC-web, GraphQL, or a way of the program's own.
pub mod transport {
    pub use weaviate_runtime::{Again, Failure, Transport, Via};
}

/// Objects without a struct, for programs that work on collections they do not declare: see [`Client::fetch_raw`].
pub mod raw {
    pub use weaviate_query::wire::raw::{Link, Object, Value, objects};
}

#[doc = include_str!("../docs/collection.md")]
pub use weaviate_derive::Collection;

/// Makes a struct a nested object: the type of a property of a collection or of another nested object.
///
/// Its fields have the types of [`Collection`](macro@Collection) except links, vectors and ids, and the attributes
/// `rename`, `tokenization`, `filterable`, `searchable`, `range`, `default`, `analyzer`, `validate`, `deprecated` and `meta`.
///
/// ```
/// #[derive(weaviate::Object)]
/// struct Author {
///     name: String,
///     #[weaviate(default)]
///     born: i64,
/// }
/// ```
pub use weaviate_derive::Object;

/// Makes a struct a row that `select` can name, checked where it is declared: functions can return it.
///
/// A field is the property of its name; `property = other` takes another one, `path = author.name` one inside a
/// nested object, and `id`, `created_at`, `updated_at`, `score`, `explain_score`, `distance`, `certainty` are metadata.
///
/// ```
/// # use weaviate::{Collection, Object, Select, query};
/// # #[derive(Object)] struct Author { name: String }
/// # #[derive(Collection)] struct Article { title: String, author: Author }
/// #[derive(Debug, Select)]
/// #[weaviate(from = Article)]
/// struct Card {
///     title: String,
///     #[weaviate(path = author.name)]
///     author: String,
///     #[weaviate(score)]
///     score: f32,
/// }
///
/// let q = query!(Article, bm25: "rust", select: Card);
/// # let _ = q;
/// ```
pub use weaviate_derive::Select;

#[doc = include_str!("../docs/query.md")]
pub use weaviate_derive::query;

/// A filter by itself, in the grammar of [`query!`]: it is a [`Filter`].
///
/// ```
/// # use weaviate::{Collection, filter};
/// # #[derive(Collection)] struct Article { words: i64, public: bool }
/// let long = filter!(Article, .words > 1000 && .public);
/// # let _ = long;
/// ```
pub use weaviate_derive::filter;

/// A condition for [`Boost::filter`](crate::Boost::filter), in the syntax of [`filter!`]: what a boost compares.
///
/// ```
/// use weaviate::{Boost, Collection, boost::Condition, condition, query};
///
/// #[derive(Collection)]
/// struct Article { title: String, public: bool, words: i64 }
///
/// let wanted: Condition<Article> = condition!(Article, .public && .words in 100..=500);
/// let q = query!(Article, bm25: "rust", boost: Boost::filter(wanted).weight(0.3));
/// # let _ = q;
/// ```
///
/// It has `==`, `!=`, `<`, `<=`, `>`, `>=` and `in` of the object's own text, numbers, booleans and uuids: a server has no
/// index here, and compares text whole. Anything else does not compile:
///
/// ```compile_fail
/// # use weaviate::{Collection, condition};
/// # #[derive(Collection)] struct Article { title: String, public: bool, words: i64 }
/// let wanted = condition!(Article, .title matches "rust");
/// ```
pub use weaviate_derive::condition;

/// An order by itself, in the grammar of [`query!`]: it is a [`Sort`].
///
/// ```
/// # use weaviate::{Collection, sort};
/// # #[derive(Collection)] struct Article { words: i64, #[weaviate(tokenization = field)] slug: String }
/// let order = sort!(Article, .words desc, .slug);
/// # let _ = order;
/// ```
pub use weaviate_derive::sort;

/// What expansions of the macros name. Not for people: it changes without notice.
#[doc(hidden)]
pub use weaviate_query::private as __private;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
