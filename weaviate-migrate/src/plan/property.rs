//! Properties and links: what is new, what differs, what no struct declares.

mod existing;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use weaviate_query::schema::{Class, DataType, FieldDef, PropertyRef, Role, To};

use self::existing::Comparison;
use super::{
    change::{Change, ChangeClass},
    draft::Draft,
    normal,
    scene::Scene,
    step::Step,
    table, undeclared, words,
};

/// Every property and link that the struct declares, and then what the server has beside them.
pub(crate) fn compare(scene: &Scene<'_>, class: &Class, draft: &mut Draft) {
    let declared = scene.def.fields.iter().filter(|field| field.role == Role::Property);
    let there: BTreeMap<&str, PropertyRef<'_>> =
        class.properties().map(|property| (property.name(), property)).collect();
    // The first letter of a name is a small one there.
    let find = |name: &str| there.get(normal::property_name(name).as_str()).copied();
    // The property that a field was before it was called otherwise.
    let renamed = |field: &FieldDef| find(field.renamed_from?);
    for field in declared.clone() {
        let wanted = scene.def.property(field, scene.names);
        let (label, backfill) = (field.name.into(), field.backfill);
        let (now, before) = (find(field.name), renamed(field));
        if let (Some(now), Some(before)) = (now, before)
            && now.name() != before.name()
        {
            draft.notes.push(format!(
                "`{}`: `renamed_from` of `{}` does nothing, because the server has both: what objects have in `{}` \
                 stays there, and `#[weaviate(rename = \"{}\")]` on the field reads it",
                scene.place.class,
                field.name,
                before.name(),
                before.name()
            ));
        }
        match (now, before) {
            (Some(actual), _) => {
                let Some(wanted) = wanted.as_object() else { continue };
                let path = vec!["properties".into(), actual.name().into()];
                Comparison { scene, path, label, backfill }.compare(wanted, actual, draft);
            }
            (None, Some(actual)) => {
                rename(scene, field, actual, draft);
                // Only what a rebuild closes as well: there is no request that changes a property under another name.
                let mut more = Draft::default();
                let Some(wanted) = wanted.as_object() else { continue };
                Comparison { scene, path: Vec::new(), label, backfill }.compare(wanted, actual, &mut more);
                draft
                    .changes
                    .extend(more.changes.into_iter().filter(|change| change.class == ChangeClass::Rebuild));
            }
            (None, None) => {
                let declared: Vec<String> = declared
                    .clone()
                    .flat_map(|field| [Some(field.name), field.renamed_from])
                    .flatten()
                    .map(normal::property_name)
                    .collect();
                let free =
                    class.properties().filter(|other| !declared.iter().any(|name| name == other.name()));
                let like = free.filter(|other| other.json().get("dataType") == wanted.get("dataType"));
                let like = like.map(PropertyRef::name).next();
                add(scene, class, field, wanted, like, draft);
            }
        }
    }
    let used: BTreeSet<&str> = declared
        .filter_map(|field| find(field.name).or_else(|| renamed(field)))
        .map(PropertyRef::name)
        .collect();
    for actual in class.properties().filter(|actual| !used.contains(actual.name())) {
        undeclared::property(scene, actual, actual.name(), draft);
    }
}

/// A property that gets another name.
fn rename(scene: &Scene<'_>, field: &FieldDef, old: PropertyRef<'_>, draft: &mut Draft) {
    let why = table::find("property", "name", "changed").map_or("", |row| row.why);
    let fix = format!(
        "call the field `{}` again, or keep that name with `#[weaviate(rename = \"{}\")]`",
        old.name(),
        old.name()
    );
    draft.changes.push(Change {
        what: format!("rename the property `{}` to `{}`", old.name(), field.name),
        from: old.name().into(),
        to: field.name.into(),
        breaks: true,
        ..scene.shadow(field.name, why, &fix)
    });
}

/// The links of a new collection, each with what is against it.
pub(crate) fn links(scene: &Scene<'_>) -> Vec<(Value, Option<String>)> {
    let links = scene.def.fields.iter().filter(|field| is_link(field));
    links.map(|field| (field.to_property(scene.names), no_target(scene, field))).collect()
}

/// Whether the field is a link: those name other classes, which have to be there first.
fn is_link(field: &FieldDef) -> bool {
    field.role == Role::Property && field.of.data_type == DataType::Reference
}

/// Why a link cannot be made: the class that it leads to is neither there nor among what is synced.
fn no_target(scene: &Scene<'_>, field: &FieldDef) -> Option<String> {
    field.of.targets.iter().map(To::get).find_map(|target| {
        let class = scene.names.concrete(target.name);
        (!scene.known.contains(class.as_ref())).then(|| {
            format!(
                "`{}` leads to the collection `{}`, and the server has none of that name: add `{}` to what is synced",
                field.name, target.name, target.rust_name
            )
        })
    })
}

/// A property or a link that is new. Refused if the server takes its name for one that is there, if its target is
/// missing, or if every object must have it and there are some. `before` is a property of its type that no field has any
/// more: it may be this one under the name of before.
fn add(
    scene: &Scene<'_>,
    class: &Class,
    field: &FieldDef,
    wanted: Value,
    before: Option<&str>,
    draft: &mut Draft,
) {
    let kind = if is_link(field) { "link" } else { "property" };
    let types: Vec<&str> = match wanted.get("dataType").and_then(Value::as_array) {
        Some(types) => types.iter().filter_map(Value::as_str).collect(),
        None => Vec::new(),
    };
    let like = class.properties().find(|other| other.name().eq_ignore_ascii_case(field.name));
    let refused = like.map(|other| {
        format!(
            "the server has `{}`, and that is the same name to it: rename the field to it, or otherwise",
            other.name()
        )
    });
    let refused = refused.or_else(|| no_target(scene, field)).or_else(|| required(scene, field, kind));
    if let Some(before) = before.filter(|_| scene.count() != Some(0)) {
        draft.notes.push(format!(
            "`{}`: if `{}` is what `{before}` was called, write `#[weaviate(renamed_from = \"{before}\")]` on the field \
             before this is carried out: else what objects have in `{before}` stays there, and nothing reads it",
            scene.place.class, field.name
        ));
    }
    let cost = match scene.count() {
        Some(0) => "one request".into(),
        count => {
            let null_state = class.at(&["invertedIndexConfig", "indexNullState"]) == Some(&Value::Bool(true));
            let unseen = if null_state { ", and `is_null` does not find them" } else { "" };
            format!("one request; {} stay without it{unseen}", words::objects(count))
        }
    };
    draft.changes.push(Change {
        what: format!("add the {kind} `{}` ({})", field.name, types.join(", ")),
        to: wanted.clone(),
        cost,
        refused,
        ..scene.change(ChangeClass::Additive, field.name)
    });
    let step = Step::AddProperty { class: scene.place.class.clone(), property: wanted };
    if is_link(field) { draft.links.push(step) } else { draft.properties.push(step) }
}

/// Why a field that every object must have cannot come to objects that lack it.
pub(crate) fn required(scene: &Scene<'_>, field: &FieldDef, kind: &str) -> Option<String> {
    if field.of.optional || field.of.many || field.default || scene.count() == Some(0) {
        return None;
    }
    let there = match scene.count() {
        None => "there may be objects without it".into(),
        Some(1) => "the object that is there would lack it".into(),
        some => format!("the {} that are there would lack it", words::objects(some)),
    };
    let forms = match kind {
        "link" => "make it an `Option<Link<…>>` or a `Vec<Link<…>>`",
        "named vector" => "make it an `Option<Vector<…>>`",
        _ => "make it an `Option<…>` or a `Vec<…>`, or give it `#[weaviate(default)]`",
    };
    Some(format!("`{}` must be in every object, and {there}: {forms}", field.name))
}
