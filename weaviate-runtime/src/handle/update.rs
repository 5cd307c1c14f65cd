//! What a handle changes of one object: all of it, or some of its properties.

use std::{
    fmt,
    future::{Future, IntoFuture},
};

use futures_core::future::BoxFuture;
use uuid::Uuid;
use weaviate_query::{
    Collection, Error, Result,
    change::{Changes, Given, Settable, Unsettable},
    tenancy::Chosen,
    wire,
};

use super::Handle;
use crate::{
    change::Change,
    op::{Verb, WriteKind},
    scope::Scope,
};

impl<C: Collection, T> Handle<C, T> {
    /// Puts an object in the place of the one that has this id: what that held beside it is gone.
    ///
    /// It may be sent more than once. [`insert_many`](Self::insert_many) puts objects there whether there were some
    /// before or not.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let id = notes.insert(&Note { text: "to buy: milk".into(), stars: 5 }).await?;
    /// notes.replace(id, &Note { text: "to buy: bread".into(), stars: 4 }).await?;
    /// assert_eq!(notes.get(id).await?.expect("just inserted").text, "to buy: bread");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no object of this id: [`insert`](Self::insert) makes one; or if the collection or the
    /// tenant is not there. `InvalidInput` for a value that the server would change, and if the struct gives its object
    /// another id, by `id` or `key`; then nothing was sent. `Rejected` for what the server refuses, and the others of
    /// [any call](crate::Client#errors-of-any-call).
    pub fn replace<'a>(&'a self, id: Uuid, object: &'a C) -> BoxFuture<'a, Result<()>>
    where
        T: Chosen<C>,
    {
        Box::pin(async move {
            let doing = || format!("replacing {id} in {}", self.scope.what());
            let own = object.id().filter(|own| *own != id);
            if let Some(own) = own {
                let message = format!("the object's own id is {own}: an object keeps the id that it has");
                return Err(Error::invalid(message).context(doing()));
            }
            let change = Change { kind: WriteKind::Replace, verb: Verb::Put, id, link: None };
            let tenant = self.scope.tenant.as_deref();
            let done = self
                .scope
                .change(change, |class, names| wire::json::object(object, class, tenant, id, names))
                .await;
            done.map_err(|error| error.context(doing()))
        })
    }

    /// Changes some properties of the object of this id, and leaves the others as they are.
    ///
    /// Properties are named by their tokens, so that rustc checks name and value as it does in a filter. A nested object
    /// is set as a whole, and so is a list; a vector is set like a property, alone if nothing else should change. Links
    /// are changed by [`links`](Self::links).
    ///
    /// It is sent at most once: after `Timeout` or `Unavailable` it may have been carried out, and carrying it out again
    /// could undo what somebody else wrote meanwhile.
    ///
    /// ```
    /// # use weaviate::{Collection, Vector, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note {
    /// #     text: String, stars: i64, tags: Vec<String>, due: Option<String>, #[weaviate(vector)] about: Vector<2> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let note = Note { text: "to buy: milk".into(), stars: 5, tags: vec![], due: Some("today".into()), about: [0.0, 1.0].into() };
    /// # let id = notes.insert(&note).await?;
    /// const N: NoteFields = Note::FIELDS;
    ///
    /// notes.update(id).set(N.stars, 4).set(N.tags, ["food"]).unset(N.due).await?;
    /// notes.update(id).set(N.about, [0.5, 0.5]).await?; // its vector alone
    ///
    /// let note = notes.get(id).await?.expect("it is there");
    /// assert_eq!((note.text.as_str(), note.stars, &note.due), ("to buy: milk", 4, &None));
    /// # Ok(()) }
    /// ```
    ///
    /// A value of another type is not taken:
    ///
    /// ```compile_fail
    /// # use weaviate::{Collection, Handle};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # fn change(notes: Handle<Note>, id: weaviate::Uuid) {
    /// let _ = notes.update(id).set(Note::FIELDS.stars, "four"); // `Note_stars` holds `i64`: it cannot be set to `&str`
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no object of this id in the collection, or if the collection or the tenant is not there.
    /// `InvalidInput` for a value that the server would change: nothing was sent. `Rejected` for what the server refuses,
    /// and the others of [any call](crate::Client#errors-of-any-call).
    pub fn update(&self, id: Uuid) -> Update<C>
    where
        T: Chosen<C>,
    {
        Update { scope: self.scope.clone(), id, changes: Changes::new() }
    }
}

/// A change of one object that is carried out when it is awaited: what [`Handle::update`] gives.
#[must_use = "nothing is changed until this is awaited"]
pub struct Update<C> {
    scope: Scope,
    id: Uuid,
    changes: Changes<C>,
}

impl<C: Collection> Update<C> {
    /// Sets a property or a vector; of two values of one property the later stands.
    ///
    /// It takes what the field holds, and what is easily made into it: `&str` for text, an array for a list or a vector.
    /// `None` takes a property away, as [`unset`](Self::unset) does.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: Option<i64> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let id = notes.insert(&Note { text: "to buy: milk".into(), stars: Some(5) }).await?;
    /// notes.update(id).set(Note::FIELDS.text, "to buy: bread").set(Note::FIELDS.stars, None).await?;
    /// assert_eq!(notes.get(id).await?.expect("it is there").stars, None);
    /// # Ok(()) }
    /// ```
    pub fn set<P: Settable<C>, V: Given<P::Takes, P::Of>>(mut self, property: P, value: V) -> Self {
        self.changes = self.changes.set(property, value);
        self
    }

    /// Takes a property away, which is an `Option` in the struct or has a `default`: it is read as `None` afterwards, or as
    /// its default.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: Option<i64> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let id = notes.insert(&Note { text: "to buy: milk".into(), stars: Some(5) }).await?;
    /// notes.update(id).unset(Note::FIELDS.stars).await?;
    /// assert_eq!(notes.get(id).await?.expect("it is there").stars, None);
    /// # Ok(()) }
    /// ```
    pub fn unset<P: Unsettable<C>>(mut self, property: P) -> Self {
        self.changes = self.changes.unset(property);
        self
    }

    async fn run(self) -> Result<()> {
        let Self { scope, id, changes } = self;
        let tenant = scope.tenant.as_deref();
        let change = Change { kind: WriteKind::Update, verb: Verb::Patch, id, link: None };
        let done = scope.change(change, |class, _| changes.body(class, tenant, id)).await;
        done.map_err(|error| error.context(format!("updating {id} in {}", scope.what())))
    }
}

impl<C: Collection> IntoFuture for Update<C> {
    type Output = Result<()>;
    type IntoFuture = BoxFuture<'static, Result<()>>;

    fn into_future(self) -> Self::IntoFuture {
        fn boxed<F: Future + Send + 'static>(future: F) -> BoxFuture<'static, F::Output> {
            Box::pin(future)
        }
        boxed(self.run())
    }
}

// Written out: derives would ask the same of `C`.
impl<C> Clone for Update<C> {
    fn clone(&self) -> Self {
        Self { scope: self.scope.clone(), id: self.id, changes: self.changes.clone() }
    }
}

impl<C> fmt::Debug for Update<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Update")
            .field("collection", &self.scope.collection)
            .field("id", &self.id)
            .field("changes", &self.changes)
            .finish_non_exhaustive()
    }
}
