//! Writing: objects from gRPC and REST, checked against the schema, then stored.

pub(crate) mod auto;
pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod delete;
pub(crate) mod input;
pub(crate) mod phone;
pub(crate) mod proto;
pub(crate) mod raw;
pub(crate) mod references;
pub(crate) mod single;
pub(crate) mod vectors;

use std::sync::Arc;

use uuid::Uuid;

use self::input::Input;
use crate::{
    catalog::{Catalog, Collection},
    common::{
        clock::now,
        error::{Refusal, Result},
        object::Object,
        value::Fields,
    },
    operations::context::Context,
    schema::{Class, names},
};

/// Finds the collection, which auto-schema may make first.
pub(crate) fn collection(context: &Context, input: &Input) -> Result<Arc<Collection>> {
    let name = names::upper_first(&input.collection);
    if let Some(found) = context.catalog().resolve(&name) {
        return Ok(found);
    }
    if context.settings().auto_schema {
        return auto::create(context.catalog(), &name, input);
    }
    Err(Refusal::new(format!("class {} not found in schema", crate::common::gotext::quote(&name))))
}

/// Checks properties and vectors; new properties are added first where auto-schema is on.
pub(crate) fn check(
    context: &Context,
    collection: &Arc<Collection>,
    input: &Input,
    id: Uuid,
) -> Result<(Arc<Class>, Object)> {
    extend(context, collection, input)?;
    check_as_is(context, collection, input, id)
}

/// Adds the properties that the collection lacks, where auto-schema is on.
fn extend(context: &Context, collection: &Arc<Collection>, input: &Input) -> Result<()> {
    if context.settings().auto_schema {
        auto::extend(context.catalog(), collection, &input.properties)?;
    }
    Ok(())
}

/// The same without adding anything to the collection.
pub(crate) fn check_as_is(
    context: &Context,
    collection: &Arc<Collection>,
    input: &Input,
    id: Uuid,
) -> Result<(Arc<Class>, Object)> {
    let class = collection.class();
    // The server looks at the vectors first.
    let given = vectors::given(&class, input)?;
    let fields = fields(context.catalog(), &class, input)?;
    let vectors = vectors::make(context.settings(), &class, given, &fields)?;
    let now = now();
    let epoch = class.epoch;
    Ok((class, Object { id, epoch, created: now, updated: now, fields, vectors }))
}

fn fields(catalog: &Catalog, class: &Class, input: &Input) -> Result<Fields> {
    if let Some(shown) = &input.malformed {
        return Err(Refusal::new(format!("could not recognize object's properties: {shown}")));
    }
    check::Checker { catalog, class, tenant: &input.tenant }.fields(&input.properties)
}
