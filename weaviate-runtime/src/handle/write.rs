//! What a handle writes: one object, or many.

use std::{borrow::Borrow, marker::PhantomData};

use futures_core::future::BoxFuture;
use uuid::Uuid;
use weaviate_query::{
    Collection, Result,
    schema::CollectionDef,
    tenancy::Chosen,
    wire::{Batch, Later, LaterLink},
};

use super::Handle;
use crate::{insert::Source, report::Report, scope::Scope};

/// What can be done where an id is taken.
const TAKEN: &str = "put this object in its place with `replace`, or with `insert_many`, which does not mind";

impl<C: Collection, T> Handle<C, T> {
    /// Creates an object and gives its id: the struct's own, or a random one.
    ///
    /// It may be sent more than once; finding itself there is success. Its links to itself are written when it is there, in
    /// a second request.
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
    /// `AlreadyExists` if the id is taken: [`replace`](Self::replace) puts an object in the place of that one. `InvalidInput` for a value that the server would change: nothing was
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
            self.scope.insert(object, id).await.map_err(|error| {
                let error = if error.is_already_exists() { error.with_hint(TAKEN) } else { error };
                error.context(doing())
            })?;
            Ok(id)
        })
    }

    /// Writes many objects, over those of the same ids, in messages of up to 8 MiB and 1,000 objects. What
    /// became of each is in the report.
    ///
    /// They may link to one another, to themselves and in circles: links to objects of the same call are written when
    /// the objects are, as a server takes none to an object that it does not have. For that the objects of a
    /// collection that links to itself are all taken from `objects` before the first is sent. A server's index of absent
    /// values does not hear of links that come later (1.39.0): `is_null()` of a link counts the links, which is right,
    /// and a filter that other clients send does not.
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
        I::Item: Borrow<C> + Send + 'a,
    {
        let source = Typed::new(objects.into_iter(), &self.scope);
        Box::pin(async move {
            let doing = || format!("inserting into {}", self.scope.what());
            let report = self.scope.insert_many(source).await.map_err(|error| error.context(doing()))?;
            Ok(report.explained(|error| self.scope.warmer(error)))
        })
    }
}

struct Typed<'s, C, I: Iterator> {
    /// Those that were taken to know their ids.
    taken: std::vec::IntoIter<(Uuid, I::Item)>,
    objects: I,
    later: Option<Later>,
    scope: &'s Scope,
    of: PhantomData<fn() -> C>,
}

impl<'s, C: Collection, I: Iterator<Item: Borrow<C>>> Typed<'s, C, I> {
    fn new(objects: I, scope: &'s Scope) -> Self {
        let mut source = Self { taken: Vec::new().into_iter(), objects, later: None, scope, of: PhantomData };
        if leads_to_itself(C::SCHEMA) {
            let taken: Vec<_> = std::iter::from_fn(|| source.take()).collect();
            source.later = Some(Later::new(C::SCHEMA.name, taken.iter().map(|(id, _)| *id)));
            source.taken = taken.into_iter();
        }
        source
    }

    fn take(&mut self) -> Option<(Uuid, I::Item)> {
        self.taken.next().or_else(|| {
            let object = self.objects.next()?;
            Some((object.borrow().id().unwrap_or_else(|| self.scope.new_id()), object))
        })
    }
}

/// Whether its objects may link to one another.
pub(super) fn leads_to_itself(schema: &CollectionDef) -> bool {
    schema.fields.iter().flat_map(|field| field.of.targets).any(|target| target.get().name == schema.name)
}

impl<C: Collection, I: Iterator<Item: Borrow<C>>> Source for Typed<'_, C, I> {
    fn later(&mut self) -> Option<Later> {
        self.later.take()
    }

    fn next(&mut self, batch: &mut Batch) -> Option<(Uuid, Result<Vec<LaterLink>>)> {
        let (id, object) = self.take()?;
        let object: &C = object.borrow();
        Some((id, batch.push_with(object, id)))
    }

    fn expected(&self) -> usize {
        self.taken.len() + self.objects.size_hint().0
    }

    fn skip(&mut self) -> Option<Uuid> {
        self.take().map(|(id, _)| id)
    }
}
