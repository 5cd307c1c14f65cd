//! Classes: what of the schema's administration does not need a struct.

use bytes::Bytes;
use serde_json::Value;
use weaviate_query::{Error, ErrorKind, Result, schema::Class};

use super::{CallOptions, Client};
use crate::{
    op::{ReadKind, Verb, WriteKind},
    transport::segment,
};

impl Client {
    /// Every class of the server, each with all of its keys.
    ///
    /// # Errors
    ///
    /// Those of any call.
    pub async fn classes(&self) -> Result<Vec<Class>> {
        self.read_classes(&self.options(self.timeouts().read))
            .await
            .map_err(|e| e.context("reading the schema"))
    }

    /// The class of this name, or the one that an alias of this name stands for.
    ///
    /// # Errors
    ///
    /// Those of any call.
    pub async fn class(&self, name: &str) -> Result<Option<Class>> {
        let options = self.options(self.timeouts().read);
        self.read_class(name, &options).await.map_err(|e| e.context(format!("reading the class `{name}`")))
    }

    /// Makes a class as the document says, which is sent as it is.
    ///
    /// # Errors
    ///
    /// `AlreadyExists` if the name is taken by a class or an alias.
    pub async fn create_class(&self, class: &Class) -> Result<()> {
        let options = self.options(self.timeouts().write);
        let doing = || format!("making the class `{}`", class.name());
        self.write_class(class, &options).await.map_err(|error| error.context(doing()))
    }

    /// Removes a class and all of its objects: the class called `name`, or the one behind the alias `name`, and
    /// then that alias. Says whether there was one.
    ///
    /// # Errors
    ///
    /// Those of any call.
    pub async fn delete_class(&self, name: &str) -> Result<bool> {
        let options = self.options(self.timeouts().write);
        self.remove_class(name, &options).await.map_err(|e| e.context(format!("removing the class `{name}`")))
    }

    pub(crate) async fn read_classes(&self, options: &CallOptions) -> Result<Vec<Class>> {
        let call = self.rest(Verb::Get, "schema", Bytes::new(), options);
        let mut json: Value = json(&self.read(ReadKind::Schema, "", None, call).await?.body)?;
        match json.get_mut("classes").map(Value::take) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(classes) => serde_json::from_value(classes).map_err(not_json),
        }
    }

    pub(crate) async fn read_class(&self, name: &str, options: &CallOptions) -> Result<Option<Class>> {
        let call = self.rest(Verb::Get, class_path(name), Bytes::new(), options);
        match self.read(ReadKind::Schema, name, None, call).await {
            Ok(reply) => Ok(Some(json(&reply.body)?)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) async fn write_class(&self, class: &Class, options: &CallOptions) -> Result<()> {
        let call = self.rest(Verb::Post, "schema", to_json(class)?, options);
        done(&self.write(WriteKind::Schema, class.name(), false, call).await?.body)
    }

    /// The server says 200 to a deletion of what is not there and of an alias, so it is looked up first. The
    /// class goes before its alias: cut in between, the same call finds the alias and ends the work.
    async fn remove_class(&self, name: &str, options: &CallOptions) -> Result<bool> {
        let (alias, class) = match self.aliases(options).await?.into_iter().find(|(alias, _)| alias == name) {
            Some((alias, class)) => (Some(alias), class),
            None => (None, name.to_owned()),
        };
        let there = self.read_class(&class, options).await?.is_some();
        if there {
            let call = self.rest(Verb::Delete, class_path(&class), Bytes::new(), options);
            self.write(WriteKind::Schema, &class, true, call).await?;
        }
        if let Some(alias) = &alias {
            let call = self.rest(Verb::Delete, format!("aliases/{}", segment(alias)), Bytes::new(), options);
            match self.write(WriteKind::Aliases, &class, true, call).await {
                Err(error) if !error.is_not_found() => return Err(error),
                _ => {}
            }
            self.read_aliases(options).await?;
        }
        Ok(there || alias.is_some())
    }
}

pub(crate) fn class_path(name: &str) -> String {
    format!("schema/{}", segment(name))
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(not_json)
}

pub(crate) fn to_json(value: &impl serde::Serialize) -> Result<Bytes> {
    let bytes = serde_json::to_vec(value)
        .map_err(|error| Error::invalid("this cannot be written as JSON").with_source(error))?;
    Ok(bytes.into())
}

/// A server that panics over a write of the schema says 200, and nothing else.
pub(crate) fn done(body: &[u8]) -> Result<()> {
    if body.is_empty() {
        return Err(Error::new(
            ErrorKind::Server,
            "the server answered 200 with an empty body: it failed inside, see its log",
        ));
    }
    Ok(())
}

fn not_json(error: serde_json::Error) -> Error {
    Error::decode("the answer is not the JSON that belongs here").with_source(error)
}
