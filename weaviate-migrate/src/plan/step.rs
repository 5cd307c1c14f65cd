//! What sync does, one request a step.

use std::fmt;

use serde::Serialize;
use serde_json::Value;
use weaviate_query::schema::Class;

use super::edit::Edit;

/// One step; doing it again does no harm.
///
/// They stand in a plan in this order: classes without their links, properties, settings, links, and aliases
/// last, so that nobody finds a collection under its name before it is whole.
///
/// ```
/// # use weaviate::{Collection, Names, Version, sync::{Actual, Plan, Step, plan}};
/// # #[derive(Collection)] struct Note { text: String, stars: i64 }
/// # let today = Some(Version::new(1, 39));
/// # let plan: Plan = plan(&[Note::SCHEMA], &Actual::default(), &Names::new(), today);
/// for step in plan.steps() {
///     match step {
///         Step::CreateClass { definition } => assert_eq!(definition.name(), "Note_v1"),
///         Step::CreateAlias { alias, class } => assert_eq!((alias.as_str(), class.as_str()), ("Note", "Note_v1")),
///         other => panic!("{other}"),
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// Makes a class.
    CreateClass {
        /// All of it but its links.
        definition: Class,
    },
    /// Adds a property or a link.
    AddProperty {
        /// To this class.
        class: String,
        /// The property as the schema spells it.
        property: Value,
    },
    /// Reads a class, makes the edits and writes it back; writes nothing if they are there already.
    UpdateClass {
        /// This class.
        class: String,
        /// What changes.
        edits: Vec<Edit>,
    },
    /// Switches an index of a property on or off, or builds it anew with another tokenization, and waits for the server
    /// to be done with it.
    Reindex {
        /// Of this class.
        class: String,
        /// Of this property.
        property: String,
        /// `filterable`, `searchable` or `rangeFilters`.
        index: String,
        /// What it is to be; null if it is dropped.
        to: Value,
    },
    /// Makes a class beside another one, fills it from that while programs read and write, and lets it take its place.
    /// The old class is kept.
    Rebuild {
        /// The collection, as the program calls it.
        collection: String,
        /// Its name on the server.
        alias: String,
        /// What that stands for.
        from: String,
        /// What it will stand for.
        to: String,
    },
    /// Makes an alias.
    CreateAlias {
        /// Its name.
        alias: String,
        /// What it stands for.
        class: String,
    },
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CreateClass { definition } => write!(f, "create the class `{}`", definition.name()),
            Self::AddProperty { class, property } => {
                let name = property.get("name").and_then(Value::as_str).unwrap_or_default();
                write!(f, "add `{name}` to the class `{class}`")
            }
            Self::UpdateClass { class, edits } => {
                write!(f, "change settings of the class `{class}`:")?;
                for (i, edit) in edits.iter().enumerate() {
                    write!(f, "{} `{}`", if i == 0 { "" } else { "," }, edit.path.join("."))?;
                }
                Ok(())
            }
            Self::Reindex { class, property, index, to } if to.is_null() => {
                write!(f, "drop the index `{index}` of `{property}` of the class `{class}`")
            }
            Self::Reindex { class, property, index, .. } => {
                write!(f, "build the index `{index}` of `{property}` of the class `{class}`")
            }
            Self::Rebuild { alias, from, to, .. } => {
                write!(f, "rebuild `{from}` as `{to}` and let `{alias}` stand for it")
            }
            Self::CreateAlias { alias, class } => {
                write!(f, "create the alias `{alias}` for the class `{class}`")
            }
        }
    }
}
