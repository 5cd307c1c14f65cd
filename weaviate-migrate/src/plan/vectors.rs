//! The named vectors: what is new, what differs, what no struct declares.

use serde_json::{Map, Value};
use weaviate_query::{
    Version,
    schema::{Class, Role},
};

use super::{
    by_rule,
    change::{Blocks, Change, ChangeClass},
    draft::Draft,
    edit::Edit,
    normal, property,
    rules::{self, Rule, has},
    scene::Scene,
    table, undeclared, words,
};

/// Every vector that the struct declares: it is new, it is being dropped, or settings of it differ.
pub(crate) fn compare(scene: &Scene<'_>, wanted: &Map<String, Value>, actual: &Class, draft: &mut Draft) {
    for (name, config) in wanted {
        let Some(found) = actual.at(&["vectorConfig", name]) else {
            add(scene, name, config, actual, draft);
            continue;
        };
        let kind = |json: &Value| json.get("vectorIndexType").and_then(Value::as_str).map(str::to_owned);
        let found_kind = kind(found).unwrap_or_else(|| "hnsw".into());
        if found_kind == "none" {
            draft.changes.push(Change {
                what: format!("the named vector `{name}` is being dropped on the server"),
                from: found.clone(),
                to: config.clone(),
                ..scene.fixed(
                    name,
                    "a vector that is being dropped cannot come back",
                    "wait until it is gone and sync again",
                )
            });
            continue;
        }
        for (key, to) in config.as_object().into_iter().flatten() {
            let from = found.get(key);
            let path = ["vectorConfig", name, key];
            match key.as_str() {
                "vectorIndexConfig" if kind(config).is_none_or(|kind| kind == found_kind) => {
                    let from = from.unwrap_or(&Value::Null);
                    compare_index(scene, &path, &found_kind, to, from, draft);
                }
                "vectorIndexConfig" => {}
                "vectorizer" if normal::covers(to, from) && same_module(to, from) => {}
                "vectorizer" => {
                    let rule = Rule::of("vector", "vectorizer", "changed");
                    by_rule::apply(scene, &path, to, from, rule, draft);
                }
                _ if normal::covers(to, from) => {}
                _ => {
                    let rule = Rule::of("vector", key, "changed");
                    by_rule::apply(scene, &path, to, from, rule, draft);
                }
            }
        }
    }
}

/// Whether both name the same module: `{"none": {}}` says nothing that [`normal::covers`] could miss.
fn same_module(wanted: &Value, actual: Option<&Value>) -> bool {
    let keys = |json: &Value| json.as_object().map(|json| json.keys().cloned().collect::<Vec<_>>());
    actual.is_some_and(|actual| keys(wanted) == keys(actual))
}

/// The settings of one index. Those of a `dynamic` one have two more inside, which are compared by their own kinds.
fn compare_index(
    scene: &Scene<'_>,
    path: &[&str],
    kind: &str,
    wanted: &Value,
    actual: &Value,
    draft: &mut Draft,
) {
    for (key, to) in wanted.as_object().into_iter().flatten() {
        let from = actual.get(key);
        if normal::covers(to, from) {
            continue;
        }
        let path = [path, &[key.as_str()]].concat();
        match (kind, key.as_str()) {
            ("dynamic", "hnsw" | "flat") => {
                compare_index(scene, &path, key, to, from.unwrap_or(&Value::Null), draft);
            }
            _ => by_rule::apply(scene, &path, to, from, rules::index(kind, key, to, actual), draft),
        }
    }
}

/// A vector that is new. The objects that are there stay without it, so it is refused where every object must have it.
fn add(scene: &Scene<'_>, name: &str, config: &Value, actual: &Class, draft: &mut Draft) {
    let what = format!("add the named vector `{name}`");
    let since = table::find("collection", "vectorConfig", "added").map_or(Version::OLDEST, |row| row.since);
    if !has(scene.version, since) {
        draft.changes.push(Change {
            what,
            to: config.clone(),
            ..scene.shadow(
                name,
                &format!("the server can add a vector from {since} on"),
                "take the field out, or use a newer server",
            )
        });
        return;
    }
    let is_legacy = actual.vectors().next().is_none() && actual.json().contains_key("vectorIndexType");
    let refused = if name == "default" && is_legacy {
        Some("the class has a vector without a name, which the server calls `default`: give the field another name".into())
    } else {
        let field = scene.def.fields.iter().find(|field| field.role == Role::Vector && field.name == name);
        field.and_then(|field| property::required(scene, field, "named vector"))
    };
    let cost = match scene.count() {
        Some(0) => "one request".into(),
        count => format!("one request; {} stay without it until it is sent for each", words::objects(count)),
    };
    draft.changes.push(Change {
        what,
        to: config.clone(),
        cost,
        refused,
        blocks: Blocks::WritesForAMoment,
        ..scene.change(ChangeClass::Additive, name)
    });
    draft.edits.push(Edit::new(&["vectorConfig", name], config.clone()));
}

/// The vectors that the server has and no struct declares, and what no schema tells of the others.
pub(crate) fn without_a_field(scene: &Scene<'_>, wanted: &Class, actual: &Class, draft: &mut Draft) {
    dimensions(scene, actual, draft);
    for (name, config) in actual.vectors() {
        let declared = wanted.at(&["vectorConfig", name]).is_some();
        let dropped = config.get("vectorIndexType").and_then(Value::as_str) == Some("none");
        if !declared && !dropped {
            undeclared::vector(scene, name, config, draft);
        }
    }
}

/// The one thing of a vector that no schema tells.
fn dimensions(scene: &Scene<'_>, actual: &Class, draft: &mut Draft) {
    let vectors = scene.def.fields.iter().filter(|field| actual.at(&["vectorConfig", field.name]).is_some());
    for (name, dimensions) in vectors.filter_map(|field| Some((field.name, field.of.dimensions?))) {
        if scene.count().is_some_and(|count| count > 0) {
            draft.notes.push(format!(
                "`{}`: a server's schema does not say how many dimensions a vector has; whether `{name}` has {dimensions} \
                 shows when objects are read or written",
                scene.place.class
            ));
        }
    }
}
