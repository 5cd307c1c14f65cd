//! The engine as its users have it: a cheap handle on the data, which can be served.

use std::path::Path;

use crate::{
    catalog::Catalog,
    common::settings::Settings,
    operations::context::Context,
    serve::{Serve, Serving},
    store::{Folder, Journal, OpenError},
};

/// Weaviate in this process: the store with its schema. Cloning gives another handle on the same data. Data in memory
/// goes with the last handle; data in a folder stays, and the last handle closes it.
#[derive(Clone)]
pub struct Engine {
    context: Context,
}

impl Engine {
    /// An empty engine. Nothing runs and no port is open until [`Engine::serve`].
    pub fn in_memory() -> Self {
        Self { context: Context::default() }
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
        Ok(Self { context: Context::of(Catalog::load(contents, journal)) })
    }

    /// The same data under other settings, which hold for requests through the handle this returns.
    ///
    /// Except [`Settings::fsync`], which holds for the folder, and so for every handle on it.
    pub fn with_settings(self, settings: Settings) -> Self {
        Self { context: self.context.with_settings(settings) }
    }

    /// Listens for REST and gRPC on 127.0.0.1, on the tokio runtime of the caller.
    ///
    /// # Errors
    ///
    /// When a port is taken.
    pub async fn serve(&self, options: Serve) -> std::io::Result<Serving> {
        crate::serve::start(&self.context, options).await
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("settings", self.context.settings()).finish_non_exhaustive()
    }
}
