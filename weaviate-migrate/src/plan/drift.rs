//! What a server has that the structs do not say, by what it does to a program.

use serde::Serialize;

use super::{
    Plan,
    change::{Change, ChangeClass},
};

/// What a difference does to a program with these structs: what a gate at its start decides by.
///
/// ```
/// use weaviate::sync::DriftLevel;
///
/// assert!(DriftLevel::Compatible < DriftLevel::Degraded && DriftLevel::Degraded < DriftLevel::Breaking);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DriftLevel {
    /// Nothing: a description, a property that no struct reads.
    Compatible,
    /// Questions are answered, and otherwise than declared, or slower: an index, a distance, a setting.
    Degraded,
    /// Questions or writes fail: a collection or a property is not there, or is of another type.
    Breaking,
}

/// One difference between a server and the structs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Drift {
    /// What it does to a program.
    pub level: DriftLevel,
    /// The class on the server.
    pub on: String,
    /// Where in it; empty for the class itself.
    pub path: String,
    /// The difference in words.
    pub what: String,
    /// Who made it, where that can be told: `auto-schema`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'static str>,
}

impl Plan {
    /// The differences by what each does to a program, the worst first.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, DriftLevel, plan}};
    /// # #[derive(Collection)] struct Note { text: String, stars: i64 }
    /// # let plan = plan(&[Note::SCHEMA], &Actual::default(), &Names::new(), Some(Version::new(1, 39)));
    /// let drift = plan.drift();
    /// assert_eq!(drift[0].level, DriftLevel::Breaking); // the collection is not there
    /// ```
    pub fn drift(&self) -> Vec<Drift> {
        let of = |change: &Change| Drift {
            level: level(change),
            on: change.on.clone(),
            path: change.path.clone(),
            what: change.what.clone(),
            by: None,
        };
        let by_itself = |(on, path): &(String, String)| Drift {
            level: DriftLevel::Compatible,
            on: on.clone(),
            path: path.clone(),
            what: format!("the property `{path}` is on the server and not in the struct"),
            by: Some("auto-schema"),
        };
        let mut all: Vec<Drift> = self.changes().iter().map(of).collect();
        all.extend(self.by_auto_schema.iter().map(by_itself));
        all.sort_by_key(|drift| std::cmp::Reverse(drift.level));
        all
    }
}

fn level(change: &Change) -> DriftLevel {
    match change.class {
        _ if change.undeclared => DriftLevel::Compatible,
        _ if change.breaks => DriftLevel::Breaking,
        // Something that the struct names is not there; an alias that is missing is a name that is.
        ChangeClass::Additive => DriftLevel::Breaking,
        ChangeClass::InPlace if change.path == "description" || change.path.ends_with(".description") => {
            DriftLevel::Compatible
        }
        _ => DriftLevel::Degraded,
    }
}
