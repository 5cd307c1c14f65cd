//! A collection to send to, without its type: what a handle is under its type parameters.

use std::{borrow::Cow, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_core::future::BoxFuture;
use uuid::{Builder, Uuid};
use weaviate_query::{
    Error, ErrorKind, Names, Result, Rounds, Version, ir,
    render::{self, Consistency},
    schema::CollectionDef,
};

use crate::{
    client::{CallOptions, Client},
    op::{Call, Headers, Op, ReadKind, Reply, WriteKind, WriteOp},
    refusal,
    transport::MAX_MESSAGE,
};

/// A collection of a server, a tenant of it, and how to ask.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    pub(crate) client: Client,
    /// The collection's own name.
    pub(crate) collection: Cow<'static, str>,
    /// The class it is on the server, where that was said.
    pub(crate) class: Option<Arc<str>>,
    pub(crate) tenant: Option<Arc<str>>,
    pub(crate) consistency: Option<Consistency>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) headers: Headers,
    /// Whether objects of it lead to other classes, so that aliases must be known.
    pub(crate) links: bool,
    /// The struct's own declaration, where there is a struct: GraphQL needs the types of properties.
    pub(crate) declared: Option<&'static CollectionDef>,
}

/// What one call knows of the server.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) names: Arc<Names>,
    pub(crate) version: Option<Version>,
    pub(crate) max_message: usize,
}

impl Scope {
    pub(crate) fn new(client: Client, collection: impl Into<Cow<'static, str>>, links: bool) -> Self {
        Self {
            client,
            collection: collection.into(),
            class: None,
            tenant: None,
            consistency: None,
            timeout: None,
            headers: Headers::default(),
            links,
            declared: None,
        }
    }

    pub(crate) fn reading(&self) -> CallOptions {
        self.options(self.client.timeouts().read)
    }

    pub(crate) fn writing(&self) -> CallOptions {
        self.options(self.client.timeouts().write)
    }

    fn options(&self, default: Duration) -> CallOptions {
        CallOptions { headers: self.headers.clone(), ..self.client.options(self.timeout.unwrap_or(default)) }
    }

    /// Learns what rendering and encoding depend on; asks the server the first time only.
    pub(crate) async fn known(&self, options: &CallOptions) -> Result<Known> {
        if self.client.way().is_made()
            && let Some(server) = self.client.server_known()
            && let Some(names) = self.names_known()
        {
            let (names, version) = (self.named(names)?, server.version());
            return Ok(Known { names, version, max_message: server.max_message() });
        }
        // Boxed, as it is rare and would make every call's future larger.
        Box::pin(self.learn(options)).await
    }

    /// The names as this collection needs them, if nothing has to be read.
    fn names_known(&self) -> Option<Arc<Names>> {
        if self.links || self.client.is_graphql() {
            self.client.names_with_known_aliases()
        } else {
            Some(self.client.names())
        }
    }

    async fn learn(&self, options: &CallOptions) -> Result<Known> {
        self.client.settle(options).await;
        let server = self.client.server(options).await?;
        let names = if self.links || self.client.is_graphql() {
            self.client.names_with_aliases(options).await?
        } else {
            self.client.names()
        };
        Ok(Known { names: self.named(names)?, version: server.version(), max_message: server.max_message() })
    }

    /// What is known without asking.
    pub(crate) fn guess(&self) -> Result<Known> {
        let server = self.client.server_known();
        Ok(Known {
            names: self.named(self.client.names())?,
            version: server.as_ref().and_then(|server| server.version()),
            max_message: MAX_MESSAGE,
        })
    }

    fn named(&self, names: Arc<Names>) -> Result<Arc<Names>> {
        match &self.class {
            None => Ok(names),
            Some(class) => Ok(Arc::new(Names::clone(&names).with_class(&*self.collection, &**class)?)),
        }
    }

    pub(crate) fn context<'a>(&'a self, known: &'a Known) -> render::Context<'a> {
        render::Context {
            names: &known.names,
            tenant: self.tenant.as_deref(),
            consistency: self.consistency,
            version: known.version,
        }
    }

    pub(crate) async fn search(&self, query: &ir::Query) -> Result<Bytes> {
        let Some(parts) = Rounds::parts(query)? else { return self.search_part(query).await };
        let mut replies = Vec::with_capacity(parts.len());
        for part in &parts {
            replies.push(Box::pin(self.search_part(part)).await?);
        }
        Rounds::joined(query, &replies)
    }

    async fn search_part(&self, query: &ir::Query) -> Result<Bytes> {
        let rounds = Rounds::of(query).map(|rounds| self.search_rounds(rounds));
        match rounds {
            None => self.search_once(query, &self.reading()).await,
            Some(rounds) => rounds.await,
        }
    }

    /// Boxed, as it is rare and would make every call's future larger.
    fn search_rounds(&self, mut rounds: Rounds) -> BoxFuture<'_, Result<Bytes>> {
        Box::pin(async move {
            let options = self.reading();
            while let Some(query) = rounds.next()? {
                rounds.add(self.search_once(&query, &options).await?);
            }
            rounds.reply(&self.known(&options).await?.names)
        })
    }

    async fn search_once(&self, query: &ir::Query, options: &CallOptions) -> Result<Bytes> {
        self.client.settle(options).await;
        if self.client.is_graphql() {
            return Box::pin(self.search_as_graphql(query, options)).await;
        }
        let render = |cx: &render::Context<'_>| render::query(query, cx);
        self.ask(ReadKind::Search, "Search", options, render).await
    }

    pub(crate) async fn aggregate(&self, aggregate: &ir::Aggregate) -> Result<Bytes> {
        let options = &self.reading();
        self.client.settle(options).await;
        if self.client.is_graphql() {
            return Box::pin(self.aggregate_as_graphql(aggregate, options)).await;
        }
        let render = |cx: &render::Context<'_>| render::aggregate(aggregate, cx);
        self.ask(ReadKind::Aggregate, "Aggregate", options, render).await
    }

    async fn ask(
        &self,
        kind: ReadKind,
        method: &'static str,
        options: &CallOptions,
        render: impl Fn(&render::Context<'_>) -> Result<Bytes>,
    ) -> Result<Bytes> {
        let render = &render;
        let once = |known: Known| async move {
            let body = render(&self.context(&known))?;
            let class = known.names.class(&self.collection);
            let call = self.client.rpc(method, body, options);
            Ok(self.client.read(kind, &class, self.tenant.as_deref(), call).await?.body)
        };
        self.by_name(options, once).await
    }

    /// Does something with the names that are known (`once` takes them by value: of a closure that borrows them
    /// rustc does not see that its future is `Send`), and once more if the server does not know the class and the
    /// aliases, read again, turn out to be other ones: somebody let them stand for another class.
    pub(crate) async fn by_name<T, F: Future<Output = Result<T>>>(
        &self,
        options: &CallOptions,
        once: impl Fn(Known) -> F,
    ) -> Result<T> {
        let known = self.known(options).await?;
        let done = match once(known.clone()).await {
            Err(error) if self.may_be_renamed(&error) => {
                match Box::pin(self.renamed(&known, options)).await {
                    Some(names) => once(Known { names, ..known }).await,
                    None => Err(error),
                }
            }
            done => done,
        };
        done.map_err(|error| self.warmer(error))
    }

    /// Whether other names may be the remedy: a class is unknown, or a link leads to one that is not in use any more.
    fn may_be_renamed(&self, error: &Error) -> bool {
        refusal::is_unknown_class(error)
            || self.links
                && matches!(error.kind(), ErrorKind::SchemaMismatch | ErrorKind::InvalidInput)
                && error.server_message().is_some()
    }

    /// An error with the call that helps, where it is about a tenant that is not in memory.
    pub(crate) fn warmer(&self, error: Error) -> Error {
        match &self.tenant {
            Some(tenant) if refusal::is_cold(&error) => error.with_hint(&format!(
                "`set_tenant_status([\"{tenant}\"], TenantStatus::Active)` of `{}` loads the tenant, `multi_tenant(auto_activate)` does so at each call",
                self.collection
            )),
            _ => error,
        }
    }

    /// The class itself, past any alias.
    pub(crate) async fn concrete(&self, options: &CallOptions) -> Result<String> {
        let names = self.named(self.client.names_with_aliases(options).await?)?;
        Ok(names.concrete(&self.collection).into_owned())
    }

    /// The names read again, if they are other ones now.
    async fn renamed(&self, known: &Known, options: &CallOptions) -> Option<Arc<Names>> {
        let names = self.client.read_aliases(options).await.ok()?;
        self.named(names).ok().filter(|names| *names != known.names)
    }

    /// One write to this collection.
    pub(crate) async fn write(
        &self,
        kind: WriteKind,
        class: &str,
        ids: Vec<Uuid>,
        repeatable: bool,
        call: Call,
    ) -> Result<Reply> {
        let tenant = self.tenant.as_deref().map(str::to_owned);
        let op = WriteOp { kind, collection: class.to_owned(), tenant, ids, repeatable, call };
        self.client.send(Op::Write(op)).await
    }

    /// An id for an object that brings none.
    pub(crate) fn new_id(&self) -> Uuid {
        let env = self.client.env();
        Builder::from_random_bytes((u128::from(env.random()) << 64 | u128::from(env.random())).to_be_bytes())
            .into_uuid()
    }

    /// For messages: the collection and its tenant.
    pub(crate) fn what(&self) -> String {
        match &self.tenant {
            Some(tenant) => format!("`{}` (tenant `{tenant}`)", self.collection),
            None => format!("`{}`", self.collection),
        }
    }
}
