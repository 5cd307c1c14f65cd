//! The tokens of one searchable property: where they are, how often, and how long each text is.
//!
//! Filters and keyword searches look for the same tokens, unless one of the two was told otherwise: then, and only then,
//! a text has documents of its own beside the keys for filters.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::keys::{Keys, unite};
use crate::common::paged::{Numbers, Paged};

/// A document in which a token occurs more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeat {
    pub(crate) doc: u32,
    pub(crate) count: u32,
}

/// What keyword search knows of one property beside the documents of each token.
#[derive(Default)]
pub(crate) struct TextIndex {
    /// The documents of each token, where they are not those of the keys for filters.
    own: Option<Keys>,
    /// In the order of documents; most tokens occur once in a text, which is not written down.
    repeats: HashMap<Vec<u8>, Vec<Repeat>>,
    /// The number of tokens of each text that has some: one without does not count towards the mean.
    lengths: Paged<Numbers>,
    total: u64,
}

impl TextIndex {
    /// One with documents of its own.
    pub(super) fn apart() -> Self {
        Self { own: Some(Keys::new()), ..Self::default() }
    }

    /// One whose documents are those of the keys for filters.
    pub(super) fn shared(
        repeats: HashMap<Vec<u8>, Vec<Repeat>>,
        lengths: Paged<Numbers>,
        total: u64,
    ) -> Self {
        Self { own: None, repeats, lengths, total }
    }

    /// Whether the documents of its tokens are those of the keys for filters.
    pub(super) fn is_shared(&self) -> bool {
        self.own.is_none()
    }

    /// Gives it documents of its own: until now they were those of the keys.
    pub(super) fn separate(&mut self, keys: &Keys) {
        self.own.get_or_insert_with(|| keys.clone());
    }

    /// Takes a text's tokens in, each with how often it occurs.
    pub(super) fn insert(&mut self, doc: u32, tokens: &HashMap<String, u32>) {
        if tokens.is_empty() {
            return;
        }
        let length: u32 = tokens.values().sum();
        self.total += u64::from(length);
        self.lengths.insert(doc, length);
        if let Some(own) = &mut self.own {
            for token in tokens.keys() {
                insert(own, token.as_bytes(), doc);
            }
        }
        for (token, count) in tokens.iter().filter(|(_, count)| **count > 1) {
            let repeat = Repeat { doc, count: *count };
            let repeats = match self.repeats.get_mut(token.as_bytes()) {
                Some(repeats) => repeats,
                None => self.repeats.entry(token.clone().into_bytes()).or_default(),
            };
            match repeats.last() {
                // Documents come in order, except one that changed and kept its number.
                Some(last) if last.doc >= doc => match place(repeats, doc) {
                    Ok(at) => repeats[at] = repeat,
                    Err(at) => repeats.insert(at, repeat),
                },
                _ => repeats.push(repeat),
            }
        }
    }

    /// Takes a text's tokens out.
    pub(super) fn remove(&mut self, doc: u32, tokens: &HashMap<String, u32>) {
        let Some(length) = self.lengths.get(doc) else { return };
        self.lengths.remove(doc);
        self.total -= u64::from(length);
        for (token, count) in tokens {
            if let Some(own) = &mut self.own {
                remove(own, token.as_bytes(), doc);
            }
            if *count > 1
                && let Some(repeats) = self.repeats.get_mut(token.as_bytes())
                && let Ok(at) = place(repeats, doc)
            {
                repeats.remove(at);
                if repeats.is_empty() {
                    self.repeats.remove(token.as_bytes());
                }
            }
        }
    }

    /// Takes in an index whose documents all come after the ones of this; both share the keys for filters, or neither.
    pub(super) fn append(&mut self, later: Self) {
        self.total += later.total;
        self.lengths.append(later.lengths);
        if let (Some(own), Some(later)) = (&mut self.own, later.own) {
            unite(own, later);
        }
        for (token, mut repeats) in later.repeats {
            self.repeats.entry(token).or_default().append(&mut repeats);
        }
    }

    /// Gives back what growing left over.
    pub(super) fn shrink(&mut self) {
        self.repeats.values_mut().for_each(Vec::shrink_to_fit);
    }
}

/// Puts a document under a key.
pub(super) fn insert(keys: &mut Keys, key: &[u8], doc: u32) {
    match keys.get_mut(key) {
        Some(docs) => {
            // A set keeps its documents in blocks. When the next one begins, as a rule nothing more comes to those that
            // are there: a copy has what growing left over taken off.
            if docs.max().is_some_and(|last| last >> 16 < doc >> 16) {
                *docs = docs.clone();
            }
            docs.insert(doc);
        }
        None => {
            keys.insert(key.to_vec(), RoaringBitmap::from([doc]));
        }
    }
}

/// Takes a document from a key. A key without documents would still be found by ranges and patterns.
pub(super) fn remove(keys: &mut Keys, key: &[u8], doc: u32) {
    if let Some(docs) = keys.get_mut(key) {
        docs.remove(doc);
        if docs.is_empty() {
            keys.remove(key);
        }
    }
}

fn place(repeats: &[Repeat], doc: u32) -> Result<usize, usize> {
    repeats.binary_search_by_key(&doc, |repeat| repeat.doc)
}

/// The tokens of a searchable property with their documents.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    index: &'a TextIndex,
    docs: &'a Keys,
}

impl<'a> Text<'a> {
    pub(super) fn new(index: &'a TextIndex, keys: &'a Keys) -> Self {
        Self { index, docs: index.own.as_ref().unwrap_or(keys) }
    }

    /// The documents of all tokens.
    #[cfg(test)]
    pub(super) fn keys(self) -> &'a Keys {
        self.docs
    }

    /// The documents with a token.
    pub(crate) fn docs(self, token: &str) -> Option<&'a RoaringBitmap> {
        self.docs.get(token.as_bytes())
    }

    /// The documents in which a token occurs more than once, in their order.
    pub(crate) fn repeats(self, token: &str) -> &'a [Repeat] {
        self.index.repeats.get(token.as_bytes()).map(Vec::as_slice).unwrap_or_default()
    }

    /// How often a token occurs in a document, which has it.
    pub(crate) fn count(self, token: &str, doc: u32) -> u32 {
        let repeats = self.repeats(token);
        place(repeats, doc).ok().and_then(|at| repeats.get(at)).map_or(1, |repeat| repeat.count)
    }

    /// The number of tokens of a document's text.
    pub(crate) fn length(self, doc: u32) -> u32 {
        self.index.lengths.get(doc).unwrap_or(0)
    }

    /// The mean number of tokens.
    pub(crate) fn mean_length(self) -> f64 {
        let texts = self.index.lengths.len();
        if texts == 0 { 0.0 } else { self.index.total as f64 / texts as f64 }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these means have no rounding")]
mod tests {
    use super::*;

    fn tokens(text: &str) -> HashMap<String, u32> {
        let mut out = HashMap::new();
        text.split(' ').for_each(|token| *out.entry(token.to_owned()).or_default() += 1);
        out
    }

    #[test]
    fn documents_come_and_go_in_any_order() {
        let (mut index, none) = (TextIndex::apart(), Keys::new());
        index.insert(5, &tokens("a b a"));
        index.insert(2, &tokens("a a a"));
        index.insert(9, &tokens("b c"));
        let docs = |index: &TextIndex, token: &str| -> Vec<(u32, u32)> {
            let text = Text::new(index, &none);
            text.docs(token).into_iter().flatten().map(|doc| (doc, text.count(token, doc))).collect()
        };
        assert_eq!(docs(&index, "a"), [(2, 3), (5, 2)]);
        assert_eq!(Text::new(&index, &none).length(5), 3);
        assert_eq!(Text::new(&index, &none).mean_length(), 8.0 / 3.0);
        index.remove(5, &tokens("a b a"));
        index.remove(7, &tokens("a"));
        assert_eq!(docs(&index, "a"), [(2, 3)]);
        assert_eq!(docs(&index, "b"), [(9, 1)]);
        assert_eq!(Text::new(&index, &none).mean_length(), 2.5);
    }
}
