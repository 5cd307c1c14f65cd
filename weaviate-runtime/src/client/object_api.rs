//! What a rebuild needs of a server beside the schema: objects by concrete names, tenants, closed shards.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};
use uuid::Uuid;
use weaviate_migrate::{Moved, ObjectApi};
use weaviate_query::{
    Error, Names, Result, ir,
    render::{self, Context},
    wire::{Batch, Refusals, Removed, raw},
};

use super::{
    TenantChange, TenantStatus,
    schema::{class_path, json, object_path, to_json},
    schema_api::Server,
};
use crate::{
    insert::refused,
    op::{Op, ReadKind, Verb, WriteKind, WriteOp},
    refusal,
    transport::segment,
    walk,
};

/// A message is sent when it has so many bytes.
const BYTES: usize = 8 << 20;
/// So often a message is sent in all, until it goes through without a try that broke off.
const CLEAN_TRIES: u32 = 3;
/// So many ids go into one deletion.
const IDS: usize = 1_000;

impl Server<'_> {
    async fn ask(&self, class: &str, tenant: Option<&str>, query: &ir::Query) -> Result<Vec<raw::Object>> {
        let names = Names::new();
        let version = self.client.server(&self.options()).await?.version();
        let request = render::query(query, &Context { tenant, version, ..Context::new(&names) })?;
        let call = self.client.rpc("Search", request, &self.options());
        let reply = self.client.read(ReadKind::Search, class, tenant, call).await?;
        Ok(raw::objects(&reply.body)?.into_iter().collect())
    }

    /// At most `size` objects: fewer at once, if they are too large for one answer.
    async fn page(
        &self,
        class: &str,
        tenant: Option<&str>,
        query: &ir::Query,
        after: Option<Uuid>,
        mut size: u32,
    ) -> Result<(Vec<raw::Object>, bool)> {
        loop {
            match self.ask(class, tenant, &walk::page(query, after, size)).await {
                Err(error) if refusal::is_large_reply(&error) && size > 1 => size /= 2,
                Err(error) => return Err(error),
                Ok(found) => {
                    let whole = found.len() >= size as usize;
                    return Ok((found, whole));
                }
            }
        }
    }

    async fn write_as(
        &self,
        kind: WriteKind,
        class: &str,
        tenant: Option<&str>,
        ids: Vec<Uuid>,
        call: crate::op::Call,
    ) -> Result<Bytes> {
        let op = WriteOp {
            kind,
            collection: class.to_owned(),
            tenant: tenant.map(str::to_owned),
            ids,
            repeatable: true,
            call,
        };
        Ok(self.client.send(Op::Write(op)).await?.body)
    }

    /// Removes the object of this id, if it is there, without a filter.
    async fn remove_one(&self, class: &str, tenant: Option<&str>, id: Uuid) -> Result<()> {
        let mut path = object_path(class, &id.to_string());
        if let Some(tenant) = tenant {
            path.push_str("?tenant=");
            path.push_str(&segment(tenant));
        }
        let call = self.client.rest(Verb::Delete, path, Bytes::new(), &self.options());
        match self.write_as(WriteKind::Delete, class, tenant, vec![id], call).await {
            Err(error) if !error.is_not_found() => Err(error),
            _ => Ok(()),
        }
    }

    async fn send(&self, by: &str, tenant: Option<&str>, batch: &mut Batch, ids: Vec<Uuid>) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        let message = batch.finish(None);
        for again in (0..CLEAN_TRIES).rev() {
            let call = self.client.rpc("BatchObjects", message.clone(), &self.options());
            let sent = call.sent.clone();
            let body = self.write_as(WriteKind::InsertMany, by, tenant, ids.clone(), call).await?;
            if let Some(error) = Refusals::read(&body)?.errors.into_iter().next() {
                let id = error.index.and_then(|index| ids.get(index));
                let what = id.map_or_else(|| "objects".to_owned(), |id| format!("the object {id}"));
                return Err(refused(&error.message).context(format!("copying {what} by `{by}`")));
            }
            if !sent.broke_off() || again == 0 {
                break;
            }
            // What an earlier try left by half is no change to the same object: it is made anew.
            for id in &ids {
                self.remove_one(by, tenant, *id).await?;
            }
        }
        Ok(())
    }
}

impl ObjectApi for Server<'_> {
    async fn find(
        &self,
        class: &str,
        tenant: Option<&str>,
        query: &ir::Query,
        after: Option<Uuid>,
        size: u32,
    ) -> Result<Vec<raw::Object>> {
        let mut all = Vec::new();
        // The cursor stands behind an id, and none is before the first one.
        if let (None, Some(first)) = (after, walk::first(query)) {
            all = self.ask(class, tenant, &first).await?;
        }
        let mut last = after;
        while all.len() < size as usize {
            let left = size - u32::try_from(all.len()).unwrap_or(size);
            let (found, whole) = self.page(class, tenant, query, last, left).await?;
            last = found.last().and_then(|object| object.id).or(last);
            all.extend(found);
            if !whole {
                break;
            }
        }
        Ok(all)
    }

    async fn store(&self, by: &str, tenant: Option<&str>, objects: Vec<Moved>) -> Result<()> {
        let mut batch = Batch::new(by, tenant, Arc::new(Names::new()));
        let most = BYTES.min(self.client.server(&self.options()).await?.max_message() / 2);
        let mut ids = Vec::new();
        for moved in &objects {
            let Some(id) = moved.object.id else {
                return Err(Error::decode("the server gave an object without its id"));
            };
            batch.push(moved, id)?;
            ids.push(id);
            if batch.bytes() >= most {
                self.send(by, tenant, &mut batch, std::mem::take(&mut ids)).await?;
            }
        }
        self.send(by, tenant, &mut batch, ids).await
    }

    async fn remove(&self, class: &str, tenant: Option<&str>, ids: &[Uuid]) -> Result<()> {
        let names = Names::new();
        for ids in ids.chunks(IDS) {
            let filter = ir::Filter::ids(ids.iter().copied());
            let request = render::delete(class, &filter, false, &Context { tenant, ..Context::new(&names) })?;
            let call = self.client.rpc("BatchDelete", request, &self.options());
            let body = self.write_as(WriteKind::DeleteWhere, class, tenant, Vec::new(), call).await?;
            let Removed { matched, failed, .. } = Removed::read(&body)?;
            if failed > 0 {
                let message = format!("the server could not remove {failed} objects from `{class}`");
                return Err(Error::new(weaviate_query::ErrorKind::Server, message));
            }
            if matched < ids.len() as u64 {
                // A server that was killed has objects which its indexes lack: no filter finds them (1.39.0).
                for id in ids {
                    self.remove_one(class, tenant, *id).await?;
                }
            }
        }
        Ok(())
    }

    async fn count_in(&self, class: &str, tenant: Option<&str>) -> Result<u64> {
        self.count_tenant(class, tenant, None).await
    }

    async fn tenants(&self, class: &str) -> Result<Vec<(String, bool)>> {
        let tenants = self.client.read_tenants(class, &self.options()).await?;
        Ok(tenants.iter().map(|tenant| (tenant.name().to_owned(), tenant.is_active())).collect())
    }

    async fn make_tenants(&self, class: &str, names: &[String]) -> Result<()> {
        self.client
            .change_tenants(class, names, TenantChange::Make(TenantStatus::Active), &self.options())
            .await
    }

    async fn drop_tenants(&self, class: &str, names: &[String]) -> Result<()> {
        self.client.change_tenants(class, names, TenantChange::Remove, &self.options()).await
    }

    async fn set_tenant(&self, class: &str, name: &str, active: bool) -> Result<()> {
        let status = if active { TenantStatus::Active } else { TenantStatus::Inactive };
        self.client
            .change_tenants(class, &[name.to_owned()], TenantChange::Set(status), &self.options())
            .await
    }

    async fn set_read_only(&self, class: &str, tenant: Option<&str>, on: bool) -> Result<()> {
        let body = json!({ "status": if on { "READONLY" } else { "READY" } });
        let shards = if let Some(tenant) = tenant {
            vec![tenant.to_owned()]
        } else {
            let path = format!("{}/shards", class_path(class));
            let call = self.client.rest(Verb::Get, path, Bytes::new(), &self.options());
            let list: Vec<Value> = json(&self.client.read(ReadKind::Schema, class, None, call).await?.body)?;
            let name = |shard: &Value| shard.get("name").and_then(Value::as_str).map(str::to_owned);
            list.iter().filter_map(name).collect()
        };
        for shard in shards {
            let path = format!("{}/shards/{}", class_path(class), segment(&shard));
            let call = self.client.rest(Verb::Put, path, to_json(&body)?, &self.options());
            self.client.write(WriteKind::Schema, class, true, call).await?;
        }
        Ok(())
    }

    async fn drop_class(&self, class: &str) -> Result<()> {
        let call = self.client.rest(Verb::Delete, class_path(class), Bytes::new(), &self.options());
        self.client.write(WriteKind::Schema, class, true, call).await.map(|_| ())
    }
}
