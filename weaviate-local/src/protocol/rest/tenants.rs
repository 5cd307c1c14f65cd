//! Tenants, over REST.

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    catalog::Tenant,
    common::{
        error::{Refusal, Result},
        gotext::quote,
    },
    operations::{context::Context, tenants},
};

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

fn asked(call: &mut Call<'_>) -> Vec<Asked> {
    let text = |item: &Json, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let asked = |item: &Json| Asked { name: text(item, "name"), status: text(item, "activityStatus") };
    call.items().iter().map(asked).collect()
}

// Whether a status means active; offloading needs a module.
fn wanted(tenant: &Asked, default: Option<bool>) -> Result<Result<bool, String>> {
    match (tenant.status.as_str(), default) {
        ("ACTIVE" | "HOT", _) => Ok(Ok(true)),
        ("INACTIVE" | "COLD", _) => Ok(Ok(false)),
        ("OFFLOADED" | "FROZEN", _) => {
            Err(Refusal::new("can't offload tenants, because offload-s3 module is not enabled"))
        }
        ("", Some(default)) => Ok(Ok(default)),
        (other, _) => {
            Ok(Err(format!("invalid activity status '{other}' for tenant {}", quote(&tenant.name))))
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
    // What cannot be at all is told of every tenant, what needs a module at the first.
    let mut wrong = Vec::new();
    let mut out = Vec::new();
    for tenant in asked {
        match wanted(&tenant, default)? {
            Ok(active) => out.push((tenant, active)),
            Err(why) => wrong.push(why),
        }
    }
    if wrong.is_empty() { Ok(out) } else { Err(Refusal::new(wrong.join(", "))) }
}

pub(super) fn create(context: &Context, call: &mut Call<'_>, class: &str) -> Result<Answer> {
    let asked = asked(call);
    tenants::check_names(asked.iter().map(|tenant| tenant.name.as_str()))?;
    let asked = with_status(asked, Some(true))?;
    tenants::add(context, class, named(&asked))?;
    Ok(echoed(&asked))
}

pub(super) fn update(context: &Context, call: &mut Call<'_>, class: &str) -> Result<Answer> {
    let asked = asked(call);
    if asked.len() > 100 {
        return Err(Refusal::new(
            "maximum number of tenants allowed to be updated simultaneously is 100. Please reduce the number of tenants \
             in your request and try again",
        ));
    }
    tenants::check_names(asked.iter().map(|tenant| tenant.name.as_str()))?;
    let asked = with_status(asked, None)?;
    tenants::set_active(context.catalog(), class, named(&asked))?;
    Ok(echoed(&asked))
}

pub(super) fn delete(context: &Context, call: &mut Call<'_>, class: &str) -> Result<Answer> {
    let names: Vec<String> = call.items().iter().filter_map(Json::as_str).map(str::to_owned).collect();
    tenants::remove(context.catalog(), class, &names)?;
    Ok(Answer::empty(200))
}
