//! The collections, their aliases and their tenants.

mod copy;
pub(crate) mod shard;

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use crate::{
    catalog::shard::Shard,
    common::{
        error::{Refusal, Result},
        gotext::quote,
        sync::{read, write},
    },
    schema::{
        Class,
        names::{self, random_shard},
    },
    store::{Change, Contents, Journal, StoredCollection},
};

/// Every collection by name, and every alias.
#[derive(Default)]
pub(crate) struct Catalog {
    collections: RwLock<BTreeMap<String, Arc<Collection>>>,
    aliases: RwLock<BTreeMap<String, String>>,
    journal: Journal,
}

/// A collection: its description and its shards.
pub(crate) struct Collection {
    id: u32,
    journal: Journal,
    class: RwLock<Arc<Class>>,
    /// Every description objects may be indexed under, by epoch; the last one is in force.
    epochs: RwLock<BTreeMap<u32, Arc<Class>>>,
    shards: RwLock<Vec<Tenant>>,
}

/// A shard with, in a multi-tenant collection, whose it is.
#[derive(Clone)]
pub(crate) struct Tenant {
    pub(crate) name: String,
    pub(crate) active: bool,
    id: u32,
    pub(crate) shard: Arc<RwLock<Shard>>,
}

impl Tenant {
    fn new(name: String, active: bool, journal: &Journal, collection: u32) -> Self {
        let id = journal.next_id();
        let shard = Arc::new(RwLock::new(Shard::new(name.clone(), journal, id)));
        let tenant = Self { name, active, id, shard };
        tenant.keep(journal, collection);
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

impl Catalog {
    /// What a folder keeps, whose changes go to its journal.
    pub(crate) fn load(contents: Contents, journal: Journal) -> Self {
        let collections = contents
            .collections
            .into_iter()
            .filter_map(|stored| Some((stored.name.clone(), Arc::new(Collection::load(stored, &journal)?))))
            .collect();
        Self { collections: RwLock::new(collections), aliases: RwLock::new(contents.aliases), journal }
    }

    /// The way to the folder.
    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The collection of exactly that name.
    pub(crate) fn get(&self, name: &str) -> Option<Arc<Collection>> {
        read(&self.collections).get(name).cloned()
    }

    /// The collection of that name or alias; the first letter may be in lower case.
    pub(crate) fn resolve(&self, name: &str) -> Option<Arc<Collection>> {
        let name = names::upper_first(name);
        self.get(&name).or_else(|| {
            let target = read(&self.aliases).get(&name).cloned()?;
            self.get(&target)
        })
    }

    /// As [`Catalog::resolve`], or the words of gRPC.
    pub(crate) fn find(&self, name: &str) -> Result<Arc<Collection>> {
        self.resolve(name).ok_or_else(|| {
            Refusal::new(format!("could not find class {} in schema", names::upper_first(name)))
        })
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        read(&self.collections).contains_key(name)
    }

    /// Every collection in the order of names.
    pub(crate) fn all(&self) -> Vec<Arc<Collection>> {
        read(&self.collections).values().cloned().collect()
    }

    /// Adds a collection unless its name is taken, whatever the case of its letters.
    pub(crate) fn add(&self, class: Class) -> Result<()> {
        let mut collections = write(&self.collections);
        self.check_free(&collections, &class.name)?;
        collections.insert(class.name.clone(), Arc::new(Collection::new(class, &self.journal)));
        Ok(())
    }

    fn check_free(&self, collections: &BTreeMap<String, Arc<Collection>>, name: &str) -> Result<()> {
        if collections.contains_key(name) {
            return Err(Refusal::new(format!("class name {name} already exists")));
        }
        let aliases = read(&self.aliases);
        if aliases.contains_key(name) {
            return Err(Refusal::new(format!("alias name {name} already exists")));
        }
        let similar = |known: &&String| known.eq_ignore_ascii_case(name);
        if let Some(known) = collections.keys().find(similar) {
            return Err(Refusal::new(format!("class already exists: found similar class {}", quote(known))));
        }
        if let Some(known) = aliases.keys().find(similar) {
            return Err(Refusal::new(format!("class already exists: found similar alias {}", quote(known))));
        }
        Ok(())
    }

    /// Removes a collection; one that is not there is no error.
    pub(crate) fn remove(&self, name: &str) {
        let mut collections = write(&self.collections);
        if let Some(removed) = collections.remove(&names::upper_first(name)) {
            self.journal.add(|| Change::DropCollection(removed.id));
        }
    }

    /// The aliases, all or those of one collection.
    pub(crate) fn aliases(&self, of: Option<&str>) -> Vec<(String, String)> {
        read(&self.aliases)
            .iter()
            .filter(|(_, class)| of.is_none_or(|of| class.as_str() == of))
            .map(|(alias, class)| (alias.clone(), class.clone()))
            .collect()
    }

    /// What an alias points to.
    pub(crate) fn alias(&self, alias: &str) -> Option<String> {
        read(&self.aliases).get(&names::upper_first(alias)).cloned()
    }

    pub(crate) fn add_alias(&self, alias: &str, class: &str) -> Result<(String, String)> {
        let (alias, class) = (names::upper_first(alias), names::upper_first(class));
        names::check_alias(&alias).map_err(|refusal| refusal.within("validation"))?;
        self.check_target(&class)?;
        // Collections before aliases, as everywhere, so that nobody waits for each other.
        let collections = read(&self.collections);
        let mut aliases = write(&self.aliases);
        let place = "updating schema: TYPE_CREATE_ALIAS: create alias";
        if collections.contains_key(&alias) {
            return Err(Refusal::with_status(500, format!("{place}: class {alias} already exists")));
        }
        if aliases.keys().any(|known| known.eq_ignore_ascii_case(&alias)) {
            return Err(Refusal::new(format!("validation: {place}: {alias}, alias already exists")));
        }
        self.insert_alias(&mut aliases, &alias, &class);
        Ok((alias, class))
    }

    pub(crate) fn update_alias(&self, alias: &str, class: &str) -> Result<(String, String)> {
        let (alias, class) = (names::upper_first(alias), names::upper_first(class));
        if !read(&self.aliases).contains_key(&alias) {
            return Err(Refusal::missing());
        }
        self.check_target(&class)?;
        self.insert_alias(&mut write(&self.aliases), &alias, &class);
        Ok((alias, class))
    }

    fn insert_alias(&self, aliases: &mut BTreeMap<String, String>, alias: &str, class: &str) {
        aliases.insert(alias.to_owned(), class.to_owned());
        self.journal.add(|| Change::Alias { name: alias.to_owned(), target: class.to_owned() });
    }

    pub(crate) fn remove_alias(&self, alias: &str) -> Result<()> {
        let alias = names::upper_first(alias);
        let mut aliases = write(&self.aliases);
        match aliases.remove(&alias) {
            Some(_) => {
                self.journal.add(|| Change::DropAlias(alias));
                Ok(())
            }
            None => Err(Refusal::missing()),
        }
    }

    fn check_target(&self, class: &str) -> Result<()> {
        if self.contains(class) {
            return Ok(());
        }
        Err(Refusal::new(format!("validation: target class {} does not exist", quote(class))))
    }
}

impl Collection {
    fn new(class: Class, journal: &Journal) -> Self {
        let (id, journal) = (journal.next_id(), journal.clone());
        journal.add(|| Change::Collection { id, name: class.name.clone() });
        let multi_tenant = class.multi_tenant;
        let class = Arc::new(class);
        let made = Self {
            id,
            journal,
            class: RwLock::new(class.clone()),
            epochs: RwLock::default(),
            shards: RwLock::default(),
        };
        made.keep(&class);
        if !multi_tenant {
            write(&made.shards).push(Tenant::new(random_shard(), true, &made.journal, id));
        }
        made
    }

    /// The collection a folder keeps; none when it keeps no description of it.
    fn load(stored: StoredCollection, journal: &Journal) -> Option<Self> {
        let class = stored.classes.values().next_back()?.clone();
        let shards = stored
            .shards
            .into_iter()
            .map(|shard| {
                let (id, name, active) = (shard.id, shard.name.clone(), shard.active);
                let shard = Shard::load(shard, journal, &stored.classes);
                Tenant { name, active, id, shard: Arc::new(RwLock::new(shard)) }
            })
            .collect();
        Some(Self {
            id: stored.id,
            journal: journal.clone(),
            class: RwLock::new(class),
            epochs: RwLock::new(stored.classes),
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
            shards.push(Tenant::new(name.to_owned(), active, &self.journal, self.id));
        }
    }

    /// Whether there is such a tenant to change.
    pub(crate) fn set_active(&self, name: &str, active: bool) -> bool {
        let mut shards = write(&self.shards);
        let found = shards.iter_mut().find(|known| known.name == name);
        let exists = found.is_some();
        if let Some(found) = found {
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
