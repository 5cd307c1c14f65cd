//! The schema over REST: its paths, its JSON, and the requests that several others make.

use bytes::Bytes;
use serde_json::Value;
use weaviate_query::{Error, ErrorKind, Result, schema::Class};

use super::{CallOptions, Client};
use crate::{
    op::{ReadKind, Verb, WriteKind},
    transport::segment,
};

impl Client {
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
    pub(crate) async fn remove_class(&self, name: &str, options: &CallOptions) -> Result<bool> {
        let (alias, class) =
            match self.list_aliases(options).await?.into_iter().find(|(alias, _)| alias == name) {
                Some((alias, class)) => (Some(alias), class),
                None => (None, name.to_owned()),
            };
        let there = self.read_class(&class, options).await?.is_some();
        if there {
            let call = self.rest(Verb::Delete, class_path(&class), Bytes::new(), options);
            self.write(WriteKind::Schema, &class, true, call).await?;
        }
        if let Some(alias) = &alias {
            match self.remove_alias(alias, options).await {
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

/// A path below `/v1/`.
pub(crate) fn object_path(class: &str, id: &str) -> String {
    format!("objects/{}/{}", segment(class), segment(id))
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
