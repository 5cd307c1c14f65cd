//! What a handle writes: one object, or many.

use std::{borrow::Borrow, marker::PhantomData};

use futures_core::future::BoxFuture;
use uuid::Uuid;
use weaviate_query::{Collection, Result, tenancy::Chosen, wire::Batch};

use super::Handle;
use crate::{insert::Source, report::Report, scope::Scope};

impl<C: Collection, T> Handle<C, T> {
    /// Creates an object and gives its id: the struct's own, or a random one.
    ///
    /// It may be sent more than once; finding itself there is success.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let id = notes.insert(&Note { text: "to buy: milk".into(), stars: 5 }).await?;
    /// assert_eq!(notes.get(id).await?.expect("just inserted").stars, 5);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `AlreadyExists` if the id is taken, `InvalidInput` for a value that the server would change: nothing was
    /// sent. `NotFound` if the collection or the tenant is not there, `Rejected` for what the server refuses. After
    /// `Timeout` the object may be there: [`exists`](Self::exists) tells. The others are those of
    /// [any call](crate::Client#errors-of-any-call).
    pub fn insert<'a>(&'a self, object: &'a C) -> BoxFuture<'a, Result<Uuid>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            let id = object.id().unwrap_or_else(|| self.scope.new_id());
            let doing = || format!("inserting {id} into {}", self.scope.what());
            self.scope.insert(object, id).await.map_err(|error| error.context(doing()))?;
            Ok(id)
        })
    }

    /// Writes many objects, over those of the same ids, in messages of up to 8 MiB and 1,000 objects. What
    /// became of each is in the report.
    ///
    /// Each message has the whole time of a write. When one gets no answer nothing more is sent: what stood in it is
    /// unknown, what was behind it is rejected, and inserting all of it again does no harm.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let report = notes.insert_many((0..1_500).map(|stars| Note { text: "one of many".into(), stars })).await?;
    /// let ids = report.into_result()?; // an error if one of them was rejected
    /// assert_eq!((ids.len(), notes.count().await?), (1_500, 1_500));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Only if nothing was stored: `Unavailable` if the server could not be reached, or the kind by which it
    /// refused the first message as a whole. An object that is refused is an entry of the report.
    // Boxed, so that who awaits it in a `Send` future is not asked about the closures in `objects`: rustc finds them
    // "not general enough" (rust-lang/rust#100013).
    pub fn insert_many<'a, I>(&'a self, objects: I) -> BoxFuture<'a, Result<Report>>
    where
        T: Chosen<C>,
        I: IntoIterator<IntoIter: Send + 'a>,
        I::Item: Borrow<C>,
    {
        let source = Typed { objects: objects.into_iter(), scope: &self.scope, of: PhantomData };
        Box::pin(async move {
            let doing = || format!("inserting into {}", self.scope.what());
            self.scope.insert_many(source).await.map_err(|error| error.context(doing()))
        })
    }
}

struct Typed<'s, C, I> {
    objects: I,
    scope: &'s Scope,
    of: PhantomData<fn() -> C>,
}

impl<C: Collection, I: Iterator<Item: Borrow<C>>> Source for Typed<'_, C, I> {
    fn next(&mut self, batch: &mut Batch<'_>) -> Option<(Uuid, Result<()>)> {
        let object = self.objects.next()?;
        let object: &C = object.borrow();
        let id = object.id().unwrap_or_else(|| self.scope.new_id());
        Some((id, batch.push(object, id)))
    }

    fn skip(&mut self) -> Option<Uuid> {
        self.objects.next().map(|object| object.borrow().id().unwrap_or_else(|| self.scope.new_id()))
    }
}
