//! What becomes of an object on its way from one class into another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use uuid::Uuid;
use weaviate_query::{
    Error, Result,
    ir::{Item, Metadata, Query, Selection},
    schema::{BackfillDef, Class, CollectionDef, PropertyRef},
    wire::raw::{Object, Value},
};

use super::{convert, shape::source};
use crate::{objects::Moved, plan::normal};

/// How the objects of one class become those of another.
#[derive(Debug)]
pub(crate) struct Mapping {
    properties: Vec<Carried>,
    /// The vectors that go along: all others are made anew by their vectorizers.
    vectors: Vec<String>,
    pub(super) links: Vec<CarriedLink>,
    /// All that is read of an object but its links.
    pub(super) selection: Selection,
}

#[derive(Debug)]
struct Carried {
    from: String,
    to: String,
    how: Option<(BackfillDef, String)>,
}

/// A link and where it leads to, before and after.
#[derive(Debug)]
pub(super) struct CarriedLink {
    pub(super) from: String,
    pub(super) to: String,
    /// The class of before, and the one of after.
    pub(super) targets: Vec<(String, String)>,
    /// Whether it leads to classes that are not copied before this one, so that it is written when they are.
    pub(super) is_late: bool,
}

impl Mapping {
    /// From `old` to `new`, whose links lead to what `target` says of the classes of before.
    pub(crate) fn new(
        def: &CollectionDef,
        old: &Class,
        new: &Class,
        target: &dyn Fn(&str) -> String,
    ) -> Self {
        let mut made =
            Self { properties: vec![], vectors: vec![], links: vec![], selection: Selection::default() };
        for property in new.properties() {
            let Some(found) = source(def, property.name(), old) else { continue };
            let (from, to) = (found.name().to_owned(), property.name().to_owned());
            if found.is_reference() {
                let targets = found.targets().map(|name| (name.to_owned(), target(name))).collect();
                made.links.push(CarriedLink { from, to, targets, is_late: false });
                continue;
            }
            let same = normal::data_types(found.data_types()) == normal::data_types(property.data_types());
            let field = def.fields.iter().find(|field| normal::property_name(field.name) == to);
            let how = field.and_then(|field| field.backfill).filter(|_| !same);
            let how = how.map(|how| (how, property.data_types().collect::<String>()));
            made.selection.items.push(item(found));
            made.properties.push(Carried { from, to, how });
        }
        let modules = |config: &Json| config.get("vectorizer").cloned().unwrap_or_default();
        for (name, config) in new.vectors() {
            let Some(found) = old.at(&["vectorConfig", name]) else { continue };
            let (before, after) = (modules(found), modules(config));
            let is_given = after.get("none").is_some();
            let renamed = def.fields.iter().any(|field| {
                field.renamed_from.is_some_and(|old_name| {
                    old.property(old_name).is_some() && new.property(old_name).is_none()
                })
            });
            // A vectorizer that reads a property under another name makes the same vector, unless it reads the name too.
            if is_given
                || normal::covers(&after, Some(&before)) && !renamed
                || sources_follow(def, &before, &after)
            {
                made.vectors.push(name.to_owned());
                made.selection.items.push(Item::Vector(name.to_owned().into()));
            }
        }
        // A class that names no vectors has one without a name.
        let unnamed = |class: &Class| class.vectors().next().is_none();
        if unnamed(old) && unnamed(new) && old.at(&["vectorizer"]) == new.at(&["vectorizer"]) {
            made.vectors.push(String::new());
            made.selection.items.push(Item::Vector("".into()));
        }
        made.selection.items.push(Item::Metadata(Metadata::Id));
        made
    }

    /// One object without its links.
    ///
    /// # Errors
    ///
    /// What a function of the user's says of a value, with the object and the property.
    pub(crate) fn object(&self, mut old: Object) -> Result<Moved> {
        let mut object = Object { id: old.id, ..Object::default() };
        for carried in &self.properties {
            let value = old.properties.remove(&carried.from);
            let value = match (&carried.how, value) {
                (Some((how, kind)), Some(value)) => {
                    let put = || {
                        // The plan refuses a rebuild whose function is not in the program.
                        let apply =
                            how.apply.ok_or_else(|| Error::invalid("`backfill` is in another program"))?;
                        let made = apply(&convert::to_json(&value))?;
                        convert::from_json(&made, kind)
                    };
                    put().map_err(|error| {
                        let id = old.id.unwrap_or_default();
                        error.context(format!(
                            "making `{}` of `{}` of the object {id}",
                            carried.to, carried.from
                        ))
                    })?
                }
                (_, value) => value,
            };
            object.properties.extend(value.map(|value| (carried.to.clone(), value)));
        }
        let keep = |name: &String| self.vectors.contains(name);
        object.vectors =
            old.vectors.into_iter().filter(|(name, rows)| keep(name) && !rows.is_empty()).collect();
        object.multi_vectors =
            old.multi_vectors.into_iter().filter(|(name, rows)| keep(name) && !rows.is_empty()).collect();
        Ok(Moved { object, links: Vec::new() })
    }

    /// Whether an object in the new class is what this one becomes.
    pub(crate) fn is_same(&self, expected: &Moved, found: &Object) -> bool {
        let properties: BTreeMap<&String, &Value> = found
            .properties
            .iter()
            .filter(|(name, _)| self.properties.iter().any(|carried| carried.to == **name))
            .collect();
        let is_empty = |value: &Value| matches!(value, Value::List(values) if values.is_empty());
        let wanted = expected.object.properties.iter().filter(|(_, value)| !is_empty(value));
        wanted
            .clone()
            .all(|(name, value)| properties.get(name).is_some_and(|found| convert::is_same(value, found)))
            && expected.object.vectors.iter().all(|(name, rows)| {
                found.vectors.get(name).is_some_and(|found| convert::is_same_vector(rows, found))
            })
            && expected.object.multi_vectors.iter().all(|(name, rows)| {
                found.multi_vectors.get(name).is_some_and(|found| {
                    let mut pairs = rows.iter().zip(found);
                    found.len() == rows.len() && pairs.all(|(row, found)| convert::is_same_vector(row, found))
                })
            })
            && expected.links.iter().filter(|links| links.only).all(|links| {
                let sorted = |ids: &[Uuid]| ids.iter().copied().collect::<BTreeSet<_>>();
                found.links.get(&links.name).is_some_and(|found| sorted(found) == sorted(&links.ids))
            })
    }

    /// The question that reads an object of the new class back.
    pub(crate) fn back(&self, new: &Class) -> Query {
        let carried =
            |property: &PropertyRef<'_>| self.properties.iter().any(|carried| carried.to == property.name());
        let mut items: Vec<Item> = new.properties().filter(carried).map(item).collect();
        items.extend(self.vectors.iter().cloned().map(|name| Item::Vector(name.into())));
        let single = self.links.iter().filter(|link| link.targets.len() == 1);
        items.extend(single.map(|link| leads(&link.to, None)));
        items.push(Item::Metadata(Metadata::Id));
        Query { selection: Selection { items }, ..Query::new(new.name().to_owned()) }
    }
}

/// Whether two vectorizers differ in nothing but names of properties that were renamed, and read no names.
fn sources_follow(def: &CollectionDef, before: &Json, after: &Json) -> bool {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return false };
    let Some((module, after)) = after.iter().next() else { return false };
    let Some(before) = before.get(module) else { return false };
    let names = |json: &Json| -> Option<Vec<String>> {
        let list = json.get("properties")?.as_array()?;
        Some(list.iter().filter_map(Json::as_str).map(str::to_owned).collect())
    };
    let (Some(old), Some(new)) = (names(before), names(after)) else { return false };
    let was = |name: &String| {
        let field = def.fields.iter().find(|field| field.name == name);
        field.and_then(|field| field.renamed_from).map_or_else(|| name.clone(), str::to_owned)
    };
    let reads_names = def.fields.iter().any(|field| {
        field.vectorize_property_name != Some(false)
            && new.iter().any(|name| name == field.name)
            && field.renamed_from.is_some()
    });
    let mut rest = after.clone();
    if let Some(rest) = rest.as_object_mut() {
        rest.shift_remove("properties");
    }
    !reads_names && new.iter().map(was).eq(old) && normal::covers(&rest, Some(before))
}

/// The ids that a link leads to, all of one class.
pub(super) fn leads(name: &str, collection: Option<&String>) -> Item {
    let id = Selection { items: vec![Item::Metadata(Metadata::Id)] };
    Item::Link { name: name.to_owned().into(), collection: collection.cloned(), selection: id }
}

/// What is asked for to have all of a property.
pub(super) fn item(property: PropertyRef<'_>) -> Item {
    let name = property.name().to_owned();
    if property.data_types().any(|kind| matches!(kind, "object" | "object[]")) {
        let selection = Selection { items: property.nested().map(item).collect() };
        return Item::Object { name: name.into(), selection };
    }
    Item::Property(name.into())
}
