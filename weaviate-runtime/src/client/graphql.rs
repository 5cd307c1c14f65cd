//! GraphQL as the server has it: a text, its variables, and the data that answers it.

use futures_core::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use weaviate_query::{
    Error, ErrorKind, Names, Result, graphql, ir,
    numbers::Reply,
    render::{self, Context},
    schema::{CollectionDef, Shape},
};

use super::{CallOptions, Client, to_json};
use crate::{
    op::{ReadKind, Verb},
    refusal,
    transport::said,
};

impl Client {
    /// Asks in GraphQL of your own, and gives the `data` of the answer: as a [`serde_json::Value`](Value), or as any type
    /// that is read from it.
    ///
    /// It is for what has no typed form. The text is sent as it is: names in it are those of the server, with prefix and
    /// version ([`names`](Self::names) tells them), and a filter does not take an alias for its class (1.39.0). Values
    /// belong into `variables`, which is anything that becomes a JSON object, `()` for none; not into
    /// the text, but for numbers such as `limit`, which a server does not take from a variable (1.39.0).
    ///
    /// What GraphQL has limits for, it has for you too: an int of more than 32 bits is answered with null, ints beyond
    /// ±2^53 are read as their neighbours, a server has neither mutations nor subscriptions, and 100 objects come where
    /// no `limit` stands. [`fetch`](crate::Handle::fetch) has none of these, whichever way it takes.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// use std::collections::HashMap;
    ///
    /// let class = client.names().class("Note").into_owned();
    /// let text = format!("query ($words: String) {{ Get {{ {class}(bm25: {{ query: $words }}) {{ stars }} }} }}");
    /// let data: serde_json::Value = client.graphql(text, HashMap::from([("words", "note")])).await?;
    /// assert_eq!(data["Get"]["Note"].as_array().map(Vec::len), Some(3));
    ///
    /// let wrong = client.graphql::<serde_json::Value>("{ Get { Note { pages } } }", ()).await.unwrap_err();
    /// assert!(wrong.to_string().contains("Cannot query field \"pages\""), "{wrong}");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What the server says, with the path to the field that it is about, even if there is data beside it:
    /// `InvalidInput` for a text that is no query of this schema, `NotFound` for a class that is not there, and the others
    /// of [any call](crate::Client#errors-of-any-call). `Decode` for data that is not of the type `T`.
    pub fn graphql<T: DeserializeOwned + Send + 'static>(
        &self,
        query: impl AsRef<str>,
        variables: impl Serialize,
    ) -> BoxFuture<'_, Result<T>> {
        self.own_graphql(json!({ "query": query.as_ref() }), &variables)
    }

    /// Asks a query that `graphql_client` derived from a file and a schema, and gives its `ResponseData`.
    ///
    /// The schema is yours to write or to fetch: a server answers the introspection that tools make one of. All that is
    /// said of [`graphql`](Self::graphql) holds.
    ///
    /// ```
    /// use graphql_client::GraphQLQuery;
    ///
    /// # async fn run<Q: GraphQLQuery<ResponseData: Send + 'static>>(client: weaviate::Client, variables: Q::Variables) -> weaviate::Result<()> {
    /// // #[derive(GraphQLQuery)]
    /// // #[graphql(schema_path = "schema.graphql", query_path = "notes.graphql")]
    /// // struct Notes;
    /// let data = client.graphql_query::<Q>(variables).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`graphql`](Self::graphql).
    #[cfg(feature = "graphql-client")]
    pub fn graphql_query<Q: graphql_client::GraphQLQuery>(
        &self,
        variables: Q::Variables,
    ) -> BoxFuture<'_, Result<Q::ResponseData>>
    where
        Q::ResponseData: Send + 'static,
    {
        let body = Q::build_query(variables);
        let asked = json!({ "query": body.query, "operationName": body.operation_name });
        self.own_graphql(asked, &body.variables)
    }

    /// Boxed, so that it is `Send` whatever the variables are: they are written down before it is awaited.
    fn own_graphql<T: DeserializeOwned + Send + 'static>(
        &self,
        mut body: Value,
        variables: &impl Serialize,
    ) -> BoxFuture<'_, Result<T>> {
        let variables = of_variables(variables);
        Box::pin(async move {
            let doing = |error: Error| error.context("asking in GraphQL");
            if let Some(variables) = variables.map_err(doing)? {
                body["variables"] = variables;
            }
            let options = self.options(self.timeouts().read);
            let data =
                self.post_graphql(ReadKind::GraphQl, ("", None), &body, &options).await.map_err(doing)?;
            serde_json::from_value(data).map_err(|error| {
                let message =
                    format!("the data of the answer is not of the type that was asked for ({error})");
                doing(Error::decode(message).with_source(error))
            })
        })
    }

    /// Sends a query that the client prints, about a class and a tenant.
    pub(crate) async fn ask_graphql(
        &self,
        kind: ReadKind,
        about: (&str, Option<&str>),
        text: &str,
        options: &CallOptions,
    ) -> Result<Value> {
        let data = self.post_graphql(kind, about, &json!({ "query": text }), options).await;
        data.map_err(|error| {
            if refusal::has_no_schema(&error) {
                error.with_hint(&format!("so there is no class `{}`: `client.sync` makes it", about.0))
            } else {
                error
            }
        })
    }

    /// Sends a body and gives its data.
    async fn post_graphql(
        &self,
        kind: ReadKind,
        (class, tenant): (&str, Option<&str>),
        body: &Value,
        options: &CallOptions,
    ) -> Result<Value> {
        let call = self.rest(Verb::Post, "graphql", to_json(body)?, options);
        data(&self.read(kind, class, tenant, call).await?.body)
    }

    pub(crate) async fn count_as_graphql(
        &self,
        class: &str,
        (tenant, filter): (Option<&str>, Option<&ir::Filter>),
        options: &CallOptions,
    ) -> Result<u64> {
        // No property is named: a filter here is about when objects were written.
        const NOTHING: CollectionDef = CollectionDef::new("");
        let names = Names::new();
        let (aggregate, shape) = (ir::Aggregate::count(class, filter.cloned()), Shape::declared(&NOTHING));
        let context = Context { tenant, ..Context::new(&names) };
        let text = render::graphql::aggregate(&aggregate, shape, &context)?;
        let data = self.ask_graphql(ReadKind::Aggregate, (class, tenant), &text, options).await?;
        Reply::read(&graphql::numbers(&data, &aggregate, shape, &context)?)?.count()
    }
}

/// Variables as an object, or none.
fn of_variables(variables: &impl Serialize) -> Result<Option<Value>> {
    let variables = serde_json::to_value(variables)
        .map_err(|error| Error::invalid("these variables cannot be written as JSON").with_source(error))?;
    match variables {
        Value::Null => Ok(None),
        Value::Object(_) => Ok(Some(variables)),
        _ => Err(Error::invalid(
            "the variables of a query are an object: a struct or a map, each field the variable of its name",
        )),
    }
}

/// The data of an answer.
///
/// # Errors
///
/// What the server says beside its data or in place of it, and `Decode` for what is no answer of GraphQL.
fn data(body: &[u8]) -> Result<Value> {
    let mut answer: Value = serde_json::from_slice(body).map_err(|error| {
        let text = String::from_utf8_lossy(body.get(..body.len().min(80)).unwrap_or_default()).into_owned();
        let message = format!("the answer is not JSON but begins with {text:?}: is this address a Weaviate?");
        Error::decode(message).with_source(error)
    })?;
    match answer.get("errors") {
        None | Some(Value::Null) => {}
        Some(Value::Array(errors)) if errors.is_empty() => {}
        Some(errors) => return Err(refused(errors)),
    }
    match answer.get_mut("data").map(Value::take) {
        Some(data @ Value::Object(_)) => Ok(data),
        _ => Err(Error::decode("the answer has neither `data` nor `errors`, as GraphQL has them")),
    }
}

/// The errors of an answer as one: the words of all, and where the first belongs.
fn refused(errors: &Value) -> Error {
    let parts = errors.as_array().map_or(&[][..], Vec::as_slice);
    let texts: Vec<&str> = parts.iter().filter_map(|part| part.get("message")?.as_str()).collect();
    if texts.is_empty() {
        return Error::decode("the answer has `errors` without a message");
    }
    let text = texts.join("; ");
    let error = said(refusal::kind_of_graphql(&text).unwrap_or(ErrorKind::Rejected), &text);
    let path = parts.iter().find_map(|part| part.get("path")?.as_array());
    let path: Vec<String> = path
        .into_iter()
        .flatten()
        .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
        .collect();
    if path.is_empty() { error } else { error.context(format!("at `{}`", path.join("."))) }
}
