//! The client: an address, a key, and what every call shares.

mod aliases;
mod aliasing;
mod builder;
mod close;
mod collections;
mod doctor;
mod export;
mod graphql;
mod ingest;
mod names;
mod object_api;
mod ports;
mod raw;
mod reach;
mod reaching;
mod schema;
mod schema_api;
mod server;
mod signing;
#[cfg(test)]
mod simulation;
mod sync;
mod tenants;
mod tokens;

use std::{
    fmt,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use bytes::Bytes;
use tokio::sync::OnceCell;
use tracing::Instrument as _;
use weaviate_query::{Error, ErrorKind, Result};

pub use aliasing::Alias;
pub use builder::ClientBuilder;
pub use doctor::{Check, Diagnosis, Finding, Step};
pub use export::BeforeDrop;
pub use ingest::{AnyObject, ClientIngest};
pub(crate) use schema::{class_path, json, object_path, to_json};
pub use server::ServerMeta;
pub use sync::Collections;
pub(crate) use tenants::TenantChange;
pub use tenants::{TenantInfo, TenantStatus};
pub use tokens::Tokens;

use crate::{
    closed,
    doors::Doors,
    env::{Env, after},
    layer::{Layer, Next},
    mend::Doubts,
    op::{Call, Headers, Op, ReadKind, ReadOp, Reply, RequestId, Sent, Target, Verb, WriteKind, WriteOp},
    retry::Retrying,
    sight,
    transport::{
        Network,
        choice::{Choice, Limit},
        endpoint::{Endpoint, Protocol},
    },
};

/// A server, and how to reach it.
///
/// Making one sends nothing and needs no runtime, so it may stand in a `static`. Connections are made by the
/// first call, on the Tokio runtime of that call, and again when that runtime is gone. Clones share everything;
/// when the last one is dropped, nothing of it goes on. The runtime needs its timers and its I/O
/// (`enable_all`), as it has them under `#[tokio::main]`.
///
/// ```
/// use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
///
/// #[derive(Collection)]
/// struct Note {
///     text: String,
/// }
///
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// let client = Engine::in_memory().client().await?; // on a server: `Client::from_env()?`
/// client.sync::<(Note,)>().await?;
/// client.collection::<Note>().insert(&Note { text: "to buy: milk".into() }).await?;
/// let found = client.collection::<Note>().fetch(query!(Note, bm25: "milk", select: { .text })).await?;
/// assert_eq!(found[0].text, "to buy: milk");
/// # Ok(()) }
/// ```
///
/// | to | there is |
/// |---|---|
/// | make one | [`new`](Self::new), [`cloud`](Self::cloud), [`from_env`](Self::from_env), [`builder`](Self::builder) |
/// | make and change collections | [`sync`](Self::sync), and before it [`plan`](Self::plan) |
/// | read and write objects | [`collection`](Self::collection), which gives a [`Handle`](crate::Handle) |
/// | ask in GraphQL of your own | [`graphql`](Self::graphql) |
/// | do without a struct | [`fetch_raw`](Self::fetch_raw), [`insert_raw`](Self::insert_raw), [`collections`](Self::collections), … |
/// | see whether the server is well | [`ready`](Self::ready), [`live`](Self::live), [`meta`](Self::meta), [`doctor`](Self::doctor) |
///
/// # Errors of any call
///
/// A call has one deadline and is tried again, where doing it twice is the same as doing it once. What is left
/// then is an [`Error`] of one of these kinds:
///
/// | kind | what happened | what to do |
/// |---|---|---|
/// | `Unavailable` | nobody answers, or the server is starting, going, or short of replicas | see that it runs; call again later |
/// | `Timeout` | no answer before the deadline; a write may have been carried out | set a longer `timeout`, or ask for less |
/// | `RateLimited` | too many requests, several times | wait as long as [`retry_after`](Error::retry_after) says |
/// | `Unauthenticated` | no key, or an unknown one | set `api_key` |
/// | `PermissionDenied` | the key may not do this | give its role the right on the server |
/// | `NotFound` | the collection or the tenant is not there | [`sync`](Self::sync), or make the tenant |
/// | `AlreadyExists` | what is to be made is there | go on with it, or replace it |
/// | `TenantCold` | the tenant is not active | activate it |
/// | `Blocked` | a shard is read-only, a property is being indexed anew | end that, or wait for its end |
/// | `InvalidInput` | a value or an option that cannot be meant | mend what the message names |
/// | `SchemaMismatch` | the collection is not what the request supposes | [`sync`](Self::sync), or change the struct |
/// | `Immutable` | a setting that a server never changes | make a new collection |
/// | `TooLarge` | more at once than the server takes | ask for less, or send less, at once |
/// | `Rejected` | the server refuses the request | read [`server_message`](Error::server_message) |
/// | `Unsupported` | this server is too old for it, or has it switched off | a newer server |
/// | `Server` | the server failed inside | look at its log |
/// | `Decode` | an answer that Weaviate does not give | see that the address is a Weaviate's |
/// | `Config` | the client cannot work as it is set up, or there is no Tokio runtime | mend what the message names |
/// | `Closed` | [`close`](Self::close) was called | make another client |
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    rest: Endpoint,
    /// Where questions and objects go.
    choice: Arc<Choice>,
    limit: Limit,
    /// `None` if the program brought a transport of its own.
    network: Option<Arc<Network>>,
    /// What every call carries unless it sets the same header itself.
    headers: Headers,
    timeouts: Timeouts,
    names: names::KnownNames,
    server: OnceCell<Arc<ServerMeta>>,
    doors: Arc<Doors>,
    doubts: Doubts,
    layers: Vec<Arc<dyn Layer>>,
    end: Retrying,
    env: Arc<dyn Env>,
    ids: RequestIds,
}

/// Names for requests: a beginning by chance, and a number.
struct RequestIds(AtomicU64);

impl RequestIds {
    fn new(env: &dyn Env) -> Self {
        Self(AtomicU64::new(env.random()))
    }

    fn next(&self) -> RequestId {
        RequestId(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

/// How long calls may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timeouts {
    pub(crate) read: Duration,
    pub(crate) write: Duration,
}

impl Default for Timeouts {
    /// The same as in the Python client.
    fn default() -> Self {
        Self { read: Duration::from_secs(30), write: Duration::from_secs(90) }
    }
}

/// What a call takes from the handle that makes it.
#[derive(Debug, Clone)]
pub(crate) struct CallOptions {
    pub(crate) headers: Headers,
    pub(crate) deadline: Instant,
}

impl Client {
    /// A server at `http://host:port`, or `https`.
    ///
    /// ```
    /// let client = weaviate::Client::new("http://localhost:8080")?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `Config` for an address that cannot be used, with what to write instead. Whether a server is there shows in
    /// the first call.
    pub fn new(url: impl AsRef<str>) -> Result<Self> {
        Self::builder(url).build()
    }

    /// A cluster in Weaviate Cloud: the host it shows, and a key.
    ///
    /// ```
    /// let client = weaviate::Client::cloud("my-cluster.c0.europe-west3.gcp.weaviate.cloud", "a key")?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `Config` for an address that cannot be used, with what to write instead; Weaviate Cloud is at `https` only.
    pub fn cloud(url: impl AsRef<str>, key: impl AsRef<str>) -> Result<Self> {
        ClientBuilder::new(Endpoint::parse_cloud(url.as_ref())).api_key(key).build()
    }

    /// The server at `WEAVIATE_URL`, with `WEAVIATE_API_KEY` and `WEAVIATE_GRPC_URL` if they are set.
    /// `WEAVIATE_TRANSPORT` may be `grpc-web` or `graphql` instead of `grpc`: see [`Via`](crate::Via).
    ///
    /// ```no_run
    /// # async fn run() -> weaviate::Result<()> {
    /// // WEAVIATE_URL=http://localhost:8080 cargo run
    /// let client = weaviate::Client::from_env()?;
    /// assert!(client.ready().await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Config` if `WEAVIATE_URL` is not set, or for an address or a transport that cannot be used.
    pub fn from_env() -> Result<Self> {
        ClientBuilder::from_env().build()
    }

    /// Sets up a client of the server at `url`.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let client = weaviate::Client::builder("https://db.example.com")
    ///     .grpc_url("https://grpc.example.com:443")
    ///     .api_key("a key")
    ///     .timeout(Duration::from_secs(10))
    ///     .build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn builder(url: impl AsRef<str>) -> ClientBuilder {
        ClientBuilder::new(Endpoint::parse(url.as_ref(), Protocol::Rest))
    }

    /// Sets up a client as [`from_env`](Self::from_env) does.
    ///
    /// ```no_run
    /// # fn run() -> weaviate::Result<()> {
    /// let client = weaviate::Client::builder_from_env().name_prefix("Test_").build()?;
    /// # Ok(()) }
    /// ```
    pub fn builder_from_env() -> ClientBuilder {
        ClientBuilder::from_env()
    }

    /// Whether objects may be written by a stream: gRPC-web has none. Which way there is is looked for if no call did.
    pub(crate) async fn has_streams(&self, options: &CallOptions) -> bool {
        self.settle(options).await;
        self.0.choice.to().protocol == Protocol::Grpc
    }

    /// Makes sure that it is known which way is taken, because what is written down depends on it.
    pub(crate) async fn settle(&self, options: &CallOptions) {
        if let Some(network) = self.0.network.as_ref().filter(|_| !self.0.choice.is_made()) {
            let headers = options.headers.over(&self.0.headers).iter().cloned().collect();
            // Where nothing answers, the call says so.
            let _ = Box::pin(network.settle(headers, options.deadline)).await;
        }
    }

    /// Where questions and objects go, as far as it is known.
    pub(crate) fn way(&self) -> &Choice {
        &self.0.choice
    }

    /// The objects whose write broke off.
    pub(crate) fn doubts(&self) -> &Doubts {
        &self.0.doubts
    }

    /// Whether it gets other tokens when a server refuses the one it has.
    pub(crate) fn signs(&self) -> bool {
        self.0.end.signing.is_some()
    }

    /// Whether there is nothing but JSON: questions go as GraphQL, writes as REST. Known when a way was chosen.
    pub(crate) fn is_graphql(&self) -> bool {
        self.0.choice.to().protocol == Protocol::GraphQl
    }

    pub(crate) fn env(&self) -> &dyn Env {
        &*self.0.env
    }

    pub(crate) fn timeouts(&self) -> Timeouts {
        self.0.timeouts
    }

    /// The headers and the deadline of a call that no handle makes.
    pub(crate) fn options(&self, timeout: Duration) -> CallOptions {
        CallOptions { headers: Headers::default(), deadline: after(self.env(), timeout) }
    }

    pub(crate) fn rpc(&self, method: &'static str, body: impl Into<Bytes>, options: &CallOptions) -> Call {
        self.call(Target::Rpc(method), body, options)
    }

    pub(crate) fn rest(
        &self,
        verb: Verb,
        path: impl Into<String>,
        body: impl Into<Bytes>,
        options: &CallOptions,
    ) -> Call {
        self.call(Target::Rest(verb, path.into()), body, options)
    }

    fn call(&self, target: Target, body: impl Into<Bytes>, options: &CallOptions) -> Call {
        Call {
            target,
            body: body.into(),
            headers: options.headers.over(&self.0.headers),
            deadline: options.deadline,
            sent: Sent::default(),
            id: self.0.ids.next(),
        }
    }

    pub(crate) async fn read(
        &self,
        kind: ReadKind,
        class: &str,
        tenant: Option<&str>,
        call: Call,
    ) -> Result<Reply> {
        let op = ReadOp { kind, collection: class.to_owned(), tenant: tenant.map(str::to_owned), call };
        self.send(Op::Read(op)).await
    }

    /// A write of what has neither ids nor a tenant.
    pub(crate) async fn write(
        &self,
        kind: WriteKind,
        class: &str,
        repeatable: bool,
        call: Call,
    ) -> Result<Reply> {
        let op =
            WriteOp { kind, collection: class.to_owned(), tenant: None, ids: Vec::new(), repeatable, call };
        self.send(Op::Write(op)).await
    }

    /// The one way out.
    pub(crate) async fn send(&self, op: Op) -> Result<Reply> {
        let inside = self.0.doors.enter()?;
        let to = &self.0.end.way(&op.call().target).to;
        let span = sight::call(&op, op.call().id, to);
        #[cfg(feature = "metrics")]
        let measured = sight::Measured::begin(&op, to, self.env());
        // gRPC-web has no other port than REST.
        let rpc = matches!(op.call().target, Target::Rpc(_)) && self.0.choice.to().protocol == Protocol::Grpc;
        let looking = matches!(op.call().target, Target::Rpc(_)) && !self.0.choice.is_made();
        let (deadline, sent) = (op.call().deadline, op.call().sent.clone());
        let tries = sent.clone();
        let id = op.call().id;
        let named = op.call().headers.get(RequestId::HEADER).map(str::to_owned);
        // Pinned where it is: a future that is handed on by value stands twice in the one that waits for it.
        let answer = pin!(async {
            // A layer answers by a box; where there is none but the last, which minds writes of objects, the end is awaited
            // as it is.
            let answer = if self.0.layers.len() == 1 && !closed::minds(&op) {
                self.0.end.run(op).await
            } else {
                Next::new(&self.0.layers, &self.0.end).run(op).await
            };
            match answer {
                Err(error) if rpc && is_unreachable(&error) && !sent.was_unsigned() => {
                    // Boxed, as it is rare and would make every call's future as large as two.
                    Err(Box::pin(self.explain_port(error, deadline, &sent)).await)
                }
                other => other,
            }
        });
        let answer =
            inside.run(answer).instrument(span.clone()).await.map_err(|error| match error.request_id() {
                None => error.with_request_id(named.unwrap_or_else(|| id.to_string())),
                Some(_) => error,
            });
        if looking {
            sight::went(&span, self.0.choice.to());
        }
        span.record("weaviate.tries", tries.times());
        sight::ended(&span, &answer);
        #[cfg(feature = "metrics")]
        measured.end(&answer);
        answer
    }
}

/// Whether an error is an answer, and not the lack of one.
fn answered(error: &Error) -> bool {
    error.server_message().is_some()
}

fn is_unreachable(error: &Error) -> bool {
    error.kind() == ErrorKind::Unavailable && !answered(error)
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("rest", &self.0.rest.to_string())
            .field("grpc", &self.0.choice.to().to_string())
            .finish_non_exhaustive()
    }
}
