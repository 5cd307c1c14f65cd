//! How long objects live: the one setting by which a server deletes objects by itself.

use serde_json::{Value, json};
use weaviate_query::schema::Class;

use super::{
    by_rule,
    change::{Change, ChangeClass},
    draft::Draft,
    edit::Edit,
    normal,
    scene::Scene,
    table, words,
};

const SECTION: &str = "objectTtlConfig";
/// What the table of all changes says of a lifetime.
fn why(field: &str, change: &str) -> &'static str {
    table::find("collection", field, change).map_or("", |row| row.why)
}

/// A lifetime that is declared. One that is new, shorter, or counted from another time lets objects go that would have
/// stayed.
pub(crate) fn compare(scene: &Scene<'_>, wanted: &Value, actual: &Class, draft: &mut Draft) {
    let found = actual.at(&[SECTION]);
    if normal::covers(wanted, found) {
        return;
    }
    let from = found.unwrap_or(&Value::Null);
    let seconds = |json: &Value| json.get("defaultTtl").and_then(Value::as_i64).unwrap_or(0);
    let loses =
        !is_on(from) || from.get("deleteOn") != wanted.get("deleteOn") || seconds(wanted) < seconds(from);
    if !loses {
        let why = why("objectTtlConfig.defaultTtl", "longer");
        by_rule::set(scene, &[SECTION], wanted, from, why, draft);
        return;
    }
    let lost = match scene.actual.expired.get(&scene.place.class).copied() {
        None => "the server would delete the objects that are older".to_owned(),
        Some(0) => "no object is so old now, and the server would delete each that gets as old".to_owned(),
        Some(count) => format!("the server would delete {} at once", words::objects(Some(count))),
    };
    draft.changes.push(Change {
        what: format!("lifetime: {} to {}", spoken(from), spoken(wanted)),
        from: from.clone(),
        to: wanted.clone(),
        why: why(SECTION, "added").into(),
        cost: "one request".into(),
        refused: Some(format!(
            "{lost}: if that is meant, let sync do it with `expire`; or put the attribute back"
        )),
        reversible: false,
        ..scene.change(ChangeClass::Destructive, "ttl")
    });
    draft.edits.push(Edit::new(&[SECTION], wanted.clone()));
}

/// A lifetime that the server has and the struct does not declare: it is switched off, because a struct without one says
/// that its objects stay.
pub(crate) fn ended(scene: &Scene<'_>, actual: &Class, draft: &mut Draft) {
    let Some(from) = actual.at(&[SECTION]).filter(|json| is_on(json)) else { return };
    draft.changes.push(Change {
        what: format!("lifetime: {} to none", spoken(from)),
        from: from.clone(),
        why: why(SECTION, "removed").into(),
        ..scene.change(ChangeClass::InPlace, "ttl")
    });
    draft.edits.push(Edit::new(&[SECTION], json!({ "enabled": false })));
}

fn is_on(json: &Value) -> bool {
    json.get("enabled").and_then(Value::as_bool).unwrap_or(false)
}

/// A lifetime in words.
fn spoken(json: &Value) -> String {
    if !is_on(json) {
        return "none".into();
    }
    let after = json.get("deleteOn").and_then(Value::as_str).unwrap_or_default();
    format!("{} s after `{after}`", json.get("defaultTtl").and_then(Value::as_i64).unwrap_or(0))
}
