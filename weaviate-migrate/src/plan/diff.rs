//! From structs and a server's schema to a plan: one collection after the other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use weaviate_query::{
    Names, Version,
    schema::{Class, CollectionDef},
};

use super::{
    Plan,
    actual::{Actual, Referrers},
    change::{Blocks, Change, ChangeClass},
    draft::Draft,
    place::place,
    property,
    rebuild::rebuilds,
    scene::Scene,
    settings,
    step::Step,
};

/// Compares `wanted` with `actual` and says what differs, what each difference costs, and which steps close it.
///
/// It is a function of its arguments. Only what a struct declares is compared, so what a server fills in by
/// itself is never a difference, and a class that no struct is for is not looked at. Without a `version` the
/// server is taken for one of today.
///
/// Call it twice to count cheaply: by the first plan it is known which classes differ, and only the numbers of their
/// objects change what is said and refused.
///
/// ```
/// # use weaviate::{Collection, Names, Version, sync::{Actual, plan}};
/// # #[derive(Collection)] struct Note { text: String, stars: i64 }
/// # let today = Some(Version::new(1, 39));
/// let nothing = Actual::default();
/// let plan = plan(&[Note::SCHEMA], &nothing, &Names::new(), today);
/// assert_eq!(plan.changes().len(), 1);
/// ```
pub fn plan(wanted: &[&CollectionDef], actual: &Actual, names: &Names, version: Option<Version>) -> Plan {
    let mut draft = Draft::default();
    let mut names = actual.names(names);
    let mut places = Vec::new();
    let mut taken: BTreeMap<String, &CollectionDef> = BTreeMap::new();
    for def in wanted {
        let name = names.class(def.name).into_owned();
        if let Some(other) = taken.get(&name.to_ascii_lowercase()) {
            if other.rust_name != def.rust_name || other.name != def.name {
                draft.changes.push(unplaced(def, &name, twice(other, def)));
            }
            continue;
        }
        taken.insert(name.to_ascii_lowercase(), def);
        let place = settings::check(def, version).and_then(|()| place(def, actual, &names, version));
        match place {
            Ok(place) => places.push((*def, place)),
            Err(why) => draft.changes.push(unplaced(def, &name, why)),
        }
    }
    for (_, place) in &places {
        if let Some(alias) = &place.alias {
            names.set_alias(alias, &place.class);
        }
    }
    let known: BTreeSet<&str> = actual.classes.iter().map(Class::name).collect();
    let known = known.into_iter().chain(places.iter().map(|(_, place)| place.class.as_str())).collect();
    let synced = places.iter().filter_map(|(_, place)| place.alias.as_deref()).collect();
    let referrers = &Referrers::of(actual);
    for (def, place) in &places {
        let on = actual.class(&place.class);
        let (names, known, synced) = (&names, &known, &synced);
        let scene = Scene { def, place, on, names, actual, referrers, version, known, synced };
        compare(&scene, &mut draft);
    }
    let tasks = std::mem::take(&mut draft.tasks);
    let by_auto_schema = std::mem::take(&mut draft.by_auto_schema);
    let mut plan = draft.into_plan(version);
    plan.tasks = tasks;
    plan.by_auto_schema = by_auto_schema;
    let rebuilt = plan.changes.iter().filter(|change| change.rebuilds).map(|change| change.on.as_str());
    plan.rebuilds = rebuilds(wanted, actual, referrers, &names, &rebuilt.collect());
    plan
}

/// Why two structs that are one collection cannot both be synced.
fn twice(one: &CollectionDef, other: &CollectionDef) -> String {
    format!(
        "the structs `{}` and `{}` are both this collection: give one of them another `name`",
        one.rust_name, other.rust_name
    )
}

/// A collection that has no place on the server.
fn unplaced(def: &CollectionDef, name: &str, refused: String) -> Change {
    Change {
        class: ChangeClass::Additive,
        collection: def.name.into(),
        on: name.into(),
        path: String::new(),
        what: format!("no class for the collection `{}`", def.name),
        from: Value::Null,
        to: Value::Null,
        why: "it stands for no class, as it is".into(),
        cost: "nothing".into(),
        blocks: Blocks::Nothing,
        refused: Some(refused),
        rebuilds: false,
        breaks: false,
        reversible: true,
        undeclared: false,
    }
}

/// One collection: makes it, or finds what of it differs. Its alias comes last, so that nobody finds it under its name
/// before it is whole.
fn compare(scene: &Scene<'_>, draft: &mut Draft) {
    draft.notes.extend(scene.place.note.clone());
    match scene.on {
        None => create(scene, draft),
        Some(class) => {
            let wanted = scene.def.to_class(&scene.place.class, scene.names, true);
            property::compare(scene, class, draft);
            settings::compare(scene, &wanted, class, draft);
            if !draft.edits.is_empty() {
                let edits = std::mem::take(&mut draft.edits);
                draft.updates.push(Step::UpdateClass { class: scene.place.class.clone(), edits });
            }
            if let (Some(alias), false) = (&scene.place.alias, scene.place.alias_exists) {
                draft.changes.push(Change {
                    what: format!("create the alias `{alias}` for the class `{}`", scene.place.class),
                    to: scene.place.class.clone().into(),
                    ..scene.change(ChangeClass::Additive, "")
                });
            }
        }
    }
    if let (Some(alias), false) = (&scene.place.alias, scene.place.alias_exists) {
        draft.aliases.push(Step::CreateAlias { alias: alias.clone(), class: scene.place.class.clone() });
    }
}

/// A collection that is not there. One difference for all of it, and a request for the class and for each of its links.
fn create(scene: &Scene<'_>, draft: &mut Draft) {
    let mut definition = scene.def.to_class(&scene.place.class, scene.names, false);
    if definition.vectors().next().is_none() {
        // Else a server with `DEFAULT_VECTORIZER_MODULE` gives it a vector that nobody declared.
        definition.json_mut().insert("vectorizer".into(), "none".into());
    }
    let whole = scene.def.to_class(&scene.place.class, scene.names, true);
    let count = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    let mut what = format!("create the class `{}`", scene.place.class);
    if let Some(alias) = &scene.place.alias {
        what = format!("{what} behind the alias `{alias}`");
    }
    what = format!("{what}, with {}", count(whole.properties().count(), "property", "properties"));
    if whole.vectors().next().is_some() {
        what = format!("{what} and {}", count(whole.vectors().count(), "named vector", "named vectors"));
    }
    let links = property::links(scene);
    let refused = links.iter().find_map(|(_, refused)| refused.clone());
    let requests = 1 + links.len() + usize::from(scene.place.alias.is_some());
    draft.changes.push(Change {
        what,
        to: serde_json::to_value(&whole).unwrap_or_default(),
        cost: count(requests, "request", "requests"),
        refused,
        ..scene.change(ChangeClass::Additive, "")
    });
    draft.classes.push(Step::CreateClass { definition });
    let class = &scene.place.class;
    draft
        .links
        .extend(links.into_iter().map(|(property, _)| Step::AddProperty { class: class.clone(), property }));
}
