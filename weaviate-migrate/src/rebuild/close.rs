//! The end of a rebuild: no writes for a moment, the rest, the comparison, and the aliases.

use std::{collections::BTreeSet, time::Duration};

use uuid::Uuid;
use weaviate_query::{Error, ErrorKind, Result};

use super::{
    links::{Links, among},
    machine::Machine,
    record::Phase,
};
use crate::objects::ObjectApi;

/// How long a write may go on that was let in before its class was closed.
const SETTLE: Duration = Duration::from_millis(100);
/// So many objects of each class, or of each tenant, are compared.
const SAMPLE: u32 = 50;

impl<A: ObjectApi> Machine<'_, A> {
    /// Closes the old classes, copies the rest, compares, and moves the aliases. If anything of that fails the old
    /// classes are opened again.
    pub(super) async fn close(&mut self) -> Result<()> {
        let done = self.closed().await;
        if let Err(error) = done {
            // Writes wait for this; that it failed is said in any case.
            let _ = self.open_old().await;
            self.state.phase = Phase::Following;
            let _ = self.note().await;
            return Err(error.context("comparing the rebuilt classes with the old ones"));
        }
        self.go_on(Phase::Switching).await
    }

    async fn closed(&mut self) -> Result<()> {
        for class in 0..self.parts.len() {
            for (tenant, _) in self.tenants(class).await?.into_iter().filter(|(_, active)| *active) {
                self.api.set_read_only(&self.parts[class].by.from, tenant.as_deref(), true).await?;
            }
        }
        self.api.sleep(SETTLE).await;
        self.catch_up().await?;
        if let Some((class, _, id)) = self.state.unlinked.first() {
            let message = format!(
                "{} objects have links to what is not there, the first is {id} of `{}`: remove those links and sync again",
                self.state.unlinked.len(),
                self.parts[*class].by.from
            );
            return Err(Error::new(ErrorKind::SchemaMismatch, message));
        }
        for class in 0..self.parts.len() {
            self.drop_gone_tenants(class).await?;
            for (tenant, _) in self.tenants(class).await?.into_iter().filter(|(_, active)| *active) {
                self.same_ids(class, tenant.as_deref()).await?;
                self.sample(class, tenant.as_deref()).await?;
            }
        }
        Ok(())
    }

    /// Lets the old classes take writes again.
    pub(super) async fn open_old(&self) -> Result<()> {
        for class in 0..self.parts.len() {
            for (tenant, _) in self.tenants(class).await?.into_iter().filter(|(_, active)| *active) {
                self.api.set_read_only(&self.parts[class].by.from, tenant.as_deref(), false).await?;
            }
        }
        Ok(())
    }

    /// A tenant that was removed from the old class goes from the new one as well.
    async fn drop_gone_tenants(&self, class: usize) -> Result<()> {
        let by = &self.parts[class].by;
        if !self.parts[class].old.is_multi_tenant() {
            return Ok(());
        }
        let there = self.api.tenants(&by.from).await?;
        let copied = self.api.tenants(&by.to).await?.into_iter().map(|(name, _)| name);
        let gone: Vec<String> = copied.filter(|name| !there.iter().any(|(other, _)| other == name)).collect();
        if gone.is_empty() { Ok(()) } else { self.api.drop_tenants(&by.to, &gone).await }
    }

    /// Removes from the new class what was removed from the old one. All of the old one is in the new one by now, so that
    /// as many objects are the same objects.
    async fn same_ids(&mut self, class: usize, tenant: Option<&str>) -> Result<()> {
        let by = self.parts[class].by.clone();
        for is_last in [false, true] {
            let old = self.api.count_in(&by.from, tenant).await?;
            let new = self.api.count_in(&by.to, tenant).await?;
            if old == new {
                return Ok(());
            }
            if is_last {
                break;
            }
            let there: BTreeSet<Uuid> = self.ids(&by.from, tenant, 0, false).await?.into_iter().collect();
            let copied: BTreeSet<Uuid> = self.ids(&by.to, tenant, 0, false).await?.into_iter().collect();
            let gone: Vec<Uuid> = copied.difference(&there).copied().collect();
            self.api.remove(&by.to, tenant, &gone).await?;
            let missing: Vec<Uuid> = there.difference(&copied).copied().collect();
            self.copy_ids(class, tenant, &missing).await?;
            self.link_ids(class, tenant, &missing).await?;
        }
        let of = tenant.map(|name| format!(", tenant `{name}`")).unwrap_or_default();
        let message = format!("`{}` and `{}` have not the same number of objects{of}", by.from, by.to);
        Err(Error::new(ErrorKind::Server, message))
    }

    /// Compares some objects, from a place that chance finds.
    async fn sample(&self, class: usize, tenant: Option<&str>) -> Result<()> {
        let part = &self.parts[class];
        let place = Uuid::from_u128(u128::from(self.api.random()) << 64);
        let query = part.mapping.query(&part.by.from, Links::All);
        let mut found = self.api.find(&part.by.from, tenant, &query, Some(place), SAMPLE).await?;
        if found.is_empty() {
            found = self.api.find(&part.by.from, tenant, &query, None, SAMPLE).await?;
        }
        let ids: Vec<Uuid> = found.iter().filter_map(|object| object.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let back = among(&part.mapping.back(&part.new), &ids);
        let copied = self.api.find(&part.by.to, tenant, &back, None, SAMPLE).await?;
        for moved in part.mapping.whole(self.api, &part.by.from, tenant, found, Links::All).await? {
            let id = moved.object.id.unwrap_or_default();
            let same = copied
                .iter()
                .find(|copy| copy.id == Some(id))
                .is_some_and(|copy| part.mapping.is_same(&moved, copy));
            if !same {
                let message =
                    format!("the object {id} of `{}` is not the one of `{}`", part.by.to, part.by.from);
                return Err(Error::new(ErrorKind::Server, message));
            }
        }
        Ok(())
    }

    /// Takes the aliases of the copy away, then moves those of the collections.
    pub(super) async fn switch(&mut self) -> Result<()> {
        self.revoke(None).await?;
        if self.state.switched == 0 {
            self.state.switched = self.note().await?;
            self.note().await?;
        }
        for part in &self.parts {
            self.api.update_alias(&part.by.alias, &part.by.to).await?;
        }
        // A tenant that was made at the last moment is in the old class alone.
        self.grant().await?;
        for class in 0..self.parts.len() {
            if !self.parts[class].old.is_multi_tenant() {
                continue;
            }
            let before = self.api.tenants(&self.parts[class].by.to).await?;
            for (tenant, _) in self.tenants(class).await? {
                let Some(tenant) = tenant.filter(|tenant| !before.iter().any(|(name, _)| name == tenant))
                else {
                    continue;
                };
                let ids = self.ids(&self.parts[class].by.from, Some(&tenant), 0, false).await?;
                self.copy_ids(class, Some(&tenant), &ids).await?;
                self.link_ids(class, Some(&tenant), &ids).await?;
            }
        }
        self.revoke(None).await?;
        self.go_on(Phase::Done).await
    }
}
