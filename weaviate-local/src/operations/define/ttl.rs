//! The time to live of objects: which property it counts from, and what it needs.

use serde_json::{Value as Json, json};

use crate::common::{
    doc::{Doc, list, object, section, text},
    error::{Refusal, Result},
    gotext::quote,
};

/// Checks the time to live; on creation it switches the timestamp index on where it needs it.
pub(super) fn set(doc: &mut Doc, update: bool) -> Result<()> {
    let Some(ttl) = object(doc, "objectTtlConfig").cloned() else {
        doc.remove("objectTtlConfig");
        return Ok(());
    };
    let enabled = ttl.get("enabled").and_then(Json::as_bool).unwrap_or(false);
    let delete_on = text(&ttl, "deleteOn").trim().to_owned();
    let seconds = ttl.get("defaultTtl").and_then(Json::as_i64).unwrap_or(0);
    if enabled {
        match delete_on.as_str() {
            "" => {
                return Err(Refusal::new(
                    "ObjectTTLConfig: missing value for \"deleteOn\". Set \"_creationTimeUnix\", \
                     \"_lastUpdateTimeUnix\" or custom property of \"date\" type",
                ));
            }
            "_creationTimeUnix" | "_lastUpdateTimeUnix" => {
                let indexed = object(doc, "invertedIndexConfig")
                    .and_then(|i| i.get("indexTimestamps")?.as_bool())
                    .unwrap_or(false);
                if !indexed && update {
                    return Err(Refusal::new(format!(
                        "ObjectTTLConfig: \"deleteOn\"={} requires indexed timestamps. Enable \
                         \"invertedIndexConfig.indexTimestamps\"",
                        quote(&delete_on)
                    )));
                }
                if seconds < 60 {
                    return Err(Refusal::new(format!(
                        "ObjectTTLConfig: defaultTtl value too small for \"deleteOn\"={}. Required minimum \"60\" \
                         seconds, given \"{seconds}\" seconds",
                        quote(&delete_on)
                    )));
                }
                section(doc, "invertedIndexConfig").insert("indexTimestamps".into(), json!(true));
            }
            name => check_ttl_property(doc, name)?,
        }
    }
    let filter = ttl.get("filterExpiredObjects").and_then(Json::as_bool).unwrap_or(false);
    doc.insert(
        "objectTtlConfig".into(),
        json!({"enabled": enabled, "deleteOn": delete_on, "defaultTtl": seconds, "filterExpiredObjects": filter}),
    );
    Ok(())
}

fn check_ttl_property(doc: &Doc, name: &str) -> Result<()> {
    let found = list(doc, "properties").iter().find(|property| property["name"] == name);
    let Some(found) = found else {
        return Err(Refusal::new(format!(
            "ObjectTTLConfig: property {} set as \"deleteOn\" not found among collection properties",
            quote(name)
        )));
    };
    let kind = found["dataType"][0].as_str().unwrap_or_default();
    if kind != "date" {
        return Err(Refusal::new(format!(
            "ObjectTTLConfig: property {} set as \"deleteOn\" should have \"date\" data type, {} given",
            quote(name),
            quote(kind)
        )));
    }
    if found["indexFilterable"] != true && found["indexRangeFilters"] != true {
        return Err(Refusal::new(format!(
            "ObjectTTLConfig: property {} set as \"deleteOn\" should have filterable or rangeable index enabled",
            quote(name)
        )));
    }
    Ok(())
}
