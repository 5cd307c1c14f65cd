//! Many objects, or many references, in one request: each with its own error.

use std::time::Instant;

use weaviate_proto as pb;

use super::{check, collection, input::Input, proto, references};
use crate::{
    common::{
        error::{Refusal, Result},
        sync::write,
    },
    operations::context::Context,
    schema::names,
};

/// gRPC `BatchObjects`.
pub(crate) fn objects(context: &Context, request: pb::BatchObjectsRequest) -> Result<pb::BatchObjectsReply> {
    let start = Instant::now();
    let mut errors = Vec::new();
    for (at, object) in request.objects.into_iter().enumerate() {
        if object.collection.is_empty() {
            return Err(Refusal::new(
                "panic occurred: runtime error: invalid memory address or nil pointer dereference",
            ));
        }
        if let Err(refusal) = grpc_object(context, object) {
            errors.push(pb::batch_objects_reply::BatchError { index: at as i32, error: refusal.text });
        }
    }
    Ok(pb::BatchObjectsReply { took: start.elapsed().as_secs_f32(), errors })
}

fn grpc_object(context: &Context, object: pb::BatchObject) -> Result<()> {
    let name = names::upper_first(&object.collection);
    let known = context.catalog().resolve(&name);
    if known.is_none()
        && let Some(target) = context.catalog().alias(&name)
    {
        return Err(Refusal::new(format!(
            "alias \"{name}\" points to collection \"{target}\" which does not exist"
        )));
    }
    let class = known.map(|collection| collection.class());
    let input = proto::input(object, class.as_deref())?;
    store(context, &input)
}

/// Stores one object of a batch, in place of one with the same id.
pub(crate) fn store(context: &Context, input: &Input) -> Result<()> {
    let collection = collection(context, input)?;
    let shard = collection.shard_for_write(&input.tenant)?;
    let id = input.id.unwrap_or_else(uuid::Uuid::new_v4);
    let (class, object) = check(context, &collection, input, id)?;
    let mut shard = write(&shard);
    shard
        .check_vectors(&object)
        .map_err(|why| Refusal::new(format!("Validate vector index for {id}: {why}")))?;
    shard.put(&class, object).map_err(|misfit| Refusal::new(misfit.batch_text()))
}

/// gRPC `BatchReferences`.
#[expect(clippy::needless_pass_by_value, reason = "every method of the service takes its request")]
pub(crate) fn references(
    context: &Context,
    request: pb::BatchReferencesRequest,
) -> Result<pb::BatchReferencesReply> {
    let start = Instant::now();
    if request.references.is_empty() {
        return Err(Refusal::new(
            "invalid params: length cannot be 0, need at least one reference for batching",
        ));
    }
    let mut errors = Vec::new();
    for (at, reference) in request.references.iter().enumerate() {
        let from = beacon(reference);
        let to = match &reference.to_collection {
            Some(collection) => format!("weaviate://localhost/{collection}/{}", reference.to_uuid),
            None => format!("weaviate://localhost/{}", reference.to_uuid),
        };
        if let Err(refusal) = references::batch_one(context.catalog(), &from, &to, &reference.tenant) {
            errors.push(pb::batch_references_reply::BatchError { index: at as i32, error: refusal.text });
        }
    }
    Ok(pb::BatchReferencesReply { took: start.elapsed().as_secs_f32(), errors })
}

/// Where a reference starts, as a text.
pub(crate) fn beacon(reference: &pb::BatchReference) -> String {
    format!("weaviate://localhost/{}/{}/{}", reference.from_collection, reference.from_uuid, reference.name)
}
