//! What schema sync needs of a server, over REST.
//!
//! Every request has a deadline of its own: a sync may take long, none of its steps may hang.

use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use serde_json::{Value, json};
use weaviate_migrate::SchemaApi;
use weaviate_query::{
    Names, Result, Version, ir,
    numbers::Reply,
    render::{self, Context},
    schema::Class,
};

use super::{
    CallOptions, Client,
    schema::{class_path, done, json, object_path, to_json},
};
use crate::{
    env::after,
    op::{ReadKind, Verb, WriteKind},
    transport::segment,
};

/// A client as schema sync sees it.
pub(crate) struct Server<'c> {
    pub(super) client: &'c Client,
    /// The clock counts from here.
    start: Instant,
}

impl<'c> Server<'c> {
    pub(crate) fn new(client: &'c Client) -> Self {
        Self { client, start: client.env().now() }
    }

    pub(super) fn options(&self) -> CallOptions {
        self.client.options(self.client.timeouts().write)
    }

    /// A write of the schema. Never sent twice once it may have arrived: some refused writes change the server
    /// all the same, and a second one would be told that the first is there.
    async fn change(
        &self,
        kind: WriteKind,
        class: &str,
        verb: Verb,
        path: impl Into<String>,
        body: &impl serde::Serialize,
    ) -> Result<Bytes> {
        let call = self.client.rest(verb, path, to_json(body)?, &self.options());
        Ok(self.client.write(kind, class, false, call).await?.body)
    }

    async fn delete(&self, kind: WriteKind, class: &str, path: String) -> Result<()> {
        let call = self.client.rest(Verb::Delete, path, Bytes::new(), &self.options());
        self.client.write(kind, class, true, call).await.map(|_| ())
    }

    /// The objects of a class, over all tenants that are active.
    async fn count_all(&self, class: &Class, filter: Option<&ir::Filter>) -> Result<u64> {
        if !class.is_multi_tenant() {
            return self.count_tenant(class.name(), None, filter).await;
        }
        let mut sum = 0_u64;
        for tenant in self.client.read_tenants(class.name(), &self.options()).await? {
            if tenant.is_active() {
                let count = self.count_tenant(class.name(), Some(tenant.name()), filter).await?;
                sum = sum.saturating_add(count);
            }
        }
        Ok(sum)
    }

    pub(super) async fn count_tenant(
        &self,
        class: &str,
        tenant: Option<&str>,
        filter: Option<&ir::Filter>,
    ) -> Result<u64> {
        self.client.settle(&self.options()).await;
        if self.client.is_graphql() {
            return self.client.count_as_graphql(class, (tenant, filter), &self.options()).await;
        }
        let aggregate = ir::Aggregate::count(class, filter.cloned());
        let names = Names::new();
        let request = render::aggregate(&aggregate, &Context { tenant, ..Context::new(&names) })?;
        let call = self.client.rpc("Aggregate", request, &self.options());
        let reply = self.client.read(ReadKind::Aggregate, class, tenant, call).await?;
        Reply::read(&reply.body)?.count()
    }
}

impl SchemaApi for Server<'_> {
    async fn version(&self) -> Result<Option<Version>> {
        Ok(self.client.server(&self.options()).await?.version())
    }

    async fn classes(&self) -> Result<Vec<Class>> {
        self.client.read_classes(&self.options()).await
    }

    async fn class(&self, name: &str) -> Result<Option<Class>> {
        // The server resolves aliases here.
        let class = self.client.read_class(name, &self.options()).await?;
        Ok(class.filter(|class| class.name() == name))
    }

    async fn aliases(&self) -> Result<Vec<(String, String)>> {
        self.client.list_aliases(&self.options()).await
    }

    async fn create_class(&self, class: &Class) -> Result<()> {
        self.client.write_class(class, &self.options()).await
    }

    async fn update_class(&self, class: &Class) -> Result<()> {
        let name = class.name();
        done(&self.change(WriteKind::Schema, name, Verb::Put, class_path(name), class).await?)
    }

    async fn add_property(&self, class: &str, property: &Value) -> Result<()> {
        let path = format!("{}/properties", class_path(class));
        done(&self.change(WriteKind::Schema, class, Verb::Post, path, property).await?)
    }

    async fn create_alias(&self, alias: &str, class: &str) -> Result<()> {
        self.client.write_alias(alias, class, &self.options()).await
    }

    async fn update_alias(&self, alias: &str, class: &str) -> Result<()> {
        self.client.rewrite_alias(alias, class, &self.options()).await
    }

    async fn delete_alias(&self, alias: &str) -> Result<()> {
        self.client.remove_alias(alias, &self.options()).await
    }

    async fn count(&self, class: &str) -> Result<u64> {
        match self.class(class).await? {
            Some(found) => self.count_all(&found, None).await,
            None => self.count_tenant(class, None, None).await,
        }
    }

    async fn expired(&self, class: &str, after: &str, seconds: i64) -> Result<Option<u64>> {
        // The server's clock decides; this one is for a number that people judge by.
        let Ok(now) = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) else { return Ok(None) };
        let before = i64::try_from(now.as_millis()).unwrap_or(i64::MAX) - seconds.saturating_mul(1_000);
        let target = ir::Target {
            path: Vec::new(),
            name: after.to_owned(),
            length: false,
            count: false,
            parts: false,
        };
        let value = ir::Value::Text(weaviate_migrate::rfc3339(before));
        let older = ir::Filter::Test { target, operator: ir::Operator::Less, value };
        let Some(found) = self.class(class).await? else { return Ok(None) };
        // A property that the class has not yet cannot be asked for.
        if !after.starts_with('_') && found.property(after).is_none()
            || after.starts_with('_')
                && found.at(&["invertedIndexConfig", "indexTimestamps"]) != Some(&true.into())
        {
            return Ok(None);
        }
        self.count_all(&found, Some(&older)).await.map(Some)
    }

    async fn set_index(&self, class: &str, property: &str, index: &str, to: &Value) -> Result<()> {
        let path = format!("{}/properties/{}/index/{index}", class_path(class), segment(property));
        if to.is_null() {
            return self.delete(WriteKind::Schema, class, path).await;
        }
        done(&self.change(WriteKind::Schema, class, Verb::Put, path, to).await?)
    }

    async fn indexes(&self, class: &str, property: &str) -> Result<Vec<Value>> {
        let path = format!("{}/indexes", class_path(class));
        let call = self.client.rest(Verb::Get, path, Bytes::new(), &self.options());
        let body: Value = json(&self.client.read(ReadKind::Schema, class, None, call).await?.body)?;
        let list = body.get("properties").and_then(Value::as_array).into_iter().flatten();
        let found = list.filter(|json| json.get("name").and_then(Value::as_str) == Some(property));
        let indexes = found.filter_map(|json| json.get("indexes")?.as_array()).flatten();
        Ok(indexes.cloned().collect())
    }

    async fn put_object(&self, class: &str, id: &str, properties: &Value) -> Result<()> {
        // PUT replaces only what is there, POST makes only what is not. Between the two another writer may have
        // been here, once.
        let body = to_json(&json!({ "class": class, "id": id, "properties": properties }))?;
        let write = async |verb, path: String| {
            let call = self.client.rest(verb, path, body.clone(), &self.options());
            self.client.write(WriteKind::Replace, class, true, call).await
        };
        let path = object_path(class, id);
        match write(Verb::Put, path.clone()).await {
            Err(error) if error.is_not_found() => {}
            other => return other.map(|_| ()),
        }
        match write(Verb::Post, "objects".to_owned()).await {
            Err(error) if error.is_already_exists() => write(Verb::Put, path).await.map(|_| ()),
            other => other.map(|_| ()),
        }
    }

    async fn get_object(&self, class: &str, id: &str) -> Result<Option<Value>> {
        let call = self.client.rest(Verb::Get, object_path(class, id), Bytes::new(), &self.options());
        match self.client.read(ReadKind::Object, class, None, call).await {
            Ok(reply) => {
                let mut object: Value = json(&reply.body)?;
                Ok(Some(object.get_mut("properties").map(Value::take).unwrap_or_default()))
            }
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn delete_object(&self, class: &str, id: &str) -> Result<()> {
        self.delete(WriteKind::Delete, class, object_path(class, id)).await
    }

    async fn sleep(&self, duration: Duration) {
        let env = self.client.env();
        env.sleep_until(after(env, duration)).await;
    }

    fn now(&self) -> Duration {
        self.client.env().now().saturating_duration_since(self.start)
    }

    fn random(&self) -> u64 {
        self.client.env().random()
    }

    fn warn(&self, message: &str) {
        tracing::warn!("{message}");
    }

    fn progress(&self, message: &str) {
        tracing::info!("{message}");
    }

    fn reached(&self, what: &str, done: u64, of: u64) {
        tracing::info!(done, of, "{what}");
    }
}
