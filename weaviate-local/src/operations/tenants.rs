//! Tenants: which there are, and how they come, change and go.

use std::{collections::HashSet, sync::Arc, time::Instant};

use weaviate_proto::{self as proto, TenantActivityStatus, tenants_get_request::Params};

use super::context::Context;
use crate::{
    catalog::{Catalog, Collection, Tenant},
    common::{
        error::{Refusal, Result, Within},
        gotext::quote,
        quota::Quota,
    },
    schema::names,
};

/// The tenants of a collection, which may go by an alias.
pub(crate) fn list(catalog: &Catalog, class: &str) -> Result<Vec<Tenant>> {
    let place = "failed to execute query: could not get tenants: could not get tenants";
    let collection =
        catalog.resolve(class).ok_or_else(|| Refusal::new(format!("{place}: class not found")))?;
    if !collection.class().multi_tenant {
        return Err(not_enabled(&collection).within(place));
    }
    Ok(collection.tenants())
}

fn not_enabled(collection: &Collection) -> Refusal {
    Refusal::new(format!("multi-tenancy is not enabled for class {}", quote(&collection.class().name)))
}

/// Refuses names no tenant may have, and a name that is there twice.
pub(crate) fn check_names<'a>(asked: impl Iterator<Item = &'a str> + Clone) -> Result<()> {
    for (at, name) in asked.clone().enumerate() {
        if name.is_empty() {
            return Err(Refusal::new(format!("tenant name at index {at}: empty tenant name")));
        }
        if !names::is_tenant(name) {
            return Err(Refusal::new(format!(
                "tenant name at index {at}:  '{name}' is not a valid tenant name. should only contain alphanumeric \
                 characters (a-z, A-Z, 0-9), underscore (_), and hyphen (-), with a length between 1 and 64 characters"
            )));
        }
    }
    let mut seen = HashSet::new();
    for name in asked {
        if !seen.insert(name) {
            return Err(Refusal::new(format!("tenant name {name} existed multiple times")));
        }
    }
    Ok(())
}

// Writing does not go through aliases.
fn collection(catalog: &Catalog, class: &str, doing: &str) -> Result<Arc<Collection>> {
    let place = format!("updating schema: {doing}");
    let collection = catalog
        .get(&names::upper_first(class))
        .ok_or_else(|| Refusal::new(format!("{place}: class not found")))?;
    if !collection.class().multi_tenant {
        return Err(not_enabled(&collection).within(place));
    }
    Ok(collection)
}

/// Adds tenants, each active or not; one that is there stays as it is.
pub(crate) fn add<'a>(
    context: &Context,
    class: &str,
    tenants: impl Iterator<Item = (&'a str, bool)> + Clone,
) -> Result<()> {
    let collection = collection(context.catalog(), class, "TYPE_ADD_TENANT")?;
    let known: HashSet<String> = collection.tenants().into_iter().map(|tenant| tenant.name).collect();
    let new = tenants.clone().filter(|(name, _)| !known.contains(*name)).count();
    Quota::Tenants.check(known.len() + new, context.settings().maximum_tenants)?;
    tenants.for_each(|(name, active)| collection.add_tenant(name, active));
    Ok(())
}

/// Makes tenants active or not.
pub(crate) fn set_active<'a>(
    catalog: &Catalog,
    class: &str,
    tenants: impl Iterator<Item = (&'a str, bool)>,
) -> Result<()> {
    let doing = "TYPE_UPDATE_TENANT";
    let collection = collection(catalog, class, doing)?;
    // The ones that are there change, whatever happens to the others.
    let missing: Vec<&str> = tenants
        .filter(|(name, active)| !collection.set_active(name, *active))
        .map(|(name, _)| name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(format!("updating schema: {doing}: shard not found: {}", missing.join(","))))
}

/// Removes tenants; one that is not there is no error.
pub(crate) fn remove(catalog: &Catalog, class: &str, names: &[String]) -> Result<()> {
    if let Some(at) = names.iter().position(String::is_empty) {
        return Err(Refusal::new(format!("empty tenant name at index {at}")));
    }
    collection(catalog, class, "TYPE_DELETE_TENANT")?.remove_tenants(names);
    Ok(())
}

/// gRPC `TenantsGet`.
pub(crate) fn get(context: &Context, request: proto::TenantsGetRequest) -> Result<proto::TenantsGetReply> {
    let start = Instant::now();
    let place = "get tenants";
    if request.collection.is_empty() {
        return Err(Refusal::new("get tenants: missing collection "));
    }
    let names = request.params.map(|Params::Names(names)| names.values);
    if names.as_ref().is_some_and(Vec::is_empty) {
        return Err(Refusal::new("must specify at least one tenant name").within(place));
    }
    let tenants = list(context.catalog(), &request.collection).within(place)?;
    // One that is named twice comes twice.
    let asked: Vec<_> = match &names {
        None => tenants.iter().collect(),
        Some(names) => {
            names.iter().filter_map(|name| tenants.iter().find(|tenant| tenant.name == *name)).collect()
        }
    };
    let tenants = asked
        .into_iter()
        .map(|tenant| proto::Tenant {
            name: tenant.name.clone(),
            activity_status: if tenant.active {
                TenantActivityStatus::Hot as i32
            } else {
                TenantActivityStatus::Cold as i32
            },
        })
        .collect();
    Ok(proto::TenantsGetReply { took: start.elapsed().as_secs_f32(), tenants })
}
