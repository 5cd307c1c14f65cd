//! What a handle changes of the links of its objects.

use std::{fmt, marker::PhantomData};

use futures_core::future::BoxFuture;
use serde_json::Value;
use uuid::Uuid;
use weaviate_query::{
    Collection, Error, Names, Result,
    change::{Always, Given, LinkType, Linking, Several},
    property::PropertyType as _,
    tenancy::Chosen,
    token::Property,
    wire::json::beacons,
};

use super::Handle;
use crate::{
    change::{Change, NewLink},
    op::{Verb, WriteKind},
    refusal,
    report::Report,
    scope::Scope,
};

type One<P> = <<P as Property>::Type as LinkType>::One;
type Many<P> = <<P as Property>::Type as LinkType>::Many;
type Absent<P> = <<P as Property>::Type as LinkType>::Absent;

impl<C: Collection, T> Handle<C, T> {
    /// The links of one property, to be changed by themselves: [`add`](Links::add), [`add_many`](Links::add_many),
    /// [`replace`](Links::replace) and [`remove`](Links::remove).
    ///
    /// ```
    /// # use weaviate::{Collection, Link, local::{Engine, EngineExt as _}};
    /// #[derive(Debug, Clone, Collection)]
    /// struct Tag { name: String }
    /// #[derive(Debug, Clone, Collection)]
    /// struct Note { text: String, tags: Vec<Link<Tag>> }
    ///
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note, Tag)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let food = client.collection::<Tag>().insert(&Tag { name: "food".into() }).await?;
    /// let id = notes.insert(&Note { text: "to buy: milk".into(), tags: vec![] }).await?;
    ///
    /// let tags = notes.links(Note::FIELDS.tags);
    /// tags.add(id, Link::to(food)).await?;
    /// assert_eq!(notes.get(id).await?.expect("it is there").tags, [Link::to(food)]);
    /// # Ok(()) }
    /// ```
    pub fn links<L: Linking<C>>(&self, _: L) -> Links<C, L::Of>
    where
        T: Chosen<C>,
    {
        Links { scope: self.scope.clone(), of: PhantomData }
    }
}

/// The links of the property `P` of a collection's objects: what [`Handle::links`] gives.
pub struct Links<C, P> {
    scope: Scope,
    of: PhantomData<fn() -> (C, P)>,
}

impl<C: Collection, P: Property<Type: LinkType>> Links<C, P> {
    /// Adds a link to those that the object `from` has; one that it has already it has twice then.
    ///
    /// It is sent at most once: after `Timeout` or `Unavailable` it may have been carried out.
    ///
    /// ```
    /// # use weaviate::{Collection, Link, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] struct Tag { name: String }
    /// # #[derive(Debug, Clone, Collection)] struct Note { text: String, tags: Vec<Link<Tag>> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note, Tag)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let food = client.collection::<Tag>().insert(&Tag { name: "food".into() }).await?;
    /// # let id = notes.insert(&Note { text: "to buy: milk".into(), tags: vec![] }).await?;
    /// notes.links(Note::FIELDS.tags).add(id, Link::to(food)).await?;
    /// # assert_eq!(notes.get(id).await?.expect("it is there").tags.len(), 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the object `from` or the one behind the link is not there, or the collection or the tenant.
    /// `InvalidInput` for a link whose object was deleted. The others are those of
    /// [any call](crate::Client#errors-of-any-call).
    pub fn add<V: Given<One<P>, P>>(&self, from: Uuid, to: V) -> BoxFuture<'_, Result<()>>
    where
        Many<P>: Several<P>,
    {
        let to = to.given();
        Box::pin(async move { self.change(Verb::Post, "adding a link to", from, &to).await })
    }

    /// Sets the links of the object `from`: those that it had are gone. It may be sent more than once.
    ///
    /// It takes what the field holds: a link, an array or `Vec` of links, `None` for an `Option`.
    ///
    /// ```
    /// # use weaviate::{Collection, Link, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] struct Tag { name: String }
    /// # #[derive(Debug, Clone, Collection)] struct Note { text: String, tags: Vec<Link<Tag>>, main: Option<Link<Tag>> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note, Tag)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let food = client.collection::<Tag>().insert(&Tag { name: "food".into() }).await?;
    /// # let drink = client.collection::<Tag>().insert(&Tag { name: "drink".into() }).await?;
    /// # let id = notes.insert(&Note { text: "to buy: milk".into(), tags: vec![], main: None }).await?;
    /// notes.links(Note::FIELDS.tags).replace(id, [Link::to(food), Link::to(drink)]).await?;
    /// notes.links(Note::FIELDS.main).replace(id, Link::to(drink)).await?;
    /// # assert_eq!(notes.get(id).await?.expect("it is there").tags.len(), 2);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`add`](Self::add) fails with.
    pub fn replace<V: Given<P::Type, P>>(&self, from: Uuid, links: V) -> BoxFuture<'_, Result<()>> {
        let links = links.given();
        Box::pin(async move {
            let change = Self::link(Verb::Put, from);
            let body =
                |_: &str, names: &Names| beacons(names, |sink| links.write(P::NAME, sink)).map(Value::from);
            let done = self.scope.change(change, body).await;
            done.map_err(|error| self.told(error, "replacing the links of", from))
        })
    }

    /// Takes a link away, as often as the object `from` has it; one that it has not is passed over. It may be sent more
    /// than once.
    ///
    /// ```
    /// # use weaviate::{Collection, Link, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] struct Tag { name: String }
    /// # #[derive(Debug, Clone, Collection)] struct Note { text: String, tags: Vec<Link<Tag>> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note, Tag)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let food = client.collection::<Tag>().insert(&Tag { name: "food".into() }).await?;
    /// # let id = notes.insert(&Note { text: "to buy: milk".into(), tags: vec![Link::to(food)] }).await?;
    /// notes.links(Note::FIELDS.tags).remove(id, Link::to(food)).await?;
    /// assert_eq!(notes.get(id).await?.expect("it is there").tags, []);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the object `from` is not there, or the collection or the tenant. `InvalidInput` for a link whose
    /// object was deleted: [`replace`](Self::replace) sets those that stay. The others are those of
    /// [any call](crate::Client#errors-of-any-call).
    pub fn remove<V: Given<One<P>, P>>(&self, from: Uuid, to: V) -> BoxFuture<'_, Result<()>>
    where
        Absent<P>: Always<P>,
    {
        let to = to.given();
        Box::pin(async move { self.change(Verb::Delete, "removing a link of", from, &to).await })
    }

    /// Adds many links, each from an object to another one, in requests of 1,000. What became of each is in the report,
    /// under the id of the object that has it.
    ///
    /// A server's index of absent values does not hear of these links (1.39.0), so that `is_null()` of a link counts them
    /// instead.
    ///
    /// A server does not look here whether the objects behind the links are there, as it does for [`add`](Self::add): a
    /// link to none is stored, and leads nowhere.
    ///
    /// A request is sent at most once. When one gets no answer nothing more is sent: the links in it are unknown, those
    /// behind it are rejected.
    ///
    /// ```
    /// # use weaviate::{Collection, Link, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] struct Tag { name: String }
    /// # #[derive(Debug, Clone, Collection)] struct Note { text: String, tags: Vec<Link<Tag>> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note, Tag)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let food = client.collection::<Tag>().insert(&Tag { name: "food".into() }).await?;
    /// # let all = (1..=3).map(|n| Note { text: format!("note {n}"), tags: vec![] });
    /// # let ids = notes.insert_many(all).await?.into_result()?;
    /// let report = notes.links(Note::FIELDS.tags).add_many(ids.iter().map(|id| (*id, Link::to(food)))).await?;
    /// report.into_result()?; // an error if one of them was rejected
    /// # assert_eq!(notes.get(ids[2]).await?.expect("it is there").tags.len(), 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Only if nothing was stored: `Unavailable` if the server could not be reached, or the kind by which it refused the
    /// first request as a whole. A link that is refused is an entry of the report.
    pub fn add_many<I, V>(&self, links: I) -> BoxFuture<'_, Result<Report>>
    where
        Many<P>: Several<P>,
        I: IntoIterator<Item = (Uuid, V)>,
        V: Given<One<P>, P>,
    {
        let links: Vec<(Uuid, One<P>)> = links.into_iter().map(|(from, to)| (from, to.given())).collect();
        Box::pin(async move {
            let made = |names: &Names| {
                let each = links.iter().map(|(from, to)| NewLink {
                    from: *from,
                    to: beacons(names, |sink| to.write(P::NAME, sink)).and_then(only::<P>),
                });
                each.collect()
            };
            let done = self.scope.add_links(P::NAME, made).await;
            done.map_err(|error| {
                error.context(format!("adding links `{}` of {}", P::NAME, self.scope.what()))
            })
        })
    }

    async fn change(&self, verb: Verb, doing: &str, from: Uuid, to: &One<P>) -> Result<()> {
        let body =
            |_: &str, names: &Names| beacons(names, |sink| to.write(P::NAME, sink)).and_then(only::<P>);
        let done = self.scope.change(Self::link(verb, from), body).await;
        done.map_err(|error| self.told(error, doing, from))
    }

    fn link(verb: Verb, id: Uuid) -> Change {
        Change { kind: WriteKind::Links, verb, id, link: Some(P::NAME) }
    }

    fn told(&self, error: Error, doing: &str, from: Uuid) -> Error {
        let error = if refusal::is_no_target(&error) {
            error.with_hint("insert the object before it is linked")
        } else {
            error
        };
        error.context(format!("{doing} `{}` of {from} in {}", P::NAME, self.scope.what()))
    }
}

/// The address of the one object that a link leads to.
fn only<P: Property>(beacons: Vec<Value>) -> Result<Value> {
    beacons.into_iter().next().ok_or_else(|| {
        Error::invalid(format!("the link for `{}` leads to no object: it was deleted", P::NAME))
    })
}

// Written out: derives would ask the same of `C` and `P`.
impl<C, P> Clone for Links<C, P> {
    fn clone(&self) -> Self {
        Self { scope: self.scope.clone(), of: PhantomData }
    }
}

impl<C, P: Property> fmt::Debug for Links<C, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Links")
            .field("collection", &self.scope.collection)
            .field("property", &P::NAME)
            .finish_non_exhaustive()
    }
}
