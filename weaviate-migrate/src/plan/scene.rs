//! One collection while it is judged: its struct, its place on the server, and what all of its changes share.

use std::collections::BTreeSet;

use serde_json::Value;
use weaviate_query::{
    Names, Version,
    schema::{Class, CollectionDef},
};

use super::{
    actual::{Actual, Referrers},
    change::{Blocks, Change, ChangeClass},
    place::Place,
    words,
};

/// One collection while it is compared: everything that decides about it, and nothing that is changed.
pub(crate) struct Scene<'a> {
    pub(crate) def: &'a CollectionDef,
    pub(crate) place: &'a Place,
    pub(crate) on: Option<&'a Class>,
    pub(crate) names: &'a Names,
    pub(crate) actual: &'a Actual,
    pub(crate) referrers: &'a Referrers<'a>,
    pub(crate) version: Option<Version>,
    /// The classes that are there, or will be after the first steps: a link may lead to each of them.
    pub(crate) known: &'a BTreeSet<&'a str>,
    /// The aliases of all collections that are synced.
    pub(crate) synced: &'a BTreeSet<&'a str>,
}

/// Whether a class is a version of a collection whose alias stands for another version.
fn is_left_over(class: &str, actual: &Actual) -> bool {
    let Some((name, digits)) = class.rsplit_once("_v") else { return false };
    digits.parse::<u64>().is_ok() && actual.aliases.get(name).is_some_and(|other| other != class)
}

impl Scene<'_> {
    /// How many objects are there, if it is known.
    pub(crate) fn count(&self) -> Option<u64> {
        self.actual.counts.get(&self.place.class).copied()
    }

    /// A change of this class, to be filled in: what it costs and what it blocks are the same for all of one class.
    ///
    /// ```text
    /// Change { what: "…".into(), to, ..scene.change(ChangeClass::Additive, "title") }
    /// ```
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
            rebuilds: false,
            breaks: false,
            reversible: class != ChangeClass::Additive,
            undeclared: false,
        }
    }

    /// A change that needs a new class, which sync makes and fills if it is told so; `fix` is what else a person can do.
    pub(crate) fn shadow(&self, path: &str, why: &str, fix: &str) -> Change {
        let change = self.fixed(path, why, fix);
        match self.in_the_way() {
            None => Change {
                rebuilds: true,
                refused: Some(format!(
                    "sync makes a new class and copies the objects only if `rebuild` says so; or {fix}"
                )),
                ..change
            },
            // Then there is nothing to copy.
            Some(_) if self.is_empty() => change,
            Some(reason) => Change { refused: Some(format!("{reason}; or {fix}")), ..change },
        }
    }

    /// Why sync cannot let another class take the place of this one.
    fn in_the_way(&self) -> Option<String> {
        let class = &self.place.class;
        if !self.place.alias_exists {
            return Some(format!(
                "`{class}` is a class and not an alias, and no other class can take its name while it is there: \
                 copy its objects into a collection of another name"
            ));
        }
        let on = self.on?;
        if on.properties().any(|property| property.data_types().any(|name| name == "blobHash")) {
            return Some(
                "the server keeps a hash in the place of a `blobHash`, so it cannot be copied".into(),
            );
        }
        if on.vectors().next().is_none() && on.at(&["vectorizer"]).is_some_and(|module| module != "none") {
            return Some(format!("`{class}` has a vector without a name, which is not copied"));
        }
        let is_alias_of =
            |class: &str| self.actual.aliases.iter().find(|(_, of)| *of == class).map(|(alias, _)| alias);
        for other in self.referrers() {
            match is_alias_of(other) {
                Some(alias) if self.synced.contains(alias.as_str()) => {}
                Some(alias) => {
                    return Some(format!(
                        "`{alias}` links to it and has to be rebuilt with it: add its struct to what is synced"
                    ));
                }
                // A class of before that an earlier rebuild left.
                None if is_left_over(other, self.actual) => {}
                None => return Some(format!("the class `{other}` links to it, and is not behind an alias")),
            }
        }
        None
    }

    /// A change that needs a new class, and more than sync can do; `fix` is what a person can do now.
    pub(crate) fn fixed(&self, path: &str, why: &str, fix: &str) -> Change {
        let refused = if self.is_empty() {
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

    /// What filling a new class costs. Links name a class and no alias, so what links to it has to be copied too.
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

    /// Whether there is nothing in it, and nothing that leads to it. Tenants that are not active may have objects that
    /// nobody counted.
    fn is_empty(&self) -> bool {
        let has_tenants = self.on.is_some_and(Class::is_multi_tenant);
        self.count() == Some(0) && !has_tenants && self.referrers().is_empty()
    }

    /// The classes that link to this one.
    fn referrers(&self) -> Vec<&str> {
        self.referrers.to(&self.place.class)
    }
}
