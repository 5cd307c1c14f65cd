//! The inverted index of a shard, kept up to date on every write: keys for filters, tokens for keyword search.

pub(crate) mod analyze;
pub(crate) mod bm25;
pub(crate) mod build;
pub(crate) mod fold;
mod gather;
pub(crate) mod key;
mod keys;
pub(crate) mod text;

use std::collections::{BTreeMap, HashMap};

use roaring::RoaringBitmap;

use crate::{
    common::{object::Object, value::Value},
    schema::{Class, DataType, Property},
};
pub(crate) use keys::Keys;
use keys::unite;
pub(crate) use text::Text;
use text::TextIndex;

/// Documents by a count or a length.
pub(crate) type Counts = BTreeMap<u64, RoaringBitmap>;

/// What a shard can look up without reading objects.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) all: RoaringBitmap,
    keys: HashMap<String, Keys>,
    nulls: HashMap<String, [RoaringBitmap; 2]>,
    lengths: HashMap<String, Counts>,
    references: HashMap<String, Counts>,
    searchable: HashMap<String, TextIndex>,
}

static NO_KEYS: Keys = Keys::new();
static NO_COUNTS: Counts = Counts::new();

impl Index {
    /// Documents by the keys of a property.
    pub(crate) fn keys(&self, property: &str) -> &Keys {
        self.keys.get(property).unwrap_or(&NO_KEYS)
    }

    /// Documents in which a property is null, or is not.
    pub(crate) fn nulls(&self, property: &str, null: bool) -> RoaringBitmap {
        self.nulls.get(property).map(|sets| sets[usize::from(null)].clone()).unwrap_or_default()
    }

    /// Documents by the length of a property.
    pub(crate) fn lengths(&self, property: &str) -> &Counts {
        self.lengths.get(property).unwrap_or(&NO_COUNTS)
    }

    /// Documents by the number of references.
    pub(crate) fn references(&self, property: &str) -> &Counts {
        self.references.get(property).unwrap_or(&NO_COUNTS)
    }

    /// The tokens of a searchable property.
    pub(crate) fn text(&self, property: &str) -> Option<Text<'_>> {
        Some(Text::new(self.searchable.get(property)?, self.keys(property)))
    }

    /// Takes a document in.
    pub(crate) fn insert(&mut self, class: &Class, doc: u32, object: &Object) {
        self.count(class, doc, object);
        for property in class.properties.iter().filter(|property| has_index(property)) {
            if let Some(value) = object.fields.get(&property.name) {
                self.insert_value(property, doc, value);
            }
        }
    }

    // What is known of a document beside the keys and tokens of its values.
    fn count(&mut self, class: &Class, doc: u32, object: &Object) {
        self.all.insert(doc);
        self.counted(class, object, &mut |docs| {
            docs.insert(doc);
        });
    }

    fn insert_value(&mut self, property: &Property, doc: u32, value: &Value) {
        let keys = match self.keys.get_mut(&property.name) {
            Some(keys) => keys,
            None => self.keys.entry(property.name.clone()).or_default(),
        };
        let text = self.searchable.get_mut(&property.name);
        if !is_searched(property, value) {
            // From here on there are keys that no keyword search may find.
            if let Some(text) = text {
                text.separate(keys);
            }
            for key in key::of_value(property, value) {
                text::insert(keys, &key, doc);
            }
            return;
        }
        let alike = property.searched.is_none();
        let text = if let Some(text) = text {
            text
        } else {
            let new = if keys.is_empty() { TextIndex::default() } else { TextIndex::apart() };
            self.searchable.entry(property.name.clone()).or_insert(new)
        };
        if !alike {
            text.separate(keys);
        }
        let tokens = analyze::searched(property, value);
        text.insert(doc, &tokens);
        if alike {
            for token in tokens.keys() {
                text::insert(keys, token.as_bytes(), doc);
            }
        } else {
            for key in key::of_value(property, value) {
                text::insert(keys, &key, doc);
            }
        }
    }

    /// Takes a document out again; the object is the one that went in.
    pub(crate) fn remove(&mut self, class: &Class, doc: u32, object: &Object) {
        self.all.remove(doc);
        self.counted(class, object, &mut |docs| {
            docs.remove(doc);
        });
        for property in class.properties.iter().filter(|property| has_index(property)) {
            let Some(value) = object.fields.get(&property.name) else { continue };
            if is_searched(property, value)
                && let Some(text) = self.searchable.get_mut(&property.name)
            {
                text.remove(doc, &analyze::searched(property, value));
            }
            if let Some(keys) = self.keys.get_mut(&property.name) {
                for key in key::of_value(property, value) {
                    text::remove(keys, &key, doc);
                }
            }
        }
    }

    // The sets of what is counted: nulls, lengths and references.
    fn counted(&mut self, class: &Class, object: &Object, change: &mut dyn FnMut(&mut RoaringBitmap)) {
        for property in class.properties.iter().filter(|property| has_index(property)) {
            let value = object.fields.get(&property.name);
            if class.null_state && has_null_state(property.kind) {
                let sets = self.nulls.entry(property.name.clone()).or_default();
                change(&mut sets[usize::from(is_null(value))]);
            }
            if class.property_length && has_length(property.kind) {
                let lengths = self.lengths.entry(property.name.clone()).or_default();
                change(lengths.entry(length(value)).or_default());
            }
            if property.kind == DataType::Reference {
                let count = match value {
                    Some(Value::Refs(list)) => list.len() as u64,
                    _ => 0,
                };
                change(self.references.entry(property.name.clone()).or_default().entry(count).or_default());
            }
        }
    }
}

/// Whether keyword searches look at a value of the property.
fn is_searched(property: &Property, value: &Value) -> bool {
    property.searchable && matches!(value, Value::Text(_) | Value::Texts(_))
}

/// Whether a property can be looked up at all.
pub(crate) fn has_index(property: &Property) -> bool {
    property.filterable || property.searchable || property.range
}

/// Whether the index knows which objects lack such a property.
fn has_null_state(kind: DataType) -> bool {
    !matches!(kind, DataType::Geo | DataType::Phone | DataType::Blob | DataType::BlobHash)
}

/// Whether the length of such a property is kept.
pub(crate) fn has_length(kind: DataType) -> bool {
    kind == DataType::Text || (kind.is_list() && kind != DataType::Objects)
}

/// An empty text or list counts as null.
fn is_null(value: Option<&Value>) -> bool {
    value.is_none_or(|value| match value {
        Value::Text(text) => text.is_empty(),
        Value::Objects(list) => list.is_empty(),
        Value::Refs(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        value => value.is_list() && length(Some(value)) == 0,
    })
}

/// Characters of a text, items of a list.
pub(crate) fn length(value: Option<&Value>) -> u64 {
    let length = match value {
        Some(Value::Text(text)) => text.chars().count(),
        Some(Value::Texts(list)) => list.len(),
        Some(Value::Ints(list) | Value::Numbers(list)) => list.len(),
        Some(Value::Bools(list)) => list.len(),
        Some(Value::Dates(list)) => list.len(),
        Some(Value::Uuids(list)) => list.len(),
        Some(Value::Refs(list)) => list.len(),
        Some(Value::Objects(list)) => list.len(),
        _ => 0,
    };
    length as u64
}
