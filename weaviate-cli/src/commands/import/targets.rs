//! Where lines go: collections and tenants of the server, as they have to be before an object is sent.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use weaviate_migrate::{ObjectApi as _, SchemaApi as _};
use weaviate_query::{Error, schema::Class};
use weaviate_runtime::Client;

use crate::{
    confirm::confirm,
    data::{Collection, Exported, addressed, collections},
    said::{Failure, Result},
    table::counted,
    terminal::Terminal,
};

/// The collections of the server, and what was seen of them so far.
pub(super) struct Targets<'c> {
    client: &'c Client,
    into: Option<String>,
    yes: bool,
    all: Vec<Collection>,
    /// What programs call each class.
    called: BTreeMap<String, String>,
    /// By their places: those that objects go into.
    met: BTreeSet<usize>,
    /// By collection: its tenants, and whether they are active.
    tenants: BTreeMap<usize, BTreeMap<String, bool>>,
    /// The tenants that were loaded here.
    loaded: BTreeSet<(usize, String)>,
}

/// Where one object goes.
pub(super) struct Target<'t> {
    pub(super) collection: &'t str,
    pub(super) class: &'t Class,
    pub(super) called: &'t BTreeMap<String, String>,
    pub(super) tenant: Option<String>,
}

impl<'c> Targets<'c> {
    pub(super) async fn new(client: &'c Client, into: Option<&str>, yes: bool) -> Result<Self> {
        let all = collections(client).await?;
        let called = all.iter().map(|of| (of.class.name().to_owned(), of.name.clone())).collect();
        let into = into.map(str::to_owned);
        let (met, tenants, loaded) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
        Ok(Self { client, into, yes, all, called, met, tenants, loaded })
    }

    /// Where the object of a line goes; why it can go nowhere, if that is the object's fault.
    pub(super) async fn of(
        &mut self,
        json: &Value,
        terminal: &mut dyn Terminal,
    ) -> Result<std::result::Result<Target<'_>, Error>> {
        let (named, tenant) = match addressed(json) {
            Ok(address) => address,
            Err(error) => return Ok(Err(error)),
        };
        let name = &*self.into.clone().unwrap_or_else(|| named.to_owned());
        let is_it = |of: &Collection| of.name == name || of.class.name() == name;
        let Some(place) = self.all.iter().position(is_it) else {
            return Err(Failure::Usage(if name.is_empty() {
                "a line names no collection (`class`): name the one that it is for with `--into`".into()
            } else {
                format!(
                    "the server has no collection `{name}`: make it with `weaviate apply`, or name another with `--into`"
                )
            }));
        };
        if self.met.insert(place) {
            self.meet(place, terminal).await?;
        }
        let class = &self.all[place].class;
        match (class.is_multi_tenant(), tenant) {
            (true, None) => {
                let message = format!("`{name}` has tenants, and the object names none (`tenant`)");
                return Ok(Err(Error::invalid(message)));
            }
            (false, Some(tenant)) => {
                let message = format!(
                    "`{name}` has no tenants, and the object is of `{tenant}`: take `tenant` out of it"
                );
                return Ok(Err(Error::invalid(message)));
            }
            (false, None) => {}
            (true, Some(tenant)) => self.load(place, tenant).await?,
        }
        let Collection { name, class } = &self.all[place];
        Ok(Ok(Target { collection: name, class, called: &self.called, tenant: tenant.map(str::to_owned) }))
    }

    /// Looks at a collection before the first object goes into it.
    async fn meet(&mut self, place: usize, terminal: &mut dyn Terminal) -> Result<()> {
        let api = self.client.object_api();
        let Collection { name, class } = &self.all[place];
        if !self.yes {
            let there = api.count(class.name()).await?;
            if there > 0 {
                let question = format!(
                    "`{name}` has {}: those with the ids of imported ones are replaced. Import into it?",
                    counted(there, "object")
                );
                confirm(false, "import", &question, terminal)?;
            }
        }
        if class.is_multi_tenant() {
            let tenants = api.tenants(class.name()).await?;
            self.tenants.insert(place, tenants.into_iter().collect());
        }
        Ok(())
    }

    /// Sees to it that a tenant is there and takes objects.
    async fn load(&mut self, place: usize, tenant: &str) -> Result<()> {
        let tenants = self.tenants.entry(place).or_default();
        let (api, class) = (self.client.object_api(), self.all[place].class.name());
        match tenants.get(tenant) {
            Some(true) => return Ok(()),
            Some(false) => {
                api.set_tenant(class, tenant, true).await?;
                self.loaded.insert((place, tenant.to_owned()));
            }
            None => api.make_tenants(class, &[tenant.to_owned()]).await?,
        }
        tenants.insert(tenant.to_owned(), true);
        Ok(())
    }

    /// Lets the tenants go that were loaded here, and those that were not in memory where they came from. Those that came
    /// without an object are made.
    pub(super) async fn let_go(&mut self, files: impl Iterator<Item = &Exported>) -> Result<()> {
        let files: Vec<&Exported> = files.filter(|_| self.into.is_none()).collect();
        for file in files {
            let Some(tenant) = &file.tenant else { continue };
            let is_it = |of: &Collection| of.name == file.collection && of.class.is_multi_tenant();
            let Some(place) = self.all.iter().position(is_it) else { continue };
            if file.objects == 0 {
                self.load(place, tenant).await?;
            }
            if file.inactive && self.tenants.get(&place).is_some_and(|tenants| tenants.contains_key(tenant)) {
                self.loaded.insert((place, tenant.clone()));
            }
        }
        let api = self.client.object_api();
        for (place, tenant) in std::mem::take(&mut self.loaded) {
            api.set_tenant(self.all[place].class.name(), &tenant, false).await?;
        }
        Ok(())
    }
}
