//! Weaviate in the process, with no server: for tests, first evenings and small tools.
//!
//! ```
//! use weaviate::{Collection, local::{Engine, EngineExt as _}};
//!
//! #[derive(Collection)]
//! struct Note {
//!     text: String,
//! }
//!
//! # tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
//! let client = Engine::in_memory().client().await?;
//! client.sync::<(Note,)>().await?;
//! client.collection::<Note>().insert(&Note { text: "no server was started".into() }).await?;
//! assert_eq!(client.collection::<Note>().count().await?, 1);
//! # Ok::<(), weaviate::Error>(()) }).unwrap();
//! ```
//!
//! # A server that misbehaves
//!
//! [`Settings`] are those of a server (keys, [`Mode`], quotas), and [`Settings::fault`] makes it misbehave: a program can be
//! tested for what it does when Weaviate is unavailable, slow, full, or gone in the middle of an answer.
//!
//! ```
//! use weaviate::{Collection, ErrorKind, local::{Calls, Engine, EngineExt as _, Fault, Settings}};
//!
//! #[derive(Collection)]
//! struct Note {
//!     text: String,
//! }
//!
//! # tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
//! let engine = Engine::in_memory();
//! let full = engine.clone().with_settings(Settings::default().fault(Fault::disk_full().on(Calls::Batches)));
//!
//! let client = full.client().await?;
//! client.sync::<(Note,)>().await?;
//! let report = client.collection::<Note>().insert_many([Note { text: "no room for it".into() }]).await?;
//! assert_eq!(report.rejected().count(), 1);
//!
//! // Another handle on the same data is well behaved.
//! let client = engine.client().await?;
//! client.collection::<Note>().insert(&Note { text: "room again".into() }).await?;
//! assert_eq!(client.collection::<Note>().count().await?, 1);
//!
//! let shut = engine.with_settings(Settings::default().api_key("ann", "a-key")).client().await?;
//! let refused = shut.collection::<Note>().count().await.unwrap_err();
//! assert_eq!(refused.kind(), ErrorKind::Unauthenticated);
//! # Ok::<(), weaviate::Error>(()) }).unwrap();
//! ```

use std::future::Future;

use weaviate_query::{Error, ErrorKind, Result};
use weaviate_runtime::{Client, ClientBuilder, Layer, Next, Op, Reply, Via};

pub use weaviate_local::{
    ApiKey, Calls, Engine, Fault, Mode, Oidc, OpenError, OpenErrorKind, Serve, Serving, Settings,
};

/// Clients of an engine in the same process.
pub trait EngineExt {
    /// A client of this engine. Its ports are on loopback and of nobody's choosing; they close with the last
    /// clone of the client.
    ///
    /// # Errors
    ///
    /// `Unavailable` if no port can be opened.
    fn client(&self) -> impl Future<Output = Result<Client>> + Send;

    /// The same, to set more than an engine needs.
    ///
    /// # Errors
    ///
    /// `Unavailable` if no port can be opened.
    fn client_builder(&self) -> impl Future<Output = Result<ClientBuilder>> + Send;
}

impl EngineExt for Engine {
    async fn client(&self) -> Result<Client> {
        self.client_builder().await?.build()
    }

    async fn client_builder(&self) -> Result<ClientBuilder> {
        let serving = self.serve(Serve::default()).await.map_err(|error| {
            Error::new(ErrorKind::Unavailable, format!("no port for the embedded engine: {error}"))
                .with_source(error)
        })?;
        Ok(Client::builder(format!("http://{}", serving.http_addr()))
            .grpc_url(format!("http://{}", serving.grpc_addr()))
            .via(Via::Grpc)
            .layer(Keep(serving)))
    }
}

/// Keeps the engine's ports open as long as the client lives.
struct Keep(#[expect(dead_code, reason = "held for its `Drop`")] Serving);

impl Layer for Keep {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> futures_core::future::BoxFuture<'a, Result<Reply>> {
        next.run(op)
    }
}
