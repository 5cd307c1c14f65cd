//! The engine: a cheap handle on the collections and the settings.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::serve::{Serve, Serving};

/// Weaviate in this process: the store with its schema. Cloning gives another handle on the same data; the data goes
/// with the last handle.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    catalog: Catalog,
    settings: Settings,
}

/// What a Weaviate server reads from its environment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// Whether filters may reach into object properties (`WEAVIATE_PREVIEW_NESTED_FILTERING`); on by default.
    pub nested_filtering: bool,
    /// Whether an insert may create collections and properties (`AUTOSCHEMA_ENABLED`); off by default.
    pub auto_schema: bool,
    /// How many objects a query without a limit gets (`QUERY_DEFAULTS_LIMIT`); 10 by default.
    pub default_limit: usize,
    /// The largest limit plus offset (`QUERY_MAXIMUM_RESULTS`); 10000 by default.
    pub maximum_results: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { nested_filtering: true, auto_schema: false, default_limit: 10, maximum_results: 10_000 }
    }
}

impl Settings {
    /// Sets [`Settings::nested_filtering`].
    pub fn nested_filtering(self, nested_filtering: bool) -> Settings {
        Settings { nested_filtering, ..self }
    }

    /// Sets [`Settings::auto_schema`].
    pub fn auto_schema(self, auto_schema: bool) -> Settings {
        Settings { auto_schema, ..self }
    }

    /// Sets [`Settings::default_limit`].
    pub fn default_limit(self, default_limit: usize) -> Settings {
        Settings { default_limit, ..self }
    }

    /// Sets [`Settings::maximum_results`].
    pub fn maximum_results(self, maximum_results: usize) -> Settings {
        Settings { maximum_results, ..self }
    }
}

impl Engine {
    /// An empty engine. Nothing runs and no port is open until [`Engine::serve`].
    pub fn in_memory() -> Engine {
        Engine { inner: Arc::new(Inner { catalog: Catalog::default(), settings: Settings::default() }) }
    }

    /// The same data under other settings, which hold for requests through the handle this returns.
    ///
    /// Call it before anything is stored: an engine with data and other handles starts empty under the new settings.
    pub fn with_settings(self, settings: Settings) -> Engine {
        match Arc::try_unwrap(self.inner) {
            Ok(inner) => Engine { inner: Arc::new(Inner { settings, ..inner }) },
            Err(_) => Engine { inner: Arc::new(Inner { catalog: Catalog::default(), settings }) },
        }
    }

    /// Listens for REST and gRPC on 127.0.0.1, on the tokio runtime of the caller.
    ///
    /// # Errors
    ///
    /// When a port is taken.
    pub async fn serve(&self, options: Serve) -> std::io::Result<Serving> {
        crate::serve::start(self, options).await
    }

    pub(crate) fn catalog(&self) -> &Catalog {
        &self.inner.catalog
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.settings
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("settings", &self.inner.settings).finish_non_exhaustive()
    }
}
