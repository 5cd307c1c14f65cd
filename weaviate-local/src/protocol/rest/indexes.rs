//! The indexes of properties: which there are, and the tasks that change them.

use http::Method;
use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    catalog::Collection,
    common::{
        doc::list,
        error::{Refusal, Result},
        gotext::quote,
    },
    operations::{
        context::Context,
        define::reindex::{self, Change, Kind},
    },
    schema::{Class, names},
};

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
    for kind in Kind::ALL.into_iter().filter(|kind| property[kind.key()] == true) {
        let mut index = json!({"status": "ready", "type": kind.name()});
        if let Some(tokenization) = tokenization.filter(|_| kind != Kind::Range) {
            index["tokenization"] = json!(tokenization);
        }
        if kind == Kind::Searchable {
            index["algorithm"] = json!("blockmax");
        }
        indexes.push(index);
    }
    let indexes = if indexes.is_empty() { Json::Null } else { json!(indexes) };
    json!({"dataType": property["dataType"][0], "indexes": indexes, "name": property["name"]})
}

/// A change, a rebuild or a stop of one.
pub(super) fn task(
    context: &Context,
    call: &mut Call<'_>,
    class: &str,
    name: &str,
    index: &str,
) -> Result<Answer> {
    let missing = |what: String| Refusal::with_status(404, what);
    let kind =
        Kind::parse(index).ok_or_else(|| Refusal::new(format!("invalid index type {}", quote(index))))?;
    let class = names::upper_first(class);
    let collection = context
        .catalog()
        .get(&class)
        .ok_or_else(|| missing(format!("collection {} not found", quote(&class))))?;
    let found = collection.class();
    let (Some(property), Some(doc)) = (found.property(name), reindex::described(&found.doc, name)) else {
        return Err(missing(format!("property {} not found on collection {}", quote(name), quote(&class))));
    };
    if call.path.trim_end_matches('/').ends_with("/cancel") {
        return Ok(Answer::with_status(202, json!({"status": "NO_OP"})));
    }
    let asked = reindex::Asked { property, doc };
    let change = match call.method {
        &Method::POST => Some(asked.rebuilt(kind)?),
        _ => asked.wanted(kind, &call.doc())?,
    };
    let tenants: Vec<String> =
        call.parameter("tenants").split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let of_all = change.as_ref().map_or(kind != Kind::Range, Change::of_all_tenants);
    check_tenants(&collection, &found, of_all, &tenants)?;
    Ok(match change {
        None => Answer::ok(json!({"status": "NO_OP"})),
        Some(change) => {
            let id = context.tasks().run(&collection, &found, name, &change, &tenants);
            Answer::with_status(202, json!({"status": "STARTED", "taskId": id}))
        }
    })
}

fn check_tenants(collection: &Collection, class: &Class, of_all: bool, asked: &[String]) -> Result<()> {
    let wrong = |what: &str| Err(Refusal::with_status(400, format!("tenant{what}")));
    if asked.is_empty() {
        return Ok(());
    }
    if !class.multi_tenant {
        return wrong("s parameter is only valid for multi-tenant collections");
    }
    if of_all {
        return wrong("s parameter cannot be used with semantic migrations; all tenants must be targeted");
    }
    let known = collection.tenants();
    match asked.iter().find(|name| !known.iter().any(|known| known.name == **name)) {
        Some(unknown) => wrong(&format!(" {} does not exist", quote(unknown))),
        None => Ok(()),
    }
}
