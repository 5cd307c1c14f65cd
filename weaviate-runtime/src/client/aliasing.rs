//! Aliases as a program makes and moves them.

use bytes::Bytes;
use serde_json::json;
use weaviate_query::Result;

use super::{
    CallOptions, Client,
    schema::{done, to_json},
};
use crate::{
    op::{Verb, WriteKind},
    transport::segment,
};

/// A name that stands for a collection, wherever a question or a write names one.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, Collection)] struct Note { text: String }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// for alias in client.aliases().await? {
///     println!("{} stands for {}", alias.name(), alias.collection());
/// }
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Alias {
    name: String,
    collection: String,
}

impl Alias {
    /// Its own name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The collection that it stands for, by the name that this has on the server.
    pub fn collection(&self) -> &str {
        &self.collection
    }
}

/// # Aliases
///
/// [`sync`](Self::sync) makes one for each collection and moves it when a collection is rebuilt, so most programs need
/// none of these. Names are those of the server, with the prefix if there is one. A server has aliases from 1.32 on.
impl Client {
    /// Every alias that the server has.
    ///
    /// # Errors
    ///
    /// `PermissionDenied` if the key may not read aliases, and the others of
    /// [any call](crate::Client#errors-of-any-call).
    pub async fn aliases(&self) -> Result<Vec<Alias>> {
        let listed = self.list_aliases(&self.options(self.timeouts().read)).await?;
        let mut aliases: Vec<Alias> =
            listed.into_iter().map(|(name, collection)| Alias { name, collection }).collect();
        aliases.sort();
        Ok(aliases)
    }

    /// The alias of this name, if there is one.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let alias = client.alias("Note").await?.expect("sync makes it");
    /// assert_eq!(alias.collection(), "Note_v1");
    /// assert!(client.alias("Nothing").await?.is_none());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As those of [`aliases`](Self::aliases).
    pub async fn alias(&self, name: &str) -> Result<Option<Alias>> {
        Ok(self.aliases().await?.into_iter().find(|alias| alias.name == name))
    }

    /// Lets a new name stand for a collection.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// client.create_alias("Memo", "Note_v1").await?;
    /// let memos = client.collection_named::<Note>("Memo")?;
    /// memos.insert(&Note { text: "to buy: milk".into() }).await?;
    /// assert_eq!(client.collection::<Note>().count().await?, 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `AlreadyExists` if the name is taken, by an alias or a collection; `NotFound` or `Rejected` if there is no such
    /// collection; and the others of [any call](crate::Client#errors-of-any-call). It is sent once.
    pub async fn create_alias(&self, name: &str, collection: &str) -> Result<()> {
        let options = self.options(self.timeouts().write);
        let doing = || format!("making the alias `{name}` of `{collection}`");
        self.write_alias(name, collection, &options).await.map_err(|error| error.context(doing()))?;
        self.read_aliases(&options).await.map(drop)
    }

    /// Lets an alias stand for another collection, in one step: no question meets neither of the two.
    ///
    /// ```
    /// # use weaviate::{Collection, schema::Class, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// client.create_collection(&Class::new("Note_other")).await?;
    /// client.move_alias("Note", "Note_other").await?;
    /// assert_eq!(client.alias("Note").await?.expect("it is there").collection(), "Note_other");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such alias, `NotFound` or `Rejected` if there is no such collection, and the others of
    /// [any call](crate::Client#errors-of-any-call). It is sent once.
    pub async fn move_alias(&self, name: &str, collection: &str) -> Result<()> {
        let options = self.options(self.timeouts().write);
        let doing = || format!("moving the alias `{name}` to `{collection}`");
        self.rewrite_alias(name, collection, &options).await.map_err(|error| error.context(doing()))?;
        self.read_aliases(&options).await.map(drop)
    }

    /// Removes an alias and says whether there was one. The collection that it stands for stays.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// client.create_alias("Memo", "Note_v1").await?;
    /// assert!(client.delete_alias("Memo").await?);
    /// assert!(!client.delete_alias("Memo").await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `PermissionDenied` if the key may not change aliases, and the others of
    /// [any call](crate::Client#errors-of-any-call).
    pub async fn delete_alias(&self, name: &str) -> Result<bool> {
        let options = self.options(self.timeouts().write);
        let there = match self.remove_alias(name, &options).await {
            Ok(()) => true,
            Err(error) if error.is_not_found() => false,
            Err(error) => return Err(error.context(format!("removing the alias `{name}`"))),
        };
        self.read_aliases(&options).await?;
        Ok(there)
    }

    pub(crate) async fn write_alias(&self, name: &str, class: &str, options: &CallOptions) -> Result<()> {
        let body = to_json(&json!({ "alias": name, "class": class }))?;
        let call = self.rest(Verb::Post, "aliases", body, options);
        done(&self.write(WriteKind::Aliases, class, false, call).await?.body)
    }

    pub(crate) async fn rewrite_alias(&self, name: &str, class: &str, options: &CallOptions) -> Result<()> {
        let body = to_json(&json!({ "class": class }))?;
        let call = self.rest(Verb::Put, format!("aliases/{}", segment(name)), body, options);
        done(&self.write(WriteKind::Aliases, class, false, call).await?.body)
    }

    /// `NotFound` if it is not there.
    pub(crate) async fn remove_alias(&self, name: &str, options: &CallOptions) -> Result<()> {
        let call = self.rest(Verb::Delete, format!("aliases/{}", segment(name)), Bytes::new(), options);
        self.write(WriteKind::Aliases, "", true, call).await.map(drop)
    }
}
