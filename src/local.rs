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

use std::future::Future;

use weaviate_query::{Error, ErrorKind, Result};
use weaviate_runtime::{Client, ClientBuilder, Layer, Next, Op, Reply};

pub use weaviate_local::{Engine, OpenError, OpenErrorKind, Serve, Serving, Settings};

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
