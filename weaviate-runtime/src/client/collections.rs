//! The collections of a server: one with its struct, and all of them as the server's JSON.

use weaviate_query::{Collection, Result, schema::Class};

use super::Client;
use crate::handle::Handle;

impl Client {
    /// The collection `C`, under the name that its struct has.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let notes = client.collection::<Note>();
    /// assert_eq!(notes.count().await?, 0);
    /// # Ok(()) }
    /// ```
    pub fn collection<C: Collection>(&self) -> Handle<C, C::Tenancy> {
        Handle::new(self.clone())
    }

    /// The collection `C`, under another name: `name` is what it is called on the server, without the prefix.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// let old = client.collection_named::<Note>("OldNotes")?;
    /// assert!(client.collection_named::<Note>("old notes").is_err());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a name that the server would rewrite or refuse.
    pub fn collection_named<C: Collection>(&self, name: &str) -> Result<Handle<C, C::Tenancy>> {
        weaviate_query::check_class(name)?;
        Ok(self.collection::<C>().under(name))
    }

    /// Every collection of the server, each as the server's JSON with all of its keys.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let names: Vec<String> = client.collections().await?.iter().map(|class| class.name().to_owned()).collect();
    /// assert!(names.contains(&"Note_v1".to_owned())); // `Note` is its alias
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `PermissionDenied` if the key may not read the schema, and the others of
    /// [any call](crate::Client#errors-of-any-call).
    pub async fn collections(&self) -> Result<Vec<Class>> {
        let options = self.options(self.timeouts().read);
        self.read_classes(&options).await.map_err(|error| error.context("reading the schema"))
    }

    /// The definition of one collection as the server's JSON. `name` is what it is called on the server, with the
    /// prefix, or an alias of it.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let definition = client.collection_definition("Note").await?.expect("it was synced");
    /// assert!(definition.property("text").is_some());
    /// assert!(client.collection_definition("Nothing").await?.is_none());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `PermissionDenied` if the key may not read the schema, and the others of
    /// [any call](crate::Client#errors-of-any-call). A collection that is not there is no error.
    pub async fn collection_definition(&self, name: &str) -> Result<Option<Class>> {
        let options = self.options(self.timeouts().read);
        let doing = || format!("reading the collection `{name}`");
        self.read_class(name, &options).await.map_err(|error| error.context(doing()))
    }

    /// Makes a collection as the document says, which is sent as it is. [`sync`](Self::sync) does it from a struct.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// use weaviate::schema::Class;
    ///
    /// client.create_collection(&Class::new("Draft")).await?;
    /// assert!(client.create_collection(&Class::new("Draft")).await.unwrap_err().is_already_exists());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `AlreadyExists` if the name is taken by a collection or an alias, `Rejected` for a document that the server
    /// refuses, and the others of [any call](crate::Client#errors-of-any-call). It is never sent twice, so after
    /// `Timeout` it has to be looked for.
    pub async fn create_collection(&self, definition: &Class) -> Result<()> {
        let options = self.options(self.timeouts().write);
        let doing = || format!("making the collection `{}`", definition.name());
        self.write_class(definition, &options).await.map_err(|error| error.context(doing()))
    }

    /// Removes the collection `C` and all of its objects: its class, and the alias if there is one. Says whether
    /// there was something.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// assert!(client.delete_collection::<Note>().await?);
    /// assert!(!client.delete_collection::<Note>().await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `PermissionDenied` if the key may not change the schema, and the others of
    /// [any call](crate::Client#errors-of-any-call). Calling it again ends what was begun.
    pub async fn delete_collection<C: Collection>(&self) -> Result<bool> {
        let name = self.names().class(C::SCHEMA.name).into_owned();
        self.delete_collection_named(&name).await
    }

    /// Removes every collection of the server, with all objects of all programs; of a client with a
    /// [`name_prefix`](crate::ClientBuilder::name_prefix) those that begin with it. Gives the names of those that are gone.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// let gone = client.delete_all_collections().await?;
    /// assert!(gone.contains(&"Note_v1".to_owned()) && client.collections().await?.is_empty());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`collections`](Self::collections) and [`delete_collection_named`](Self::delete_collection_named): what was
    /// removed before stays so, and calling it again goes on.
    pub async fn delete_all_collections(&self) -> Result<Vec<String>> {
        let options = self.options(self.timeouts().write);
        let prefix = self.names().class("").into_owned();
        let (aliases, classes) = (self.list_aliases(&options).await?, self.collections().await?);
        let mut gone = Vec::new();
        for class in classes.iter().map(Class::name).filter(|class| class.starts_with(&prefix)) {
            // By its alias, so that none is left that stands for nothing.
            let alias = aliases.iter().find(|(_, of)| of == class).map_or(class, |(alias, _)| alias);
            if self.delete_collection_named(alias).await? {
                gone.push(class.to_owned());
            }
        }
        Ok(gone)
    }

    /// Removes a collection and all of its objects: the one that the server calls `name`, or the one behind the
    /// alias `name`, and then that alias. Says whether there was one.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// assert!(client.delete_collection_named("Note").await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `PermissionDenied` if the key may not change the schema, and the others of
    /// [any call](crate::Client#errors-of-any-call). Calling it again ends what was begun.
    pub async fn delete_collection_named(&self, name: &str) -> Result<bool> {
        let options = self.options(self.timeouts().write);
        let doing = || format!("removing the collection `{name}`");
        self.remove_class(name, &options).await.map_err(|error| error.context(doing()))
    }
}
