//! The tokens of one searchable property: where they are and how long each text is.

use std::collections::{BTreeMap, HashMap};

/// Postings of one property.
#[derive(Default)]
pub(crate) struct TextIndex {
    postings: HashMap<String, BTreeMap<u32, u32>>,
    lengths: HashMap<u32, u32>,
    total: u64,
}

impl TextIndex {
    /// Takes a text's tokens in, each with how often it occurs.
    pub(crate) fn insert(&mut self, doc: u32, tokens: HashMap<String, u32>) {
        // A text without tokens does not count towards the mean.
        if tokens.is_empty() {
            return;
        }
        let length: u32 = tokens.values().sum();
        self.lengths.insert(doc, length);
        self.total += u64::from(length);
        for (token, count) in tokens {
            self.postings.entry(token).or_default().insert(doc, count);
        }
    }

    /// Takes a text's tokens out.
    pub(crate) fn remove(&mut self, doc: u32, tokens: &HashMap<String, u32>) {
        let Some(length) = self.lengths.remove(&doc) else { return };
        self.total -= u64::from(length);
        for token in tokens.keys() {
            if let Some(postings) = self.postings.get_mut(token) {
                postings.remove(&doc);
                if postings.is_empty() {
                    self.postings.remove(token);
                }
            }
        }
    }

    /// The documents with a token, each with how often it occurs.
    pub(crate) fn postings(&self, token: &str) -> Option<&BTreeMap<u32, u32>> {
        self.postings.get(token)
    }

    /// The number of tokens in a document's text.
    pub(crate) fn length(&self, doc: u32) -> u32 {
        self.lengths.get(&doc).copied().unwrap_or(0)
    }

    /// The mean number of tokens.
    pub(crate) fn mean_length(&self) -> f64 {
        if self.lengths.is_empty() { 0.0 } else { self.total as f64 / self.lengths.len() as f64 }
    }
}
