//! The collections, their aliases and their tenants.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use crate::error::{Refusal, Result};
use crate::gotext::quote;
use crate::schema::{Class, names};
use crate::shard::{Shard, random_name};
use crate::sync::{read, write};

/// Every collection by name, and every alias.
#[derive(Default)]
pub(crate) struct Catalog {
    collections: RwLock<BTreeMap<String, Arc<Collection>>>,
    aliases: RwLock<BTreeMap<String, String>>,
}

/// A collection: its description and its shards.
pub(crate) struct Collection {
    class: RwLock<Arc<Class>>,
    shards: RwLock<Vec<Tenant>>,
}

/// A shard with, in a multi-tenant collection, whose it is.
#[derive(Clone)]
pub(crate) struct Tenant {
    pub(crate) name: String,
    pub(crate) active: bool,
    pub(crate) shard: Arc<RwLock<Shard>>,
}

impl Tenant {
    fn new(name: String, active: bool) -> Tenant {
        Tenant { active, shard: Arc::new(RwLock::new(Shard::new(name.clone()))), name }
    }
}

impl Catalog {
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
        collections.insert(class.name.clone(), Arc::new(Collection::new(class)));
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
        write(&self.collections).remove(&names::upper_first(name));
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
        let mut aliases = write(&self.aliases);
        let place = "updating schema: TYPE_CREATE_ALIAS: create alias";
        if self.contains(&alias) {
            return Err(Refusal::with_status(500, format!("{place}: class {alias} already exists")));
        }
        if aliases.keys().any(|known| known.eq_ignore_ascii_case(&alias)) {
            return Err(Refusal::new(format!("validation: {place}: {alias}, alias already exists")));
        }
        aliases.insert(alias.clone(), class.clone());
        Ok((alias, class))
    }

    pub(crate) fn update_alias(&self, alias: &str, class: &str) -> Result<(String, String)> {
        let (alias, class) = (names::upper_first(alias), names::upper_first(class));
        if !read(&self.aliases).contains_key(&alias) {
            return Err(Refusal::missing());
        }
        self.check_target(&class)?;
        write(&self.aliases).insert(alias.clone(), class.clone());
        Ok((alias, class))
    }

    pub(crate) fn remove_alias(&self, alias: &str) -> Result<()> {
        match write(&self.aliases).remove(&names::upper_first(alias)) {
            Some(_) => Ok(()),
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
    fn new(class: Class) -> Collection {
        let shards = if class.multi_tenant { Vec::new() } else { vec![Tenant::new(random_name(), true)] };
        Collection { class: RwLock::new(Arc::new(class)), shards: RwLock::new(shards) }
    }

    pub(crate) fn class(&self) -> Arc<Class> {
        read(&self.class).clone()
    }

    pub(crate) fn set_class(&self, class: Class) {
        *write(&self.class) = Arc::new(class);
    }

    /// Changes the description while nobody else does.
    pub(crate) fn update<T>(&self, change: impl FnOnce(&Class) -> Result<(Class, T)>) -> Result<T> {
        let mut slot = write(&self.class);
        let (class, out) = change(&slot)?;
        *slot = Arc::new(class);
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
            shards.push(Tenant::new(name.to_owned(), active));
        }
    }

    /// Whether there is such a tenant to change.
    pub(crate) fn set_active(&self, name: &str, active: bool) -> bool {
        let mut shards = write(&self.shards);
        let found = shards.iter_mut().find(|known| known.name == name);
        let exists = found.is_some();
        if let Some(found) = found {
            found.active = active;
        }
        exists
    }

    pub(crate) fn remove_tenants(&self, names: &[String]) {
        write(&self.shards).retain(|tenant| !names.contains(&tenant.name));
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
