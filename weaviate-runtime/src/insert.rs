//! Writing objects: one over REST, which refuses an id that is taken, or many over gRPC, which replaces.

mod links;
mod many;
mod same;

use bytes::Bytes;
use serde_json::Value;
use uuid::Uuid;
use weaviate_query::{
    Error, Result,
    wire::{self, Encode, Later, LaterLink},
};

use crate::{
    client::{CallOptions, object_path},
    op::{ReadKind, Verb, WriteKind},
    report::Outcome,
    scope::{Known, Scope},
};

pub(crate) use many::{Source, is_sure, refused, verdict, verdicts};

impl Scope {
    /// Creates an object.
    ///
    /// It may be sent again, because its id is known: a later try that is told that the id is taken looks
    /// whether the object there is this one.
    pub(crate) async fn insert<E: Encode>(&self, object: &E, id: Uuid) -> Result<()> {
        let options = &self.writing();
        let once = |known: Known| async move { self.insert_as(object, id, &known, options).await };
        self.by_name(options, once).await
    }

    async fn insert_as<E: Encode>(
        &self,
        object: &E,
        id: Uuid,
        known: &Known,
        options: &CallOptions,
    ) -> Result<()> {
        let class = known.names.class(&self.collection);
        // A server takes a link only to an object that it has: one to itself is written when the object is.
        let itself = Later::new(&*self.collection, [id]);
        let (json, links) =
            wire::json::object_with(object, &class, self.tenant.as_deref(), id, &known.names, itself)?;
        let body = serde_json::to_vec(&json)
            .map_err(|error| Error::invalid("the object cannot be written as JSON").with_source(error))?;
        let call = self.client.rest(Verb::Post, format!("objects{}", self.parameters(false)), body, options);
        let sent = call.sent.clone();
        match self.write_objects(WriteKind::Insert, &class, &[id], true, call).await {
            Ok(_) => {}
            Err(error) if error.is_already_exists() => {
                let is_ours =
                    sent.times() > 1 && matches!(self.holds(&json, &class, id, options).await, Ok(true));
                // It may be there since a call that ended otherwise.
                self.mend(&class, &[id]).await;
                if !is_ours {
                    return Err(error);
                }
            }
            Err(error) => return Err(error),
        }
        if links.is_empty() { Ok(()) } else { self.link_itself(&links, known).await }
    }

    /// Writes the links of an object to itself.
    async fn link_itself(&self, links: &[LaterLink], known: &Known) -> Result<()> {
        let links: Vec<&LaterLink> = links.iter().collect();
        match self.write_links(known, &links, None).await.into_iter().next() {
            Some((_, Outcome::Rejected(error) | Outcome::Unknown(error))) => {
                Err(error.context("the object is stored without its links to itself"))
            }
            _ => Ok(()),
        }
    }

    /// An object as REST takes it.
    pub(crate) fn as_json(&self, object: &dyn Encode, id: Uuid, known: &Known) -> Result<Value> {
        let class = known.names.class(&self.collection);
        wire::json::object(object, &class, self.tenant.as_deref(), id, &known.names)
    }

    /// Whether the server has this object, as it is.
    pub(crate) async fn holds(
        &self,
        json: &Value,
        class: &str,
        id: Uuid,
        options: &CallOptions,
    ) -> Result<bool> {
        let found = self.stored(class, id, options).await?;
        Ok(found.is_some_and(|found| same::is_same(json, &found)))
    }

    /// The object as REST shows it.
    pub(crate) async fn stored(&self, class: &str, id: Uuid, options: &CallOptions) -> Result<Option<Value>> {
        let mut path = object_path(class, &id.to_string());
        path.push_str(&self.parameters(true));
        path.push_str(if path.contains('?') { "&include=vector" } else { "?include=vector" });
        let call = self.client.rest(Verb::Get, path, Bytes::new(), options);
        match self.client.read(ReadKind::Object, class, self.tenant.as_deref(), call).await {
            Ok(reply) => serde_json::from_slice(&reply.body)
                .map(Some)
                .map_err(|error| Error::decode("the object is not JSON").with_source(error)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The end of a path; the tenant stands there only where the body does not name it.
    pub(crate) fn parameters(&self, tenant: bool) -> String {
        self.parameters_of(self.tenant.as_deref().filter(|_| tenant))
    }

    /// The end of a path that names this tenant.
    pub(crate) fn parameters_of(&self, tenant: Option<&str>) -> String {
        let level = self.consistency.map(|level| format!("consistency_level={}", level.rest_name()));
        let tenant = tenant.map(|tenant| format!("tenant={tenant}"));
        let parts: Vec<String> = level.into_iter().chain(tenant).collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}
