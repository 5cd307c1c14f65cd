//! References added, replaced and removed one by one.

use std::sync::Arc;

use uuid::Uuid;

use super::check;
use crate::{
    catalog::{Catalog, Collection},
    common::{
        clock::now,
        error::{Refusal, Result, Within},
        gotext,
        object::Object,
        sync::{read, write},
        value::{Beacon, Value},
    },
    operations::context::Context,
    schema::{Class, DataType, Property, names},
};

/// What happens to the list of references.
pub(crate) enum Change {
    Add(String),
    Replace(Vec<String>),
    Remove(String),
}

/// The source of references: an object's property.
pub(crate) struct Source<'a> {
    pub(crate) collection: &'a str,
    pub(crate) id: Uuid,
    pub(crate) property: &'a str,
    pub(crate) tenant: &'a str,
}

/// Changes the references of an object over REST.
pub(crate) fn change(context: &Context, source: &Source<'_>, change: Change) -> Result<()> {
    let catalog = context.catalog();
    let Some(collection) = catalog.resolve(source.collection) else {
        return Err(Refusal::missing());
    };
    let class = collection.class();
    let adding = matches!(change, Change::Add(_));
    let invalid = |why: String| {
        Refusal::new(if adding {
            format!("msg:validate inputs code:400 err:invalid reference: {why}")
        } else {
            format!("msg:bad inputs code:400 err:{why}")
        })
    };
    let parse = |text: &String| Beacon::parse(text).map_err(invalid);
    let object = || -> Result<Arc<Object>> {
        let shard = collection.shard(source.tenant).within(format!(
            "msg:source object code:422 err:search index {}: determine shard",
            class.index_name()
        ))?;
        let found = read(&shard).get(&source.id);
        found.ok_or_else(Refusal::missing)
    };
    if adding {
        let Change::Add(text) = &change else { return Ok(()) };
        let beacon = parse(text)?;
        let property =
            property(&class, source.property, "msg:validate inputs code:400 err:invalid reference")?;
        let beacon = named(beacon, property);
        validate(catalog, &beacon, source.tenant)?;
        object()?;
        let distinct = property.distinct;
        return update(
            context,
            &collection,
            source,
            |shard| adding_place(&class, shard),
            |list| {
                if !(distinct && list.contains(&beacon)) {
                    list.push(beacon);
                }
            },
        );
    }
    object()?;
    let property = property(&class, source.property, "msg:bad inputs code:400 err")?;
    match change {
        Change::Replace(texts) => {
            let mut beacons = Vec::new();
            for text in &texts {
                let beacon = named(parse(text)?, property);
                validate(catalog, &beacon, source.tenant)?;
                beacons.push(beacon);
            }
            // The object is put anew, which a server counts as one more.
            context.check_objects(1).map_err(|refusal| {
                let shard = collection.shard(source.tenant).map(|shard| read(&shard).name.clone());
                let place = putting_place(&class, &shard.unwrap_or_default());
                Refusal::with_status(500, format!("{place}{}", refusal.text))
            })?;
            update(context, &collection, source, |shard| putting_place(&class, shard), |list| *list = beacons)
        }
        Change::Remove(text) => {
            let beacon = parse(&text)?;
            update(
                context,
                &collection,
                source,
                |shard| putting_place(&class, shard),
                |list| {
                    list.retain(|known| {
                        known.id != beacon.id
                            || !(beacon.collection.is_empty() || known.collection == beacon.collection)
                    });
                },
            )
        }
        Change::Add(_) => Ok(()),
    }
}

fn property<'a>(class: &'a Class, name: &str, place: &str) -> Result<&'a Property> {
    let property = class
        .known_property(&names::lower_first(name))
        .map_err(|r| Refusal::new(format!("{place}:{}", r.text)))?;
    if property.kind == DataType::Reference {
        return Ok(property);
    }
    Err(Refusal::new(format!(
        "{place}:property '{}' is a primitive datatype, not a reference-type",
        property.name
    )))
}

// A beacon without a collection gets the only one there is.
fn named(mut beacon: Beacon, property: &Property) -> Beacon {
    if let ("", [only]) = (beacon.collection.as_str(), property.targets.as_slice()) {
        beacon.collection = only.clone();
    }
    beacon
}

fn validate(catalog: &Catalog, beacon: &Beacon, tenant: &str) -> Result<()> {
    if check::exists(catalog, beacon, tenant) {
        return Ok(());
    }
    Err(Refusal::new(format!(
        "msg:validate existence code:400 err:validate reference: no object with id {} found",
        beacon.id
    )))
}

// Where a server stood when a shard took no write.
fn adding_place(class: &Class, shard: &str) -> String {
    let place = "msg:add reference to repo code:500 err";
    format!("{place}:merge into index {}: update local object: shard=\"{shard}\": ", class.index_name())
}

fn putting_place(class: &Class, shard: &str) -> String {
    let place = "msg:repo.putobject code:500 err";
    format!("{place}:import into index {}: put local object: shard=\"{shard}\": ", class.index_name())
}

fn update(
    context: &Context,
    collection: &Collection,
    source: &Source<'_>,
    place: impl FnOnce(&str) -> String,
    change: impl FnOnce(&mut Vec<Beacon>),
) -> Result<()> {
    let class = collection.class();
    let shard = collection.shard(source.tenant)?;
    let mut shard = write(&shard);
    let Some(old) = shard.get(&source.id) else { return Ok(()) };
    let mut object = Object::clone(&old);
    let name = names::lower_first(source.property);
    let mut list = match object.fields.remove(&name) {
        Some(Value::Refs(list)) => list,
        _ => Vec::new(),
    };
    let before = list.clone();
    change(&mut list);
    // A server writes nothing where nothing is removed.
    if list != before {
        context
            .check_writable(&shard)
            .map_err(|why| Refusal::with_status(500, format!("{}{why}", place(&shard.name))))?;
    }
    object.fields.insert(name, Value::Refs(list));
    object.updated = now();
    // The vectors do not change, so none of them can be of the wrong kind.
    let _ = shard.put(&class, object);
    Ok(())
}

/// Adds one reference of a batch. What it leads to need not exist.
pub(crate) fn batch_one(context: &Context, from: &str, to: &str, tenant: &str) -> Result<Beacon> {
    let (from, to) = (read_source(from), Beacon::parse(to));
    let errors: Vec<String> =
        [from.as_ref().err(), to.as_ref().err()].into_iter().flatten().cloned().collect();
    let (Ok((name, id, property)), Ok(beacon)) = (from, to) else {
        return Err(Refusal::new(errors.join(", ")));
    };
    let Some(collection) = context.catalog().resolve(&name) else {
        return Err(Refusal::new(format!(
            "source class {} not found in schema",
            gotext::quote(&names::upper_first(&name))
        )));
    };
    let class = collection.class();
    let Some(found) = class.property(&names::lower_first(&property)) else {
        return Err(Refusal::new(format!("property {property} does not exist for class {}", class.name)));
    };
    let beacon = named(beacon, found);
    if beacon.collection.is_empty() {
        return Err(Refusal::new("multi-target references require the class name in the target beacon url"));
    }
    let shard = collection.shard(tenant)?;
    let missing = read(&shard).get(&id).is_none();
    if missing {
        return Err(Refusal::new(format!("ref batch: object with id {id} not found")));
    }
    let source = Source { collection: &name, id, property: &property, tenant };
    let added = beacon.clone();
    let distinct = found.distinct;
    update(
        context,
        &collection,
        &source,
        |_| String::new(),
        |list| {
            if !(distinct && list.contains(&added)) {
                list.push(added);
            }
        },
    )?;
    Ok(beacon)
}

// `weaviate://localhost/Class/uuid/property`
fn read_source(text: &str) -> Result<(String, Uuid, String), String> {
    let path = text.strip_prefix("weaviate://").ok_or("invalid cref URI: %!w(<nil>)")?;
    let mut segments = path.split('/').skip(1);
    let (Some(class), Some(id), Some(property)) = (segments.next(), segments.next(), segments.next()) else {
        return Err("invalid cref URI: path must be of format '<class>/<id>/<property>'".to_owned());
    };
    let id = gotext::parse_uuid(id)
        .map_err(|_| format!("invalid cref URI: 2nd path segment must be uuid, but got '{property}'"))?;
    Ok((class.to_owned(), id, property.to_owned()))
}
