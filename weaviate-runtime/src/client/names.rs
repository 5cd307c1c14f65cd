//! Which class a collection is, as far as the client knows.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{Mutex, MutexGuard};
use weaviate_query::Names;

/// The names of a client. Aliases are known once something needed them.
pub(crate) struct KnownNames {
    now: RwLock<Now>,
    /// One reads the aliases at a time; the others wait for what it finds.
    reading: Mutex<()>,
}

#[derive(Clone)]
struct Now {
    names: Arc<Names>,
    has_aliases: bool,
}

impl KnownNames {
    pub(crate) fn new(names: Names) -> Self {
        let now = Now { names: Arc::new(names), has_aliases: false };
        Self { now: RwLock::new(now), reading: Mutex::default() }
    }

    /// The names, with aliases if those were read.
    pub(crate) fn get(&self) -> Arc<Names> {
        self.now().names
    }

    /// The names, if the aliases were read.
    pub(crate) fn with_aliases(&self) -> Option<Arc<Names>> {
        let now = self.now();
        now.has_aliases.then_some(now.names)
    }

    /// Takes names with the aliases that were read.
    pub(crate) fn set(&self, names: Names) -> Arc<Names> {
        let names = Arc::new(names);
        let now = Now { names: names.clone(), has_aliases: true };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = now;
        names
    }

    /// Held by the one that reads the aliases.
    pub(crate) async fn one_at_a_time(&self) -> MutexGuard<'_, ()> {
        self.reading.lock().await
    }

    fn now(&self) -> Now {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
