//! Objects of one collection, written one after another and without end.

use std::fmt;

use futures_core::{Stream, future::BoxFuture};
use futures_util::StreamExt as _;
use uuid::Uuid;
use weaviate_query::{
    Collection, Result,
    tenancy::Chosen,
    wire::{Encode, Later},
};

use super::{Handle, write::leads_to_itself};
use crate::{
    ingest::{Flow, IngestReport, Payload, Progress, Route},
    scope::Scope,
};

/// Writes objects as they come, as fast as the server takes them.
///
/// It is what [`ingest`](Handle::ingest) gives. Objects go out in messages of a good size, by the server's own batch
/// stream where it has one, over those of the same ids. [`push`](Self::push) waits while enough is on its way, and
/// [`finish`](Self::finish) says what became of every object.
///
/// Nothing runs beside the caller: what is on its way goes on while something is pushed, flushed or finished. A server
/// that restarts, stalls or has no memory is waited for, as long as a write may take ([`Handle::timeout`]) without a word
/// about any object; what has no answer goes out again, with the same ids. When that time is over, nothing more is taken.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// let mut ingest = notes.ingest();
/// for stars in 0..2_000 {
///     ingest.push(Note { text: "one of many".into(), stars }).await?;
/// }
/// let report = ingest.finish().await;
/// assert_eq!(report.into_result()?, 2_000);
/// # Ok(()) }
/// ```
#[must_use = "nothing is written until objects are pushed, and `finish` says what became of them"]
pub struct Ingest<C> {
    scope: Scope,
    flow: Flow<One<C>>,
    /// The place of its lane, when it was opened.
    lane: Option<usize>,
}

struct One<C>(C);

impl<C: Collection> Payload for One<C> {
    fn encode(&self) -> &dyn Encode {
        &self.0
    }
}

impl<C: Collection, T> Handle<C, T> {
    /// Opens an ingest, for many objects whose number need not be known: see [`Ingest`].
    ///
    /// For a list that is there already, [`insert_many`](Self::insert_many) does as well.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let mut ingest = notes.ingest().rate(10_000).on_progress(|progress| println!("{progress}"));
    /// let id = ingest.push(Note { text: "to buy: milk".into(), stars: 5 }).await?;
    /// ingest.finish().await.into_result()?;
    /// assert!(notes.exists(id).await?);
    /// # Ok(()) }
    /// ```
    pub fn ingest(&self) -> Ingest<C>
    where
        T: Chosen<C>,
    {
        let patience = self.scope.timeout.unwrap_or(self.scope.client.timeouts().write);
        let flow = Flow::new(self.scope.client.clone(), self.scope.consistency, patience);
        Ingest { scope: self.scope.clone(), flow, lane: None }
    }
}

impl<C: Collection> Ingest<C> {
    /// How much memory objects on their way may take. Default: 16 MiB.
    ///
    /// [`push`](Self::push) waits while it is more. An object is kept beside its bytes in the message until the server has
    /// said what became of it, so it counts twice its bytes, and a little for itself.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let ingest = client.collection::<Note>().ingest().window(4 << 20);
    /// # ingest.finish().await.into_result()?;
    /// # Ok(()) }
    /// ```
    pub fn window(mut self, bytes: usize) -> Self {
        self.flow.set_window(bytes);
        self
    }

    /// How many objects a second go out at most. Default: as many as the server takes.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let ingest = client.collection::<Note>().ingest().rate(500);
    /// # ingest.finish().await.into_result()?;
    /// # Ok(()) }
    /// ```
    pub fn rate(mut self, objects_per_second: u32) -> Self {
        self.flow.set_rate(objects_per_second);
        self
    }

    /// Says that an earlier process may have ended in the middle of the same objects: a program that was killed, and begins
    /// again where its own notes end.
    ///
    /// A server whose caller is gone may have stored objects that no search by vector finds, and takes the same object once
    /// more for no change (1.39.0). So each object is looked at once it is stored, and mended, which costs a search for
    /// each: say it for what may have been on its way, and not for all there is. What breaks while this process lives it
    /// sees to without it.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let ingest = client.collection::<Note>().ingest().resumed();
    /// # ingest.finish().await.into_result()?;
    /// # Ok(()) }
    /// ```
    pub fn resumed(mut self) -> Self {
        self.flow.set_resumed();
        self
    }

    /// Hears how far it is, up to ten times a second while objects are settled, and once at the end.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let ingest = client.collection::<Note>().ingest().on_progress(|now| eprintln!("{} stored", now.stored));
    /// # ingest.finish().await.into_result()?;
    /// # Ok(()) }
    /// ```
    pub fn on_progress(mut self, listener: impl FnMut(Progress) + Send + 'static) -> Self {
        self.flow.on_progress(listener);
        self
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.flow.progress()
    }

    /// Takes an object and gives its id: the struct's own, or a random one that is made before it is sent, so that it is
    /// never stored twice. It waits while enough is on its way.
    ///
    /// A value that cannot be written, and what the server refuses, is an entry of the report and no error here. If the
    /// future is dropped before it is ready, the object was not taken.
    ///
    /// # Errors
    ///
    /// If it does not go on: `NotFound` if the collection is not there, `Unavailable` or `Timeout` if the server did not
    /// come back in time, and the others of [any call](crate::Client#errors-of-any-call). The object is in the report,
    /// as are those before it.
    pub async fn push(&mut self, object: C) -> Result<Uuid> {
        let id = object.id().unwrap_or_else(|| self.scope.new_id());
        self.push_as(id, object).await?;
        Ok(id)
    }

    /// Takes an object with this id: one of an earlier report, to try it again.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub async fn push_as(&mut self, id: Uuid, object: C) -> Result<()> {
        match self.lane().await {
            Ok(lane) => self.flow.push(lane, id, One(object)).await,
            Err(error) => {
                self.flow.refuse(id, One(object), &error);
                Err(error)
            }
        }
    }

    /// Takes every object of an iterator.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let mut ingest = notes.ingest();
    /// ingest.push_all((0..500).map(|stars| Note { text: "one of many".into(), stars })).await?;
    /// assert_eq!(ingest.finish().await.stored(), 500);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push); what the iterator has not given by then is not taken.
    // Boxed for the same reason as `insert_many`.
    pub fn push_all<'a, I>(&'a mut self, objects: I) -> BoxFuture<'a, Result<()>>
    where
        C: Send,
        I: IntoIterator<Item = C, IntoIter: Send + 'a>,
    {
        let objects = objects.into_iter();
        Box::pin(async move {
            for object in objects {
                self.push(object).await?;
            }
            Ok(())
        })
    }

    /// Takes every object of a stream, and goes on with what is on its way while the stream has none.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let lines = futures_util::stream::iter(["one", "two"]);
    /// let mut ingest = notes.ingest();
    /// ingest.push_stream(futures_util::StreamExt::map(lines, |text| Note { text: text.into(), stars: 1 })).await?;
    /// assert_eq!(ingest.finish().await.stored(), 2);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push); what the stream has not given by then is not taken.
    pub fn push_stream<'a, S>(&'a mut self, objects: S) -> BoxFuture<'a, Result<()>>
    where
        C: Send,
        S: Stream<Item = C> + Send + 'a,
    {
        let mut objects = Box::pin(objects);
        Box::pin(async move {
            while let Some(object) = self.flow.beside(&mut objects.next()).await {
                self.push(object).await?;
            }
            Ok(())
        })
    }

    /// Sends what is there and waits until the server has said what became of it.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub async fn flush(&mut self) -> Result<()> {
        self.flow.flush().await
    }

    /// Sends what is left and says what became of every object: none is left out.
    ///
    /// Links of objects to others of their own collection are written now, as a server takes none to an object that it
    /// does not have. What is unknown is looked for, and counts as stored where the server shows it as it was pushed.
    pub async fn finish(self) -> IngestReport<C> {
        self.flow.finish().await.map(|One(object)| object)
    }

    async fn lane(&mut self) -> Result<usize> {
        if let Some(lane) = self.lane {
            return Ok(lane);
        }
        let later = leads_to_itself(C::SCHEMA).then(|| Later::into_collection(C::SCHEMA.name));
        let lane = self.flow.open(Route { scope: self.scope.clone(), later }).await;
        let lane =
            lane.map_err(|error| error.context(format!("opening an ingest into {}", self.scope.what())))?;
        self.lane = Some(lane);
        Ok(lane)
    }
}

impl<C: Collection> fmt::Debug for Ingest<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ingest")
            .field("into", &self.scope.what())
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}
