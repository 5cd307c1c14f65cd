//! The client: how to reach a server and stay correct when it fails.
//!
//! Users depend on the facade, `weaviate`, which has all of this under the same names. What a question means is known in `weaviate-query`; here its bytes
//! are moved. Every request, whether over gRPC or REST, is an [`Op`] that passes the client's [`Layer`]s and
//! then the retries, which share one deadline, and ends in a [`Transport`]. Nothing goes round them.
//!
//! | floor | files | knows |
//! |---|---|---|
//! | what a program calls | `client/*`, `handle/*` | the struct of a collection, and its question |
//! | what is done | `ingest`, `scope`, `insert`, `change`, `delete`, `count`, `walk`, `report` | a collection by its name; aliases, batches, rounds |
//! | how a call goes out | `client`, `doors`, `layer`, `retry` → `breaker`, `budget`, `queue`, `signing`, `spent` | layers, the deadline, when another try may help, how many calls there are at once, the token they are signed with |
//! | what moves | `transport/*` | addresses, sockets, codes |
//! | what all share | `op`, `env`, `refusal`, `sight` | a call, time, what the server's English means, what is told of a call |
#![forbid(unsafe_code)]

mod breaker;
mod budget;
mod change;
mod client;
mod closed;
mod count;
mod delete;
mod doors;
mod env;
mod graphql;
mod handle;
mod ingest;
mod insert;
mod layer;
mod mend;
mod op;
mod queue;
mod refusal;
mod report;
mod retry;
mod scope;
mod sight;
mod signing;
mod spent;
mod transport;
mod walk;

pub use client::{
    Alias, AnyObject, BeforeDrop, Check, Client, ClientBuilder, ClientIngest, Collections, Diagnosis,
    Finding, ServerMeta, Step, TenantInfo, TenantStatus, Tokens,
};
pub use delete::{Deleted, DeletedObject};
pub use env::{Env, TokioEnv};
pub use handle::{Checker, Checking, DeleteWhere, Handle, Ingest, Links, Mending, Scan, Update};
pub use ingest::{IngestReport, Lost, Progress, Unlinked};
pub use layer::{Layer, Next};
pub use op::{Call, Headers, Op, ReadKind, ReadOp, Reply, Target, Verb, WriteKind, WriteOp};
pub use report::{Entry, Outcome, Report};
#[cfg(feature = "oidc")]
pub use signing::Oidc;
pub use signing::{OpenIdConfiguration, Token};
pub use transport::{Again, Failure, Transport, Via};
pub use weaviate_migrate::{self as migrate, Options as SyncOptions, Plan, Synced};
pub use weaviate_query::{Error, ErrorKind, Result, render::Consistency};
