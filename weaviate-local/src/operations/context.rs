//! What every request is answered with: the collections, the settings, the backups that are being worked on, and the
//! tasks.

use std::{net::SocketAddr, sync::Arc};

use super::{backup::Backups, tasks::Tasks};
use crate::{
    catalog::{Catalog, shard::Shard},
    common::{error::Result, faults::Faults, quota::Quota, settings::Settings, sync::read},
};

/// A cheap handle on them. Cloning gives another one on the same data.
#[derive(Clone, Default)]
pub(crate) struct Context {
    catalog: Arc<Catalog>,
    settings: Arc<Settings>,
    backups: Arc<Backups>,
    tasks: Arc<Tasks>,
    faults: Arc<Faults>,
    /// Whether shards take no writes in this one call.
    disk_full: bool,
}

impl Context {
    /// These collections under the default settings.
    pub(crate) fn of(catalog: Catalog) -> Self {
        Self { catalog: Arc::new(catalog), ..Self::default() }
    }

    /// The same data under other settings. Only `fsync` holds for every handle.
    pub(crate) fn with_settings(self, settings: Settings) -> Self {
        self.catalog.journal().set_fsync(settings.fsync);
        let faults = Arc::new(Faults::new(&settings.faults));
        Self { settings: Arc::new(settings), faults, ..self }
    }

    /// The same for one call that meets a full disk.
    pub(crate) fn with_disk_full(self, disk_full: bool) -> Self {
        Self { disk_full, ..self }
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

    pub(crate) fn tasks(&self) -> &Tasks {
        &self.tasks
    }

    pub(crate) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Refuses what writes to a shard that only reads.
    pub(crate) fn check_writable(&self, shard: &Shard) -> Result<(), &'static str> {
        if self.disk_full {
            return Err(
                "store is read-only due to: disk usage too high. Set to read-only at 100.00%, threshold set to 90.00%",
            );
        }
        shard.check_writable()
    }

    /// Refuses so many objects more than there may be. No shard may be locked for writing.
    pub(crate) fn check_objects(&self, more: usize) -> Result<()> {
        let limit = self.settings.maximum_objects;
        if limit.is_none() {
            return Ok(());
        }
        let tenants = self.catalog.all().into_iter().flat_map(|collection| collection.tenants());
        let stored: usize = tenants.map(|tenant| read(&tenant.shard).len()).sum();
        Quota::Objects.check(stored + more, limit)
    }

    /// Waits until what was changed is in the folder: before every answer.
    pub(crate) fn commit(&self) -> Result<()> {
        self.catalog.journal().commit()
    }
}
