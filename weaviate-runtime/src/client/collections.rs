//! The collections of a server: one with its struct, and all of them as the server's JSON.

use weaviate_query::{Collection, Result, schema::Class};

use super::Client;
use crate::handle::Handle;

impl Client {
    /// The collection `C`, under the name that its struct has.
    pub fn collection<C: Collection>(&self) -> Handle<C, C::Tenancy> {
        Handle::new(self.clone())
    }

    /// The collection `C`, under another name: `name` is what it is called on the server, without the prefix.
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
    /// # Errors
    ///
    /// Those of any call.
    pub async fn collections(&self) -> Result<Vec<Class>> {
        let options = self.options(self.timeouts().read);
        self.read_classes(&options).await.map_err(|error| error.context("reading the schema"))
    }

    /// The definition of one collection as the server's JSON. `name` is what it is called on the server, with the
    /// prefix, or an alias of it.
    ///
    /// # Errors
    ///
    /// Those of any call. A collection that is not there is no error.
    pub async fn collection_definition(&self, name: &str) -> Result<Option<Class>> {
        let options = self.options(self.timeouts().read);
        let doing = || format!("reading the collection `{name}`");
        self.read_class(name, &options).await.map_err(|error| error.context(doing()))
    }

    /// Makes a collection as the document says, which is sent as it is. [`sync`](Self::sync) does it from a struct.
    ///
    /// # Errors
    ///
    /// `AlreadyExists` if the name is taken by a collection or an alias.
    pub async fn create_collection(&self, definition: &Class) -> Result<()> {
        let options = self.options(self.timeouts().write);
        let doing = || format!("making the collection `{}`", definition.name());
        self.write_class(definition, &options).await.map_err(|error| error.context(doing()))
    }

    /// Removes the collection `C` and all of its objects: its class, and the alias if there is one. Says whether
    /// there was something.
    ///
    /// # Errors
    ///
    /// Those of any call.
    pub async fn delete_collection<C: Collection>(&self) -> Result<bool> {
        let name = self.names().class(C::SCHEMA.name).into_owned();
        self.delete_collection_named(&name).await
    }

    /// Removes a collection and all of its objects: the one that the server calls `name`, or the one behind the
    /// alias `name`, and then that alias. Says whether there was one.
    ///
    /// # Errors
    ///
    /// Those of any call.
    pub async fn delete_collection_named(&self, name: &str) -> Result<bool> {
        let options = self.options(self.timeouts().write);
        let doing = || format!("removing the collection `{name}`");
        self.remove_class(name, &options).await.map_err(|error| error.context(doing()))
    }
}
