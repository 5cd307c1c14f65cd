//! One object at a time: add, replace, merge, delete.

use std::sync::Arc;

use uuid::Uuid;

use super::{check, check_as_is, collection, extend, input::Input, raw::Raw, vectors};
use crate::{
    catalog::{Collection, shard::Shard},
    common::{
        clock::now,
        error::{Refusal, Result, Within},
        object::Object,
        sync::{read, write},
        value::Value,
    },
    operations::context::Context,
    schema::{Class, names},
};

/// An object as REST answers it.
pub(crate) struct Stored {
    pub(crate) class: Arc<Class>,
    pub(crate) object: Arc<Object>,
}

/// Adds an object whose id is not taken.
pub(crate) fn add(context: &Context, input: &Input) -> Result<Stored> {
    if let Some(id) = input.id {
        check_free(context, input, id)?;
    }
    let collection = collection(context, input).within("invalid object")?;
    let id = input.id.unwrap_or_else(Uuid::new_v4);
    // What no property can be made of is the server's own error here, and the user's in every other call.
    let as_error = |status| move |refusal: Refusal| Refusal::with_status(status, refusal.text);
    extend(context, &collection, input).map_err(as_error(500)).within("invalid object")?;
    let checked = check_as_is(context, &collection, input, id).map_err(as_error(422));
    let (class, object) = checked.within("invalid object")?;
    let object = store(context, &collection, &class, &input.tenant, object)?;
    Ok(Stored { class, object })
}

/// Refuses an id that is taken. A collection without a name is any of them.
fn check_free(context: &Context, input: &Input, id: Uuid) -> Result<()> {
    let any = input.collection.is_empty();
    let all = if any {
        context.catalog().all()
    } else {
        context.catalog().resolve(&input.collection).into_iter().collect()
    };
    // Of any collection the one that has it is enough, whichever is asked first.
    let holds = |collection: &Arc<Collection>| {
        collection.shard("").is_ok_and(|shard| read(&shard).doc(&id).is_some())
    };
    if any && all.iter().any(holds) {
        return Err(Refusal::new(format!("id '{id}' already exists")));
    }
    for collection in all {
        match collection.shard(if any { "" } else { &input.tenant }) {
            Ok(shard) if read(&shard).doc(&id).is_some() => {
                return Err(Refusal::new(format!("id '{id}' already exists")));
            }
            // A tenant that is not there may be made.
            Err(refusal) if !refusal.text.starts_with("tenant not found") => {
                let refusal = refusal.within("determine shard");
                let index = collection.class().index_name();
                return Err(if any { refusal.within(format!("search index {index}")) } else { refusal });
            }
            _ => {}
        }
    }
    Ok(())
}

fn store(
    context: &Context,
    collection: &Collection,
    class: &Class,
    tenant: &str,
    object: Object,
) -> Result<Arc<Object>> {
    let place = format!("put object: import into index {}", class.index_name());
    let shard = collection.shard_for_write(tenant).within("determine shard").within(&place)?;
    let one_more = context.check_objects(1);
    let mut shard = write(&shard);
    let failed = |shard: &Shard, why: String| {
        Refusal::with_status(500, format!("{place}: put local object: shard=\"{}\": {why}", shard.name))
    };
    let id = object.id;
    context.check_writable(&shard).map_err(|why| failed(&shard, why.to_owned()))?;
    one_more?;
    shard
        .check_vectors(&object)
        .map_err(|why| failed(&shard, format!("store object in LSM store: {}", why.text(id))))?;
    let put = shard.put(class, object);
    put.map_err(|misfit| failed(&shard, misfit.text()))?;
    shard.get(&id).ok_or_else(|| Refusal::with_status(500, "put object: the object is not there"))
}

/// Checks an object and stores nothing.
pub(crate) fn validate(context: &Context, input: &Input) -> Result<()> {
    let Some(id) = input.id else { return Err(Refusal::new("invalid object: invalid UUID length: 0")) };
    let known = context.catalog().resolve(&input.collection);
    let collection = known.map_or_else(|| collection(context, input), Ok).within("invalid object")?;
    check_as_is(context, &collection, input, id).within("invalid object").map(|_| ())
}

/// Puts an object in the place of another.
pub(crate) fn replace(
    context: &Context,
    collection: &Arc<Collection>,
    input: &Input,
    id: Uuid,
) -> Result<Stored> {
    if input.id.is_some_and(|own| own != id) {
        return Err(Refusal::new("invalid update: field 'id' is immutable"));
    }
    let class = collection.class();
    let old = {
        let shard = collection
            .shard(&input.tenant)
            .within(format!("repo: object by id: search index {}: determine shard", class.index_name()))?;
        let found = read(&shard).get(&id);
        found.ok_or_else(|| Refusal::with_status(404, format!("no object with id '{id}'")))?
    };
    let (class, mut object) = check(context, collection, input, id).within("invalid object")?;
    object.created = old.created;
    let object = store(context, collection, &class, &input.tenant, object)?;
    Ok(Stored { class, object })
}

/// Changes some properties of an object; a null removes one.
pub(crate) fn merge(context: &Context, input: &Input, id: Uuid) -> Result<()> {
    let Some(collection) = context.catalog().resolve(&input.collection) else {
        return Err(Refusal::missing());
    };
    let class = collection.class();
    let place = format!("msg:repo.object code:422 err:search index {}: determine shard", class.index_name());
    let shard = collection.shard(&input.tenant).within(place)?;
    let Some(old) = read(&shard).get(&id) else { return Err(Refusal::missing()) };
    if input.malformed.is_some() {
        return Err(Refusal::panicked());
    }
    let bad = |refusal: Refusal| Refusal {
        text: format!("msg:bad request code:400 err:{}", refusal.text),
        ..refusal
    };
    extend(context, &collection, input).within("invalid object").map_err(bad)?;
    let (class, new) = check_as_is(context, &collection, input, id).map_err(bad)?;
    let mut merged = Object::clone(&old);
    merged.updated = now();
    for (name, value) in new.fields {
        // References are added to those there are.
        if let (Some(Value::Refs(known)), Value::Refs(added)) = (merged.fields.get_mut(&name), &value) {
            known.extend(added.iter().cloned());
            continue;
        }
        merged.fields.insert(name, value);
    }
    for (name, value) in &input.properties {
        if *value == Raw::Null {
            merged.fields.remove(&names::lower_first(name));
        }
    }
    // A vector a module makes follows the merged properties.
    let given = vectors::given(&class, input).map_err(bad)?;
    let made = vectors::make(context.settings(), &class, given, &merged.fields).map_err(bad)?;
    merged.vectors.extend(made);
    let mut shard = write(&shard);
    let failed = |shard: &Shard, why: String| {
        let place = format!("msg:repo.merge code:500 err:merge into index {}", class.index_name());
        Refusal::with_status(500, format!("{place}: update local object: shard=\"{}\": {why}", shard.name))
    };
    context.check_writable(&shard).map_err(|why| failed(&shard, why.to_owned()))?;
    shard.check_vectors(&merged).map_err(|why| failed(&shard, why.update_text(id)))?;
    let put = shard.put(&class, merged);
    put.map_err(|misfit| failed(&shard, misfit.text()))
}

/// Removes an object; one that is not there is no error.
pub(crate) fn delete(context: &Context, name: &str, id: Uuid, tenant: &str) -> Result<()> {
    let Some(collection) = context.catalog().resolve(name) else {
        return Err(Refusal::with_status(
            500,
            format!(
                "could not delete object from vector repo: delete from non-existing index for {}",
                names::upper_first(name)
            ),
        ));
    };
    let class = collection.class();
    let place = format!("delete object from vector repo: delete from index \"{}\"", class.index_name());
    let shard = collection.shard(tenant).within("determine shard").within(&place)?;
    let mut shard = write(&shard);
    context.check_writable(&shard).map_err(|why| {
        let text = format!("could not {place}: delete local object: shard=\"{}\": {why}", shard.name);
        Refusal::with_status(500, text)
    })?;
    shard.delete(&id);
    Ok(())
}
