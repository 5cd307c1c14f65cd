//! What a plan is: differences, steps, and things worth knowing; [`plan`] makes one without asking anybody.
//!
//! Three floors. What is there is read by `actual` and `place`. `property`, `settings`, `vectors` and `modules`
//! judge it by `rules`, which knows what a server allows; each sees one collection as a `Scene`. What they find
//! is written into a `Draft`, which ends as a [`Plan`].

mod actual;
mod by_rule;
mod change;
mod diff;
mod display;
mod draft;
mod drift;
mod edit;
mod graph;
mod modules;
pub(crate) mod normal;
mod place;
mod property;
mod rebuild;
mod rules;
mod scene;
mod settings;
mod step;
mod table;
mod ttl;
mod undeclared;
mod vectors;
mod words;

use std::{collections::BTreeMap, fmt};

use serde::Serialize;
use weaviate_query::Version;

pub use actual::Actual;
pub use change::{Blocks, Change, ChangeClass};
pub use diff::plan;
pub use drift::{Drift, DriftLevel};
pub use edit::Edit;
pub use rebuild::Rebuild;
pub(crate) use rules::has_aliases;
pub use step::Step;
pub use table::{Answer, Row, TABLE};

/// What differs between structs and server, and what is done about it.
///
/// `Display` is for people: a paragraph for each difference, with its kind, why it is of that kind, what closing it
/// costs and what has to wait meanwhile.
///
/// ```text
/// 2 changes to Weaviate 1.39.0, 1 of which sync refuses; so it makes none
///
/// additive  Note  add the property `stars` (int)  REFUSED
///     why     the struct declares it and the server has none
///     cost    one request; 1,204 objects stay without it
///     blocks  nothing
///     refused `stars` must be in every object, and the 1,204 objects that are there would lack it: make it an
///             `Option<…>` or a `Vec<…>`, or give it `#[weaviate(default)]`
///
/// in place  Note  description: nothing to `What somebody wrote down.`
///     why     the server takes it over at once
///     cost    one request
///     blocks  writes to this collection, for a moment
/// ```
///
/// As JSON it is stable; `format` is 1. The same inputs give the same plan, and one that was carried out is empty.
///
/// ```
/// # use weaviate::{Collection, Names, Version, sync::{Actual, Blocks, ChangeClass, Edit, Plan, Step, plan}, schema::Class};
/// # #[derive(Collection)] #[weaviate(description = "What somebody wrote down.")]
/// # struct Note { text: String, stars: i64 }
/// # let made = |properties: serde_json::Value| -> Actual {
/// #     let class = serde_json::json!({ "class": "Note", "properties": properties,
/// #         "invertedIndexConfig": { "indexTimestamps": true } });
/// #     let class: Class = serde_json::from_value(class).unwrap();
/// #     Actual { counts: [("Note".to_owned(), 1_204)].into(), classes: vec![class], ..Actual::default() }
/// # };
/// # let text = serde_json::json!({ "name": "text", "dataType": ["text"] });
/// # let stars = serde_json::json!({ "name": "stars", "dataType": ["int"] });
/// # let plan_for = |actual: &Actual| plan(&[Note::SCHEMA], actual, &Names::new(), Some(Version::new(1, 39)));
/// let plan = plan_for(&made(serde_json::json!([text])));
/// assert_eq!(plan.changes().len(), 2);
/// assert!(plan.to_string().starts_with("2 changes to Weaviate 1.39.0, 1 of which sync refuses; so it makes none"));
/// assert!(plan.refused().all(|change| change.path == "stars")); // 1,204 notes would lack it
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    format: u32,
    server: Option<Text<Version>>,
    changes: Vec<Change>,
    steps: Vec<Step>,
    notes: Vec<String>,
    /// By class: what a rebuild of it takes, with all that links to it.
    #[serde(skip)]
    rebuilds: BTreeMap<String, Vec<Step>>,
    /// What the server does in the background, each with the difference that it closes.
    #[serde(skip)]
    tasks: Vec<(Change, Step)>,
    /// Classes and their properties that nobody declared: the server made them.
    #[serde(skip)]
    by_auto_schema: Vec<(String, String)>,
}

impl Plan {
    pub(crate) fn new(
        server: Option<Version>,
        changes: Vec<Change>,
        steps: Vec<Step>,
        notes: Vec<String>,
    ) -> Self {
        Self {
            format: 1,
            server: server.map(Text),
            changes,
            steps,
            notes,
            rebuilds: BTreeMap::new(),
            tasks: Vec::new(),
            by_auto_schema: Vec::new(),
        }
    }

    /// Whether the server has all that the structs declare, so that there is nothing to do.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Plan, plan}};
    /// # #[derive(Collection)] struct Note { text: String, stars: i64 }
    /// # let today = Some(Version::new(1, 39));
    /// # let plan: Plan = plan(&[Note::SCHEMA], &Actual::default(), &Names::new(), today);
    /// assert!(!plan.is_empty());
    /// assert!(weaviate::sync::plan(&[], &Actual::default(), &Names::new(), today).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether something in it is not for sync to do; sync then does nothing at all.
    ///
    /// A check of a release can ask this of a server before the release is there.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Plan, plan}};
    /// # #[derive(Collection)] struct Note { text: String, stars: i64 }
    /// # let today = Some(Version::new(1, 39));
    /// # let plan: Plan = plan(&[Note::SCHEMA], &Actual::default(), &Names::new(), today);
    /// assert!(!plan.is_refused()); // on an empty server everything can be made
    /// ```
    pub fn is_refused(&self) -> bool {
        self.refused().next().is_some()
    }

    /// The differences that sync leaves to a person.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Blocks, ChangeClass, Edit, Plan, Step, plan}, schema::Class};
    /// # #[derive(Collection)] #[weaviate(description = "What somebody wrote down.")]
    /// # struct Note { text: String, stars: i64 }
    /// # let made = |properties: serde_json::Value| -> Actual {
    /// #     let class = serde_json::json!({ "class": "Note", "properties": properties,
    /// #         "invertedIndexConfig": { "indexTimestamps": true } });
    /// #     let class: Class = serde_json::from_value(class).unwrap();
    /// #     Actual { counts: [("Note".to_owned(), 1_204)].into(), classes: vec![class], ..Actual::default() }
    /// # };
    /// # let text = serde_json::json!({ "name": "text", "dataType": ["text"] });
    /// # let stars = serde_json::json!({ "name": "stars", "dataType": ["int"] });
    /// # let plan_for = |actual: &Actual| plan(&[Note::SCHEMA], actual, &Names::new(), Some(Version::new(1, 39)));
    /// let plan = plan_for(&made(serde_json::json!([text])));
    /// for change in plan.refused() {
    ///     println!("{}: {}", change.what, change.refused.as_deref().unwrap_or_default());
    /// }
    /// assert_eq!(plan.refused().count(), 1);
    /// ```
    pub fn refused(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.refused.is_some())
    }

    /// Every difference, by collection, in the order in which the collections were given.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Plan, plan}};
    /// # #[derive(Collection)] struct Note { text: String, stars: i64 }
    /// # let today = Some(Version::new(1, 39));
    /// # let plan: Plan = plan(&[Note::SCHEMA], &Actual::default(), &Names::new(), today);
    /// let [change] = plan.changes() else { panic!("one collection is new") };
    /// assert_eq!(change.what, "create the class `Note_v1` behind the alias `Note`, with 2 properties");
    /// ```
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What sync does, in this order.
    ///
    /// A refused difference has no request in them that would close it. They are there to be read all the same: sync takes
    /// none of them while something is refused.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Plan, plan}};
    /// # #[derive(Collection)] struct Note { text: String, stars: i64 }
    /// # let today = Some(Version::new(1, 39));
    /// # let plan: Plan = plan(&[Note::SCHEMA], &Actual::default(), &Names::new(), today);
    /// for step in plan.steps() {
    ///     println!("{step}");
    /// }
    /// assert_eq!(plan.steps().len(), 2);
    /// ```
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What is worth knowing and needs nothing done: a collection without an alias, a property that is kept, a vector
    /// whose dimensions no schema tells.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Blocks, ChangeClass, Edit, Plan, Step, plan}, schema::Class};
    /// # #[derive(Collection)] #[weaviate(description = "What somebody wrote down.")]
    /// # struct Note { text: String, stars: i64 }
    /// # let made = |properties: serde_json::Value| -> Actual {
    /// #     let class = serde_json::json!({ "class": "Note", "properties": properties,
    /// #         "invertedIndexConfig": { "indexTimestamps": true } });
    /// #     let class: Class = serde_json::from_value(class).unwrap();
    /// #     Actual { counts: [("Note".to_owned(), 1_204)].into(), classes: vec![class], ..Actual::default() }
    /// # };
    /// # let text = serde_json::json!({ "name": "text", "dataType": ["text"] });
    /// # let stars = serde_json::json!({ "name": "stars", "dataType": ["int"] });
    /// # let plan_for = |actual: &Actual| plan(&[Note::SCHEMA], actual, &Names::new(), Some(Version::new(1, 39)));
    /// let plan = plan_for(&made(serde_json::json!([text, stars])));
    /// assert!(plan.notes()[0].starts_with("`Note` is a class and not an alias"));
    /// ```
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The server's version, if it told.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Plan, plan}};
    /// # #[derive(Collection)] struct Note { text: String, stars: i64 }
    /// # let today = Some(Version::new(1, 39));
    /// # let plan: Plan = plan(&[Note::SCHEMA], &Actual::default(), &Names::new(), today);
    /// assert_eq!(plan.server(), today);
    /// ```
    pub fn server(&self) -> Option<Version> {
        self.server.map(|Text(version)| version)
    }

    /// The lifetimes that let the server delete objects: the class, what they are counted from, and how long they are.
    pub(crate) fn lifetimes(&self) -> Vec<(String, String, i64)> {
        let lifetimes = self.changes.iter().filter(|change| change.class == ChangeClass::Destructive);
        let read = |change: &Change| {
            let after = change.to.get("deleteOn")?.as_str()?.to_owned();
            Some((change.on.clone(), after, change.to.get("defaultTtl")?.as_i64()?))
        };
        lifetimes.filter_map(read).collect()
    }

    /// Takes in what the server closes in its background: indexes of properties, and quantizers that are switched on.
    ///
    /// Sync does so with [`Options::reindex`](crate::Options::reindex).
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, plan}, schema::Class};
    /// # let class = serde_json::json!({ "class": "Note_v1", "invertedIndexConfig": { "indexTimestamps": true },
    /// #     "properties": [{ "name": "text", "dataType": ["text"], "tokenization": "word" }] });
    /// # let class: Class = serde_json::from_value(class).unwrap();
    /// # let aliases = [("Note".to_owned(), "Note_v1".to_owned())].into();
    /// # let actual = Actual { classes: vec![class], aliases, ..Actual::default() };
    /// #[derive(Collection)]
    /// struct Note {
    ///     #[weaviate(tokenization = field)] // it was `word`
    ///     text: String,
    /// }
    ///
    /// let plan = plan(&[Note::SCHEMA], &actual, &Names::new(), Some(Version::new(1, 39)));
    /// assert!(plan.is_refused());
    /// let plan = plan.reindex();
    /// assert_eq!(plan.steps()[0].to_string(), "build the index `searchable` of `text` of the class `Note_v1`");
    /// ```
    pub fn reindex(mut self) -> Self {
        for (change, step) in std::mem::take(&mut self.tasks) {
            if let Some(change) = self.changes.iter_mut().find(|other| **other == change) {
                change.refused = None;
                self.steps.push(step);
            }
        }
        self
    }

    /// Takes in lifetimes that are new or shorter, which let the server delete objects.
    ///
    /// Sync does so with [`Options::expire`](crate::Options::expire).
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, plan}, schema::Class};
    /// # let class = serde_json::json!({ "class": "Note_v1", "invertedIndexConfig": { "indexTimestamps": true },
    /// #     "properties": [{ "name": "text", "dataType": ["text"], "tokenization": "word" }] });
    /// # let class: Class = serde_json::from_value(class).unwrap();
    /// # let aliases = [("Note".to_owned(), "Note_v1".to_owned())].into();
    /// # let expired = [("Note_v1".to_owned(), 7)].into();
    /// # let actual = Actual { classes: vec![class], aliases, expired, ..Actual::default() };
    /// #[derive(Collection)]
    /// #[weaviate(server = "1.35", ttl(after = created_at, days = 30))]
    /// struct Note { text: String }
    ///
    /// let plan = plan(&[Note::SCHEMA], &actual, &Names::new(), Some(Version::new(1, 39)));
    /// assert!(plan.to_string().contains("the server would delete 7 objects at once"));
    /// assert!(!plan.expire().is_refused());
    /// ```
    pub fn expire(mut self) -> Self {
        for change in self.changes.iter_mut().filter(|change| change.class == ChangeClass::Destructive) {
            change.refused = None;
        }
        self
    }

    /// Takes in what a rebuild closes, as far as `allowed` goes: those differences are not refused any more, and a step is
    /// there for each collection that gets a new class.
    ///
    /// Sync does so with [`Options::rebuild`](crate::Options::rebuild).
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Rebuild, plan}, schema::Class};
    /// # #[derive(Collection)] struct Note { text: String, stars: i64 }
    /// # let class = serde_json::json!({ "class": "Note_v1", "invertedIndexConfig": { "indexTimestamps": true }, "properties": [
    /// #     { "name": "text", "dataType": ["text"], "tokenization": "word" }, { "name": "stars", "dataType": ["int"] }] });
    /// # let class: Class = serde_json::from_value(class).unwrap();
    /// # let aliases = [("Note".to_owned(), "Note_v1".to_owned())].into();
    /// # let actual = Actual { classes: vec![class], aliases, ..Actual::default() };
    /// #[derive(Collection)]
    /// #[weaviate(name = "Note", inverted(null_state))] // a server fixes that when it makes a class
    /// struct Changed { text: String, stars: i64 }
    ///
    /// let plan = plan(&[Changed::SCHEMA], &actual, &Names::new(), Some(Version::new(1, 39)));
    /// assert!(plan.is_refused());
    /// let plan = plan.rebuild(Rebuild::Compatible);
    /// assert_eq!(plan.steps()[0].to_string(), "rebuild `Note_v1` as `Note_v2` and let `Note` stand for it");
    /// ```
    pub fn rebuild(mut self, allowed: Rebuild) -> Self {
        if allowed == Rebuild::Never {
            return self;
        }
        let rebuilt: Vec<String> =
            self.changes.iter().filter(|change| change.rebuilds).map(|change| change.on.clone()).collect();
        // What needs a task of the server otherwise comes with the new class.
        for change in self.changes.iter_mut().filter(|change| {
            change.rebuilds || change.class == ChangeClass::Reindex && rebuilt.contains(&change.on)
        }) {
            change.refused = (change.breaks && allowed == Rebuild::Compatible).then(|| {
                "programs with the struct of before would fail once it is done: stop them and say `Rebuild::Any`".into()
            });
        }
        let moved: Vec<&String> =
            self.changes.iter().filter(|change| change.rebuilds).map(|change| &change.on).collect();
        let rebuilt: Vec<Step> = self
            .rebuilds
            .iter()
            .filter(|(from, _)| moved.contains(from))
            .flat_map(|(_, steps)| steps.clone())
            .collect();
        let from = |class: &String| {
            rebuilt.iter().any(|step| matches!(step, Step::Rebuild { from, .. } if from == class))
        };
        self.steps.retain(|step| match step {
            Step::AddProperty { class, .. }
            | Step::UpdateClass { class, .. }
            | Step::Reindex { class, .. } => !from(class),
            _ => true,
        });
        for step in rebuilt {
            if !self.steps.contains(&step) {
                self.steps.push(step);
            }
        }
        self
    }

    /// Lets properties and vectors stay that the server has and no struct declares: they become notes.
    ///
    /// Sync does so unless [`Options::keep_undeclared`](crate::Options::keep_undeclared) is off.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Blocks, ChangeClass, Edit, Plan, Step, plan}, schema::Class};
    /// # #[derive(Collection)] #[weaviate(description = "What somebody wrote down.")]
    /// # struct Note { text: String, stars: i64 }
    /// # let made = |properties: serde_json::Value| -> Actual {
    /// #     let class = serde_json::json!({ "class": "Note", "properties": properties,
    /// #         "invertedIndexConfig": { "indexTimestamps": true } });
    /// #     let class: Class = serde_json::from_value(class).unwrap();
    /// #     Actual { counts: [("Note".to_owned(), 1_204)].into(), classes: vec![class], ..Actual::default() }
    /// # };
    /// # let text = serde_json::json!({ "name": "text", "dataType": ["text"] });
    /// # let stars = serde_json::json!({ "name": "stars", "dataType": ["int"] });
    /// # let plan_for = |actual: &Actual| plan(&[Note::SCHEMA], actual, &Names::new(), Some(Version::new(1, 39)));
    /// let more = serde_json::json!({ "name": "old", "dataType": ["text"] });
    /// let plan = plan_for(&made(serde_json::json!([text, stars, more])));
    /// assert!(plan.is_refused());
    /// assert!(!plan.keep_undeclared().is_refused());
    /// ```
    pub fn keep_undeclared(mut self) -> Self {
        let (kept, changes) =
            std::mem::take(&mut self.changes).into_iter().partition(|change| change.undeclared);
        self.changes = changes;
        let kept: Vec<Change> = kept;
        self.notes
            .extend(kept.into_iter().map(|change| format!("`{}`: {}; it is kept", change.on, change.what)));
        self
    }
}

/// Is text in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Text<T>(T);

impl<T: fmt::Display> Serialize for Text<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
