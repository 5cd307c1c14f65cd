//! Copies what was written while others were copied, found by the time of its last write.

use uuid::Uuid;
use weaviate_query::{
    Result,
    ir::{Filter, Item, Metadata, Operator, Query, Selection, Target, Value},
};

use super::{
    copy::PAGE,
    group::Part,
    links::{Links, among},
    machine::Machine,
    record::Phase,
    time::rfc3339,
};
use crate::objects::ObjectApi;

/// So many ids are read at once.
const IDS: u32 = 5_000;

impl<A: ObjectApi> Machine<'_, A> {
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
        let unlinked = std::mem::take(&mut self.state.unlinked);
        for (class, tenant, ids) in &found {
            self.link_ids(*class, tenant.as_deref(), ids).await?;
        }
        for (class, tenant, id) in unlinked {
            self.write(class, tenant.as_deref(), &[id], Links::All).await?;
        }
        self.in_doubt = false;
        self.state.since = began;
        self.note().await?;
        Ok(count)
    }

    /// Copies these objects with the links that need not wait.
    pub(super) async fn copy_ids(&mut self, class: usize, tenant: Option<&str>, ids: &[Uuid]) -> Result<()> {
        self.write(class, tenant, ids, Links::AtOnce).await
    }

    /// Writes these objects of the old class into the new one, as far as they are there.
    pub(super) async fn write(
        &mut self,
        class: usize,
        tenant: Option<&str>,
        ids: &[Uuid],
        links: Links,
    ) -> Result<()> {
        for ids in ids.chunks(PAGE as usize) {
            if self.in_doubt {
                self.api.remove(&self.parts[class].by.to, tenant, ids).await?;
            }
            let Part { by, mapping, .. } = &self.parts[class];
            let query = among(&mapping.query(&by.from, links), ids);
            let found = self.api.find(&by.from, tenant, &query, None, PAGE).await?;
            let moved = mapping.whole(self.api, &by.from, tenant, found, links).await?;
            if !moved.is_empty() {
                let without = self.store(class, tenant, moved).await?;
                self.state.unlinked.extend(without);
            }
        }
        Ok(())
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
