//! What a scope sends where there is nothing but JSON: questions as GraphQL, writes as REST.
//!
//! How they are written and what their answers mean is known in [`weaviate_query::graphql`], which gives back the messages
//! that gRPC would have sent; so nothing above knows which way was taken. Layers see what is sent, the JSON.

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde_json::Value;
use weaviate_query::{
    Error, ErrorKind, Names, Result,
    graphql::{self, Ask, Search},
    ir, render,
    schema::{Class, Shape},
    wire::{Refusals, Removed},
};

use crate::{
    client::{CallOptions, json, object_path},
    op::{Call, ReadKind, Verb, WriteKind},
    refusal,
    scope::{Known, Scope},
};

/// So many of the requests of one question are under way at once.
const AT_ONCE: usize = 8;

/// What is written in batches.
#[derive(Clone, Copy)]
pub(crate) enum Many {
    Objects,
    Links,
}

/// The classes of the server, where no struct says what the properties are.
#[derive(Default)]
struct Served {
    class: String,
    all: Vec<Class>,
}

impl Served {
    fn shape<'s>(&'s self, scope: &Scope) -> Result<Shape<'s>> {
        if let Some(declared) = scope.declared {
            return Ok(Shape::declared(declared));
        }
        match self.all.iter().find(|class| class.name() == self.class) {
            Some(class) => Ok(Shape::served(class, &self.all)),
            None => Err(Error::new(
                ErrorKind::NotFound,
                format!("the server has no class `{}`: make it with `client.sync`", self.class),
            )),
        }
    }
}

impl Scope {
    /// Asks for objects, and gives the `SearchReply` that gRPC would have sent.
    pub(crate) async fn search_as_graphql(&self, query: &ir::Query, options: &CallOptions) -> Result<Bytes> {
        let once = |known: Known| async move {
            let served = self.served(options).await?;
            let asking = || Search::new(query, served.shape(self)?, self.context(&known));
            match self.steps(asking()?, &known, options).await {
                Err(error) if refusal::has_one_replica(&error) => {
                    self.steps(asking()?.of_one_replica()?, &known, options).await
                }
                done => done,
            }
        };
        self.by_name(options, once).await
    }

    /// One step of a question after the other, until its answer is whole.
    async fn steps(&self, mut search: Search<'_>, known: &Known, options: &CallOptions) -> Result<Bytes> {
        loop {
            let asked = search.next()?;
            if asked.is_empty() {
                return search.reply();
            }
            // Collected, as a stream of borrowed futures is not seen to be `Send`.
            let asked: Vec<_> = asked.into_iter().map(|ask| self.asked(ask, known, options)).collect();
            search.add(stream::iter(asked).buffered(AT_ONCE).try_collect().await?)?;
        }
    }

    /// Asks for numbers, and gives the `AggregateReply` that gRPC would have sent.
    pub(crate) async fn aggregate_as_graphql(
        &self,
        aggregate: &ir::Aggregate,
        options: &CallOptions,
    ) -> Result<Bytes> {
        let once = |known: Known| async move {
            let served = self.served(options).await?;
            let (shape, context) = (served.shape(self)?, self.context(&known));
            let text = render::graphql::aggregate(aggregate, shape, &context)?;
            let class = known.names.concrete(&self.collection);
            let data = self.client.ask_graphql(
                ReadKind::Aggregate,
                (&class, self.tenant.as_deref()),
                &text,
                options,
            );
            graphql::numbers(&data.await?, aggregate, shape, &context)
        };
        self.by_name(options, once).await
    }

    /// What the server has, unless a struct says it.
    async fn served(&self, options: &CallOptions) -> Result<Served> {
        if self.declared.is_some() {
            return Ok(Served::default());
        }
        let class = self.concrete(options).await?;
        Ok(Served { class, all: self.client.read_classes(options).await? })
    }

    async fn asked(&self, ask: Ask, known: &Known, options: &CallOptions) -> Result<Option<Value>> {
        match ask {
            Ask::Graphql(text) => {
                let class = known.names.concrete(&self.collection);
                let about = (&*class, self.tenant.as_deref());
                self.client.ask_graphql(ReadKind::Search, about, &text, options).await.map(Some)
            }
            Ask::Object { class, id, tenant } => {
                let path = format!("{}{}", object_path(&class, &id), self.parameters_of(tenant.as_deref()));
                let call = self.client.rest(Verb::Get, path, Bytes::new(), options);
                match self.client.read(ReadKind::Object, &class, tenant.as_deref(), call).await {
                    Ok(reply) => json(&reply.body).map(Some),
                    Err(error) if error.is_not_found() => Ok(None),
                    Err(error) => Err(error),
                }
            }
            _ => Ok(None),
        }
    }

    /// One round of a deletion.
    pub(crate) async fn delete_as_rest(
        &self,
        filter: &ir::Filter,
        verbose: bool,
        known: &Known,
        options: &CallOptions,
    ) -> Result<Removed> {
        let served = self.served(options).await?;
        let context = self.context(known);
        let body = render::graphql::delete(&self.collection, filter, verbose, served.shape(self)?, &context)?;
        let path = format!("batch/objects{}", self.parameters(true));
        let call = self.client.rest(Verb::Delete, path, body, options);
        let class = known.names.concrete(&self.collection);
        let reply = self.write(WriteKind::DeleteWhere, &class, Vec::new(), true, call).await?;
        Removed::read(&graphql::delete_reply(&reply.body)?)
    }

    /// The call that writes a batch, whose message is `body`.
    pub(crate) fn batch(&self, what: Many, body: Bytes, names: &Names) -> Result<Call> {
        let options = self.writing();
        if !self.client.is_graphql() {
            let method = match what {
                Many::Objects => "BatchObjects",
                Many::Links => "BatchReferences",
            };
            return Ok(self.client.rpc(method, body, &options));
        }
        let (path, body) = match what {
            Many::Objects => {
                ("batch/objects", graphql::objects(&body, self.declared.map(Shape::declared), names)?)
            }
            Many::Links => ("batch/references", graphql::references(&body)?),
        };
        Ok(self.client.rest(Verb::Post, format!("{path}{}", self.parameters(false)), body, &options))
    }

    /// What the server refused of a batch.
    pub(crate) fn refusals(&self, what: Many, reply: &Bytes) -> Result<Refusals> {
        let graphql = self.client.is_graphql();
        match what {
            Many::Objects if graphql => Refusals::read(&graphql::objects_reply(reply)?),
            Many::Objects => Refusals::read(reply),
            Many::Links if graphql => Refusals::of_references(&graphql::references_reply(reply)?),
            Many::Links => Refusals::of_references(reply),
        }
    }
}
