//! A setting that differs: what is said of it, and what is done, by its rule.

use serde_json::Value;

use super::{
    change::{Change, ChangeClass},
    draft::Draft,
    edit::Edit,
    rules::Rule,
    scene::Scene,
    step::Step,
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
        Rule::Background(why) => {
            let quantizer = path.last().filter(|key| ["pq", "bq", "sq", "rq"].contains(key));
            let word = "sync starts work in the server's background only if `reindex` says so: put the attribute back, or do it there and sync again";
            let by_hand = "sync does not start this work in the server's background: do it there and sync again, or put the attribute back";
            let change = Change {
                what,
                from: from.clone(),
                to: to.clone(),
                why: why.into(),
                refused: Some(if quantizer.is_some() { word } else { by_hand }.into()),
                reversible: quantizer.is_none(),
                ..scene.change(ChangeClass::Reindex, &label)
            };
            if quantizer.is_some() {
                let edits = vec![Edit::new(path, over(from, to))];
                draft
                    .tasks
                    .push((change.clone(), Step::UpdateClass { class: scene.place.class.clone(), edits }));
            }
            draft.changes.push(change);
        }
        Rule::NewClass(why) => {
            let by_hand = path.first() == Some(&"multiTenancyConfig") || switches_rows(path, from, to);
            let change = if by_hand {
                scene.fixed(&label, why, fix(path))
            } else {
                scene.shadow(&label, why, fix(path))
            };
            draft.changes.push(Change { what, from: from.clone(), to: to.clone(), ..change });
        }
    }
}

/// Whether vectors of one row are to become vectors of several, or the other way round: those that are there are none
/// of the other kind.
fn switches_rows(path: &[&str], from: &Value, to: &Value) -> bool {
    let on = |json: &Value| json.get("enabled").and_then(Value::as_bool).unwrap_or(false);
    path.last() == Some(&"multivector") && on(from) != on(to)
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
