//! What a server reads from its environment.

use std::path::PathBuf;

use super::{
    access::{ApiKey, Oidc},
    fault::Fault,
    mode::Mode,
};

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
    /// The keys that sign in (`AUTHENTICATION_APIKEY_ALLOWED_KEYS`); with none, which is the default, nobody has to sign
    /// in. With some nobody is anonymous: what comes without one of them is answered 401 or, over gRPC, with the server's
    /// text.
    pub api_keys: Vec<ApiKey>,
    /// The tokens that sign in (`AUTHENTICATION_OIDC_ENABLED`); none by default. With it nobody is anonymous, either.
    pub oidc: Option<Oidc>,
    /// What is taken at all (`OPERATIONAL_MODE`).
    pub mode: Mode,
    /// How many objects there may be in all (`MAXIMUM_ALLOWED_OBJECTS_COUNT`); any number by default. A server counts
    /// late, so that some more get in; the engine counts at once.
    pub maximum_objects: Option<usize>,
    /// How many collections there may be (`MAXIMUM_ALLOWED_COLLECTIONS_COUNT`); any number by default.
    pub maximum_collections: Option<usize>,
    /// How many tenants a collection may have (`MAXIMUM_ALLOWED_TENANTS_PER_COLLECTION`); any number by default.
    pub maximum_tenants: Option<usize>,
    /// How the engine misbehaves, which it does not by default.
    pub faults: Vec<Fault>,
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
            api_keys: Vec::new(),
            oidc: None,
            mode: Mode::default(),
            maximum_objects: None,
            maximum_collections: None,
            maximum_tenants: None,
            faults: Vec::new(),
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

    /// Adds a key to [`Settings::api_keys`], and says whose it is.
    ///
    /// ```
    /// let settings = weaviate_local::Settings::default().api_key("ann", "a-secret-key");
    /// assert_eq!(settings.api_keys.len(), 1);
    /// ```
    pub fn api_key(mut self, user: impl Into<String>, key: impl Into<String>) -> Self {
        self.api_keys.push(ApiKey::new(user.into(), key.into()));
        self
    }

    /// Sets [`Settings::oidc`].
    pub fn oidc(self, oidc: Oidc) -> Self {
        Self { oidc: Some(oidc), ..self }
    }

    /// Sets [`Settings::mode`].
    pub fn mode(self, mode: Mode) -> Self {
        Self { mode, ..self }
    }

    /// Sets [`Settings::maximum_objects`].
    pub fn maximum_objects(self, maximum: usize) -> Self {
        Self { maximum_objects: Some(maximum), ..self }
    }

    /// Sets [`Settings::maximum_collections`].
    pub fn maximum_collections(self, maximum: usize) -> Self {
        Self { maximum_collections: Some(maximum), ..self }
    }

    /// Sets [`Settings::maximum_tenants`].
    pub fn maximum_tenants(self, maximum: usize) -> Self {
        Self { maximum_tenants: Some(maximum), ..self }
    }

    /// Adds a fault to [`Settings::faults`]. Several may meet the same call.
    ///
    /// Calls are counted for the handle that [`Engine::with_settings`](crate::Engine::with_settings) returns, so that
    /// another handle on the same data can be well behaved.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Sets [`Settings::hostname`].
    pub fn hostname(self, address: impl Into<String>) -> Self {
        Self { hostname: Some(address.into()), ..self }
    }
}
