//! The engine: a cheap handle on the collections and the settings.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    catalog::Catalog,
    operations::backup::Backups,
    serve::{Serve, Serving},
    store::{Folder, Journal, OpenError},
};

/// Weaviate in this process: the store with its schema. Cloning gives another handle on the same data. Data in memory
/// goes with the last handle; data in a folder stays, and the last handle closes it.
#[derive(Clone)]
pub struct Engine {
    catalog: Arc<Catalog>,
    settings: Arc<Settings>,
    backups: Arc<Backups>,
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
    /// Whether a write waits until the disk itself has it (fsync); off by default. Without it a write that was answered
    /// survives the end of the process, however it ends, but not always a loss of power. It means nothing in memory.
    pub fsync: bool,
    /// Where the service of `text2vec-transformers` is (`TRANSFORMERS_INFERENCE_API`); nowhere by default.
    pub transformers_inference_api: Option<String>,
    /// Where the service of `text2vec-model2vec` is (`MODEL2VEC_INFERENCE_API`); nowhere by default.
    pub model2vec_inference_api: Option<String>,
    /// Where the service of `multi2vec-clip` is (`CLIP_INFERENCE_API`); nowhere by default.
    pub clip_inference_api: Option<String>,
    /// The folder of the module `backup-filesystem` (`BACKUP_FILESYSTEM_PATH`); without it, which is the default, there
    /// is no such module.
    pub backups_path: Option<PathBuf>,
    /// The address the engine says it has (`hostname` of `/v1/meta`); by default the one where it listens.
    pub hostname: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            nested_filtering: true,
            auto_schema: false,
            default_limit: 10,
            maximum_results: 10_000,
            fsync: false,
            transformers_inference_api: None,
            model2vec_inference_api: None,
            clip_inference_api: None,
            backups_path: None,
            hostname: None,
        }
    }
}

impl Settings {
    /// Sets [`Settings::nested_filtering`].
    pub fn nested_filtering(self, nested_filtering: bool) -> Self {
        Self { nested_filtering, ..self }
    }

    /// Sets [`Settings::auto_schema`].
    pub fn auto_schema(self, auto_schema: bool) -> Self {
        Self { auto_schema, ..self }
    }

    /// Sets [`Settings::default_limit`].
    pub fn default_limit(self, default_limit: usize) -> Self {
        Self { default_limit, ..self }
    }

    /// Sets [`Settings::maximum_results`].
    pub fn maximum_results(self, maximum_results: usize) -> Self {
        Self { maximum_results, ..self }
    }

    /// Sets [`Settings::fsync`].
    pub fn fsync(self, fsync: bool) -> Self {
        Self { fsync, ..self }
    }

    /// Sets [`Settings::transformers_inference_api`].
    pub fn transformers_inference_api(self, url: impl Into<String>) -> Self {
        Self { transformers_inference_api: Some(url.into()), ..self }
    }

    /// Sets [`Settings::model2vec_inference_api`].
    pub fn model2vec_inference_api(self, url: impl Into<String>) -> Self {
        Self { model2vec_inference_api: Some(url.into()), ..self }
    }

    /// Sets [`Settings::clip_inference_api`].
    pub fn clip_inference_api(self, url: impl Into<String>) -> Self {
        Self { clip_inference_api: Some(url.into()), ..self }
    }

    /// Sets [`Settings::backups_path`].
    pub fn backups_path(self, path: impl Into<PathBuf>) -> Self {
        Self { backups_path: Some(path.into()), ..self }
    }

    /// Sets [`Settings::hostname`].
    pub fn hostname(self, address: impl Into<String>) -> Self {
        Self { hostname: Some(address.into()), ..self }
    }
}

impl Engine {
    /// An empty engine. Nothing runs and no port is open until [`Engine::serve`].
    pub fn in_memory() -> Self {
        Self { catalog: Arc::default(), settings: Arc::default(), backups: Arc::default() }
    }

    /// The engine whose data is in this folder, which is made when it is not there. Every write is in the folder before
    /// it is answered: the end of the process, however it ends, loses none ([`Settings::fsync`] for the loss of power).
    ///
    /// Only one engine at a time has a folder open. All of it is in memory as well: see the README for how much that is.
    ///
    /// # Errors
    ///
    /// When the folder is open elsewhere, holds other things, is of another format or damaged. Nothing in it is changed
    /// then.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let (folder, contents) = Folder::open(path.as_ref())?;
        let journal = Journal::new(folder, contents.next);
        let catalog = Arc::new(Catalog::load(contents, journal));
        Ok(Self { catalog, settings: Arc::default(), backups: Arc::default() })
    }

    /// The same data under other settings, which hold for requests through the handle this returns.
    ///
    /// Except [`Settings::fsync`], which holds for the folder, and so for every handle on it.
    pub fn with_settings(self, settings: Settings) -> Self {
        self.catalog.journal().set_fsync(settings.fsync);
        Self { settings: Arc::new(settings), ..self }
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
        &self.catalog
    }

    /// Waits until what was changed is in the folder: before every answer.
    pub(crate) fn commit(&self) -> crate::common::error::Result<()> {
        self.catalog.journal().commit()
    }

    /// The backups of this engine.
    pub(crate) fn backups(&self) -> &Backups {
        &self.backups
    }

    /// The engine as it answers at an address.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        let mut settings = Settings::clone(&self.settings);
        settings.hostname.get_or_insert_with(|| format!("http://{address}"));
        Self { settings: Arc::new(settings), ..self.clone() }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("settings", &self.settings).finish_non_exhaustive()
    }
}
