//! Which class a collection is, and when the server's aliases are read.

use std::sync::{Arc, PoisonError, RwLock};

use serde_json::Value;
use weaviate_query::{Error, ErrorKind, Names, Result};

use super::Client;
use crate::op::{ReadKind, Verb};

/// The names of a client. Aliases are known once something needed them.
pub(crate) struct KnownNames {
    names: RwLock<(Arc<Names>, bool)>,
    /// One reads the aliases at a time; the others wait for what it finds.
    reading: tokio::sync::Mutex<()>,
}

impl KnownNames {
    pub(crate) fn new(names: Names) -> Self {
        Self { names: RwLock::new((Arc::new(names), false)), reading: tokio::sync::Mutex::default() }
    }

    fn get(&self) -> (Arc<Names>, bool) {
        self.names.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, names: Names) -> Arc<Names> {
        let names = Arc::new(names);
        *self.names.write().unwrap_or_else(PoisonError::into_inner) = (names.clone(), true);
        names
    }
}

impl Client {
    /// The names as they are known now.
    pub fn names(&self) -> Arc<Names> {
        self.0.names.get().0
    }

    /// Takes the names that a sync found.
    pub(crate) fn learn_names(&self, names: Names) {
        self.0.names.set(names);
    }

    /// The names with the server's aliases, which are read if nobody has read them.
    pub(crate) async fn names_with_aliases(&self, call: &super::CallOptions) -> Result<Arc<Names>> {
        let (names, read) = self.0.names.get();
        if read {
            return Ok(names);
        }
        let _reading = self.0.names.reading.lock().await;
        let (names, read) = self.0.names.get();
        if read { Ok(names) } else { self.read_aliases(call).await }
    }

    /// Reads the server's aliases again.
    pub(crate) async fn read_aliases(&self, call: &super::CallOptions) -> Result<Arc<Names>> {
        let mut names = Names::clone(&self.names());
        names.clear_aliases();
        for (alias, class) in self.aliases(call).await? {
            names.set_alias(alias, class);
        }
        Ok(self.0.names.set(names))
    }

    /// Every alias with its class; none on a server that has no aliases (before 1.32).
    pub(crate) async fn aliases(&self, call: &super::CallOptions) -> Result<Vec<(String, String)>> {
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
