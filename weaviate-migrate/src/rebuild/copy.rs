//! Copies objects: all of them by the cursor, and then the links that had to wait.

use std::time::Duration;

use uuid::Uuid;
use weaviate_query::{
    Error, Result,
    ir::{Item, Metadata, Query, Selection},
    wire::raw::Object,
};

use super::{
    group::Part,
    links::{Links, among},
    machine::Machine,
    record::{Phase, Position, Unlinked},
    under_way::to_copy,
};
use crate::{
    objects::{Moved, ObjectApi},
    sync::both,
};

/// So many objects are read and written at once.
pub(super) const PAGE: u32 = 500;
/// How often it is written down where the copy is.
const NOTE_EVERY: Duration = Duration::from_secs(1);

impl<A: ObjectApi> Machine<'_, A> {
    /// All objects without their links, from where an earlier process left off.
    pub(super) async fn copy(&mut self) -> Result<()> {
        if self.state.since == 0 {
            self.state.since = self.note().await?;
            self.note().await?;
        }
        let all = to_copy(self.api, &self.state).await?;
        let begin = self.state.position.clone();
        for class in begin.class..self.parts.len() {
            let tenants = self.tenants(class).await?;
            for (tenant, active) in tenants {
                let is_first = class == begin.class;
                if is_first && begin.tenant.is_some() && tenant < begin.tenant {
                    continue;
                }
                let after = begin.after.filter(|_| is_first && tenant == begin.tenant);
                self.loaded(class, tenant.as_deref(), active, true).await?;
                if self.in_doubt {
                    self.remove_behind(class, tenant.as_deref(), after).await?;
                }
                self.copy_from(class, tenant.as_deref(), after, all).await?;
                self.loaded(class, tenant.as_deref(), active, false).await?;
            }
        }
        self.in_doubt = false;
        self.state.position = Position::default();
        self.go_on(Phase::Linking).await
    }

    /// Loads a tenant that is not active for as long as it is copied, or lets it go again, in both classes.
    async fn loaded(&self, class: usize, tenant: Option<&str>, active: bool, on: bool) -> Result<()> {
        if let (Some(tenant), false) = (tenant, active) {
            for name in [&self.parts[class].by.from, &self.parts[class].by.to] {
                self.api.set_tenant(name, tenant, on).await?;
            }
        }
        Ok(())
    }

    /// Removes from the new class what is behind the place from where the copy goes on. If a server was killed while it wrote
    /// some of that, its indexes lack it; and written once more as it is, it would not come into them (1.39.0).
    async fn remove_behind(&self, class: usize, tenant: Option<&str>, mut after: Option<Uuid>) -> Result<()> {
        let Part { by, .. } = &self.parts[class];
        let id = Selection { items: vec![Item::Metadata(Metadata::Id)] };
        let query = Query { selection: id, ..Query::new(by.to.clone()) };
        loop {
            let ids = ids_of(&self.api.find(&by.to, tenant, &query, after, PAGE).await?);
            let Some(last) = ids.last() else { return Ok(()) };
            self.api.remove(&by.to, tenant, &ids).await?;
            after = Some(*last);
        }
    }

    /// One class, or one tenant of it, behind `after`. The next objects are read while these are written.
    async fn copy_from(
        &mut self,
        class: usize,
        tenant: Option<&str>,
        mut after: Option<Uuid>,
        all: u64,
    ) -> Result<()> {
        let api = self.api;
        let from = self.parts[class].by.from.clone();
        let mut noted = api.now();
        let (began, before) = (api.now(), self.state.copied);
        let mut page = self.page(class, tenant, after).await?;
        while let Some(last) = page.last().and_then(|moved| moved.object.id) {
            let count = page.len();
            let next = async {
                if count < PAGE as usize {
                    Ok(Vec::new())
                } else {
                    self.page(class, tenant, Some(last)).await
                }
            };
            let (stored, next) = both(self.store(class, tenant, page), next).await;
            self.state.unlinked.extend(stored?);
            page = next?;
            after = Some(last);
            self.state.copied += count as u64;
            self.state.position = Position { class, tenant: tenant.map(str::to_owned), after };
            if api.now().saturating_sub(noted) >= NOTE_EVERY {
                noted = api.now();
                self.note().await?;
                let all = all.max(self.state.copied);
                api.reached(&format!("copying, in `{from}`"), self.state.copied, all);
            }
            if let Some(pace) = self.options.pace.filter(|pace| *pace > 0) {
                let due = Duration::from_secs_f64((self.state.copied - before) as f64 / f64::from(pace));
                api.sleep(due.saturating_sub(api.now().saturating_sub(began))).await;
            }
        }
        // Where one class ends is a place as well.
        self.note().await?;
        Ok(())
    }

    /// The objects behind `after`, with the links that need not wait.
    async fn page(&self, class: usize, tenant: Option<&str>, after: Option<Uuid>) -> Result<Vec<Moved>> {
        let Part { by, mapping, .. } = &self.parts[class];
        let query = mapping.query(&by.from, Links::AtOnce);
        let found = self.api.find(&by.from, tenant, &query, after, PAGE).await?;
        mapping.whole(self.api, &by.from, tenant, found, Links::AtOnce).await
    }

    /// Writes objects, and gives those that had to go without their links, because what one of them leads to was written
    /// meanwhile and is not copied yet.
    pub(super) async fn store(
        &self,
        class: usize,
        tenant: Option<&str>,
        objects: Vec<Moved>,
    ) -> Result<Vec<Unlinked>> {
        let by = self.by(class);
        let mut without = Vec::new();
        if objects.iter().all(|moved| moved.links.is_empty()) {
            return self.api.store(&by, tenant, objects).await.map(|()| without);
        }
        match self.api.store(&by, tenant, objects.clone()).await {
            Err(error) if is_no_target(&error) => {
                for one in objects {
                    match self.api.store(&by, tenant, vec![one.clone()]).await {
                        Err(error) if is_no_target(&error) => {
                            without.extend(one.object.id.map(|id| (class, tenant.map(str::to_owned), id)));
                            let alone = Moved { object: one.object, links: Vec::new() };
                            self.api.store(&by, tenant, vec![alone]).await?;
                        }
                        other => other?,
                    }
                }
                Ok(without)
            }
            other => other.map(|()| without),
        }
    }

    /// The links that had to wait.
    pub(super) async fn link(&mut self) -> Result<()> {
        for class in 0..self.parts.len() {
            if !self.parts[class].mapping.has_late_links() {
                continue;
            }
            for (tenant, active) in self.tenants(class).await? {
                let tenant = tenant.as_deref();
                self.loaded(class, tenant, active, true).await?;
                let from = self.parts[class].by.from.clone();
                let query = self.parts[class].mapping.links_query(&from, Links::Late);
                let mut after = None;
                loop {
                    let page = self.api.find(&from, tenant, &query, after, PAGE).await?;
                    let Some(last) = page.last().and_then(|object| object.id) else { break };
                    let ids = self.linked(class, tenant, page).await?;
                    self.link_ids(class, tenant, &ids).await?;
                    after = Some(last);
                }
                self.loaded(class, tenant, active, false).await?;
            }
        }
        self.go_on(Phase::Following).await
    }

    /// Those of the objects, as `links_query` finds them, that have links which had to wait.
    async fn linked(&self, class: usize, tenant: Option<&str>, found: Vec<Object>) -> Result<Vec<Uuid>> {
        let Part { by, mapping, .. } = &self.parts[class];
        let (several, all) = (mapping.link_queries(&by.from, Links::Late), ids_of(&found));
        let mut linked =
            ids_of(found.iter().filter(|object| object.links.values().any(|ids| !ids.is_empty())));
        for query in &several {
            let found = self.api.find(&by.from, tenant, &among(query, &all), None, PAGE).await?;
            linked.extend(ids_of(
                found.iter().filter(|object| object.links.values().any(|ids| !ids.is_empty())),
            ));
        }
        linked.sort_unstable();
        linked.dedup();
        Ok(linked)
    }

    /// Writes these objects once more, with all of their links.
    pub(super) async fn link_ids(&mut self, class: usize, tenant: Option<&str>, ids: &[Uuid]) -> Result<()> {
        if self.parts[class].mapping.has_late_links() {
            self.write(class, tenant, ids, Links::All).await
        } else {
            Ok(())
        }
    }

    /// The tenants of the old class and whether they are active; of a class without tenants one that has no name.
    pub(super) async fn tenants(&self, class: usize) -> Result<Vec<(Option<String>, bool)>> {
        let part = &self.parts[class];
        if !part.old.is_multi_tenant() {
            return Ok(vec![(None, true)]);
        }
        let mut tenants = self.api.tenants(&part.by.from).await?;
        tenants.sort();
        let there = self.api.tenants(&part.by.to).await?;
        let missing = tenants.iter().filter(|(name, _)| !there.iter().any(|(other, _)| other == name));
        let missing: Vec<String> = missing.map(|(name, _)| name.clone()).collect();
        if !missing.is_empty() {
            self.api.make_tenants(&part.by.to, &missing).await?;
        }
        Ok(tenants.into_iter().map(|(name, active)| (Some(name), active)).collect())
    }
}

fn ids_of<'o>(objects: impl IntoIterator<Item = &'o Object>) -> Vec<Uuid> {
    objects.into_iter().filter_map(|object| object.id).collect()
}

/// Whether an object was refused because what it links to is not there.
fn is_no_target(error: &Error) -> bool {
    error.server_message().is_some_and(|text| text.contains("no object with id"))
        || error.message().contains("no object with id")
}
