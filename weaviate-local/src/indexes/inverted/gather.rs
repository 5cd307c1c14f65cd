//! The tokens of one property of many objects, gathered in the order of documents: each is looked for in a table and put
//! behind the documents that are there, where taking objects in one by one looks for it in the order of keys.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::{
    Index, analyze, has_index,
    text::{Repeat, TextIndex},
};
use crate::{
    common::{
        paged::{Numbers, Paged},
        value::Value,
    },
    schema::Property,
};

/// The tokens of a property.
pub(super) struct Gathered<'a> {
    property: &'a Property,
    terms: HashMap<Box<str>, Term>,
    lengths: Paged<Numbers>,
    total: u64,
}

/// The documents of a token.
#[derive(Default)]
struct Term {
    docs: RoaringBitmap,
    repeats: Vec<Repeat>,
    /// How often the last document has it so far.
    count: u32,
    last: u32,
}

impl Term {
    fn add(&mut self, doc: u32) {
        if self.count == 0 || self.last != doc {
            // Documents come in their order: none is refused.
            let _ = self.docs.try_push(doc);
            (self.last, self.count) = (doc, 1);
            return;
        }
        self.count += 1;
        match self.repeats.last_mut() {
            Some(repeat) if repeat.doc == doc => repeat.count = self.count,
            _ => self.repeats.push(Repeat { doc, count: self.count }),
        }
    }
}

impl<'a> Gathered<'a> {
    /// Of a text whose tokens are the same for filters and for keyword searches, or that is for filters alone.
    pub(super) fn of(property: &'a Property) -> Option<Self> {
        let alike = !property.searchable || property.searched.is_none();
        let gathered = Self { property, terms: HashMap::new(), lengths: Paged::default(), total: 0 };
        (property.kind.is_text() && has_index(property) && alike).then_some(gathered)
    }

    /// Takes in the text of a document that comes after all the others.
    pub(super) fn add(&mut self, doc: u32, value: &Value) {
        let mut length = 0;
        analyze::each(self.property, self.property.tokenization, value, |token| {
            length += 1;
            match self.terms.get_mut(token) {
                Some(term) => term.add(doc),
                None => self.terms.entry(token.into()).or_default().add(doc),
            }
        });
        if length > 0 && self.property.searchable {
            self.lengths.insert(doc, length);
            self.total += u64::from(length);
        }
    }

    /// Puts everything into an index that has nothing of the property yet.
    pub(super) fn pour(self, index: &mut Index) {
        if self.terms.is_empty() {
            return;
        }
        let name = &self.property.name;
        let mut repeats = HashMap::new();
        let keys = self.terms.into_iter().map(|(token, term)| {
            let token = token.into_boxed_bytes().into_vec();
            if !term.repeats.is_empty() && self.property.searchable {
                repeats.insert(token.clone(), term.repeats);
            }
            (token, term.docs)
        });
        index.keys.insert(name.clone(), keys.collect());
        if self.property.searchable {
            let text = TextIndex::shared(repeats, self.lengths, self.total);
            index.searchable.insert(name.clone(), text);
        }
    }
}
