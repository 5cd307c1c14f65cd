//! The indexes of properties: which there are, and the tasks that would change them.

use serde_json::{Value as Json, json};

use super::{absent::absent, answer::Answer, call::Call};
use crate::{
    common::{
        doc::list,
        error::{Refusal, Result},
        gotext::quote,
    },
    operations::context::Context,
    schema::{DataType, names},
};

/// Each index by its setting.
const KINDS: [(&str, &str); 3] = [
    ("indexFilterable", "filterable"),
    ("indexSearchable", "searchable"),
    ("indexRangeFilters", "rangeFilters"),
];

/// The indexes of each property; every one of them is ready.
pub(super) fn all(context: &Context, name: &str) -> Result<Answer> {
    let collection = context.catalog().resolve(name).ok_or_else(Refusal::missing)?;
    let class = collection.class();
    let properties: Vec<Json> = list(&class.doc, "properties").iter().map(shown).collect();
    Ok(Answer::ok(json!({"collection": class.name, "properties": properties})))
}

fn shown(property: &Json) -> Json {
    let tokenization = property["tokenization"].as_str().filter(|text| !text.is_empty());
    let mut indexes = Vec::new();
    for (_, kind) in KINDS.iter().filter(|(key, _)| property[*key] == true) {
        let mut index = json!({"status": "ready", "type": kind});
        if let Some(tokenization) = tokenization.filter(|_| *kind != "rangeFilters") {
            index["tokenization"] = json!(tokenization);
        }
        if *kind == "searchable" {
            index["algorithm"] = json!("blockmax");
        }
        indexes.push(index);
    }
    let indexes = if indexes.is_empty() { Json::Null } else { json!(indexes) };
    json!({"dataType": property["dataType"][0], "indexes": indexes, "name": property["name"]})
}

/// A change, a rebuild or a stop of one; here no task ever runs.
pub(super) fn task(
    context: &Context,
    call: &mut Call<'_>,
    class: &str,
    name: &str,
    index: &str,
) -> Result<Answer> {
    let missing = |what: String| Refusal::with_status(404, what);
    let wrong = |what: &str| Refusal::with_status(400, format!("property {} {what}", quote(name)));
    let class = names::upper_first(class);
    let collection = context
        .catalog()
        .resolve(&class)
        .ok_or_else(|| missing(format!("collection {} not found", quote(&class))))?;
    let found = collection.class();
    let property = found.property(name).ok_or_else(|| {
        missing(format!("property {} not found on collection {}", quote(name), quote(&class)))
    })?;
    if call.path.trim_end_matches('/').ends_with("/cancel") {
        return Ok(Answer::with_status(202, json!({"status": "NO_OP"})));
    }
    let kind = property.kind;
    match index {
        "searchable" if !kind.is_text() => return Err(wrong("is not a text type")),
        "rangeFilters" | "rangeable"
            if !matches!(kind, DataType::Int | DataType::Number | DataType::Date) =>
        {
            return Err(wrong("is not a numeric type (int, number, date)"));
        }
        _ => {}
    }
    if call.method == http::Method::POST {
        let tenants = call.parameter("tenants");
        let unknown = tenants
            .split(',')
            .find(|name| !name.is_empty() && !collection.tenants().iter().any(|known| known.name == *name));
        if let Some(unknown) = unknown {
            return Err(Refusal::with_status(400, format!("tenant {} does not exist", quote(unknown))));
        }
        return absent("changes of an index that run as a task");
    }
    let asked = call.doc();
    let own = list(&found.doc, "properties").iter().find(|known| known["name"] == name);
    let key = KINDS.iter().find(|(_, kind)| *kind == index).map_or("indexRangeFilters", |(key, _)| key);
    let there = own.is_some_and(|property| property[key] == true);
    match index {
        "filterable" if there && !(kind.is_text() || KINDS_WITH_TASKS.contains(&kind)) => {
            Err(wrong("already has a filterable index"))
        }
        "searchable" if !there && !asked.contains_key("tokenization") => Err(Refusal::with_status(
            400,
            "enable-searchable requires a tokenization to be set on the request body",
        )),
        _ if there && asked.is_empty() => Ok(Answer::ok(json!({"status": "NO_OP"}))),
        _ => absent("changes of an index that run as a task"),
    }
}

/// Besides texts, what a task can index anew.
const KINDS_WITH_TASKS: [DataType; 10] = [
    DataType::Int,
    DataType::Ints,
    DataType::Number,
    DataType::Numbers,
    DataType::Boolean,
    DataType::Booleans,
    DataType::Date,
    DataType::Dates,
    DataType::Uuid,
    DataType::Uuids,
];
