//! Sharding and replication: one node, one shard, or one shard a tenant.

use serde_json::{Value as Json, json};

use crate::common::{
    doc::{Doc, object, section, text},
    error::{Refusal, Result},
};

/// Writes the sharding settings the way GET shows them.
pub(crate) fn parse(doc: &mut Doc, multi_tenant: bool) -> Result<()> {
    if multi_tenant {
        if object(doc, "shardingConfig").is_some() {
            return Err(Refusal::new("cannot have both shardingConfig and multiTenancyConfig"));
        }
        doc.insert("shardingConfig".into(), shown(0, 0, "", "", ""));
        return Ok(());
    }
    let given = object(doc, "shardingConfig").cloned().unwrap_or_default();
    let only = |key: &str, what: &str, allowed: &str| {
        let value = given.get(key).map_or(allowed, |value| value.as_str().unwrap_or_default());
        if value == allowed {
            return Ok(());
        }
        Err(Refusal::new(format!(
            "parse sharding config: sharding only supported {what} '{allowed}' for now, got: {value}"
        )))
    };
    only("key", "on key", "_id")?;
    only("strategy", "with strategy", "hash")?;
    only("function", "with function", "murmur3")?;
    let number = |key: &str, default: i64| match given.get(key) {
        Some(Json::Number(number)) => number.as_i64().ok_or_else(|| {
            let why = format!("strconv.ParseInt: parsing \"{number}\": invalid syntax");
            Refusal::new(format!("parse sharding config: {key}: {why}"))
        }),
        // What is no number is none at all.
        Some(Json::String(_)) => Ok(0),
        _ => Ok(default),
    };
    let per_physical = number("virtualPerPhysical", 128)?;
    let count = number("desiredCount", 1)?;
    doc.insert("shardingConfig".into(), shown(count, per_physical, "_id", "hash", "murmur3"));
    Ok(())
}

fn shown(count: i64, per_physical: i64, key: &str, strategy: &str, function: &str) -> Json {
    json!({
        "virtualPerPhysical": per_physical,
        "desiredCount": count,
        "actualCount": count,
        "desiredVirtualCount": count * per_physical,
        "actualVirtualCount": count * per_physical,
        "key": key,
        "strategy": strategy,
        "function": function,
    })
}

/// Fills in replication settings; a factor below one is one.
pub(crate) fn set_replication(doc: &mut Doc, strategy: Option<&str>) {
    let replication = section(doc, "replicationConfig");
    if text(replication, "deletionStrategy").is_empty() {
        match strategy {
            Some(strategy) => replication.insert("deletionStrategy".into(), json!(strategy)),
            None => replication.remove("deletionStrategy"),
        };
    }
    let factor = replication.get("factor").and_then(Json::as_i64).unwrap_or(1).max(1);
    replication.insert("factor".into(), json!(factor));
    replication.insert("asyncEnabled".into(), json!(false));
    replication.retain(|_, value| !value.is_null());
}

/// The copies wanted.
pub(crate) fn factor(doc: &Doc) -> i64 {
    object(doc, "replicationConfig").and_then(|r| r.get("factor")?.as_i64()).unwrap_or(1)
}
