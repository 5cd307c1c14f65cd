//! Deleting by a filter as `BatchDeleteRequest`.
//!
//! A server deletes so many objects in one round and no more (`QUERY_MAXIMUM_RESULTS`, 10,000 if nothing is
//! said); whoever wants all of them gone sends the same bytes until none are found.

use bytes::Bytes;
use prost::Message as _;
use weaviate_proto::BatchDeleteRequest;

use super::{Context, check, filter};
use crate::plain::{
    error::{Error, Result},
    ir::Filter,
};

/// Renders one round of deleting what `filter` finds as the bytes of a `BatchDeleteRequest`.
///
/// With `verbose` the reply names each object. It is read as [`Removed`](crate::wire::Removed).
///
/// ```
/// use weaviate_query::{Names, ir::Filter, key_id, render};
///
/// let names = Names::new();
/// let context = render::Context::new(&names);
/// let one = Filter::id(key_id(&"a".to_owned()));
/// assert!(render::delete("Article", &one, false, &context).is_ok());
///
/// // Everything is not what anybody deletes by mistake.
/// assert!(render::delete("Article", &Filter::Constant(true), false, &context).is_err());
/// ```
///
/// # Errors
///
/// `InvalidInput` for a filter that every object passes, and for one that cannot be sent.
pub fn delete(collection: &str, filter: &Filter, verbose: bool, cx: &Context<'_>) -> Result<Bytes> {
    refuse(filter, cx)?;
    let message = BatchDeleteRequest {
        collection: cx.names.class(collection).into_owned(),
        filters: Some(filter::render(filter, cx)),
        verbose,
        dry_run: false,
        consistency_level: cx.consistency.map(super::Consistency::wire),
        tenant: cx.tenant.map(str::to_owned),
    };
    Ok(message.encode_to_vec().into())
}

/// What nobody deletes by, and what cannot be sent.
pub(super) fn refuse(filter: &Filter, cx: &Context<'_>) -> Result<()> {
    if *filter == Filter::Constant(true) {
        return Err(Error::invalid(
            "this filter leaves nothing out: deleting with it would delete every object",
        ));
    }
    check::filter(filter, cx)?;
    check::placeless(filter, check::Losing::Deleting)
}
