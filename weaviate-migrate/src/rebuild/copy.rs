//! Copies objects: all of them by the cursor, and then what was written meanwhile by the time of its last write.

use std::time::Duration;

use uuid::Uuid;
use weaviate_query::{
    Error, Result,
    ir::{Filter, Item, Metadata, Operator, Query, Selection, Target, Value},
    wire::raw::Object,
};

use super::{
    machine::Machine,
    record::{Phase, Position},
    time::rfc3339,
};
use crate::{
    objects::{Moved, ObjectApi},
    sync::both,
};

/// So many objects are read and written at once.
const PAGE: u32 = 500;
/// So many ids.
const IDS: u32 = 5_000;
/// How often it is written down where the copy is.
const NOTE_EVERY: Duration = Duration::from_secs(1);

impl<A: ObjectApi> Machine<'_, A> {
    /// All objects without their links, from where an earlier process left off.
    pub(super) async fn copy(&mut self) -> Result<()> {
        if self.state.since == 0 {
            self.state.since = self.note().await?;
            self.note().await?;
        }
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
                self.copy_from(class, tenant.as_deref(), after).await?;
                self.loaded(class, tenant.as_deref(), active, false).await?;
            }
        }
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

    /// One class, or one tenant of it, behind `after`. The next objects are read while these are written.
    async fn copy_from(&mut self, class: usize, tenant: Option<&str>, mut after: Option<Uuid>) -> Result<()> {
        let api = self.api;
        let query = self.parts[class].mapping.query(&self.parts[class].by.from);
        let from = self.parts[class].by.from.clone();
        let mut noted = api.now();
        let (began, before) = (api.now(), self.state.copied);
        let mut page = api.find(&from, tenant, &query, after, PAGE).await?;
        while let Some(last) = page.last().and_then(|object| object.id) {
            let whole = page.len() >= PAGE as usize;
            let count = page.len() as u64;
            let moved = page.into_iter().map(|object| self.parts[class].mapping.object(object));
            let moved = moved.collect::<Result<Vec<Moved>>>()?;
            let next = async {
                if whole { api.find(&from, tenant, &query, Some(last), PAGE).await } else { Ok(Vec::new()) }
            };
            let by = self.by(class);
            let (stored, next) = both(api.store(&by, tenant, moved), next).await;
            stored?;
            page = next?;
            after = Some(last);
            self.state.copied += count;
            self.state.position = Position { class, tenant: tenant.map(str::to_owned), after };
            if api.now().saturating_sub(noted) >= NOTE_EVERY {
                noted = api.now();
                self.note().await?;
                api.progress(&format!("copied {} objects, of `{from}` up to {last}", self.state.copied));
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

    /// The links of all objects that have some.
    pub(super) async fn link(&mut self) -> Result<()> {
        for class in 0..self.parts.len() {
            if self.parts[class].mapping.links.is_empty() {
                continue;
            }
            for (tenant, active) in self.tenants(class).await? {
                let tenant = tenant.as_deref();
                self.loaded(class, tenant, active, true).await?;
                let query = self.parts[class].mapping.query(&self.parts[class].by.from);
                let mut after = None;
                loop {
                    let page = self.api.find(&self.parts[class].by.from, tenant, &query, after, PAGE).await?;
                    let Some(last) = page.last().and_then(|object| object.id) else { break };
                    self.write_links(class, tenant, page).await?;
                    after = Some(last);
                }
                self.loaded(class, tenant, active, false).await?;
            }
        }
        self.go_on(Phase::Following).await
    }

    /// Writes those of `objects` that have links once more, with them.
    async fn write_links(&mut self, class: usize, tenant: Option<&str>, objects: Vec<Object>) -> Result<()> {
        let part = &self.parts[class];
        let ids: Vec<Uuid> = objects.iter().filter_map(|object| object.id).collect();
        let mut moved =
            objects.into_iter().map(|object| part.mapping.object(object)).collect::<Result<Vec<Moved>>>()?;
        for (link, target, query) in part.mapping.link_queries(&part.by.from) {
            let query = Query { filter: Some(Filter::ids(ids.iter().copied())), ..query };
            let found = self.api.find(&part.by.from, tenant, &query, None, PAGE).await?;
            for object in found {
                let links = part.mapping.links_of(link, target, &object);
                if let Some(moved) = moved.iter_mut().find(|moved| moved.object.id == object.id) {
                    moved.links.extend(links);
                }
            }
        }
        moved.retain(|moved| !moved.links.is_empty());
        if moved.is_empty() {
            return Ok(());
        }
        let by = self.by(class);
        match self.api.store(&by, tenant, moved.clone()).await {
            // What one of them leads to was written meanwhile and is not copied yet: one by one, and that one later.
            Err(error) if is_no_target(&error) => {
                for one in moved {
                    let id = one.object.id;
                    match self.api.store(&by, tenant, vec![one]).await {
                        Err(error) if is_no_target(&error) => {
                            self.state.unlinked.extend(id.map(|id| (class, tenant.map(str::to_owned), id)));
                        }
                        other => other?,
                    }
                }
                Ok(())
            }
            other => other,
        }
    }

    /// Copies what was written since the last look, until a look finds little.
    pub(super) async fn follow(&mut self) -> Result<()> {
        let mut last = u64::MAX;
        for _ in 0..20 {
            let found = self.catch_up().await?;
            // What is found every time is what is written all the time: the old classes have to be closed for that.
            if found < u64::from(PAGE) || found > last / 2 {
                break;
            }
            last = found;
        }
        self.go_on(Phase::Closing).await
    }

    /// Copies what was written since the last look, with its links, and says how much that was.
    pub(super) async fn catch_up(&mut self) -> Result<u64> {
        let began = self.note().await?;
        let since = self.state.since;
        let mut found = Vec::new();
        let mut count = 0;
        for class in 0..self.parts.len() {
            let tenants = self.tenants(class).await?;
            for (tenant, _) in tenants.into_iter().filter(|(_, active)| *active) {
                let ids = self.changed(class, tenant.as_deref(), since - self.parts[class].margin).await?;
                count += ids.len() as u64;
                self.copy_ids(class, tenant.as_deref(), &ids).await?;
                found.push((class, tenant, ids));
            }
        }
        for (class, tenant, id) in std::mem::take(&mut self.state.unlinked) {
            found.push((class, tenant, vec![id]));
        }
        for (class, tenant, ids) in found {
            if !self.parts[class].mapping.links.is_empty() {
                for ids in ids.chunks(PAGE as usize) {
                    let objects = self.objects(class, tenant.as_deref(), ids).await?;
                    self.write_links(class, tenant.as_deref(), objects).await?;
                }
            }
        }
        self.state.since = began;
        self.note().await?;
        Ok(count)
    }

    /// Copies these objects without their links.
    pub(super) async fn copy_ids(&mut self, class: usize, tenant: Option<&str>, ids: &[Uuid]) -> Result<()> {
        for ids in ids.chunks(PAGE as usize) {
            let objects = self.objects(class, tenant, ids).await?;
            if objects.is_empty() {
                continue;
            }
            let moved = objects.into_iter().map(|object| self.parts[class].mapping.object(object));
            let moved = moved.collect::<Result<Vec<Moved>>>()?;
            self.api.store(&self.by(class), tenant, moved).await?;
        }
        Ok(())
    }

    /// Objects of the old class, as far as they are there.
    async fn objects(&self, class: usize, tenant: Option<&str>, ids: &[Uuid]) -> Result<Vec<Object>> {
        let part = &self.parts[class];
        let query = part.mapping.query(&part.by.from);
        let query = Query { filter: Some(Filter::ids(ids.iter().copied())), ..query };
        self.api.find(&part.by.from, tenant, &query, None, PAGE).await
    }

    /// The objects of the old class that were written since. Without an index of times each is asked for its own.
    async fn changed(&self, class: usize, tenant: Option<&str>, since: i64) -> Result<Vec<Uuid>> {
        let part = &self.parts[class];
        let has_times = part.old.at(&["invertedIndexConfig", "indexTimestamps"]) == Some(&true.into());
        self.ids(&part.by.from, tenant, since, has_times).await
    }

    /// The ids of a class that were written since, in their order.
    pub(super) async fn ids(
        &self,
        class: &str,
        tenant: Option<&str>,
        since: i64,
        by_index: bool,
    ) -> Result<Vec<Uuid>> {
        ids(self.api, class, tenant, since, by_index).await
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

/// Whether an object was refused because what it links to is not there.
fn is_no_target(error: &Error) -> bool {
    error.server_message().is_some_and(|text| text.contains("no object with id"))
        || error.message().contains("no object with id")
}

/// The ids of a class that were written since, in their order.
pub(super) async fn ids<A: ObjectApi>(
    api: &A,
    class: &str,
    tenant: Option<&str>,
    since: i64,
    by_index: bool,
) -> Result<Vec<Uuid>> {
    let metadata = [Metadata::Id, Metadata::UpdatedAt].map(Item::Metadata);
    let mut query = Query { selection: Selection { items: metadata.into() }, ..Query::new(class.to_owned()) };
    if by_index && since > 0 {
        let name = "_lastUpdateTimeUnix".to_owned();
        query.filter = Some(Filter::Test {
            target: Target { path: Vec::new(), name, length: false, count: false, parts: false },
            operator: Operator::GreaterEqual,
            value: Value::Text(rfc3339(since)),
        });
    }
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = api.find(class, tenant, &query, after, IDS).await?;
        let Some(last) = page.last().and_then(|object| object.id) else { return Ok(all) };
        let new = page.iter().filter(|object| object.updated_at.is_none_or(|time| time >= since));
        all.extend(new.filter_map(|object| object.id));
        if page.len() < IDS as usize {
            return Ok(all);
        }
        after = Some(last);
    }
}
