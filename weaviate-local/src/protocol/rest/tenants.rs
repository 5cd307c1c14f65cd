//! Tenants, over REST and over gRPC.

use std::{collections::HashSet, sync::Arc, time::Instant};

use serde_json::{Map, Value as Json, json};
use weaviate_proto::{self as proto, TenantActivityStatus, tenants_get_request::Params};

use super::{answer::Answer, call::Call};
use crate::{
    catalog::{Collection, Tenant},
    common::{
        error::{Refusal, Result, Within},
        gotext::quote,
    },
    operations::context::Context,
    schema::names,
};

const STATUSES: [&str; 10] = [
    "ACTIVE",
    "INACTIVE",
    "OFFLOADED",
    "OFFLOADING",
    "ONLOADING",
    "HOT",
    "COLD",
    "FROZEN",
    "FREEZING",
    "UNFREEZING",
];

fn status(active: bool) -> &'static str {
    if active { "HOT" } else { "COLD" }
}

fn shown(tenant: &Tenant) -> Json {
    json!({"activityStatus": status(tenant.active), "name": tenant.name})
}

// Reading goes through aliases.
fn read(context: &Context, class: &str) -> Result<Vec<Tenant>> {
    let place = "failed to execute query: could not get tenants: could not get tenants";
    let collection =
        context.catalog().resolve(class).ok_or_else(|| Refusal::new(format!("{place}: class not found")))?;
    if !collection.class().multi_tenant {
        return Err(not_enabled(&collection).within(place));
    }
    Ok(collection.tenants())
}

fn not_enabled(collection: &Collection) -> Refusal {
    Refusal::new(format!("multi-tenancy is not enabled for class {}", quote(&collection.class().name)))
}

pub(super) fn list(context: &Context, class: &str) -> Result<Answer> {
    Ok(Answer::ok(read(context, class)?.iter().map(shown).collect::<Vec<_>>()))
}

pub(super) fn get(context: &Context, class: &str, name: &str) -> Result<Answer> {
    let tenants = read(context, class)?;
    let found = tenants.iter().find(|tenant| tenant.name == name).ok_or_else(Refusal::missing)?;
    Ok(Answer::ok(shown(found)))
}

/// A tenant of a request.
struct Asked {
    name: String,
    status: String,
}

fn asked(call: &Call<'_>) -> Result<Vec<Asked>> {
    let body = call.json("body")?;
    let mut out = Vec::new();
    for item in body.as_array().into_iter().flatten() {
        let empty = Map::new();
        let doc = item.as_object().unwrap_or(&empty);
        let text =
            |key: &str| super::body::field(doc, key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let asked = Asked { name: text("name"), status: text("activityStatus") };
        if !asked.status.is_empty() && !STATUSES.contains(&asked.status.as_str()) {
            return Err(Refusal::malformed(
                606,
                format!("activityStatus in body should be one of [{}]", STATUSES.join(" ")),
            ));
        }
        out.push(asked);
    }
    Ok(out)
}

fn check_names(asked: &[Asked]) -> Result<()> {
    for (at, tenant) in asked.iter().enumerate() {
        if !names::is_tenant(&tenant.name) {
            return Err(Refusal::new(format!(
                "tenant name at index {at}:  '{}' is not a valid tenant name. should only contain alphanumeric \
                 characters (a-z, A-Z, 0-9), underscore (_), and hyphen (-), with a length between 1 and 64 characters",
                tenant.name
            )));
        }
    }
    let mut seen = HashSet::new();
    for tenant in asked {
        if !seen.insert(&tenant.name) {
            return Err(Refusal::new(format!("tenant name {} existed multiple times", tenant.name)));
        }
    }
    Ok(())
}

// Whether a status means active; offloading needs a module.
fn wanted(tenant: &Asked, default: Option<bool>) -> Result<bool> {
    match (tenant.status.as_str(), default) {
        ("ACTIVE" | "HOT", _) => Ok(true),
        ("INACTIVE" | "COLD", _) => Ok(false),
        ("OFFLOADED" | "FROZEN", _) => {
            Err(Refusal::new("can't offload tenants, because offload-s3 module is not enabled"))
        }
        ("", Some(default)) => Ok(default),
        (other, _) => {
            Err(Refusal::new(format!("invalid activity status '{other}' for tenant {}", quote(&tenant.name))))
        }
    }
}

// Writing does not go through aliases.
fn collection(context: &Context, class: &str, doing: &str) -> Result<Arc<Collection>> {
    let place = format!("updating schema: {doing}");
    let collection = context
        .catalog()
        .get(&names::upper_first(class))
        .ok_or_else(|| Refusal::new(format!("{place}: class not found")))?;
    if !collection.class().multi_tenant {
        return Err(not_enabled(&collection).within(place));
    }
    Ok(collection)
}

fn echoed(asked: &[(Asked, bool)]) -> Answer {
    let shown: Vec<Json> = asked
        .iter()
        .map(|(tenant, active)| {
            if tenant.status.is_empty() {
                json!({"name": tenant.name})
            } else {
                json!({"activityStatus": status(*active), "name": tenant.name})
            }
        })
        .collect();
    Answer::ok(shown)
}

fn with_status(asked: Vec<Asked>, default: Option<bool>) -> Result<Vec<(Asked, bool)>> {
    asked
        .into_iter()
        .map(|tenant| {
            let active = wanted(&tenant, default)?;
            Ok((tenant, active))
        })
        .collect()
}

pub(super) fn create(context: &Context, call: &Call<'_>, class: &str) -> Result<Answer> {
    let asked = asked(call)?;
    check_names(&asked)?;
    let asked = with_status(asked, Some(true))?;
    let collection = collection(context, class, "TYPE_ADD_TENANT")?;
    for (tenant, active) in &asked {
        collection.add_tenant(&tenant.name, *active);
    }
    Ok(echoed(&asked))
}

pub(super) fn update(context: &Context, call: &Call<'_>, class: &str) -> Result<Answer> {
    let asked = asked(call)?;
    check_names(&asked)?;
    if asked.len() > 100 {
        return Err(Refusal::new(
            "maximum number of tenants allowed to be updated simultaneously is 100. Please reduce the number of tenants \
             in your request and try again",
        ));
    }
    let asked = with_status(asked, None)?;
    let doing = "TYPE_UPDATE_TENANT";
    let collection = collection(context, class, doing)?;
    // The ones that are there change, whatever happens to the others.
    let missing: Vec<&str> = asked
        .iter()
        .filter(|(tenant, active)| !collection.set_active(&tenant.name, *active))
        .map(|(tenant, _)| tenant.name.as_str())
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::new(format!(
            "updating schema: {doing}: shard not found: {}",
            missing.join(",")
        )));
    }
    Ok(echoed(&asked))
}

pub(super) fn delete(context: &Context, call: &Call<'_>, class: &str) -> Result<Answer> {
    let body = call.json("tenants")?;
    let names: Vec<String> =
        body.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect();
    collection(context, class, "TYPE_DELETE_TENANT")?.remove_tenants(&names);
    Ok(Answer::empty(200))
}

/// gRPC `TenantsGet`.
pub(crate) fn grpc_get(
    context: &Context,
    request: proto::TenantsGetRequest,
) -> Result<proto::TenantsGetReply> {
    let start = Instant::now();
    let place = "get tenants";
    if request.collection.is_empty() {
        return Err(Refusal::new("get tenants: missing collection "));
    }
    let names = request.params.map(|Params::Names(names)| names.values);
    if names.as_ref().is_some_and(Vec::is_empty) {
        return Err(Refusal::new("must specify at least one tenant name").within(place));
    }
    let tenants = read(context, &request.collection).within(place)?;
    let tenants = tenants
        .iter()
        .filter(|tenant| names.as_ref().is_none_or(|names| names.contains(&tenant.name)))
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
