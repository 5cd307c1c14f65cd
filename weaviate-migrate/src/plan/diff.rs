//! From structs and a server's schema to a plan: one collection after the other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use weaviate_query::{
    Names, Version,
    schema::{Class, CollectionDef},
};

use super::{
    Actual, Blocks, Change, ChangeClass, Edit, Plan, Step, Text,
    place::{Place, place},
    property, settings, words,
};

pub(crate) fn plan(
    wanted: &[&CollectionDef],
    actual: &Actual,
    names: &Names,
    version: Option<Version>,
) -> Plan {
    let mut draft = Draft::default();
    let mut names = names.clone();
    names.clear_aliases();
    for (alias, class) in &actual.aliases {
        names.set_alias(alias, class);
    }
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
    for (def, place) in &places {
        let on = actual.class(&place.class);
        let scene = Scene { def, place, on, names: &names, actual, version, known: &known };
        scene.compare(&mut draft);
    }
    draft.into_plan(version)
}

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
        undeclared: false,
    }
}

/// One collection while it is compared.
pub(crate) struct Scene<'a> {
    pub(crate) def: &'a CollectionDef,
    pub(crate) place: &'a Place,
    pub(crate) on: Option<&'a Class>,
    pub(crate) names: &'a Names,
    pub(crate) actual: &'a Actual,
    pub(crate) version: Option<Version>,
    /// The classes that are there, or will be after the first steps.
    pub(crate) known: &'a BTreeSet<&'a str>,
}

/// The plan while it is made; the steps in the groups of their order.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) changes: Vec<Change>,
    pub(crate) notes: Vec<String>,
    pub(crate) edits: Vec<Edit>,
    pub(crate) properties: Vec<Step>,
    pub(crate) links: Vec<Step>,
    classes: Vec<Step>,
    updates: Vec<Step>,
    aliases: Vec<Step>,
}

impl Draft {
    fn into_plan(self, server: Option<Version>) -> Plan {
        let steps = [self.classes, self.properties, self.updates, self.links, self.aliases].concat();
        Plan { format: 1, server: server.map(Text), changes: self.changes, steps, notes: self.notes }
    }
}

impl Scene<'_> {
    fn compare(&self, draft: &mut Draft) {
        draft.notes.extend(self.place.note.clone());
        match self.on {
            None => self.create(draft),
            Some(class) => {
                let wanted = self.def.to_class(&self.place.class, self.names, true);
                property::compare(self, class, draft);
                settings::compare(self, &wanted, class, draft);
                if !draft.edits.is_empty() {
                    let edits = std::mem::take(&mut draft.edits);
                    draft.updates.push(Step::UpdateClass { class: self.place.class.clone(), edits });
                }
                if let (Some(alias), false) = (&self.place.alias, self.place.alias_exists) {
                    draft.changes.push(Change {
                        what: format!("create the alias `{alias}` for the class `{}`", self.place.class),
                        to: self.place.class.clone().into(),
                        ..self.change(ChangeClass::Additive, "")
                    });
                }
            }
        }
        if let (Some(alias), false) = (&self.place.alias, self.place.alias_exists) {
            draft.aliases.push(Step::CreateAlias { alias: alias.clone(), class: self.place.class.clone() });
        }
    }

    fn create(&self, draft: &mut Draft) {
        let mut definition = self.def.to_class(&self.place.class, self.names, false);
        if definition.vectors().next().is_none() {
            // Else a server with `DEFAULT_VECTORIZER_MODULE` gives it a vector that nobody declared.
            definition.json_mut().insert("vectorizer".into(), "none".into());
        }
        let whole = self.def.to_class(&self.place.class, self.names, true);
        let count = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
        let mut what = format!("create the class `{}`", self.place.class);
        if let Some(alias) = &self.place.alias {
            what = format!("{what} behind the alias `{alias}`");
        }
        what = format!("{what}, with {}", count(whole.properties().count(), "property", "properties"));
        if whole.vectors().next().is_some() {
            what = format!("{what} and {}", count(whole.vectors().count(), "named vector", "named vectors"));
        }
        let links = property::links(self);
        let refused = links.iter().find_map(|(_, refused)| refused.clone());
        let requests = 1 + links.len() + usize::from(self.place.alias.is_some());
        draft.changes.push(Change {
            what,
            to: serde_json::to_value(&whole).unwrap_or_default(),
            cost: count(requests, "request", "requests"),
            refused,
            ..self.change(ChangeClass::Additive, "")
        });
        draft.classes.push(Step::CreateClass { definition });
        let class = &self.place.class;
        draft.links.extend(
            links.into_iter().map(|(property, _)| Step::AddProperty { class: class.clone(), property }),
        );
    }

    /// How many objects are there, if it is known.
    pub(crate) fn count(&self) -> Option<u64> {
        self.actual.counts.get(&self.place.class).copied()
    }

    /// A change of this class, to be filled in.
    pub(crate) fn change(&self, class: ChangeClass, path: &str) -> Change {
        let has_alias = self.place.alias.is_some();
        let (why, cost, blocks) = match class {
            ChangeClass::InPlace => ("", "one request".into(), Blocks::WritesForAMoment),
            ChangeClass::Additive => {
                ("the struct declares it and the server has none", "one request".into(), Blocks::Nothing)
            }
            ChangeClass::Reindex => {
                ("", format!("the server works through {}", words::objects(self.count())), Blocks::TheIndex)
            }
            _ => ("", self.copies(), if has_alias { Blocks::Nothing } else { Blocks::TheSwitch }),
        };
        Change {
            class,
            collection: self.def.name.into(),
            on: self.place.class.clone(),
            path: path.into(),
            what: String::new(),
            from: Value::Null,
            to: Value::Null,
            why: why.into(),
            cost,
            blocks,
            refused: None,
            undeclared: false,
        }
    }

    /// A change that needs a new class; `fix` is what a person can do now.
    pub(crate) fn shadow(&self, path: &str, why: &str, fix: &str) -> Change {
        // Tenants that are not active may have objects that nobody counted.
        let is_for_sure = !self.on.is_some_and(Class::is_multi_tenant) && self.referrers().is_empty();
        let refused = if self.count() == Some(0) && is_for_sure {
            format!(
                "sync never deletes: as `{}` has no objects, delete it{} and sync makes it anew; or {fix}",
                self.place.class,
                if self.place.alias_exists { " and its alias" } else { "" }
            )
        } else {
            format!("sync does not copy objects into a new class: {fix}")
        };
        Change { why: why.into(), refused: Some(refused), ..self.change(ChangeClass::Rebuild, path) }
    }

    fn copies(&self) -> String {
        let mut cost = format!("a new class and a copy of {}", words::objects(self.count()));
        let referrers = self.referrers();
        if !referrers.is_empty() {
            let of = |class: &&str| {
                format!("`{class}` ({})", words::objects(self.actual.counts.get(*class).copied()))
            };
            let referrers: Vec<String> = referrers.iter().map(of).collect();
            cost = format!("{cost}; the same for what links to it: {}", words::list(&referrers));
        }
        cost
    }

    fn referrers(&self) -> Vec<&str> {
        self.actual.referrers(&self.place.class)
    }
}
