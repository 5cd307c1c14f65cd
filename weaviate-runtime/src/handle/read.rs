//! What a handle reads: answers to questions, objects by their ids, numbers.

use std::collections::HashMap;

use futures_core::future::BoxFuture;
use uuid::Uuid;
use weaviate_query::{
    Aggregate, Collection, Hit, Query, Result, Rounds, answer::Answer, ir, render, search::Listing,
    tenancy::Chosen, wire::raw,
};

use super::Handle;
use crate::refusal::is_large_reply;

impl<C: Collection, T> Handle<C, T> {
    /// The rows that answer a question.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let rows = notes.fetch(query!(Note, filter: .stars >= 2, sort: .stars desc, select: { .text })).await?;
    /// assert_eq!(rows.len(), 2);
    /// assert_eq!(rows[0].text, "note 3");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the collection or the tenant is not there: [`Client::sync`](crate::Client::sync) makes the
    /// one, [`create_tenants`](Self::create_tenants) the other. `InvalidInput` for a question that this server
    /// would answer with something else; `Decode` for a row that is not what was asked for, as the struct is not
    /// what the server has: see [`Client::plan`](crate::Client::plan). `Unavailable` or `Timeout` if no try was
    /// answered, and the others of [any call](crate::Client#errors-of-any-call).
    pub fn fetch<R: Send + 'static, A: Answer>(
        &self,
        query: Query<C, R, A>,
    ) -> BoxFuture<'_, Result<A::Of<R>>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move { self.rows(&query, query.ir()).await })
    }

    /// The first row that answers a question.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let worst = notes.first(query!(Note, sort: .stars, select: { .text })).await?;
    /// assert_eq!(worst.expect("there is one").text, "note 1");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`fetch`](Self::fetch) fails with.
    pub fn first<R: Send + 'static>(&self, query: Query<C, R>) -> BoxFuture<'_, Result<Option<R>>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            // Nothing more is asked for than is read, and a question for nothing stays one.
            let limit = query.ir().limit.map_or(1, |limit| limit.min(1));
            let query = query.limit(limit);
            Ok(self.rows(&query, query.ir()).await?.into_iter().next())
        })
    }

    /// The numbers that answer a question.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let numbers = notes.aggregate(query!(aggregate Note, select: { count, .stars { mean } })).await?;
    /// assert_eq!((numbers.count, numbers.stars.mean), (3, Some(2.0)));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the collection or the tenant is not there: [`Client::sync`](crate::Client::sync) makes the
    /// one, [`create_tenants`](Self::create_tenants) the other. `Decode` for an answer that is not what was asked
    /// for. `Unavailable` or `Timeout` if no try was answered, and the others of
    /// [any call](crate::Client#errors-of-any-call).
    pub fn aggregate<R: Send + 'static>(&self, aggregate: Aggregate<C, R>) -> BoxFuture<'_, Result<R>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            let doing = || format!("aggregating {}", self.scope.what());
            if aggregate.ir().is_empty() {
                return aggregate.read(&[]);
            }
            let reply = self.scope.aggregate(aggregate.ir()).await.map_err(|error| error.context(doing()))?;
            aggregate.read(&reply).map_err(|error| error.context(doing()))
        })
    }

    /// The object of this id, with all that the struct holds.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let note = notes.get(ids[0]).await?.expect("it was inserted");
    /// assert_eq!(note.text, "note 1");
    /// assert!(notes.get(weaviate::Uuid::nil()).await?.is_none());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`fetch`](Self::fetch) fails with. An object that is not there is no error.
    pub fn get(&self, id: Uuid) -> BoxFuture<'_, Result<Option<Hit<C, Listing>>>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            let query = C::query().all();
            let ir = ir::Query { filter: Some(ir::Filter::id(id)), limit: Some(1), ..query.ir().clone() };
            Ok(self.rows(&query, &ir).await?.into_iter().next())
        })
    }

    /// The objects of these ids, each in the place of its id, however many.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let found = notes.get_many([ids[2], weaviate::Uuid::nil(), ids[0]]).await?;
    /// assert_eq!(found[0].as_ref().expect("it was inserted").text, "note 3");
    /// assert!(found[1].is_none());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`fetch`](Self::fetch) fails with. An object that is not there is no error.
    pub fn get_many(
        &self,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> BoxFuture<'_, Result<Vec<Option<Hit<C, Listing>>>>>
    where
        T: Chosen<C>,
        C: Clone,
    {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        Box::pin(async move {
            let query = C::query().all();
            let mut found = HashMap::new();
            let (mut rest, mut size) = (&ids[..], MANY);
            while !rest.is_empty() {
                let (some, behind) = rest.split_at(size.min(rest.len()));
                let ir = ir::Query {
                    filter: Some(ir::Filter::ids(some.iter().copied())),
                    limit: u32::try_from(some.len()).ok(),
                    ..query.ir().clone()
                };
                match self.rows(&query, &ir).await {
                    // The objects are too large to come in one message.
                    Err(error) if some.len() > 1 && is_large_reply(&error) => size = some.len() / 2,
                    rows => {
                        found.extend(rows?.into_iter().map(|hit| (hit.id(), hit)));
                        rest = behind;
                    }
                }
            }
            // An id that was given twice is there twice.
            Ok(ids.iter().map(|id| found.get(id).cloned()).collect())
        })
    }

    /// What will be asked, in words: the question with its values, where it goes, and what limits it. Nothing is
    /// sent; the server's version counts once it is known.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let text = notes.explain(query!(Note, bm25: "milk", limit: 3, select: { .text }))?;
    /// assert!(text.contains("milk") && text.contains("transport: gRPC"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a name of the collection that no server has.
    #[expect(clippy::needless_pass_by_value, reason = "it takes a question as `fetch` does")]
    pub fn explain<R, A: Answer>(&self, query: Query<C, R, A>) -> Result<String>
    where
        T: Chosen<C>,
    {
        let known = self.scope.guess()?;
        let text = render::explain(query.ir(), &self.scope.context(&known));
        let choice = self.scope.client.way();
        let to = choice.to();
        let other =
            choice.ways().iter().filter(|_| !choice.is_made()).nth(1).map_or_else(String::new, |other| {
                format!("; if that does not answer, {}, `{other}`", other.protocol.name())
            });
        let parts = Rounds::parts(query.ir())?.map_or(1, |parts| parts.len());
        let rounds = Rounds::of(query.ir()).map_or(1, |rounds| rounds.count());
        let why = match (rounds, parts) {
            (1, 1) => None,
            (1, _) => Some("a server answers with 10,000 objects at most"),
            _ => Some("a server answers for one collection behind a link at a time"),
        };
        let requests = why.map_or_else(String::new, |why| {
            let count = rounds * parts;
            format!("  requests: {count}, because {why}\n")
        });
        Ok(format!("{}\n{requests}  transport: {}, `{to}`{other}\n", text.trim_end(), to.protocol.name()))
    }

    /// Whether there is an object of this id.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// assert!(notes.exists(ids[0]).await?);
    /// assert!(!notes.exists(weaviate::Uuid::nil()).await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// A collection or a tenant that is not there is `NotFound`, and not `false`. `Unavailable` or `Timeout` if no
    /// try was answered, and the others of [any call](crate::Client#errors-of-any-call).
    pub fn exists(&self, id: Uuid) -> BoxFuture<'_, Result<bool>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            let doing = || format!("looking for {id} in {}", self.scope.what());
            // Not by counting: only a search takes a consistency level.
            let query = ir::Query {
                filter: Some(ir::Filter::id(id)),
                limit: Some(1),
                ..ir::Query::new(C::SCHEMA.name)
            };
            let found = self.scope.search(&query).await.and_then(|reply| raw::objects(&reply));
            Ok(!found.map_err(|error| error.context(doing()))?.is_empty())
        })
    }

    /// How many objects there are.
    ///
    /// With a filter: `aggregate` of a question that has one.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// assert_eq!(notes.count().await?, 3);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the collection or the tenant is not there: [`Client::sync`](crate::Client::sync) makes the
    /// one, [`create_tenants`](Self::create_tenants) the other. `Unavailable` or `Timeout` if no try was answered,
    /// and the others of [any call](crate::Client#errors-of-any-call).
    pub fn count(&self) -> BoxFuture<'_, Result<u64>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            let doing = || format!("counting {}", self.scope.what());
            self.scope.count_where(None).await.map_err(|error| error.context(doing()))
        })
    }

    pub(super) async fn rows<R, A: Answer>(
        &self,
        query: &Query<C, R, A>,
        ir: &ir::Query,
    ) -> Result<A::Of<R>> {
        if ir.is_empty() {
            return Ok(query.empty_answer());
        }
        let doing = || format!("fetching {}", self.scope.what());
        let reply = self.scope.search(ir).await.map_err(|error| error.context(doing()))?;
        query.read(&reply).map_err(|error| error.context(doing()))
    }
}

/// So many objects are read at once: servers may be set up to give no more than a few hundred.
const MANY: usize = 100;
