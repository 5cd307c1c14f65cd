//! A setting that differs: what is said of it, and what is done, by its rule.

use serde_json::Value;

use super::{
    change::{Change, ChangeClass},
    draft::Draft,
    edit::Edit,
    rules::Rule,
    scene::Scene,
    words,
};

/// Says a difference by the rule of its setting, and closes it if that is one request.
pub(crate) fn apply(
    scene: &Scene<'_>,
    path: &[&str],
    to: &Value,
    from: Option<&Value>,
    rule: Rule,
    draft: &mut Draft,
) {
    let from = from.unwrap_or(&Value::Null);
    let label = label(path);
    let what = format!("{label}: {} to {}", words::value(from), words::value(to));
    match rule {
        Rule::InPlace(why) => set(scene, path, to, from, why, draft),
        Rule::Background(why) => draft.changes.push(Change {
            what,
            from: from.clone(),
            to: to.clone(),
            why: why.into(),
            refused: Some("sync does not start work in the server's background: do it there and sync again, or put the attribute back".into()),
            ..scene.change(ChangeClass::Reindex, &label)
        }),
        Rule::NewClass(why) => draft.changes.push(Change {
            what,
            from: from.clone(),
            to: to.clone(),
            ..scene.shadow(&label, why, fix(path))
        }),
    }
}

/// What a person can do about a setting that needs a new class.
fn fix(path: &[&str]) -> &'static str {
    match path {
        ["vectorConfig", ..] => "put the attribute back, or declare a new vector under another name",
        ["multiTenancyConfig", ..] => {
            "take `multi_tenant` out of the struct, or give the collection another name"
        }
        _ => "put the attribute back, or give the collection another name",
    }
}

/// A difference that one request closes.
pub(crate) fn set(scene: &Scene<'_>, path: &[&str], to: &Value, from: &Value, why: &str, draft: &mut Draft) {
    let label = label(path);
    draft.changes.push(Change {
        what: format!("{label}: {} to {}", words::value(from), words::value(to)),
        from: from.clone(),
        to: to.clone(),
        why: why.into(),
        ..scene.change(ChangeClass::InPlace, &label)
    });
    draft.edits.push(Edit::new(path, over(from, to)));
}

/// The path as a person finds it in the struct: without the sections that only the JSON has.
fn label(path: &[&str]) -> String {
    match path {
        ["vectorConfig", name, "vectorIndexConfig", rest @ ..] | ["vectorConfig", name, rest @ ..] => {
            [&[*name], rest].concat().join(".")
        }
        path => path.join("."),
    }
}

/// `to` over `from`: keys that `to` does not have stay, because a `PUT` replaces all.
fn over(from: &Value, to: &Value) -> Value {
    let (Value::Object(from), Value::Object(to)) = (from, to) else { return to.clone() };
    let mut all = from.clone();
    for (key, value) in to {
        let under = all.get(key).cloned().unwrap_or_default();
        all.insert(key.clone(), over(&under, value));
    }
    Value::Object(all)
}
