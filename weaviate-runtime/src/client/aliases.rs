//! The server's aliases: when they are read, and how.

use std::sync::Arc;

use serde_json::Value;
use weaviate_query::{Error, ErrorKind, Names, Result};

use super::{CallOptions, Client};
use crate::op::{ReadKind, Verb};

impl Client {
    /// The names as they are known now.
    ///
    /// Aliases are in it once something needed them; a [`sync`](Self::sync) reads them.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// assert_eq!(client.names().class("Note"), "Note"); // what requests say, an alias
    /// assert_eq!(client.names().concrete("Note"), "Note_v1"); // what it stands for
    /// # Ok(()) }
    /// ```
    pub fn names(&self) -> Arc<Names> {
        self.0.names.get()
    }

    /// Takes the names that a sync found.
    pub(crate) fn learn_names(&self, names: Names) {
        self.0.names.set(names);
    }

    /// The names with the server's aliases, if those were read.
    pub(crate) fn names_with_known_aliases(&self) -> Option<Arc<Names>> {
        self.0.names.with_aliases()
    }

    /// The names with the server's aliases, which are read if nobody has read them.
    pub(crate) async fn names_with_aliases(&self, call: &CallOptions) -> Result<Arc<Names>> {
        if let Some(names) = self.0.names.with_aliases() {
            return Ok(names);
        }
        let _reading = self.0.names.one_at_a_time().await;
        match self.0.names.with_aliases() {
            Some(names) => Ok(names),
            None => self.read_aliases(call).await,
        }
    }

    /// Reads the server's aliases again.
    pub(crate) async fn read_aliases(&self, call: &CallOptions) -> Result<Arc<Names>> {
        let mut names = Names::clone(&self.names());
        names.clear_aliases();
        for (alias, class) in self.list_aliases(call).await? {
            names.set_alias(alias, class);
        }
        Ok(self.0.names.set(names))
    }

    /// Every alias with its class; none on a server that has no aliases (before 1.32).
    pub(crate) async fn list_aliases(&self, call: &CallOptions) -> Result<Vec<(String, String)>> {
        let read = self.read(ReadKind::Aliases, "", None, self.rest(Verb::Get, "aliases", Vec::new(), call));
        let body = match read.await {
            Ok(reply) => reply.body,
            Err(error) if error.is_not_found() || error.kind() == ErrorKind::Unsupported => {
                return Ok(Vec::new());
            }
            Err(error) => return Err(error.context("reading the aliases")),
        };
        let json: Value = serde_json::from_slice(&body)
            .map_err(|error| Error::decode("the server's list of aliases is not JSON").with_source(error))?;
        let entries = json.get("aliases").and_then(Value::as_array);
        let text = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        Ok(entries
            .into_iter()
            .flatten()
            .filter_map(|entry| Some((text(entry, "alias")?, text(entry, "class")?)))
            .collect())
    }
}
