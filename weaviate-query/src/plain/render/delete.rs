//! Deleting by a filter as `BatchDeleteRequest`.

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
/// # Errors
///
/// `InvalidInput` for a filter that every object passes: that is [`delete all`](crate::plain::names::Names), a call of its own.
pub fn delete(collection: &str, filter: &Filter, dry_run: bool, cx: &Context<'_>) -> Result<Bytes> {
    if *filter == Filter::Constant(true) {
        return Err(Error::invalid(
            "this filter leaves nothing out: deleting with it would delete every object",
        ));
    }
    check::filter(filter, cx)?;
    let message = BatchDeleteRequest {
        collection: cx.names.class(collection).into_owned(),
        filters: Some(filter::render(filter, cx)),
        verbose: false,
        dry_run,
        consistency_level: cx.consistency.map(super::Consistency::wire),
        tenant: cx.tenant.map(str::to_owned),
    };
    Ok(message.encode_to_vec().into())
}
