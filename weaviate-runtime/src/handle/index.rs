//! What the indexes of a collection make of its objects.

use std::time::Duration;

use bytes::Bytes;
use futures_core::future::BoxFuture;
use serde::Deserialize;
use serde_json::json;
use weaviate_query::{
    Collection, Error, ErrorKind, Result,
    tenancy::Chosen,
    token::{Field, Property, Tokenized},
};

use super::Handle;
use crate::{
    client::{CallOptions, Tokens, class_path, json},
    env::after,
    op::{ReadKind, Verb},
    scope::Scope,
    transport::segment,
};

/// How long to wait before a server is asked again how many vectors wait; it doubles up to [`SLOWEST`].
const SOON: Duration = Duration::from_millis(50);
const SLOWEST: Duration = Duration::from_secs(2);

#[derive(Deserialize)]
struct Shard {
    name: String,
    #[serde(default)]
    status: String,
    #[serde(default, rename = "vectorQueueSize")]
    waiting: u64,
}

impl Shard {
    fn is_done(&self) -> bool {
        self.waiting == 0 && self.status != "INDEXING"
    }
}

impl<C: Collection, T> Handle<C, T> {
    /// What a text is cut into for a property of text: by its tokenization, with its own stop words. From server 1.37 on.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// #[derive(Debug, Clone, Collection)]
    /// struct Note { text: String, #[weaviate(tokenization = field)] tag: String }
    ///
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let notes = client.collection::<Note>();
    /// assert_eq!(notes.tokenize(Note::FIELDS.text, "Red Fox").await?.indexed(), ["red", "fox"]);
    /// assert_eq!(notes.tokenize(Note::FIELDS.tag, "Red Fox").await?.indexed(), ["Red Fox"]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the collection or its property is not there, or before 1.37, and the others of
    /// [any call](crate::Client#errors-of-any-call).
    pub fn tokenize<'a, P: Property>(
        &'a self,
        _: Field<C, (), P>,
        text: &'a str,
    ) -> BoxFuture<'a, Result<Tokens>>
    where
        P::Kind: Tokenized<P>,
    {
        let scope = &self.scope;
        Box::pin(async move {
            let doing = || format!("cutting a text into tokens as `{}` of {}", P::NAME, scope.what());
            let options = &scope.reading();
            let body = &json!({ "text": text });
            let once = |known: crate::scope::Known| async move {
                let class = known.names.class(&scope.collection);
                let path = format!("{}/properties/{}/tokenize", class_path(&class), segment(P::NAME));
                scope.client.read_tokens(&class, path, body, options).await
            };
            scope.by_name(options, once).await.map_err(|error| error.context(doing()))
        })
    }

    /// Waits until no vector waits for its place in an index: then a search finds all that was written before.
    ///
    /// A server that indexes in the background (`ASYNC_INDEXING=true`) stores objects first; without that there is
    /// nothing to wait for. It takes as long as a write may ([`timeout`](Self::timeout)).
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.wait_for_indexing().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Timeout` if vectors still wait, with their number; `NotFound` if the collection or the tenant is not there; and
    /// the others of [any call](crate::Client#errors-of-any-call).
    pub fn wait_for_indexing(&self) -> BoxFuture<'_, Result<()>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            let doing = || format!("waiting for the indexes of {}", self.scope.what());
            wait(&self.scope).await.map_err(|error| error.context(doing()))
        })
    }
}

async fn wait(scope: &Scope) -> Result<()> {
    let options = scope.writing();
    let env = scope.client.env();
    let mut pause = SOON;
    loop {
        let shards = shards(scope, &options).await?;
        let waiting: Vec<&Shard> = shards.iter().filter(|shard| !shard.is_done()).collect();
        let Some(first) = waiting.first() else { return Ok(()) };
        let resume = after(env, pause);
        if resume >= options.deadline {
            let vectors: u64 = waiting.iter().map(|shard| shard.waiting).sum();
            let message = format!(
                "{vectors} vectors still wait, in {} shards, `{}` among them: give it more time by `timeout(…)` of the handle",
                waiting.len(),
                first.name
            );
            return Err(Error::new(ErrorKind::Timeout, message));
        }
        env.sleep_until(resume).await;
        pause = (pause * 2).min(SLOWEST);
    }
}

async fn shards(scope: &Scope, options: &CallOptions) -> Result<Vec<Shard>> {
    let once = |known: crate::scope::Known| async move {
        let class = known.names.class(&scope.collection);
        let tenant = scope.tenant.as_deref().map(|tenant| format!("?tenant={}", segment(tenant)));
        let path = format!("{}/shards{}", class_path(&class), tenant.unwrap_or_default());
        let call = scope.client.rest(Verb::Get, path, Bytes::new(), options);
        let reply = scope.client.read(ReadKind::Schema, &class, scope.tenant.as_deref(), call).await?;
        json(&reply.body)
    };
    scope.by_name(options, once).await
}
