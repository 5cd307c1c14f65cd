//! A collection: its description and its shards.

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use super::shard::{Epochs, Shard, Status};
use crate::{
    common::{
        doc::Doc,
        error::{Refusal, Result},
        gotext::quote,
        sync::{read, write},
    },
    schema::{
        Class,
        names::{self, random_shard},
    },
    store::{Change, Copy, Journal, StoredCollection},
};

/// A collection: its description and its shards.
pub(crate) struct Collection {
    pub(super) id: u32,
    journal: Journal,
    class: RwLock<Arc<Class>>,
    /// Every description objects may be indexed under; the last one is in force.
    epochs: Epochs,
    shards: RwLock<Vec<Tenant>>,
}

/// A shard; in a multi-tenant collection, with the tenant it belongs to.
#[derive(Clone)]
pub(crate) struct Tenant {
    pub(crate) name: String,
    pub(crate) active: bool,
    id: u32,
    pub(crate) shard: Arc<RwLock<Shard>>,
}

impl Tenant {
    fn new(name: String, active: bool, of: &Collection) -> Self {
        let id = of.journal.next_id();
        let shard = Shard::new(name.clone(), &of.journal, id, of.epochs.clone());
        let tenant = Self { name, active, id, shard: Arc::new(RwLock::new(shard)) };
        tenant.keep(&of.journal, of.id);
        tenant
    }

    fn keep(&self, journal: &Journal, collection: u32) {
        journal.add(|| Change::Shard {
            id: self.id,
            collection,
            active: self.active,
            name: self.name.clone(),
        });
    }
}

impl Collection {
    pub(super) fn new(class: Class, journal: &Journal) -> Self {
        let (id, journal) = (journal.next_id(), journal.clone());
        journal.add(|| Change::Collection { id, name: class.name.clone() });
        let multi_tenant = class.multi_tenant;
        let class = Arc::new(class);
        let made = Self {
            id,
            journal,
            class: RwLock::new(class.clone()),
            epochs: Epochs::default(),
            shards: RwLock::default(),
        };
        made.keep(&class);
        if !multi_tenant {
            write(&made.shards).push(Tenant::new(random_shard(), true, &made));
        }
        made
    }

    /// The collection a folder keeps; none when it keeps no description of it.
    pub(super) fn load(stored: StoredCollection, journal: &Journal) -> Option<Self> {
        let class = stored.classes.values().next_back()?.clone();
        let epochs = Arc::new(RwLock::new(stored.classes));
        let shards = stored
            .shards
            .into_iter()
            .map(|shard| {
                let (id, name, active) = (shard.id, shard.name.clone(), shard.active);
                let shard = Shard::load(shard, journal, &epochs);
                Tenant { name, active, id, shard: Arc::new(RwLock::new(shard)) }
            })
            .collect();
        Some(Self {
            id: stored.id,
            journal: journal.clone(),
            class: RwLock::new(class),
            epochs,
            shards: RwLock::new(shards),
        })
    }

    fn keep(&self, class: &Arc<Class>) {
        write(&self.epochs).insert(class.epoch, class.clone());
        self.journal.add(|| Change::class(self.id, class));
    }

    // Objects stay indexed under the description in force when they came.
    fn replace(&self, slot: &mut Arc<Class>, mut class: Class) {
        let changed = class.doc != slot.doc;
        let same = ["properties", "invertedIndexConfig"]
            .iter()
            .all(|section| class.doc.get(*section) == slot.doc.get(*section));
        class.epoch = slot.epoch + u32::from(!same);
        *slot = Arc::new(class);
        if changed {
            self.keep(slot);
        }
    }

    /// Makes the indexes of all objects anew, as changed descriptions have them: `change` is told of each description of
    /// the collection whether it is an older one, under which only objects are indexed.
    pub(crate) fn reindex(&self, change: impl Fn(&mut Doc, bool)) {
        let mut slot = write(&self.class);
        let changed = |class: &Class, older| {
            let mut doc = class.doc.clone();
            change(&mut doc, older);
            Class { epoch: class.epoch, ..Class::from_doc(doc) }
        };
        let older: Vec<Arc<Class>> = read(&self.epochs).values().cloned().collect();
        for class in older {
            self.keep(&Arc::new(changed(&class, true)));
        }
        // What is in force gets a number of its own: the older ones may say what is only true of objects that are there.
        *slot = Arc::new(Class { epoch: slot.epoch + 1, ..changed(&slot, false) });
        self.keep(&slot);
        for tenant in self.tenants() {
            write(&tenant.shard).reindex();
        }
    }

    pub(crate) fn class(&self) -> Arc<Class> {
        read(&self.class).clone()
    }

    pub(crate) fn set_class(&self, class: Class) {
        self.replace(&mut write(&self.class), class);
    }

    /// Changes the description while nobody else does.
    pub(crate) fn update<T>(&self, change: impl FnOnce(&Class) -> Result<(Class, T)>) -> Result<T> {
        let mut slot = write(&self.class);
        let (class, out) = change(&slot)?;
        self.replace(&mut slot, class);
        Ok(out)
    }

    /// The shard a request goes to.
    pub(crate) fn shard(&self, tenant: &str) -> Result<Arc<RwLock<Shard>>> {
        let class = self.class();
        check_tenant(&class, tenant)?;
        if !class.multi_tenant {
            let shards = read(&self.shards);
            return match shards.first() {
                Some(only) => Ok(only.shard.clone()),
                None => Err(Refusal::new(format!("class {} has no shard", class.name))),
            };
        }
        let found = read(&self.shards).iter().find(|known| known.name == tenant).cloned();
        match found {
            Some(found) if found.active => Ok(found.shard),
            Some(found) if class.auto_tenant_activation => {
                self.set_active(&found.name, true);
                Ok(found.shard)
            }
            Some(_) => Err(Refusal::new(format!("tenant not active: '{tenant}'"))),
            None => Err(Refusal::new(format!("tenant not found: {}", quote(tenant)))),
        }
    }

    /// As [`Collection::shard`] for writing, which may make the tenant.
    pub(crate) fn shard_for_write(&self, tenant: &str) -> Result<Arc<RwLock<Shard>>> {
        let class = self.class();
        if class.multi_tenant && class.auto_tenant_creation && names::is_tenant(tenant) {
            self.add_tenant(tenant, true);
        }
        self.shard(tenant)
    }

    pub(crate) fn tenants(&self) -> Vec<Tenant> {
        read(&self.shards).clone()
    }

    /// Adds a tenant; one that is there stays as it is.
    pub(crate) fn add_tenant(&self, name: &str, active: bool) {
        let mut shards = write(&self.shards);
        if !shards.iter().any(|known| known.name == name) {
            shards.push(Tenant::new(name.to_owned(), active, self));
        }
    }

    /// Whether there is such a tenant to change.
    pub(crate) fn set_active(&self, name: &str, active: bool) -> bool {
        let mut shards = write(&self.shards);
        let found = shards.iter_mut().find(|known| known.name == name);
        let exists = found.is_some();
        if let Some(found) = found {
            // What was set by hand is gone when the shard is loaded again.
            if !active {
                write(&found.shard).set_status(Status::default());
            }
            found.active = active;
            found.keep(&self.journal, self.id);
        }
        exists
    }

    pub(crate) fn remove_tenants(&self, names: &[String]) {
        write(&self.shards).retain(|tenant| {
            let gone = names.contains(&tenant.name);
            if gone {
                self.journal.add(|| Change::DropShard(tenant.id));
            }
            !gone
        });
    }

    /// Has all objects written to the folder, where a copy gave them.
    pub(super) fn keep_objects(&self) {
        for tenant in self.tenants() {
            for (doc, record, vectors) in read(&tenant.shard).snapshot().iter() {
                self.journal.add(|| Change::put(tenant.id, doc, record.to_vec(), &vectors));
            }
        }
    }

    /// Writes the collection with its tenants and objects.
    pub(super) fn copy_to(&self, next: &mut u32, copy: &mut Copy) -> Result<(), String> {
        let mut number = || {
            *next += 1;
            *next - 1
        };
        let id = number();
        copy.add(Change::Collection { id, name: self.class().name.clone() })?;
        for tenant in self.tenants() {
            let shard = number();
            copy.add(Change::Shard {
                id: shard,
                collection: id,
                active: tenant.active,
                name: tenant.name.clone(),
            })?;
            // The lock is let go before anything is written, so that no request waits for the disk.
            let objects = read(&tenant.shard).snapshot();
            for (doc, record, vectors) in objects.iter() {
                copy.add(Change::put(shard, doc, record.to_vec(), &vectors))?;
            }
        }
        // Written last: a description that an object needs may have come while the objects were copied.
        let classes: BTreeMap<u32, Arc<Class>> = read(&self.epochs).clone();
        classes.values().try_for_each(|class| copy.add(Change::class(id, class)))
    }
}

/// A tenant is named exactly when the collection has tenants.
pub(crate) fn check_tenant(class: &Class, tenant: &str) -> Result<()> {
    match (class.multi_tenant, tenant.is_empty()) {
        (true, true) => Err(Refusal::new(format!(
            "class {} has multi-tenancy enabled, but request was without tenant",
            class.name
        ))),
        (false, false) => Err(Refusal::new(format!(
            "class {} has multi-tenancy disabled, but request was with tenant",
            class.name
        ))),
        _ => Ok(()),
    }
}
