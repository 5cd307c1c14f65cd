//! A class as the server has it, kept as the JSON that came.
//!
//! A `PUT` of a class replaces all of it, unknown keys included; so the document is the model, and what is
//! known of it is read by methods. JSON in is JSON out.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The JSON document of one class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Class {
    json: Map<String, Value>,
}

impl Class {
    /// A class of this name and nothing else.
    pub fn new(name: &str) -> Self {
        let mut json = Map::new();
        json.insert("class".into(), name.into());
        Self { json }
    }

    /// The document.
    pub fn json(&self) -> &Map<String, Value> {
        &self.json
    }

    /// The document, to change single keys of.
    pub fn json_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.json
    }

    /// The name, empty if the document has none.
    pub fn name(&self) -> &str {
        self.json.get("class").and_then(Value::as_str).unwrap_or_default()
    }

    /// The description.
    pub fn description(&self) -> Option<&str> {
        self.json.get("description").and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The properties in the document's order.
    pub fn properties(&self) -> impl Iterator<Item = PropertyRef<'_>> {
        properties_of(&self.json, "properties")
    }

    /// The property of this name.
    pub fn property(&self, name: &str) -> Option<PropertyRef<'_>> {
        self.properties().find(|property| property.name() == name)
    }

    /// The named vectors.
    pub fn vectors(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.json
            .get("vectorConfig")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(name, config)| (name.as_str(), config))
    }

    /// A value by the path of its keys.
    pub fn at(&self, path: &[&str]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.json.get(*first)?, |value, key| value.get(*key))
    }

    /// Whether it is split into tenants.
    pub fn is_multi_tenant(&self) -> bool {
        self.at(&["multiTenancyConfig", "enabled"]).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The classes its references lead to.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        self.properties().flat_map(|property| property.targets().collect::<Vec<_>>())
    }
}

/// One property of a class or of a nested object.
#[derive(Debug, Clone, Copy)]
pub struct PropertyRef<'a>(&'a Map<String, Value>);

impl<'a> PropertyRef<'a> {
    /// The document.
    pub fn json(self) -> &'a Map<String, Value> {
        self.0
    }

    /// The name.
    pub fn name(self) -> &'a str {
        self.0.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// The data type, or the classes a reference leads to.
    pub fn data_types(self) -> impl Iterator<Item = &'a str> {
        self.0.get("dataType").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// The classes it leads to, if it is a reference: names of classes start with a capital letter, names of
    /// data types never do.
    pub fn targets(self) -> impl Iterator<Item = &'a str> {
        self.data_types().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
    }

    /// Whether it is a reference.
    pub fn is_reference(self) -> bool {
        self.targets().next().is_some()
    }

    /// The description.
    pub fn description(self) -> Option<&'a str> {
        self.0.get("description").and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The properties of a nested object.
    pub fn nested(self) -> impl Iterator<Item = PropertyRef<'a>> {
        properties_of(self.0, "nestedProperties")
    }
}

fn properties_of<'a>(json: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = PropertyRef<'a>> {
    json.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .map(PropertyRef)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_is_json_out() {
        let text = r#"{"class":"C","properties":null,"fromTheFuture":{"a":[1,null]},"vectorConfig":{"v":{"vectorizer":{"none":{}}}}}"#;
        let class: Class = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&class).unwrap(), text);
        assert_eq!(class.name(), "C");
        assert_eq!(class.properties().count(), 0);
        assert_eq!(class.vectors().map(|(name, _)| name).collect::<Vec<_>>(), ["v"]);
    }

    #[test]
    fn references_are_told_by_their_capital() {
        let class: Class = serde_json::from_str(
            r#"{"class":"C","properties":[{"name":"t","dataType":["text"]},{"name":"r","dataType":["A","B"]}]}"#,
        )
        .unwrap();
        assert_eq!(class.targets().collect::<Vec<_>>(), ["A", "B"]);
        assert!(!class.property("t").unwrap().is_reference());
    }
}
