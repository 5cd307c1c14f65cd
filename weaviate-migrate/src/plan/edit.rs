//! One changed value in the JSON of a class.

use serde::Serialize;
use serde_json::{Map, Value};
use weaviate_query::schema::Class;

use super::normal;

/// Sets the value at `path`. In a list of properties the part of the path is a property's name.
///
/// A plan holds these and no whole class, so that a class which somebody else changed meanwhile keeps that change.
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
/// let Some(Step::UpdateClass { edits, .. }) = plan.steps().first() else { panic!("one setting differs") };
/// assert_eq!(edits[0].path, ["description"]);
/// assert_eq!(edits[0].to, "What somebody wrote down.");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edit {
    /// The keys that lead to the value.
    pub path: Vec<String>,
    /// What it becomes.
    pub to: Value,
}

impl Edit {
    /// Sets the value at `path` to `to`.
    pub(crate) fn new(path: &[&str], to: Value) -> Self {
        Self { path: path.iter().map(|&part| part.to_owned()).collect(), to }
    }

    /// Whether the class has that value, or what the server makes of it.
    pub(crate) fn is_there(&self, class: &Class) -> bool {
        let Some((start, way)) = self.path.split_first() else { return true };
        let found =
            class.json().get(start).and_then(|value| way.iter().try_fold(value, |at, part| below(at, part)));
        match &self.path[..] {
            // A vector that somebody else added is not written over: the server can be damaged by that.
            [section, _] if section == "vectorConfig" => found.is_some(),
            [section] if section == "moduleConfig" => found == Some(&self.to),
            [_, key] if key == "stopwords" => normal::same_stopwords(&self.to, found),
            _ => normal::covers(&self.to, found),
        }
    }

    /// Makes the edit and says whether that changed anything; `None` if the path leads nowhere.
    pub(crate) fn apply(&self, class: &mut Class) -> Option<bool> {
        let (last, way) = self.path.split_last()?;
        let Some((first, way)) = way.split_first() else {
            return Some(put(class.json_mut(), last, &self.to));
        };
        let mut at = class.json_mut().entry(first.clone()).or_insert(Value::Null);
        for part in way {
            at = match at {
                Value::Array(items) => items.iter_mut().find(|item| is_called(item, part))?,
                other => object(other)?.entry(part.clone()).or_insert(Value::Null),
            };
        }
        Some(put(object(at)?, last, &self.to))
    }
}

/// One part of a path down: a key, or in a list the name of a property.
fn below<'a>(at: &'a Value, part: &str) -> Option<&'a Value> {
    match at {
        Value::Array(items) => items.iter().find(|item| is_called(item, part)),
        other => other.get(part),
    }
}

/// Whether an entry of a list is the property of this name.
fn is_called(item: &Value, name: &str) -> bool {
    item.get("name").and_then(Value::as_str) == Some(name)
}

/// The object that `value` is; null becomes an empty one.
fn object(value: &mut Value) -> Option<&mut Map<String, Value>> {
    if value.is_null() {
        *value = Value::Object(Map::new());
    }
    value.as_object_mut()
}

/// Sets a key, and says whether that changed anything.
fn put(object: &mut Map<String, Value>, key: &str, to: &Value) -> bool {
    if object.get(key) == Some(to) {
        return false;
    }
    object.insert(key.to_owned(), to.clone());
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn class(json: Value) -> Class {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn only_the_value_at_the_path_changes() {
        let mut c = class(json!({
            "class": "C", "moduleConfig": null, "future": [1],
            "properties": [
                { "name": "a", "dataType": ["text"] },
                { "name": "o", "dataType": ["object"], "nestedProperties": [{ "name": "n", "indexFilterable": true }] },
            ],
        }));
        for (path, to) in [
            (&["description"][..], json!("d")),
            (&["properties", "o", "nestedProperties", "n", "description"], json!("nested")),
            (&["moduleConfig", "generative-dummy", "x"], json!(1)),
        ] {
            assert_eq!(Edit::new(path, to.clone()).apply(&mut c), Some(true), "{path:?}");
            assert_eq!(Edit::new(path, to).apply(&mut c), Some(false), "{path:?}");
        }
        assert_eq!(
            c,
            class(json!({
                "class": "C", "moduleConfig": { "generative-dummy": { "x": 1 } }, "future": [1],
                "properties": [
                    { "name": "a", "dataType": ["text"] },
                    { "name": "o", "dataType": ["object"], "nestedProperties": [
                        { "name": "n", "indexFilterable": true, "description": "nested" }] },
                ],
                "description": "d",
            }))
        );
    }

    #[test]
    fn a_property_that_is_gone_is_said() {
        let mut c = class(json!({ "class": "C", "properties": [] }));
        assert_eq!(Edit::new(&["properties", "a", "description"], json!("d")).apply(&mut c), None);
        assert_eq!(Edit::new(&["class", "a"], json!("d")).apply(&mut c), None);
    }
}
