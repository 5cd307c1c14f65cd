//! The collections, their aliases and their tenants.

mod collection;
mod copy;
pub(crate) mod shard;

pub(crate) use collection::{Collection, Tenant, check_tenant};

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use crate::{
    common::{
        error::{Refusal, Result, Within as _},
        gotext::quote,
        sync::{read, write},
    },
    schema::{
        Class,
        names::{self},
    },
    store::{Change, Contents, Journal},
};

/// Every collection by name, and every alias.
#[derive(Default)]
pub(crate) struct Catalog {
    collections: RwLock<BTreeMap<String, Arc<Collection>>>,
    aliases: RwLock<BTreeMap<String, String>>,
    journal: Journal,
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

    /// Refuses a name that is taken, or looks like one that is.
    pub(crate) fn check_name(&self, name: &str) -> Result<()> {
        self.check_free(&read(&self.collections), name)
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
        names::check_alias(&alias).and_then(|()| names::check_class(&class)).within("validation")?;
        self.check_target(&class)?;
        // Collections are locked before aliases everywhere, so that no two requests wait for each other.
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
            return Err(Refusal::silent(404));
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
            None => Err(Refusal::silent(404)),
        }
    }

    fn check_target(&self, class: &str) -> Result<()> {
        if self.contains(class) {
            return Ok(());
        }
        Err(Refusal::new(format!("validation: target class {} does not exist", quote(class))))
    }
}
