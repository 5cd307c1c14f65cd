//! Questions as GraphQL, for where nothing but HTTP comes through.
//!
//! Printed from the IR alone, as Weaviate 1.39's `Get` and `Aggregate` take it. GraphQL is typed where gRPC
//! is not, so that the collection's definition is needed: a date is another argument than a text, a place has
//! parts to name. What GraphQL cannot carry exactly is refused by name, as
//! [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported).
//!
//! | GraphQL has no | because |
//! |---|---|
//! | boost, diversity, providers, prompts given back | there is no argument |
//! | ints beyond ±2^53 | it reads them as floats |
//! | nested objects behind links in filters | there is no path to them |
//!
//! Of the answer it leaves out ints of more than 32 bits, and most of the objects of groups:
//! [`graphql::Search`](crate::graphql::Search) asks for these once more.
//!
//! ```
//! use weaviate_query::{Names, ir::*, render, schema::{CollectionDef, DataType, FieldDef, TypeDef}};
//!
//! const ARTICLE: CollectionDef = CollectionDef {
//!     fields: &[
//!         FieldDef::new("title", TypeDef::scalar(DataType::Text)),
//!         FieldDef::new("published", TypeDef::scalar(DataType::Date)),
//!     ],
//!     ..CollectionDef::new("Article")
//! };
//! let query = Query {
//!     filter: Some(Filter::Test {
//!         target: Target { path: vec![], name: "published".into(), length: false, count: false, parts: false },
//!         operator: Operator::Greater,
//!         value: Value::Text("2026-01-01T00:00:00Z".into()),
//!     }),
//!     limit: Some(2),
//!     selection: Selection { items: vec![Item::Property("title".into())] },
//!     ..Query::new("Article")
//! };
//! let names = Names::new();
//! assert_eq!(
//!     render::graphql::query(&query, &ARTICLE, &render::Context::new(&names))?,
//!     "{ Get { Article(where: { path: [\"published\"], operator: GreaterThan, \
//!      valueDate: \"2026-01-01T00:00:00Z\" }, limit: 2) { title _additional { id } } } }"
//! );
//! # Ok::<(), weaviate_query::Error>(())
//! ```

mod aggregate;
mod delete;
mod filter;
mod number;
mod refusal;
mod search;
mod select;
pub(in crate::plain) mod types;
mod value;

use self::refusal::unsupported;
use super::{Context, check, query::filtered, rank::rerank_query};
use crate::plain::{
    error::Result,
    ir::{GroupBy, Query},
    schema::Shape,
};

pub use aggregate::aggregate;
pub use delete::delete;
use value::{Fields, Value};

/// How many objects there are when nothing is said, as over gRPC. The server's own default is another one
/// here, 100, and a question should not have ten times the answer for the way it took.
const LIMIT: u64 = 10;

/// Prints a question for objects of `collection`.
///
/// ```
/// use weaviate_query::{Collection, Names, Query, Result, render};
///
/// fn printed<C: Collection, R>(query: &Query<C, R>) -> Result<String> {
///     let names = Names::new();
///     render::graphql::query(query.ir(), C::SCHEMA, &render::Context::new(&names))
/// }
/// ```
///
/// # Errors
///
/// What every renderer refuses, and `Unsupported` for what GraphQL has no form for or would change on the way.
pub fn query<'a>(query: &Query, of: impl Into<Shape<'a>>, cx: &Context<'a>) -> Result<String> {
    let of = of.into();
    check::query(query, cx)?;
    refuse(query)?;
    let mut arguments = Fields::new();
    if let Some(tenant) = cx.tenant {
        arguments.text("tenant", tenant);
    }
    if let Some(level) = cx.consistency {
        arguments.put("consistencyLevel", Value::Word(level.rest_name().into()));
    }
    if let Some(found) = &query.search {
        search::search(&mut arguments, found, search::Room::Get)?;
    }
    if let Some(found) = filtered(query) {
        filter::clause(&mut arguments, &found, of, cx)?;
    }
    if !query.sort.is_empty() {
        let keys = query.sort.iter().map(|key| {
            let order = if key.descending { "desc" } else { "asc" };
            let mut fields = Fields::new();
            fields.put("path", Value::texts([&key.name]));
            fields.put("order", Value::Word(order.into()));
            Value::Object(fields)
        });
        arguments.put("sort", Value::List(keys.collect()));
    }
    if let Some(group) = &query.group_by {
        arguments.put("groupBy", Value::Object(group_by(group)));
    }
    let named = query.ids.as_ref().map(|ids| ids.len() as u64);
    let limit = query.limit.map(u64::from).or(named).unwrap_or(LIMIT);
    arguments.put("limit", Value::Number(limit.to_string()));
    for (name, count) in [("offset", query.offset), ("autocut", query.auto_limit)] {
        if let Some(count) = count {
            arguments.put(name, Value::Number(count.to_string()));
        }
    }
    if let Some(after) = &query.after {
        arguments.text("after", after);
    }
    // A filter does not find the class of an alias (1.39.0).
    let class = cx.names.concrete(&query.collection);
    let class = value::name(&class)?;
    let fields = select::fields(query, of, &extras(query), cx)?;
    Ok(format!("{{ Get {{ {class}({arguments}) {fields} }} }}"))
}

/// What GraphQL has no form for.
fn refuse(query: &Query) -> Result<()> {
    for (clause, there) in [
        ("boost", query.boost.is_some()),
        ("diversity", query.diversity.is_some()),
        ("provider", query.generative.as_ref().is_some_and(|wanted| wanted.provider.is_some())),
    ] {
        if there {
            return Err(unsupported(format!("GraphQL has no `{clause}`")));
        }
    }
    if query.generative.as_ref().is_some_and(|wanted| wanted.debug) {
        return Err(unsupported("GraphQL does not give prompts back"));
    }
    Ok(())
}

/// Groups; both numbers are written, as over gRPC.
fn group_by(group: &GroupBy) -> Fields {
    let mut fields = Fields::new();
    fields.put("path", Value::texts([&group.property]));
    let counts = [
        ("groups", group.groups.unwrap_or(GroupBy::GROUPS)),
        ("objectsPerGroup", group.objects.unwrap_or(GroupBy::OBJECTS)),
    ];
    for (name, count) in counts {
        fields.put(name, Value::Number(count.to_string()));
    }
    fields
}

/// What is told of a result beside the selection: scores of a reranker, what a language model wrote, the
/// profile. Each is a field with arguments of its own.
fn extras(query: &Query) -> Vec<String> {
    let mut extras = Vec::new();
    if let Some(rerank) = &query.rerank {
        let mut arguments = Fields::new();
        arguments.text("property", &rerank.property);
        if let Some(text) = rerank_query(rerank, query.search.as_ref()) {
            arguments.text("query", &text);
        }
        extras.push(format!("rerank({arguments}) {{ score }}"));
    }
    if let Some(wanted) = &query.generative {
        let mut arguments = Fields::new();
        let mut told = Vec::new();
        if let Some(prompt) = &wanted.prompt {
            let mut fields = Fields::new();
            fields.text("prompt", prompt);
            arguments.put("singleResult", Value::Object(fields));
            told.push("singleResult");
        }
        if let Some(grouped) = &wanted.grouped {
            let mut fields = Fields::new();
            fields.text("task", &grouped.task);
            if !grouped.properties.is_empty() {
                fields.put("properties", Value::texts(&grouped.properties));
            }
            arguments.put("groupedResult", Value::Object(fields));
            told.push("groupedResult");
        }
        extras.push(format!("generate({arguments}) {{ {} error }}", told.join(" ")));
    }
    if query.profile {
        extras.push("queryProfile".into());
    }
    extras
}
