//! What the server is, and whether it serves.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Map, Value};
use weaviate_query::{Error, ErrorKind, Result, Version};

use super::{CallOptions, Client, answered};
use crate::{
    op::{ReadKind, Verb},
    signing::{self, OpenIdConfiguration},
    transport::{LARGEST, MAX_MESSAGE},
};

/// What a server says about itself.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// let meta = client.meta().await?;
/// println!("Weaviate {}", meta.version().expect("a version"));
/// assert!(meta.json().contains_key("version"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ServerMeta {
    json: Map<String, Value>,
    version: Option<Version>,
}

impl ServerMeta {
    fn read(body: &[u8]) -> Result<Self> {
        let json: Map<String, Value> = serde_json::from_slice(body).map_err(|error| {
            Error::decode("`/v1/meta` did not answer with JSON: is this address a Weaviate?")
                .with_source(error)
        })?;
        let version = json.get("version").and_then(Value::as_str).and_then(|text| text.parse().ok());
        Ok(Self { json, version })
    }

    /// The version, if it is one.
    pub fn version(&self) -> Option<Version> {
        self.version
    }

    /// The names of the modules.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// let meta = client.meta().await?;
    /// let vectorizers = meta.modules().filter(|name| name.starts_with("text2vec-")).count();
    /// # let _ = vectorizers;
    /// # Ok(()) }
    /// ```
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.json
            .get("modules")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
    }

    /// The whole answer.
    pub fn json(&self) -> &Map<String, Value> {
        &self.json
    }

    /// The largest gRPC message it takes and sends.
    pub(crate) fn max_message(&self) -> usize {
        let said =
            self.json.get("grpcMaxMessageSize").and_then(Value::as_u64).and_then(|size| size.try_into().ok());
        said.filter(|size| *size > 0).unwrap_or(MAX_MESSAGE).min(LARGEST)
    }
}

impl Client {
    /// What the server says about itself, asked anew.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// let version = client.meta().await?.version();
    /// assert!(version >= Some(weaviate::Version::new(1, 32)));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Decode` if what answers is no Weaviate, and the others of [any call](crate::Client#errors-of-any-call).
    pub async fn meta(&self) -> Result<ServerMeta> {
        self.ask_meta(&self.options(self.timeouts().read)).await
    }

    /// Whether the server takes requests.
    ///
    /// Of several servers behind one address it is the one that answers. `false` is for waiting: a server says it while
    /// it starts and while it goes.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// while !client.ready().await? {
    ///     tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Unavailable` if it cannot be reached at all; a server that is starting or shutting down is `false`.
    pub async fn ready(&self) -> Result<bool> {
        self.health("ready").await
    }

    /// Whether the server runs.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// assert!(client.live().await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Unavailable` if it cannot be reached at all.
    pub async fn live(&self) -> Result<bool> {
        self.health("live").await
    }

    /// Where the server's issuer is, and as which of its clients programs sign in; `None` if it was not told of one.
    ///
    /// A server says so to everybody. A client that signs in by [`oidc`](crate::ClientBuilder::oidc) asks by itself.
    ///
    /// ```
    /// # use weaviate::local::{Engine, EngineExt as _};
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// match client.openid_configuration().await? {
    ///     Some(issuer) => println!("sign in at {} as {}", issuer.href, issuer.client_id),
    ///     None => println!("there is no issuer"),
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Decode` for an answer that is none of Weaviate's, and the others of
    /// [any call](crate::Client#errors-of-any-call).
    pub async fn openid_configuration(&self) -> Result<Option<OpenIdConfiguration>> {
        let options = self.options(self.timeouts().read);
        let call = self.rest(Verb::Get, signing::PATH, Bytes::new(), &options);
        match self.read(ReadKind::Meta, "", None, call).await {
            Ok(answer) => OpenIdConfiguration::read(&answer.body, &format!("`{}`", self.0.rest)).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.context("asking for the server's issuer")),
        }
    }

    /// Learned once, by the first call that needs it; the others wait for that one. If its caller goes away,
    /// the next one asks.
    pub(crate) async fn server(&self, options: &CallOptions) -> Result<Arc<ServerMeta>> {
        let learned =
            self.0.server.get_or_try_init(|| async { self.ask_meta(options).await.map(Arc::new) }).await;
        learned.cloned().map_err(|error| error.context("asking for the server's version"))
    }

    /// What was learned, if something was.
    pub(crate) fn server_known(&self) -> Option<Arc<ServerMeta>> {
        self.0.server.get().cloned()
    }

    pub(super) async fn ask_meta(&self, options: &CallOptions) -> Result<ServerMeta> {
        let call = self.rest(Verb::Get, "meta", Bytes::new(), options);
        let answer = self.read(ReadKind::Meta, "", None, call).await.map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                let rest = &self.0.rest;
                error.with_hint(&format!(
                    "`{rest}` has no `/v1/meta`: see that host and port are Weaviate's, and whether it stands behind a path there"
                ))
            }
            _ => error,
        })?;
        let meta = ServerMeta::read(&answer.body)?;
        self.0.limit.learn(meta.max_message());
        Ok(meta)
    }

    async fn health(&self, of: &str) -> Result<bool> {
        let options = self.options(self.timeouts().read);
        let call = self.rest(Verb::Get, format!(".well-known/{of}"), Bytes::new(), &options);
        match self.read(ReadKind::Health, "", None, call).await {
            Ok(_) => Ok(true),
            // 503, with or without a text: the server is there and says no. Any other answer is not Weaviate's.
            Err(error) if error.kind() == ErrorKind::Unavailable && answered(&error) => Ok(false),
            Err(error) => Err(error.context(format!("asking whether the server is {of}"))),
        }
    }
}
