//! A class as the server has it, kept as the JSON that came.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The JSON document of one class.
///
/// Two are equal if their documents are: the order of keys does not count, that of lists does. A server sorts
/// properties by name with every `PUT` (1.39.0), so compare them one by one, by [`Class::property`].
///
/// A `PUT` of a class replaces all of it, unknown keys included; so the document is the model, and what is
/// known of it is read by methods. JSON in is JSON out.
///
/// Whatever is left out of such a `PUT` is set back or switched off (1.39.0): the description is cleared,
/// stop words and the time to live go, a missing property is an error. So a change is made in the document
/// that came:
///
/// ```
/// use weaviate_query::schema::Class;
///
/// let text = r#"{"class": "Article", "properties": [{"name": "title", "dataType": ["text"]}], "later": [1, 2]}"#;
/// let mut class: Class = serde_json::from_str(text).unwrap();
/// class.json_mut().insert("description".into(), "What was printed.".into());
///
/// assert_eq!(class.name(), "Article");
/// assert_eq!(class.description(), Some("What was printed."));
/// // What no method knows goes out as it came in.
/// assert_eq!(serde_json::to_value(&class).unwrap()["later"], serde_json::json!([1, 2]));
/// ```
///
/// ```
/// use weaviate_query::schema::Class;
///
/// let read = |text: &str| serde_json::from_str::<Class>(text).unwrap();
/// let one = read(r#"{"class": "A", "properties": [{"name": "x"}, {"name": "y"}]}"#);
/// let other = read(r#"{"properties": [{"name": "y"}, {"name": "x"}], "class": "A"}"#);
/// assert_ne!(one, other);
/// assert!(one.properties().all(|property| other.property(property.name()).is_some()));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Class {
    /// The whole document. Each method looks at it anew: nothing is kept beside it.
    json: Map<String, Value>,
}

impl Class {
    /// A class of this name and nothing else: what a server would fill up with its defaults.
    pub fn new(name: &str) -> Self {
        let mut json = Map::new();
        json.insert("class".into(), name.into());
        Self { json }
    }

    /// The document, for keys that no method reads.
    pub fn json(&self) -> &Map<String, Value> {
        &self.json
    }

    /// The document, to change single keys of before it is sent back.
    pub fn json_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.json
    }

    /// The name, empty if the document has none; with the prefix, as the server spells it.
    pub fn name(&self) -> &str {
        self.json.get("class").and_then(Value::as_str).unwrap_or_default()
    }

    /// The description; none if it is empty, which is how a server shows that there is none.
    pub fn description(&self) -> Option<&str> {
        self.json.get("description").and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The properties in the document's order, references among them. Named vectors are [`Class::vectors`].
    pub fn properties(&self) -> impl Iterator<Item = PropertyRef<'_>> {
        properties_of(&self.json, "properties")
    }

    /// The property of this name, spelled exactly so.
    pub fn property(&self, name: &str) -> Option<PropertyRef<'_>> {
        self.properties().find(|property| property.name() == name)
    }

    /// The named vectors, each with what `vectorConfig` says of it. A class from before there were names has
    /// its one vector in `vectorIndexConfig` beside the properties, and none here.
    pub fn vectors(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.json
            .get("vectorConfig")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(name, config)| (name.as_str(), config))
    }

    /// A value by the path of its keys; of an empty path none.
    ///
    /// ```
    /// use weaviate_query::schema::Class;
    ///
    /// let class: Class = serde_json::from_str(r#"{"class": "A", "replicationConfig": {"factor": 3}}"#).unwrap();
    /// assert_eq!(class.at(&["replicationConfig", "factor"]).and_then(|factor| factor.as_i64()), Some(3));
    /// assert_eq!(class.at(&["replicationConfig", "deletionStrategy"]), None);
    /// ```
    pub fn at(&self, path: &[&str]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.json.get(*first)?, |value, key| value.get(*key))
    }

    /// Whether it is split into tenants, so that every request must name one. It cannot be changed
    /// afterwards.
    pub fn is_multi_tenant(&self) -> bool {
        self.at(&["multiTenancyConfig", "enabled"]).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The classes its references lead to, one as often as properties name it.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        self.properties().flat_map(|property| property.targets().collect::<Vec<_>>())
    }
}

/// One property of a class or of a nested object, borrowed from the document.
#[derive(Debug, Clone, Copy)]
pub struct PropertyRef<'a>(&'a Map<String, Value>);

impl<'a> PropertyRef<'a> {
    /// The part of the document.
    pub fn json(self) -> &'a Map<String, Value> {
        self.0
    }

    /// The name, empty if there is none.
    pub fn name(self) -> &'a str {
        self.0.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// The data type, such as `text[]`, or the classes a reference leads to. A data type stands alone.
    pub fn data_types(self) -> impl Iterator<Item = &'a str> {
        self.0.get("dataType").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// The classes it leads to, if it is a reference: names of classes start with a capital letter, names of
    /// data types never do.
    ///
    /// ```
    /// use weaviate_query::schema::Class;
    ///
    /// let text = r#"{"properties": [{"name": "by", "dataType": ["Person", "Firm"]}, {"name": "n", "dataType": ["int"]}]}"#;
    /// let class: Class = serde_json::from_str(text).unwrap();
    /// let by = class.property("by").unwrap();
    /// assert_eq!(by.targets().collect::<Vec<_>>(), ["Person", "Firm"]);
    /// assert!(by.is_reference() && !class.property("n").unwrap().is_reference());
    /// ```
    pub fn targets(self) -> impl Iterator<Item = &'a str> {
        self.data_types().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
    }

    /// Whether it is a reference: whether it leads to any class.
    pub fn is_reference(self) -> bool {
        self.targets().next().is_some()
    }

    /// The description; none if it is empty.
    pub fn description(self) -> Option<&'a str> {
        self.0.get("description").and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The properties of a nested object; none of any other property. Their order counts to a server.
    pub fn nested(self) -> impl Iterator<Item = PropertyRef<'a>> {
        properties_of(self.0, "nestedProperties")
    }
}

/// The list under `key`; what is no object in it is passed over.
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
