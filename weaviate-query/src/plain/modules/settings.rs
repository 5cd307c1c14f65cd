//! What was set of a module, an index or a quantizer: constant data, written as JSON.
//!
//! A builder is `Copy` and `const`, so that a struct's declaration is a constant of the program and costs
//! nothing to read. That is why settings stand in an array of fixed length and hold only what lives for ever.

use serde_json::{Map, Value as Json};

use crate::plain::version::Version;

/// How many settings one module has at most, and how long the array in every [`Settings`] is.
pub const MOST: usize = 20;

/// A named thing and what was set of it, in the order in which it was set.
///
/// What is always set of it, such as `isAzure` of Azure's models, goes before. Setting a key twice is not
/// refused here: in JSON the later one stands. The builders of the tables are where keys are checked.
///
/// ```
/// use weaviate_query::modules::{Setting, Settings, Since, Source, Value};
///
/// const OURS: Settings = Settings::new("ours", Since::ALWAYS, &[Setting { key: "on", value: Value::Flag(true) }])
///     .with("model", Value::Text("small"))
///     .with("fields", Value::Properties(&[Source::new("title").weight(0.7), Source::new("body")]));
///
/// assert_eq!(OURS.get("model"), Some(Value::Text("small")));
/// assert_eq!(
///     serde_json::Value::from(OURS.to_json()),
///     serde_json::json!({
///         "on": true,
///         "model": "small",
///         "fields": ["title", "body"],
///         // One weight that was said makes a list of them; the others are 1.
///         "weights": { "fields": [0.7, 1.0] },
///     })
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    name: &'static str,
    since: Since,
    preset: &'static [Setting],
    set: [Option<Setting>; MOST],
    len: usize,
}

/// Since when servers have something. It is checked where the derive knows which server a struct must run on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Since {
    /// The first version.
    pub version: Version,
    /// What to say where an older one is used: the text of a compile error.
    pub refusal: &'static str,
}

impl Since {
    /// Every server that is supported has it, from [`Version::OLDEST`] on.
    pub const ALWAYS: Self = Self { version: Version::OLDEST, refusal: "" };
}

/// One setting: its key, and what it is set to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// As the server spells it; a dot leads into a nested object, as in `options.useGPU`.
    pub key: &'static str,
    /// What it is set to.
    pub value: Value,
}

/// The value of a setting; each becomes the JSON that stands beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// `"…"`: text, or a word of an enumeration
    Text(&'static str),
    /// A whole number
    Int(i64),
    /// A number
    Number(f64),
    /// `true` or `false`
    Flag(bool),
    /// `["…", "…"]`
    Texts(&'static [&'static str]),
    /// `[0.5, 1.0]`: numbers, of settings that were read from JSON
    Numbers(&'static [f64]),
    /// One property: its name as text; a weight does not count
    Property(Source),
    /// Properties, weighted or not: a list of names. If one has a weight, all are written under
    /// `weights.<key>`, 1 where none was said
    Properties(&'static [Source]),
    /// More settings: an object
    Nested(&'static [Setting]),
    /// Settings of something inside it, such as those of `hnsw` in a dynamic index: an object
    Inside(&'static Settings),
}

/// A property that a module reads: of `source = […]` or of settings such as `image_fields = […]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Source {
    /// Its name on the server, which may be another than the field's.
    pub name: &'static str,
    /// How much it counts beside the others, if that was said; only for modules of several media.
    pub weight: Option<f64>,
}

impl Source {
    /// The property of this name on the server, with no weight.
    pub const fn new(name: &'static str) -> Self {
        Self { name, weight: None }
    }

    /// How much it counts beside the others; a source without one counts 1 where another has one.
    pub const fn weight(self, weight: f64) -> Self {
        Self { weight: Some(weight), ..self }
    }
}

impl Settings {
    /// Something of this name that servers have from `since` on, with what is always set of it.
    pub const fn new(name: &'static str, since: Since, preset: &'static [Setting]) -> Self {
        Self { name, since, preset, set: [None; MOST], len: 0 }
    }

    /// Sets one more.
    ///
    /// # Panics
    ///
    /// After more settings than any module has, [`MOST`]; in a constant that is a compile error.
    pub const fn with(mut self, key: &'static str, value: Value) -> Self {
        assert!(self.len < MOST, "too many settings");
        self.set[self.len] = Some(Setting { key, value });
        self.len += 1;
        self
    }

    /// How the server calls it: the key under which the settings stand in the schema.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Since when servers have it.
    pub const fn since(&self) -> Since {
        self.since
    }

    /// The whole number that `key` is set to; none if it is set to something else or not at all. For rules
    /// about numbers that are checked in constants, such as the bits of a quantizer.
    pub const fn int(&self, key: &str) -> Option<i64> {
        match self.get(key) {
            Some(Value::Int(number)) => Some(number),
            _ => None,
        }
    }

    /// What `key` is set to, without what is always set; of a key that was set twice the first value.
    pub const fn get(&self, key: &str) -> Option<Value> {
        let mut i = 0;
        while i < self.len {
            if let Some(setting) = self.set[i]
                && same(setting.key, key)
            {
                return Some(setting.value);
            }
            i += 1;
        }
        None
    }

    /// Whether it has this name, in a constant, where `==` cannot be called.
    pub const fn is(&self, name: &str) -> bool {
        same(self.name, name)
    }

    /// What is set: first what always is, then the rest in the order in which it was set.
    pub fn iter(&self) -> impl Iterator<Item = &Setting> {
        self.preset.iter().chain(self.set.iter().flatten())
    }

    /// What is set, as the schema spells it; the name stands outside.
    ///
    /// Only what was declared is written, so that what a server fills in for the rest is never taken for a
    /// difference.
    pub fn to_json(&self) -> Map<String, Json> {
        object(self.iter())
    }
}

/// `==` on text, which is not `const` yet.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut i = 0;
    while i < one.len() {
        if one[i] != other[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Settings as an object, with the weights of their properties beside them.
fn object<'a>(settings: impl Iterator<Item = &'a Setting>) -> Map<String, Json> {
    let mut json = Map::new();
    for setting in settings {
        put(&mut json, setting.key, setting.value.to_json());
        if let Value::Properties(sources) = setting.value
            && sources.iter().any(|source| source.weight.is_some())
        {
            let weights: Vec<Json> =
                sources.iter().map(|source| source.weight.unwrap_or(1.0).into()).collect();
            put(&mut json, &format!("weights.{}", setting.key), weights.into());
        }
    }
    json
}

/// Sets the value under `a.b` in the object `a`, which is made if it is not there.
fn put(json: &mut Map<String, Json>, key: &str, value: Json) {
    let Some((outer, inner)) = key.split_once('.') else {
        json.insert(key.to_owned(), value);
        return;
    };
    let below = json.entry(outer).or_insert_with(|| Json::Object(Map::new()));
    if let Json::Object(below) = below {
        put(below, inner, value);
    }
}

impl Value {
    /// The value as the schema spells it; weights of properties stand elsewhere.
    pub fn to_json(self) -> Json {
        match self {
            Self::Text(text) => text.into(),
            Self::Int(number) => number.into(),
            Self::Number(number) => number.into(),
            Self::Flag(is) => is.into(),
            Self::Texts(texts) => texts.into(),
            Self::Numbers(numbers) => numbers.into(),
            Self::Property(source) => source.name.into(),
            Self::Properties(sources) => sources.iter().map(|source| source.name).collect(),
            Self::Nested(settings) => object(settings.iter()).into(),
            Self::Inside(settings) => settings.to_json().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn weights_stand_beside_their_properties() {
        const SOURCES: &[Source] = &[Source::new("title").weight(0.3), Source::new("body")];
        const PHOTO: &[Source] = &[Source::new("photo")];
        let settings = Settings::new("multi2vec-clip", Since::ALWAYS, &[])
            .with("inferenceUrl", Value::Text("http://clip:8080"))
            .with("textFields", Value::Properties(SOURCES))
            .with("imageFields", Value::Properties(PHOTO))
            .with("options.useGPU", Value::Flag(true))
            .with("options.useCache", Value::Flag(false));
        // `weights` as the server's documentation of multi2vec-clip has it.
        let expected = json!({
            "inferenceUrl": "http://clip:8080",
            "textFields": ["title", "body"],
            "imageFields": ["photo"],
            "weights": { "textFields": [0.3, 1.0] },
            "options": { "useGPU": true, "useCache": false },
        });
        assert_eq!(Json::Object(settings.to_json()), expected);
    }
}
