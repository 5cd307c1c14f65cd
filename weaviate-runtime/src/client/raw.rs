//! Requests without a struct: for tools, migration, and collections that are not compiled in.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use futures_util::{StreamExt as _, TryStreamExt as _};
use tracing::Instrument as _;
use uuid::Uuid;
use weaviate_query::{
    Error, ErrorKind, Result, Rows, ir,
    tenancy::Tenant,
    wire::{Batch, LaterLink, raw},
};

use super::Client;
use crate::{
    delete::Deleted,
    env::Env,
    insert::Source,
    layer::{End, Next},
    op::{Op, Reply, Target, WriteKind, WriteOp},
    report::Report,
    retry::Retrying,
    scope::Scope,
    sight,
};

impl Client {
    /// Asks for objects and gives the bytes of the `SearchReply`; none for a question that nothing can answer.
    ///
    /// ```
    /// # use weaviate::{Collection, ir, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let bytes = client.search_raw(&ir::Query::new("Note")).await?;
    /// assert!(!bytes.is_empty());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the collection or the tenant is not there, `InvalidInput` or `Rejected` for a question that
    /// has no meaning, and the others of [any call](crate::Client#errors-of-any-call).
    pub async fn search_raw(&self, query: &ir::Query) -> Result<Bytes> {
        if query.is_empty() {
            return Ok(Bytes::new());
        }
        let scope = Scope::new(self.clone(), query.collection.clone(), leads_on(&query.selection));
        scope.search(query).await.map_err(|error| error.context(format!("asking `{}`", query.collection)))
    }

    /// Asks for numbers and gives the bytes of the `AggregateReply`; none for a question about no objects.
    ///
    /// ```
    /// # use weaviate::{Collection, ir, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let mut question = ir::Aggregate::new("Note");
    /// question.items.push(ir::AggregateItem::Count);
    /// let bytes = client.aggregate_raw(&question).await?;
    /// # assert!(!bytes.is_empty());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the collection or the tenant is not there, `InvalidInput` or `Rejected` for a question that
    /// has no meaning, and the others of [any call](crate::Client#errors-of-any-call).
    pub async fn aggregate_raw(&self, aggregate: &ir::Aggregate) -> Result<Bytes> {
        if aggregate.is_empty() {
            return Ok(Bytes::new());
        }
        let scope = Scope::new(self.clone(), aggregate.collection.clone(), false);
        scope
            .aggregate(aggregate)
            .await
            .map_err(|error| error.context(format!("asking `{}`", aggregate.collection)))
    }

    /// Asks for objects and reads them by the server's own tags.
    ///
    /// ```
    /// # use weaviate::{Collection, ir, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let mut question = ir::Query::new("Note");
    /// question.selection.items.push(ir::Item::Property("text".into()));
    /// let rows = client.fetch_raw(&question).await?;
    /// assert_eq!(rows.len(), 3);
    /// assert!(rows[0].properties.contains_key("text"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the collection or the tenant is not there, `InvalidInput` or `Rejected` for a question that
    /// has no meaning, and the others of [any call](crate::Client#errors-of-any-call). `Decode` for tags that this
    /// version does not know.
    pub async fn fetch_raw(&self, query: &ir::Query) -> Result<Rows<raw::Object>> {
        let reply = self.search_raw(query).await?;
        raw::objects(&reply).map_err(|error| error.context(format!("asking `{}`", query.collection)))
    }

    /// Writes objects of a collection, over those of the same ids; what became of each is in the report. Those
    /// without an id get one. Links are not written.
    ///
    /// ```
    /// # use weaviate::{Collection, raw::{Object, Value}, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let properties = [("text".to_owned(), Value::Text("by hand".into()))].into();
    /// let object = Object { properties, ..Object::default() };
    /// let report = client.insert_raw("Note", None, vec![object]).await?;
    /// assert_eq!(report.stored(), 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Only if nothing was stored: `Unavailable` if the server could not be reached, or the kind by which it
    /// refused the first message as a whole. An object that is refused is an entry of the report.
    pub async fn insert_raw(
        &self,
        collection: impl Into<String>,
        tenant: Option<&Tenant>,
        objects: Vec<raw::Object>,
    ) -> Result<Report> {
        let scope = self.untyped(collection.into(), tenant);
        let source = Raw { objects: objects.into_iter(), scope: &scope };
        let done = scope.insert_many(source).await;
        done.map_err(|error| error.context(format!("inserting into {}", scope.what())))
    }

    /// Creates an object of a collection and gives its id.
    ///
    /// ```
    /// # use weaviate::{Collection, raw::{Object, Value}, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let properties = [("text".to_owned(), Value::Text("by hand".into()))].into();
    /// let id = client.create_raw("Note", None, &Object { properties, ..Object::default() }).await?;
    /// assert!(notes.exists(id).await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `AlreadyExists` if the id is taken, `NotFound` if the collection or the tenant is not there, and the others
    /// of [any call](crate::Client#errors-of-any-call).
    pub async fn create_raw(
        &self,
        collection: impl Into<String>,
        tenant: Option<&Tenant>,
        object: &raw::Object,
    ) -> Result<Uuid> {
        let scope = self.untyped(collection.into(), tenant);
        let id = object.id.unwrap_or_else(|| scope.new_id());
        let done = scope.insert(object, id).await;
        done.map_err(|error| error.context(format!("inserting {id} into {}", scope.what())))?;
        Ok(id)
    }

    /// Removes every object that passes a filter, however many.
    ///
    /// ```
    /// # use weaviate::{Collection, filter, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let few = filter!(Note, .stars < 3);
    /// assert_eq!(client.delete_raw("Note", None, few.ir()).await?.deleted, 2);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a filter that every object passes: name those to remove. `NotFound` if the collection or
    /// the tenant is not there, and the others of [any call](crate::Client#errors-of-any-call).
    pub async fn delete_raw(
        &self,
        collection: impl Into<String>,
        tenant: Option<&Tenant>,
        filter: &ir::Filter,
    ) -> Result<Deleted> {
        let scope = self.untyped(collection.into(), tenant);
        scope
            .delete_where(filter, false)
            .await
            .map_err(|error| error.context(format!("deleting from {}", scope.what())))
    }

    fn untyped(&self, collection: String, tenant: Option<&Tenant>) -> Scope {
        let tenant = tenant.map(|tenant| Arc::from(tenant.name()));
        Scope { tenant, ..Scope::new(self.clone(), collection, false) }
    }

    /// Opens a stream of messages in both directions. The layers see that it is opened, as a write of objects
    /// of no class in particular; who writes into it tells them of each message.
    pub(crate) async fn open_stream(
        &self,
        method: &'static str,
        messages: BoxStream<'static, Bytes>,
    ) -> Result<BoxStream<'static, Result<Bytes>>> {
        let inside = self.0.doors.enter()?;
        let call = self.call(Target::Rpc(method), Bytes::new(), &self.options(self.timeouts().write));
        let op = WriteOp {
            kind: WriteKind::InsertMany,
            collection: String::new(),
            tenant: None,
            ids: Vec::new(),
            repeatable: false,
            call,
        };
        let opening =
            Opening { end: &self.0.end, env: self.env(), ends: Mutex::new(Ends::Messages(messages)) };
        let op = Op::Write(op);
        let span = sight::call(&op, op.call().id, &self.0.end.way(&op.call().target).to);
        let opened = inside.run(Next::new(&self.0.layers, &opening).run(op)).instrument(span.clone()).await;
        sight::ended(&span, &opened);
        opened?;
        match opening.ends.into_inner().unwrap_or_else(PoisonError::into_inner) {
            // The span ends when the stream does.
            Ends::Answers(answers) => {
                Ok(inside.over(answers).inspect_err(move |error| sight::failed(&span, error)).boxed())
            }
            _ => Err(Error::new(
                ErrorKind::Unsupported,
                "a layer of the client did not let the stream be opened",
            )),
        }
    }
}

/// Below the last layer, for a stream.
struct Opening<'c> {
    end: &'c Retrying,
    env: &'c dyn Env,
    ends: Mutex<Ends>,
}

enum Ends {
    Messages(BoxStream<'static, Bytes>),
    Opened,
    Answers(BoxStream<'static, Result<Bytes>>),
}

impl End for Opening<'_> {
    fn finish(&self, op: Op) -> BoxFuture<'_, Result<Reply>> {
        Box::pin(async move {
            let ends = || self.ends.lock().unwrap_or_else(PoisonError::into_inner);
            let before = std::mem::replace(&mut *ends(), Ends::Opened);
            let Ends::Messages(messages) = before else {
                return Err(Error::invalid("a layer opened one stream twice"));
            };
            let mut call = op.call().clone();
            let signing = self.end.signing.as_ref().filter(|_| !call.headers.are_signed());
            let granted = match signing {
                Some(signing) => Some(signing.sign(self.env, call.deadline).await.map_err(|f| f.error)?),
                None => None,
            };
            if let Some(granted) = &granted {
                call.headers.sign(granted.header.clone());
            }
            let answers = self.end.transport.stream(call, messages).await;
            let answers = answers.map_err(|failure| {
                if failure.error.kind() == ErrorKind::Unauthenticated
                    && let (Some(signing), Some(granted)) = (signing, &granted)
                {
                    // What was said into the stream is gone: who opened it opens another one.
                    signing.refused(granted.number, self.env);
                }
                failure.error
            })?;
            *ends() = Ends::Answers(answers.map_err(|failure| failure.error).boxed());
            Ok(Reply::new(Bytes::new()))
        })
    }
}

struct Raw<'s> {
    objects: std::vec::IntoIter<raw::Object>,
    scope: &'s Scope,
}

impl Source for Raw<'_> {
    fn next(&mut self, batch: &mut Batch) -> Option<(Uuid, Result<Vec<LaterLink>>)> {
        let object = self.objects.next()?;
        let id = object.id.unwrap_or_else(|| self.scope.new_id());
        Some((id, batch.push_with(&object, id)))
    }

    fn expected(&self) -> usize {
        self.objects.len()
    }

    fn skip(&mut self) -> Option<Uuid> {
        self.objects.next().map(|object| object.id.unwrap_or_else(|| self.scope.new_id()))
    }
}

/// Whether a link to one of several collections is asked for, which names its class.
fn leads_on(selection: &ir::Selection) -> bool {
    selection.items.iter().any(|item| match item {
        ir::Item::Link { .. } => true,
        ir::Item::Object { selection, .. } => leads_on(selection),
        _ => false,
    })
}
