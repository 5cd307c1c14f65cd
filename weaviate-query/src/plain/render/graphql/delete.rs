//! Deletions by a filter: the body of `DELETE /v1/batch/objects`, whose `where` is the argument of GraphQL as JSON.

use bytes::Bytes;
use serde_json::json;

use super::{
    super::{Context, delete::refuse},
    filter,
};
use crate::plain::{
    error::{Error, Result},
    ir::Filter,
    render::nested::as_meant,
    schema::Shape,
};

/// Writes one round of deleting what `filter` finds as the body of `DELETE /v1/batch/objects`; the tenant and the level of
/// consistency are parameters of the path there.
///
/// ```
/// use weaviate_query::{Names, ir::Filter, key_id, render, schema::CollectionDef};
///
/// const ARTICLE: CollectionDef = CollectionDef::new("Article");
/// let names = Names::new();
/// let one = Filter::id(key_id(&"a".to_owned()));
/// let body = render::graphql::delete("Article", &one, false, &ARTICLE, &render::Context::new(&names))?;
/// assert!(body.starts_with(br#"{"match":{"class":"Article","where":{"path":["_id"],"operator":"Equal","valueText":"#));
/// # Ok::<(), weaviate_query::Error>(())
/// ```
///
/// # Errors
///
/// As [`render::delete`](crate::render::delete), and `Unsupported` for what has no form here.
pub fn delete<'a>(
    collection: &str,
    filter: &Filter,
    verbose: bool,
    of: impl Into<Shape<'a>>,
    cx: &Context<'a>,
) -> Result<Bytes> {
    refuse(filter, cx)?;
    let found = filter::filter(&as_meant(filter), of.into(), cx)?.json();
    let body = json!({
        "match": { "class": cx.names.concrete(collection), "where": found },
        "output": if verbose { "verbose" } else { "minimal" },
        "dryRun": false,
    });
    let body = serde_json::to_vec(&body)
        .map_err(|error| Error::invalid("this filter cannot be written as JSON").with_source(error))?;
    Ok(body.into())
}
