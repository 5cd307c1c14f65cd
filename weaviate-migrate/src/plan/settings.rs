//! What is declared of the class itself: description, inverted index, tenancy and vectors.

use serde_json::{Map, Value};
use weaviate_query::{
    Version,
    schema::{Class, CollectionDef, Role},
};

use super::{
    Change, ChangeClass, Edit,
    diff::{Draft, Scene},
    normal, property,
    rules::{self, Rule, has, since},
    words,
};

/// Values that a server refuses, so that nothing else is written before it does.
pub(crate) fn check(def: &CollectionDef, version: Option<Version>) -> Result<(), String> {
    if let Some(version) = version.filter(|version| def.server > Version::OLDEST && *version < def.server) {
        return Err(format!(
            "the struct says that it needs Weaviate {} (`server = …`), and this server is {version}",
            def.server
        ));
    }
    let inverted = &def.inverted;
    if let Some((k1, b)) = inverted.bm25
        && !(k1 >= 0.0 && k1.is_finite() && (0.0..=1.0).contains(&b))
    {
        return Err(format!(
            "`bm25(k1 = {k1}, b = {b})` is refused by the server: `k1` is 0 or more, `b` is from 0 to 1"
        ));
    }
    let Some(words) = inverted.stopwords else { return Ok(()) };
    match words.additions.iter().find(|word| words.removals.contains(word)) {
        Some(word) => {
            Err(format!("the stop word `{word}` is added and removed: take it out of one of the two lists"))
        }
        None => Ok(()),
    }
}

pub(crate) fn compare(scene: &Scene<'_>, wanted: &Class, actual: &Class, draft: &mut Draft) {
    if let Some(to) = wanted.description()
        && Some(to) != actual.description()
    {
        let from = actual.json().get("description").cloned().unwrap_or_default();
        set(scene, &["description"], &to.into(), &from, "the server takes it over at once", draft);
    }
    if scene.def.multi_tenancy.is_none() && actual.is_multi_tenant() {
        draft.changes.push(Change {
            what: "multi-tenancy: the server has it and the struct does not declare it".into(),
            from: true.into(),
            to: false.into(),
            ..scene.shadow(
                "multiTenancyConfig.enabled",
                "tenancy cannot be switched on or off for a class",
                "declare `#[weaviate(multi_tenant)]`",
            )
        });
    }
    for (section, settings) in wanted.json() {
        match (section.as_str(), settings.as_object()) {
            ("class" | "description" | "properties", _) => {}
            ("vectorConfig", Some(vectors)) => compare_vectors(scene, vectors, actual, draft),
            ("moduleConfig", Some(modules)) => super::modules::compare(scene, modules, actual, draft),
            (section, Some(settings)) => compare_section(scene, section, settings, actual, draft),
            (section, None) => {
                let found = actual.json().get(section);
                if !normal::covers(settings, found) {
                    apply(scene, &[section], settings, found, rules::setting(section, ""), draft);
                }
            }
        }
    }
    dimensions(scene, actual, draft);
    for (name, config) in actual.vectors() {
        let declared = wanted.at(&["vectorConfig", name]).is_some();
        let dropped = config.get("vectorIndexType").and_then(Value::as_str) == Some("none");
        if !declared && !dropped {
            draft.changes.push(Change {
                what: format!("the named vector `{name}` is on the server and not in the struct"),
                from: config.clone(),
                why: "a vector can be taken out on few servers, and only by hand".into(),
                refused: Some(property::KEEP.into()),
                undeclared: true,
                ..scene.change(ChangeClass::Rebuild, name)
            });
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

fn compare_section(
    scene: &Scene<'_>,
    section: &str,
    wanted: &Map<String, Value>,
    actual: &Class,
    draft: &mut Draft,
) {
    for (key, to) in wanted {
        let from = actual.at(&[section, key]);
        let same = match (section, key.as_str()) {
            ("invertedIndexConfig", "stopwords") => normal::same_stopwords(to, from),
            // They hang on the switch, and that is said by itself.
            ("multiTenancyConfig", "autoTenantCreation" | "autoTenantActivation")
                if !actual.is_multi_tenant() =>
            {
                true
            }
            _ => normal::covers(to, from),
        };
        if !same {
            apply(scene, &[section, key], to, from, rules::setting(section, key), draft);
        }
    }
}

fn compare_vectors(scene: &Scene<'_>, wanted: &Map<String, Value>, actual: &Class, draft: &mut Draft) {
    for (name, config) in wanted {
        let Some(found) = actual.at(&["vectorConfig", name]) else {
            add_vector(scene, name, config, actual, draft);
            continue;
        };
        let kind = |json: &Value| json.get("vectorIndexType").and_then(Value::as_str).map(str::to_owned);
        let found_kind = kind(found).unwrap_or_else(|| "hnsw".into());
        if found_kind == "none" {
            draft.changes.push(Change {
                what: format!("the named vector `{name}` is being dropped on the server"),
                from: found.clone(),
                to: config.clone(),
                ..scene.shadow(
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
                    let rule = Rule::NewClass(
                        "the server fixes what makes a vector, and a try to change it can damage the class",
                    );
                    apply(scene, &path, to, from, rule, draft);
                }
                _ if normal::covers(to, from) => {}
                _ => {
                    let rule = Rule::NewClass("the server fixes it when the vector is made");
                    apply(scene, &path, to, from, rule, draft);
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
            _ => apply(scene, &path, to, from, rules::index(kind, key, to, actual), draft),
        }
    }
}

fn add_vector(scene: &Scene<'_>, name: &str, config: &Value, actual: &Class, draft: &mut Draft) {
    let what = format!("add the named vector `{name}`");
    if !has(scene.version, since::ADD_VECTOR) {
        draft.changes.push(Change {
            what,
            to: config.clone(),
            ..scene.shadow(
                name,
                &format!("the server can add a vector from {} on", since::ADD_VECTOR),
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
        blocks: super::Blocks::WritesForAMoment,
        ..scene.change(ChangeClass::Additive, name)
    });
    draft.edits.push(Edit::new(&["vectorConfig", name], config.clone()));
}

/// Says a difference by the rule of its setting, and closes it if that is one request.
fn apply(scene: &Scene<'_>, path: &[&str], to: &Value, from: Option<&Value>, rule: Rule, draft: &mut Draft) {
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

fn fix(path: &[&str]) -> &'static str {
    match path {
        ["vectorConfig", ..] => "put the attribute back, or declare a new vector under another name",
        ["multiTenancyConfig", ..] => {
            "take `multi_tenant` out of the struct, or give the collection another name"
        }
        _ => "put the attribute back, or give the collection another name",
    }
}

fn set(scene: &Scene<'_>, path: &[&str], to: &Value, from: &Value, why: &str, draft: &mut Draft) {
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
