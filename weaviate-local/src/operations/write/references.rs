//! References added, replaced and removed one by one.

use std::sync::Arc;

use uuid::Uuid;

use super::check;
use crate::{
    catalog::{Catalog, Collection},
    common::{
        clock::now,
        error::{Refusal, Result},
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

/// Changes the references of an object over REST. The server looks at the source last where it adds, and first where
/// it replaces or removes.
pub(crate) fn change(context: &Context, source: &Source<'_>, change: Change) -> Result<()> {
    match change {
        Change::Add(text) => add(context, source, &text),
        Change::Replace(texts) => replace(context, source, &texts),
        Change::Remove(text) => remove(context, source, &text),
    }
}

/// What a server says of a request with a code of its own in the text.
fn coded(what: &str, code: u16, why: impl std::fmt::Display) -> Refusal {
    Refusal::new(format!("msg:{what} code:{code} err:{why}"))
}

fn add(context: &Context, source: &Source<'_>, text: &str) -> Result<()> {
    let catalog = context.catalog();
    let class = class(catalog, source)?;
    let inputs = |why: String| coded("validate inputs", 400, why);
    let beacon = parse(text).map_err(inputs)?;
    let property = property(&class, source.property).map_err(|refusal| inputs(refusal.text))?;
    let beacon = named(beacon, property);
    validate(catalog, &beacon, source.tenant)?;
    let collection = catalog.resolve(source.collection).ok_or_else(Refusal::missing)?;
    let place = "determine shard";
    let shard = collection
        .shard(source.tenant)
        .map_err(|refusal| coded("source object", 422, refusal.within(place)))?;
    if read(&shard).doc(&source.id).is_none() {
        return Err(Refusal::missing());
    }
    same_tenancy(catalog, &class, source.id, &beacon, source.tenant)
        .map_err(|why| coded("multi-tenancy violation", 500, why).with(500))?;
    let distinct = property.distinct;
    update(
        context,
        &collection,
        source,
        |shard| adding_place(&class, shard),
        |list| {
            if !(distinct && list.contains(&beacon)) {
                list.push(beacon);
            }
        },
    )
}

fn replace(context: &Context, source: &Source<'_>, texts: &[String]) -> Result<()> {
    let catalog = context.catalog();
    let Some(collection) = catalog.resolve(source.collection) else { return Err(Refusal::missing()) };
    check_source(&collection, source, Refusal::missing)?;
    let class = class(catalog, source)?;
    let inputs = |why: String| coded("bad inputs", 400, why);
    let beacons = texts.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>().map_err(inputs)?;
    let property = property(&class, source.property).map_err(|refusal| inputs(refusal.text))?;
    let beacons: Vec<Beacon> = beacons.into_iter().map(|beacon| named(beacon, property)).collect();
    beacons.iter().try_for_each(|beacon| validate(catalog, beacon, source.tenant))?;
    // The object is put anew, which a server counts as one more.
    context.check_objects(1).map_err(|refusal| {
        let shard = collection.shard(source.tenant).map(|shard| read(&shard).name.clone());
        let place = putting_place(&class, &shard.unwrap_or_default());
        Refusal::with_status(500, format!("{place}{}", refusal.text))
    })?;
    update(context, &collection, source, |shard| putting_place(&class, shard), |list| *list = beacons)
}

fn remove(context: &Context, source: &Source<'_>, text: &str) -> Result<()> {
    let catalog = context.catalog();
    let beacon = parse_removed(text)?;
    let class = class(catalog, source)?;
    let Some(collection) = catalog.resolve(source.collection) else { return Err(Refusal::missing()) };
    check_source(&collection, source, || Refusal::silent(404))?;
    if beacon.collection.is_empty() {
        class
            .known_property(&names::lower_first(source.property))
            .map_err(|refusal| coded("cannot get property", 500, refusal.text).with(500))?;
    }
    property(&class, source.property).map_err(|refusal| coded("bad inputs", 400, refusal.text))?;
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

/// What is to be removed, which is read first of all.
pub(crate) fn parse_removed(text: &str) -> Result<Beacon> {
    Beacon::parse(text).map_err(|why| coded("cannot parse beacon", 400, why))
}

/// The collection of a source, whose name and property can be names.
fn class(catalog: &Catalog, source: &Source<'_>) -> Result<Arc<Class>> {
    let name = names::upper_first(source.collection);
    for checked in [names::check_class(&name), names::check_property(source.property)] {
        checked.map_err(|refusal| coded(&refusal.text.clone(), 400, refusal.text))?;
    }
    let why = || format!("collection {} not found in schema", gotext::quote(&name));
    let collection = catalog.resolve(&name).ok_or_else(|| coded("collection not found", 400, why()))?;
    Ok(collection.class())
}

/// Refuses where the source is not there, or cannot be looked for.
fn check_source(
    collection: &Collection,
    source: &Source<'_>,
    missing: impl FnOnce() -> Refusal,
) -> Result<()> {
    let index = collection.class().index_name();
    let shard = collection.shard(source.tenant).map_err(|refusal| {
        let place = format!("repo: object by id: search index {index}: determine shard");
        coded("source object", 422, refusal.within(place))
    })?;
    if read(&shard).doc(&source.id).is_some() { Ok(()) } else { Err(missing()) }
}

fn parse(text: &str) -> Result<Beacon, String> {
    let beacon = Beacon::parse(text).map_err(|why| format!("invalid reference: {why}"))?;
    match Beacon::split(text) {
        ("localhost", _) => Ok(beacon),
        _ => Err("unrecognized cross-ref ref format".to_owned()),
    }
}

// By its exact name.
fn property<'a>(class: &'a Class, name: &str) -> Result<&'a Property> {
    let property = class.known_property(name)?;
    if property.kind == DataType::Reference {
        return Ok(property);
    }
    Err(Refusal::new(format!("property '{name}' is not a reference-type")))
}

// A beacon without a collection gets the only one there is.
fn named(mut beacon: Beacon, property: &Property) -> Beacon {
    if let ("", [only]) = (beacon.collection.as_str(), property.targets.as_slice()) {
        beacon.collection = only.clone();
    }
    beacon
}

// The server finds the objects of a collection whatever the case of its name, and only then misses the collection.
fn validate(catalog: &Catalog, beacon: &Beacon, tenant: &str) -> Result<()> {
    let same = |found: &Arc<Collection>| found.class().name.eq_ignore_ascii_case(&beacon.collection);
    let target = catalog.all().into_iter().find(same);
    let collection = target.as_ref().map_or(beacon.collection.clone(), |target| target.class().name.clone());
    if check::exists(catalog, &Beacon { collection, ..beacon.clone() }, tenant) {
        return Ok(());
    }
    if let Some(target) = target.filter(|target| target.class().multi_tenant) {
        target
            .shard(tenant)
            .map_err(|refusal| coded("validate existence", 400, refusal.within("determine shard")))?;
    }
    let why = format!("validate reference: no object with id {} found", beacon.id);
    Err(coded("validate existence", 400, why))
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

/// What a server finds wrong with a reference between collections with and without tenants.
fn same_tenancy(
    catalog: &Catalog,
    class: &Class,
    id: Uuid,
    beacon: &Beacon,
    tenant: &str,
) -> Result<(), String> {
    // The server names the source where it means the target.
    let target = catalog
        .get(&beacon.collection)
        .ok_or_else(|| format!("target class {} not found in schema", gotext::quote(&class.name)))?;
    let of_tenants = target.class().multi_tenant;
    if !class.multi_tenant {
        return if of_tenants {
            Err("invalid reference: cannot reference a multi-tenant enabled class from a non multi-tenant \
                 enabled class"
                .to_owned())
        } else {
            Ok(())
        };
    }
    let there = |name: &str, id: Uuid, tenant: &str| -> Result<(), String> {
        let collection = catalog.resolve(name).ok_or_else(|| format!("class {name} not found"))?;
        let shard = collection
            .shard(tenant)
            .map_err(|refusal| format!("get object {name}/{id}: determine shard: {}", refusal.text))?;
        if read(&shard).doc(&id).is_some() {
            return Ok(());
        }
        Err(format!("object {name}/{id} not found for tenant {}", gotext::quote(tenant)))
    };
    there(&class.name, id, tenant).map_err(|why| format!("source: {why}"))?;
    let tenant = if of_tenants { tenant } else { "" };
    there(&target.class().name, beacon.id, tenant).map_err(|why| format!("target: {why}"))
}

/// One reference of a batch: where it starts and where it leads, as far as they could be read.
pub(crate) struct Asked {
    pub(crate) from: Result<(String, Uuid, String), String>,
    pub(crate) to: Result<Beacon, String>,
    /// Where each of them stands.
    peers: [String; 2],
}

impl Asked {
    pub(crate) fn read(from: &str, to: &str) -> Self {
        let peer = |text: &str| Beacon::split(text).0.to_owned();
        Self { from: read_source(from), to: Beacon::parse(to), peers: [peer(from), peer(to)] }
    }

    /// Both as they are shown, as far as they could be read.
    pub(crate) fn shown(&self) -> [Option<String>; 2] {
        let [from, to] = &self.peers;
        [
            self.from
                .as_ref()
                .ok()
                .map(|(class, id, property)| format!("weaviate://{from}/{class}/{id}/{property}")),
            self.to.as_ref().ok().map(|beacon| beacon.at(to)),
        ]
    }

    /// All that is wrong before the schema is looked at.
    fn faults(&self) -> Vec<String> {
        let abroad = |peer: &str, why: &str| (peer != "localhost").then(|| format!("{why} {peer}"));
        let [from, to] = &self.peers;
        let from = self
            .from
            .as_ref()
            .err()
            .cloned()
            .or_else(|| abroad(from, "source class must always point to the local peer, but got"));
        let to = self.to.as_ref().err().cloned().or_else(|| {
            let why = "importing network references in batch is not possible. Please perform a regular non-batch import \
                       for network references, got peer";
            abroad(to, why)
        });
        from.into_iter().chain(to).collect()
    }

    /// Adds it.
    pub(crate) fn store(&mut self, context: &Context, tenant: &str) -> Result<()> {
        let catalog = context.catalog();
        let faults = self.faults();
        let (Ok((name, id, property)), Ok(beacon), true) = (&self.from, &mut self.to, faults.is_empty())
        else {
            return Err(Refusal::new(faults.join(", ")));
        };
        let missing = || format!("source class {} not found in schema", gotext::quote(name));
        let collection = catalog.resolve(name).ok_or_else(|| Refusal::new(missing()))?;
        let class = collection.class();
        let found = class.property(&names::lower_first(property));
        if beacon.collection.is_empty() {
            let found = found.ok_or_else(|| {
                let property = names::lower_first(property);
                Refusal::new(format!("property {property} does not exist for class {}", class.name))
            })?;
            *beacon = named(beacon.clone(), found);
            if found.kind != DataType::Reference {
                // The type of a property that is no reference is taken for a collection.
                found.kind.name().clone_into(&mut beacon.collection);
            }
        }
        if beacon.collection.is_empty() {
            return Err(Refusal::new(
                "multi-target references require the class name in the target beacon url",
            ));
        }
        same_tenancy(catalog, &class, *id, beacon, tenant).map_err(Refusal::new)?;
        let Some(found) = found else {
            return Err(Refusal::new(format!("ref batch: property '{property}' not found in schema")));
        };
        if found.kind != DataType::Reference {
            return Err(Refusal::new(format!(
                "ref batch: write inverted batch: write additions: no bucket for prop '{property}__meta_count' found"
            )));
        }
        let shard = collection.shard(tenant)?;
        let there = read(&shard).doc(id).is_some();
        if !there {
            return Err(Refusal::new(format!("ref batch: object with id {id} not found")));
        }
        let source = Source { collection: name, id: *id, property, tenant };
        let (added, distinct) = (beacon.clone(), found.distinct);
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
        )
    }
}

// `weaviate://localhost/Class/uuid/property`
fn read_source(text: &str) -> Result<(String, Uuid, String), String> {
    let (_, path) = Beacon::split(text);
    let [_, class, id, property] = path.split('/').collect::<Vec<_>>()[..] else {
        return Err(format!(
            "invalid cref URI: must use long-form: path must be of format '/<className>/<uuid>/<propertyName>', but \
             got '{path}'"
        ));
    };
    // The server shows the segment behind the one it means.
    let id = gotext::parse_uuid(id)
        .map_err(|_| format!("invalid cref URI: 2nd path segment must be uuid, but got '{property}'"))?;
    match class.chars().next() {
        None => Err("className cannot be empty".to_owned()),
        Some(first) if first.is_lowercase() => {
            Err(format!("className must start with an uppercase letter, but got {class}"))
        }
        _ if property.is_empty() => Err("property cannot be empty".to_owned()),
        _ => Ok((class.to_owned(), id, property.to_owned())),
    }
}
