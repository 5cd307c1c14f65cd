//! Objects of several collections, written one after another and without end.

use std::{any::Any, borrow::Cow, collections::HashMap, fmt, sync::Arc};

use uuid::Uuid;
use weaviate_query::{
    Collection, Result,
    tenancy::{Chosen, Tenant},
    wire::{Encode, Later},
};

use super::Client;
use crate::{
    handle::Handle,
    ingest::{Flow, IngestReport, Payload, Progress, Route},
    scope::Scope,
};

/// Writes objects of several collections as they come: an [`Ingest`](crate::Ingest) into more than one.
///
/// All share the window, the rate and the stream. Links are written when all objects are, whichever collection they lead
/// to, so that objects may come in any order.
///
/// ```
/// use weaviate::{Collection, Link, key_id, local::{Engine, EngineExt as _}};
///
/// #[derive(Debug, Clone, Collection)]
/// struct Author {
///     #[weaviate(key)]
///     name: String,
/// }
///
/// #[derive(Debug, Clone, Collection)]
/// struct Book {
///     title: String,
///     by: Link<Author>,
/// }
///
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Author, Book)>().await?;
/// let (authors, books) = (client.collection::<Author>(), client.collection::<Book>());
/// let mut ingest = client.ingest();
/// // The book comes before its author.
/// ingest.push(&books, Book { title: "Dune".into(), by: Link::to(key_id(&String::from("Frank Herbert"))) }).await?;
/// ingest.push(&authors, Author { name: "Frank Herbert".into() }).await?;
/// assert_eq!(ingest.finish().await.into_result()?, 2);
/// # Ok(()) }
/// ```
#[must_use = "nothing is written until objects are pushed, and `finish` says what became of them"]
pub struct ClientIngest {
    client: Client,
    flow: Flow<AnyObject>,
    lanes: HashMap<Lane, usize>,
}

/// Which collection and tenant: what tells one lane from another.
#[derive(PartialEq, Eq, Hash)]
struct Lane {
    collection: Cow<'static, str>,
    class: Option<Arc<str>>,
    tenant: Option<Arc<str>>,
}

/// An object of one of several collections, as it comes back from a [`ClientIngest`].
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// let mut ingest = client.ingest();
/// let _refused = ingest.push(&notes, Note { text: "stars".into(), stars: i64::MAX }).await;
/// let report = ingest.finish().await;
/// let lost = &report.rejected()[0];
/// assert_eq!(lost.object.collection(), "Note");
/// # Ok(()) }
/// ```
pub struct AnyObject {
    collection: Cow<'static, str>,
    object: Box<dyn Pushed>,
}

trait Pushed: Encode + Any + Send {}

impl<T: Encode + Any + Send> Pushed for T {}

impl Payload for AnyObject {
    fn encode(&self) -> &dyn Encode {
        &*self.object
    }
}

impl AnyObject {
    /// The collection, by its own name.
    pub fn collection(&self) -> &str {
        &self.collection
    }

    /// The object, if it is a `T`: a collection's, or what [`push_raw`](ClientIngest::push_raw) took.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let mut ingest = client.ingest();
    /// // A number that the server would store as another one.
    /// ingest.push(&client.collection::<Note>(), Note { text: "large".into(), stars: i64::MAX }).await?;
    /// for lost in ingest.finish().await.into_lost() {
    ///     assert_eq!(lost.object.collection(), "Note");
    ///     let note: Note = lost.object.downcast().expect("it is a note");
    ///     assert_eq!(note.text, "large");
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The object again, if it is another collection's.
    pub fn downcast<T: Any>(self) -> Result<T, Self> {
        let Self { collection, object } = self;
        if !(&*object as &dyn Any).is::<T>() {
            return Err(Self { collection, object });
        }
        let object: Box<dyn Any> = object;
        match object.downcast() {
            Ok(object) => Ok(*object),
            Err(_) => unreachable!("it was looked at just before"),
        }
    }
}

impl Client {
    /// Opens an ingest into several collections: see [`ClientIngest`].
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let notes = client.collection::<Note>();
    /// let mut ingest = client.ingest();
    /// ingest.push(&notes, Note { text: "to buy: milk".into(), stars: 5 }).await?;
    /// ingest.finish().await.into_result()?;
    /// # Ok(()) }
    /// ```
    pub fn ingest(&self) -> ClientIngest {
        let flow = Flow::new(self.clone(), None, self.timeouts().write);
        ClientIngest { client: self.clone(), flow, lanes: HashMap::new() }
    }
}

impl ClientIngest {
    /// How much memory objects on their way may take: [`Ingest::window`](crate::Ingest::window).
    pub fn window(mut self, bytes: usize) -> Self {
        self.flow.set_window(bytes);
        self
    }

    /// How many objects a second go out at most: [`Ingest::rate`](crate::Ingest::rate).
    pub fn rate(mut self, objects_per_second: u32) -> Self {
        self.flow.set_rate(objects_per_second);
        self
    }

    /// Says that an earlier process may have ended in the middle of the same objects:
    /// [`Ingest::resumed`](crate::Ingest::resumed).
    pub fn resumed(mut self) -> Self {
        self.flow.set_resumed();
        self
    }

    /// Hears how far it is: [`Ingest::on_progress`](crate::Ingest::on_progress).
    pub fn on_progress(mut self, listener: impl FnMut(Progress) + Send + 'static) -> Self {
        self.flow.on_progress(listener);
        self
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.flow.progress()
    }

    /// Takes an object of a collection, into the tenant of its handle if it has some, and gives its id.
    ///
    /// # Errors
    ///
    /// As [`Ingest::push`](crate::Ingest::push).
    pub async fn push<C, T>(&mut self, into: &Handle<C, T>, object: C) -> Result<Uuid>
    where
        C: Collection + Send,
        T: Chosen<C>,
    {
        let scope = into.scope();
        let id = object.id().unwrap_or_else(|| scope.new_id());
        let object = AnyObject { collection: scope.collection.clone(), object: Box::new(object) };
        match self.lane(scope).await {
            Ok(lane) => self.flow.push(lane, id, object).await?,
            Err(error) => {
                self.flow.refuse(id, object, &error);
                return Err(error);
            }
        }
        Ok(id)
    }

    /// Takes an object of a collection whose struct is not compiled in: anything that writes itself as one, with its links.
    ///
    /// ```
    /// # use weaviate::{Collection, Uuid, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// use weaviate::raw::{Object, Value};
    ///
    /// let properties = [("text".to_owned(), Value::Text("by hand".into()))].into();
    /// let mut ingest = client.ingest();
    /// ingest.push_raw("Note", None, Uuid::new_v4(), Object { properties, ..Object::default() }).await?;
    /// assert_eq!(ingest.finish().await.into_result()?, 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Ingest::push`](crate::Ingest::push).
    pub async fn push_raw(
        &mut self,
        collection: impl Into<String>,
        tenant: Option<&Tenant>,
        id: Uuid,
        object: impl Encode + Send + 'static,
    ) -> Result<()> {
        let mut scope = Scope::new(self.client.clone(), collection.into(), true);
        scope.tenant = tenant.map(|tenant| Arc::from(tenant.name()));
        let object = AnyObject { collection: scope.collection.clone(), object: Box::new(object) };
        match self.lane(&scope).await {
            Ok(lane) => self.flow.push(lane, id, object).await,
            Err(error) => {
                self.flow.refuse(id, object, &error);
                Err(error)
            }
        }
    }

    /// Sends what is there and waits until the server has said what became of it.
    ///
    /// # Errors
    ///
    /// As [`Ingest::push`](crate::Ingest::push).
    pub async fn flush(&mut self) -> Result<()> {
        self.flow.flush().await
    }

    /// Sends what is left, then all links, and says what became of every object: none is left out.
    pub async fn finish(self) -> IngestReport<AnyObject> {
        self.flow.finish().await
    }

    async fn lane(&mut self, scope: &Scope) -> Result<usize> {
        let key = Lane {
            collection: scope.collection.clone(),
            class: scope.class.clone(),
            tenant: scope.tenant.clone(),
        };
        if let Some(lane) = self.lanes.get(&key) {
            return Ok(*lane);
        }
        let later = scope.links.then(Later::all);
        let lane = self.flow.open(Route { scope: scope.clone(), later }).await;
        let lane = lane.map_err(|error| error.context(format!("opening an ingest into {}", scope.what())))?;
        self.lanes.insert(key, lane);
        Ok(lane)
    }
}

impl fmt::Debug for ClientIngest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientIngest")
            .field("into", &self.client)
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AnyObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyObject").field("collection", &self.collection).finish_non_exhaustive()
    }
}
