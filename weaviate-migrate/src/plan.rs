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
mod edit;
mod modules;
mod normal;
mod place;
mod property;
mod rules;
mod scene;
mod settings;
mod step;
mod undeclared;
mod vectors;
mod words;

use std::fmt;

use serde::Serialize;
use weaviate_query::Version;

pub use actual::Actual;
pub use change::{Blocks, Change, ChangeClass};
pub use diff::plan;
pub use edit::Edit;
pub(crate) use rules::has_aliases;
pub use step::Step;

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
}

impl Plan {
    pub(crate) fn new(
        server: Option<Version>,
        changes: Vec<Change>,
        steps: Vec<Step>,
        notes: Vec<String>,
    ) -> Self {
        Self { format: 1, server: server.map(Text), changes, steps, notes }
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
