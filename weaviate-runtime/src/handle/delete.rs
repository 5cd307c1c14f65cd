//! What a handle removes: one object by its id, or all that pass a filter.

use std::future::{Future, IntoFuture};

use futures_core::future::BoxFuture;
use uuid::Uuid;
use weaviate_query::{Collection, Filter, Result, filter::Deletes, ir, tenancy::Chosen};

use super::Handle;
use crate::{delete::Deleted, scope::Scope};

impl<C: Collection, T> Handle<C, T> {
    /// Removes the object of this id, and says whether it was there.
    ///
    /// If the answer to a first try was lost, the object is gone when the second one looks: then it says `false`.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// assert!(notes.delete(ids[0]).await?);
    /// assert!(!notes.delete(ids[0]).await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// A collection or a tenant that is not there is `NotFound`, and not `false`. `Unavailable` or `Timeout` if no
    /// try was answered, and the others of [any call](crate::Client#errors-of-any-call).
    pub fn delete(&self, id: Uuid) -> BoxFuture<'_, Result<bool>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            let doing = || format!("deleting {id} from {}", self.scope.what());
            let deleted = self
                .scope
                .delete_once(&ir::Filter::id(id), false)
                .await
                .map_err(|error| error.context(doing()))?;
            Ok(deleted.deleted > 0)
        })
    }

    /// Removes the objects of these ids, however many; those that are not there are passed over.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let done = notes.delete_many([ids[0], ids[1], weaviate::Uuid::nil()]).await?;
    /// assert_eq!(done.deleted, 2);
    /// assert_eq!(done.ids().count(), 2); // which they were
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`delete_where`](Self::delete_where) fails with, but for a filter.
    pub fn delete_many(&self, ids: impl IntoIterator<Item = Uuid>) -> BoxFuture<'_, Result<Deleted>>
    where
        T: Chosen<C>,
    {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        Box::pin(async move {
            let doing = || format!("deleting from {}", self.scope.what());
            self.scope.delete_ids(&ids, true).await.map_err(|error| error.context(doing()))
        })
    }

    /// Removes every object that passes the filter, however many; with
    /// [`dry_run`](DeleteWhere::dry_run) it only counts them.
    ///
    /// It is done in rounds, because a server removes only so many at once (10,000 unless it is set otherwise).
    ///
    /// ```
    /// # use weaviate::{Collection, filter, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let few = filter!(Note, .stars < 3);
    /// assert_eq!(notes.delete_where(few.clone()).dry_run().await?.matched, 2);
    /// let done = notes.delete_where(few).await?;
    /// assert_eq!((done.deleted, notes.count().await?), (2, 1));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a filter that every object passes: nobody means that by chance. `NotFound` if the
    /// collection or the tenant is not there. `Unavailable` or `Timeout` if no try was answered, and the others of
    /// [any call](crate::Client#errors-of-any-call). Objects removed in earlier rounds stay removed, so the same
    /// call goes on.
    pub fn delete_where<K: Deletes>(&self, filter: Filter<C, K>) -> DeleteWhere
    where
        T: Chosen<C>,
    {
        DeleteWhere {
            scope: self.scope.clone(),
            filter: filter.into_question(),
            dry_run: false,
            verbose: false,
        }
    }
}

/// A deletion that is carried out when it is awaited.
#[derive(Debug, Clone)]
#[must_use = "nothing is deleted until this is awaited"]
pub struct DeleteWhere {
    scope: Scope,
    filter: ir::Filter,
    dry_run: bool,
    verbose: bool,
}

impl DeleteWhere {
    /// Only counts what would be removed.
    ///
    /// ```
    /// # use weaviate::{Collection, filter, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let would = notes.delete_where(filter!(Note, .stars > 1)).dry_run().await?;
    /// assert_eq!((would.matched, would.deleted), (2, 0));
    /// # Ok(()) }
    /// ```
    pub fn dry_run(mut self) -> Self {
        self.dry_run = true;
        self
    }

    /// Lists each object, by its id: they are [`Deleted::objects`]. Together with [`dry_run`](Self::dry_run) those that
    /// would be removed.
    ///
    /// ```
    /// # use weaviate::{Collection, filter, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let would = notes.delete_where(filter!(Note, .stars > 2)).dry_run().verbose().await?;
    /// assert_eq!(would.ids().collect::<Vec<_>>(), [ids[2]]);
    /// # Ok(()) }
    /// ```
    pub fn verbose(mut self) -> Self {
        self.verbose = true;
        self
    }

    async fn run(self) -> Result<Deleted> {
        let Self { scope, filter, dry_run, verbose } = self;
        let done = if dry_run {
            scope.would_delete(&filter, verbose).await
        } else {
            scope.delete_where(&filter, verbose).await
        };
        done.map_err(|error| error.context(format!("deleting from {}", scope.what())))
    }
}

impl IntoFuture for DeleteWhere {
    type Output = Result<Deleted>;
    type IntoFuture = BoxFuture<'static, Result<Deleted>>;

    fn into_future(self) -> Self::IntoFuture {
        fn boxed<F: Future + Send + 'static>(future: F) -> BoxFuture<'static, F::Output> {
            Box::pin(future)
        }
        boxed(self.run())
    }
}
