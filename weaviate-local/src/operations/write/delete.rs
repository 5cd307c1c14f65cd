//! Deleting every object that passes a filter.

use std::time::Instant;

use bytes::Bytes;
use uuid::Uuid;
use weaviate_proto as pb;

use crate::{
    catalog::Collection,
    common::{
        error::{Refusal, Result, Within},
        gotext::quote,
        sync::write,
    },
    operations::{context::Context, filter},
};

/// What a deletion found and removed.
pub(crate) struct Deleted {
    pub(crate) matches: usize,
    pub(crate) ids: Vec<Uuid>,
    /// Why none of them was removed.
    pub(crate) refused: Option<&'static str>,
}

/// gRPC `BatchDelete`.
#[expect(clippy::needless_pass_by_value, reason = "every method of the service takes its request")]
pub(crate) fn grpc(context: &Context, request: pb::BatchDeleteRequest) -> Result<pb::BatchDeleteReply> {
    let start = Instant::now();
    let params = "batch delete params";
    let collection = context.catalog().find(&request.collection).within(params)?;
    let class = collection.class();
    let Some(filters) = &request.filters else {
        return Err(Refusal::new("no filters in batch delete request").within(params));
    };
    let clause = filter::read(context.catalog(), &class, filters).within(params)?;
    filter::validate(context.settings(), &clause).within("batch delete: validate")?;
    let tenant = request.tenant.as_deref().unwrap_or_default();
    let deleted = matching(context, &collection, &clause, tenant, request.dry_run).within("batch delete")?;
    let done = deleted.ids.len() as i64;
    let mut objects = Vec::new();
    if request.verbose {
        objects.extend(deleted.ids.iter().map(|id| pb::BatchDeleteObject {
            uuid: Bytes::copy_from_slice(id.as_bytes()),
            successful: true,
            error: Some(String::new()),
        }));
        // The one refusal of a shard names no object.
        objects.extend(deleted.refused.map(|why| pb::BatchDeleteObject {
            uuid: Bytes::new(),
            successful: false,
            error: Some(why.to_owned()),
        }));
    }
    Ok(pb::BatchDeleteReply {
        took: start.elapsed().as_secs_f32(),
        failed: i64::from(deleted.refused.is_some()),
        matches: deleted.matches as i64,
        successful: done,
        objects,
    })
}

/// Removes what matches, at most as many as a query may return.
pub(crate) fn matching(
    context: &Context,
    collection: &Collection,
    clause: &filter::Clause,
    tenant: &str,
    dry_run: bool,
) -> Result<Deleted> {
    let class = collection.class();
    let shard = collection.shard(tenant).within("cannot find objects")?;
    let name = crate::common::sync::read(&shard).name.clone();
    let place = format!("cannot find objects: find matching doc ids in shard {}: docIds", quote(&name));
    let failed = |refusal: Refusal| Refusal { status: 500, ..refusal.within(&place) };
    let plan = filter::plan(context.catalog(), &class, clause, tenant).map_err(failed)?;
    let mut shard = write(&shard);
    let docs = filter::evaluate(&plan, &class, &shard).map_err(failed)?;
    let ids: Vec<Uuid> =
        docs.iter().take(context.settings().maximum_results).filter_map(|doc| shard.id(doc)).collect();
    let matches = docs.len() as usize;
    // A server deletes nothing where nothing matches.
    let refused = context.check_writable(&shard).err().filter(|_| !ids.is_empty());
    match refused {
        _ if dry_run => {}
        Some(why) => return Ok(Deleted { matches, ids: Vec::new(), refused: Some(why) }),
        None => {
            for id in &ids {
                shard.delete(id);
            }
        }
    }
    Ok(Deleted { matches, ids, refused: None })
}
