//! The generative module and the reranker of a class: there is one of each, and the server puts another in its place.

use serde_json::{Map, Value};
use weaviate_query::schema::Class;

use super::{
    change::{Change, ChangeClass},
    draft::Draft,
    edit::Edit,
    normal,
    scene::Scene,
    table, words,
};

/// The beginnings of the names of modules that a class has one of.
const ONE_OF: [&str; 2] = ["generative-", "reranker-"];

/// Compares the modules that are declared; what else the class has is left alone.
pub(super) fn compare(scene: &Scene<'_>, wanted: &Map<String, Value>, actual: &Class, draft: &mut Draft) {
    let found = actual.at(&["moduleConfig"]).and_then(Value::as_object).cloned().unwrap_or_default();
    let mut all = found.clone();
    for (module, to) in wanted {
        let kind = ONE_OF.into_iter().find(|kind| module.starts_with(kind));
        let other =
            found.keys().find(|other| *other != module && kind.is_some_and(|kind| other.starts_with(kind)));
        let from = found.get(module);
        if from.is_some_and(|from| is_same(to, from)) && other.is_none() {
            continue;
        }
        if let Some(kind) = kind {
            all.retain(|other, _| !other.starts_with(kind));
        }
        all.insert(module.clone(), to.clone());
        let path = format!("moduleConfig.{module}");
        let what = match other {
            Some(other) => format!("`{module}` in the place of `{other}`"),
            None => format!("{path}: {} to {}", words::value(from.unwrap_or(&Value::Null)), words::value(to)),
        };
        draft.changes.push(Change {
            what,
            from: from.or_else(|| found.get(other?)).cloned().unwrap_or_default(),
            to: to.clone(),
            why: table::find("collection", "moduleConfig.generative", "changed")
                .map_or("", |row| row.why)
                .into(),
            ..scene.change(ChangeClass::InPlace, &path)
        });
    }
    if all != found {
        draft.edits.push(Edit::new(&["moduleConfig"], all.into()));
    }
}

/// Whether the class has these settings and no others: one that was taken out of the struct is a change, because the
/// server fills in no settings of these modules by itself.
fn is_same(wanted: &Value, actual: &Value) -> bool {
    let keys = |json: &Value| {
        json.as_object().map(|json| json.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    normal::covers(wanted, Some(actual)) && keys(actual).iter().all(|key| wanted.get(key).is_some())
}
