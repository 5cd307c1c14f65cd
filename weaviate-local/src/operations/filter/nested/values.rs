//! The values of a `Contains…` inside an object property, to be looked up instead of compared one by one.

use std::collections::{HashMap, HashSet};

use crate::{
    common::value::Value,
    indexes::inverted::{analyze, key},
    schema::Property,
};

/// What a list of values is found by: keys, or for texts the tokens of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values {
    keys: HashSet<Vec<u8>>,
    /// By the first token of a text: the others, of each text that begins so.
    texts: HashMap<String, Vec<Vec<String>>>,
}

/// What an item of an object is found by.
struct Item {
    key: Option<Vec<u8>>,
    tokens: HashMap<String, u32>,
}

impl Item {
    fn of(property: &Property, value: &Value) -> Self {
        if property.kind.is_text() {
            Self { key: None, tokens: analyze::indexed(property, value) }
        } else {
            Self { key: key::of_value(property, value).into_iter().next(), tokens: HashMap::new() }
        }
    }

    fn has(&self, tokens: &[String]) -> bool {
        tokens.iter().all(|token| self.tokens.contains_key(token))
    }
}

impl Values {
    /// Adds a value that is no text.
    pub(super) fn add_key(&mut self, key: Vec<u8>) {
        self.keys.insert(key);
    }

    /// Adds a text.
    pub(super) fn add_text(&mut self, tokens: Vec<String>) {
        let mut tokens = tokens.into_iter();
        if let Some(first) = tokens.next() {
            self.texts.entry(first).or_default().push(tokens.collect());
        }
    }

    /// Whether an item is one of the values.
    pub(super) fn has(&self, property: &Property, value: &Value) -> bool {
        let item = Item::of(property, value);
        let begins = |token: &String| {
            self.texts.get(token).is_some_and(|texts| texts.iter().any(|others| item.has(others)))
        };
        item.key.as_ref().is_some_and(|key| self.keys.contains(key)) || item.tokens.keys().any(begins)
    }

    /// Whether each of the values is one of the items.
    pub(super) fn all_in<'v>(&self, property: &Property, values: impl Iterator<Item = &'v Value>) -> bool {
        let items: Vec<Item> = values.map(|value| Item::of(property, value)).collect();
        let keys: HashSet<&Vec<u8>> = items.iter().filter_map(|item| item.key.as_ref()).collect();
        let mut by_token: HashMap<&String, Vec<&Item>> = HashMap::new();
        for item in &items {
            for token in item.tokens.keys() {
                by_token.entry(token).or_default().push(item);
            }
        }
        let text_in = |(first, texts): (&String, &Vec<Vec<String>>)| {
            by_token
                .get(first)
                .is_some_and(|items| texts.iter().all(|others| items.iter().any(|item| item.has(others))))
        };
        self.keys.iter().all(|key| keys.contains(key)) && self.texts.iter().all(text_in)
    }
}
