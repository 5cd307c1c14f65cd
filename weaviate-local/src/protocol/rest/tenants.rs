//! Tenants, over REST.

use serde_json::{Map, Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    catalog::Tenant,
    common::{
        error::{Refusal, Result},
        gotext::quote,
    },
    operations::{context::Context, tenants},
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

pub(super) fn list(context: &Context, class: &str) -> Result<Answer> {
    Ok(Answer::ok(tenants::list(context.catalog(), class)?.iter().map(shown).collect::<Vec<_>>()))
}

pub(super) fn get(context: &Context, class: &str, name: &str) -> Result<Answer> {
    let tenants = tenants::list(context.catalog(), class)?;
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

/// Each tenant with whether it is to be active.
fn named(asked: &[(Asked, bool)]) -> impl Iterator<Item = (&str, bool)> + Clone {
    asked.iter().map(|(tenant, active)| (tenant.name.as_str(), *active))
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
    tenants::check_names(asked.iter().map(|tenant| tenant.name.as_str()))?;
    let asked = with_status(asked, Some(true))?;
    tenants::add(context, class, named(&asked))?;
    Ok(echoed(&asked))
}

pub(super) fn update(context: &Context, call: &Call<'_>, class: &str) -> Result<Answer> {
    let asked = asked(call)?;
    tenants::check_names(asked.iter().map(|tenant| tenant.name.as_str()))?;
    if asked.len() > 100 {
        return Err(Refusal::new(
            "maximum number of tenants allowed to be updated simultaneously is 100. Please reduce the number of tenants \
             in your request and try again",
        ));
    }
    let asked = with_status(asked, None)?;
    tenants::set_active(context.catalog(), class, named(&asked))?;
    Ok(echoed(&asked))
}

pub(super) fn delete(context: &Context, call: &Call<'_>, class: &str) -> Result<Answer> {
    let body = call.json("tenants")?;
    let names: Vec<String> =
        body.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect();
    tenants::remove(context.catalog(), class, &names)?;
    Ok(Answer::empty(200))
}
