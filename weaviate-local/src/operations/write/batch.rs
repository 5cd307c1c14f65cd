//! Many objects, or many references, in one request: each with its own error.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Instant,
};

use weaviate_proto as pb;

use super::{check, collection, input::Input, proto, references};
use crate::{
    catalog::Collection,
    common::{
        error::{Body, Refusal, Result},
        gotext::{self, quote},
        object::Object,
        sync::write,
    },
    operations::context::Context,
    schema::names,
};

/// gRPC `BatchObjects`.
pub(crate) fn objects(context: &Context, request: pb::BatchObjectsRequest) -> Result<pb::BatchObjectsReply> {
    let start = Instant::now();
    let mut inputs = Vec::new();
    for object in request.objects {
        if object.collection.is_empty() && gotext::parse_uuid(&object.uuid).is_ok() {
            return Err(Refusal::new(
                "panic occurred: runtime error: invalid memory address or nil pointer dereference",
            ));
        }
        inputs.push(grpc_input(context, object));
    }
    check_new_tenants(context, &inputs)?;
    let results = store(context, &inputs);
    check_quota(&results)?;
    let error = |(at, result): (usize, Result<()>)| {
        let refusal = result.err()?;
        Some(pb::batch_objects_reply::BatchError { index: at as i32, error: refusal.text })
    };
    let errors = results.into_iter().enumerate().filter_map(error).collect();
    Ok(pb::BatchObjectsReply { took: start.elapsed().as_secs_f32(), errors })
}

// Where tenants come with their objects, one without a name refuses the whole batch.
fn check_new_tenants(context: &Context, inputs: &[Result<Input>]) -> Result<()> {
    for input in inputs.iter().flatten().filter(|input| input.tenant.is_empty()) {
        let Some(collection) = context.catalog().resolve(&input.collection) else { continue };
        let class = collection.class();
        if class.multi_tenant && class.auto_tenant_creation {
            let place =
                format!("auto create tenants: auto-tenant: add tenants to collection {}", quote(&class.name));
            return Err(Refusal::new("tenant name at index 0: empty tenant name").within(place));
        }
    }
    Ok(())
}

fn grpc_input(context: &Context, object: pb::BatchObject) -> Result<Input> {
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
    proto::input(object, class.as_deref())
}

/// Stores the objects of a batch, each in place of one with the same id.
///
/// All are checked before the first is stored: none can refer to another one of its batch.
pub(crate) fn store(context: &Context, inputs: &[Result<Input>]) -> Vec<Result<()>> {
    let checked: Vec<Result<Checked<'_>>> =
        inputs.iter().map(|input| checked(context, input.as_ref().map_err(Refusal::clone)?)).collect();
    let mut told = HashSet::new();
    // A shard takes all of a batch or nothing.
    let mut more: HashMap<(String, String), usize> = HashMap::new();
    for checked in checked.iter().flatten() {
        *more.entry(checked.place()).or_default() += 1;
    }
    let more: HashMap<_, _> =
        more.into_iter().map(|(place, more)| (place, context.check_objects(more))).collect();
    checked
        .into_iter()
        .map(|checked| {
            let checked = checked?;
            let room = more.get(&checked.place()).cloned().unwrap_or(Ok(()));
            checked.store(context, &mut told, room)
        })
        .collect()
}

/// A batch of which nothing was stored for want of room is refused as a whole.
pub(crate) fn check_quota(results: &[Result<()>]) -> Result<()> {
    let quota =
        |result: &Result<()>| result.as_ref().is_err_and(|why| matches!(why.body, Body::Quota { .. }));
    match results.first() {
        Some(Err(refusal)) if results.iter().all(quota) => Err(refusal.clone()),
        _ => Ok(()),
    }
}

/// An object that may be stored.
struct Checked<'a> {
    collection: Arc<Collection>,
    tenant: &'a str,
    object: Object,
}

fn checked<'a>(context: &Context, input: &'a Input) -> Result<Checked<'a>> {
    let missing =
        |_| Refusal::new(format!("class '{}' not present in schema", names::upper_first(&input.collection)));
    let collection = collection(context, input);
    let collection =
        if context.settings().auto_schema { collection? } else { collection.map_err(missing)? };
    // A tenant may be made even for an object that is refused then.
    let shard = collection.shard_for_write(&input.tenant);
    let id = input.id.unwrap_or_else(uuid::Uuid::new_v4);
    let (_, object) = check(context, &collection, input, id)?;
    shard?;
    Ok(Checked { collection, tenant: &input.tenant, object })
}

impl Checked<'_> {
    /// The shard it goes to.
    fn place(&self) -> (String, String) {
        (self.collection.class().name.clone(), self.tenant.to_owned())
    }

    /// `told` are the shards whose first object of this batch was refused because they only read: a server says it
    /// of no other one, although it stores none of them.
    fn store(self, context: &Context, told: &mut HashSet<(String, String)>, room: Result<()>) -> Result<()> {
        let shard = self.collection.shard_for_write(self.tenant)?;
        let class = self.collection.class();
        let mut shard = write(&shard);
        if let Err(why) = context.check_writable(&shard) {
            let first = told.insert((class.name.clone(), self.tenant.to_owned()));
            return if first { Err(Refusal::new(why)) } else { Ok(()) };
        }
        room?;
        shard.check_vectors(&self.object).map_err(|why| Refusal::new(why.text(self.object.id)))?;
        shard.put(&class, self.object).map_err(|misfit| Refusal::new(misfit.batch_text()))
    }
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
        let mut asked = references::Asked::read(&from, &to);
        if let Err(refusal) = asked.store(context, &reference.tenant) {
            errors.push(pb::batch_references_reply::BatchError { index: at as i32, error: refusal.text });
        }
    }
    Ok(pb::BatchReferencesReply { took: start.elapsed().as_secs_f32(), errors })
}

/// Where a reference starts, as a text.
pub(crate) fn beacon(reference: &pb::BatchReference) -> String {
    format!("weaviate://localhost/{}/{}/{}", reference.from_collection, reference.from_uuid, reference.name)
}
