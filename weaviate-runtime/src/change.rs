//! Changing one object, or its links, over REST: gRPC has no call for it.

mod links;

use bytes::Bytes;
use serde_json::Value;
use uuid::Uuid;
use weaviate_query::{Error, ErrorKind, Names, Result, ir, wire::raw};

use crate::{
    client::{CallOptions, object_path, to_json},
    op::{Verb, WriteKind},
    refusal,
    scope::{Known, Scope},
};

pub(crate) use links::NewLink;

/// One request that changes one object.
#[derive(Clone, Copy)]
pub(crate) struct Change {
    pub(crate) kind: WriteKind,
    pub(crate) verb: Verb,
    pub(crate) id: Uuid,
    /// The link that is changed; none for what the object holds itself.
    pub(crate) link: Option<&'static str>,
}

impl Change {
    /// Whether twice is the same as once: a second `PATCH` would undo what somebody wrote in between, and a second `POST`
    /// adds a second link.
    fn repeatable(self) -> bool {
        matches!(self.verb, Verb::Put | Verb::Delete)
    }
}

impl Scope {
    /// Sends what `body` makes for a class, by the names that are known.
    pub(crate) async fn change(
        &self,
        change: Change,
        body: impl Fn(&str, &Names) -> Result<Value>,
    ) -> Result<()> {
        let (options, body) = (&self.writing(), &body);
        let once = |known: Known| async move {
            let class = known.names.class(&self.collection);
            let body = to_json(&body(&class, &known.names)?)?;
            self.change_as(change, &class, body, options).await
        };
        match self.by_name(options, once).await {
            Err(error) if refusal::says_nothing(&error) => Err(self.missing(change.id, error).await),
            done => done,
        }
    }

    async fn change_as(&self, change: Change, class: &str, body: Bytes, options: &CallOptions) -> Result<()> {
        let Change { kind, verb, id, link } = change;
        let mut path = object_path(class, &id.to_string());
        if let Some(link) = link {
            path.push_str("/references/");
            path.push_str(link);
        }
        // The body of an object names its tenant, that of a link has no place for it.
        path.push_str(&self.parameters(link.is_some()));
        let call = self.client.rest(verb, path, body, options);
        let sent = call.sent.clone();
        let repeatable = change.repeatable();
        let answer = match kind {
            WriteKind::Replace | WriteKind::Update => {
                self.write_objects(kind, class, &[id], repeatable, call).await
            }
            _ => self.write(kind, class, vec![id], repeatable, call).await,
        };
        match answer {
            Ok(_) => Ok(()),
            Err(error) if !repeatable && sent.has_arrived() && is_lost(&error) => {
                Err(error.context("it was sent, and may have been carried out"))
            }
            Err(error) => Err(error),
        }
    }

    /// What a bare 404 is about: a server answers it for an object that is not there, and for a collection.
    async fn missing(&self, id: Uuid, bare: Error) -> Error {
        let query = ir::Query {
            filter: Some(ir::Filter::id(id)),
            limit: Some(1),
            ..ir::Query::new(self.collection.clone())
        };
        match self.search(&query).await.and_then(|reply| raw::objects(&reply)) {
            Ok(found) if found.is_empty() => {
                let message =
                    format!("no object of `{}` has the id {id}: `insert` makes one", self.collection);
                Error::new(ErrorKind::NotFound, message)
            }
            Err(error) if error.is_not_found() => error,
            _ => bare,
        }
    }
}

/// Whether the answer to a request did not come.
fn is_lost(error: &Error) -> bool {
    error.server_message().is_none() && matches!(error.kind(), ErrorKind::Unavailable | ErrorKind::Timeout)
}
