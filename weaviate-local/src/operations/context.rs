//! What every request is answered with: the collections, the settings, and the backups that are being worked on.

use std::{net::SocketAddr, sync::Arc};

use super::backup::Backups;
use crate::{
    catalog::Catalog,
    common::{error::Result, settings::Settings},
};

/// A cheap handle on them. Cloning gives another one on the same data.
#[derive(Clone, Default)]
pub(crate) struct Context {
    catalog: Arc<Catalog>,
    settings: Arc<Settings>,
    backups: Arc<Backups>,
}

impl Context {
    /// These collections under the default settings.
    pub(crate) fn of(catalog: Catalog) -> Self {
        Self { catalog: Arc::new(catalog), ..Self::default() }
    }

    /// The same data under other settings. Only `fsync` holds for every handle.
    pub(crate) fn with_settings(self, settings: Settings) -> Self {
        self.catalog.journal().set_fsync(settings.fsync);
        Self { settings: Arc::new(settings), ..self }
    }

    /// The same data as a server at this address answers for it, unless the settings name another one.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        let mut settings = Settings::clone(&self.settings);
        settings.hostname.get_or_insert_with(|| format!("http://{address}"));
        Self { settings: Arc::new(settings), ..self.clone() }
    }

    pub(crate) fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn backups(&self) -> &Backups {
        &self.backups
    }

    /// Waits until what was changed is in the folder: before every answer.
    pub(crate) fn commit(&self) -> Result<()> {
        self.catalog.journal().commit()
    }
}
