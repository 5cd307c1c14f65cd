//! The tokens of one searchable property: where they are and how long each text is.

use std::collections::HashMap;

/// A document with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) doc: u32,
    /// How often the token occurs in the document's text.
    pub(crate) count: u32,
    /// The number of tokens in that text.
    pub(crate) length: u32,
}

/// Postings of one property.
#[derive(Default)]
pub(crate) struct TextIndex {
    /// In the order of documents.
    postings: HashMap<String, Vec<Posting>>,
    texts: u64,
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
        self.texts += 1;
        self.total += u64::from(length);
        for (token, count) in tokens {
            let postings = self.postings.entry(token).or_default();
            let posting = Posting { doc, count, length };
            match postings.last() {
                // Documents come in order, except one that changed and kept its number.
                Some(last) if last.doc >= doc => match place(postings, doc) {
                    Ok(at) => postings[at] = posting,
                    Err(at) => postings.insert(at, posting),
                },
                _ => postings.push(posting),
            }
        }
    }

    /// Takes a text's tokens out.
    pub(crate) fn remove(&mut self, doc: u32, tokens: &HashMap<String, u32>) {
        let mut found = None;
        for token in tokens.keys() {
            let Some(postings) = self.postings.get_mut(token) else { continue };
            let Ok(at) = place(postings, doc) else { continue };
            found = Some(postings.remove(at).length);
            if postings.is_empty() {
                self.postings.remove(token);
            }
        }
        if let Some(length) = found {
            self.texts -= 1;
            self.total -= u64::from(length);
        }
    }

    /// Takes in an index whose documents all come after the ones of this.
    pub(crate) fn append(&mut self, later: Self) {
        self.texts += later.texts;
        self.total += later.total;
        if self.postings.is_empty() {
            self.postings = later.postings;
            return;
        }
        for (token, mut postings) in later.postings {
            self.postings.entry(token).or_default().append(&mut postings);
        }
    }

    /// Every token with its documents.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = (&str, &[Posting])> {
        self.postings.iter().map(|(token, postings)| (token.as_str(), postings.as_slice()))
    }

    /// The documents with a token, in their order.
    pub(crate) fn postings(&self, token: &str) -> &[Posting] {
        self.postings.get(token).map(Vec::as_slice).unwrap_or_default()
    }

    /// A document's posting of a token.
    pub(crate) fn posting(&self, token: &str, doc: u32) -> Option<Posting> {
        let postings = self.postings(token);
        place(postings, doc).ok().and_then(|at| postings.get(at).copied())
    }

    /// The mean number of tokens.
    pub(crate) fn mean_length(&self) -> f64 {
        if self.texts == 0 { 0.0 } else { self.total as f64 / self.texts as f64 }
    }
}

fn place(postings: &[Posting], doc: u32) -> Result<usize, usize> {
    postings.binary_search_by_key(&doc, |posting| posting.doc)
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
        let mut index = TextIndex::default();
        index.insert(5, tokens("a b a"));
        index.insert(2, tokens("a"));
        index.insert(9, tokens("b c"));
        let docs = |index: &TextIndex, token| index.postings(token).iter().map(|p| p.doc).collect::<Vec<_>>();
        assert_eq!(docs(&index, "a"), [2, 5]);
        assert_eq!(index.posting("a", 5), Some(Posting { doc: 5, count: 2, length: 3 }));
        assert_eq!(index.mean_length(), 2.0);
        index.remove(5, &tokens("a b a"));
        index.remove(7, &tokens("a"));
        assert_eq!(docs(&index, "a"), [2]);
        assert_eq!(docs(&index, "b"), [9]);
        assert_eq!(index.mean_length(), 1.5);
    }
}
