//! The inverted index of many objects at once: in pieces side by side.

use std::collections::BTreeSet;

use super::{Index, Keys, NO_KEYS, gather::Gathered, has_index, text::TextIndex, unite};
use crate::{schema::Class, store::Stored};

/// An object with what it is indexed under.
pub(crate) type Entry<'a> = (u32, &'a Class, Stored<'a>);

/// A piece is worth a thread of its own from here on.
const PIECE: usize = 5_000;

impl Index {
    /// The index of these objects, which are in the order of documents.
    pub(crate) fn build(entries: &[Entry<'_>]) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let piece = entries.len().div_ceil(threads).max(PIECE);
        let mut pieces = std::thread::scope(|scope| {
            let workers: Vec<_> =
                entries.chunks(piece).map(|entries| scope.spawn(|| part(entries))).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect::<Vec<_>>()
        })
        .into_iter();
        let mut index = pieces.next().unwrap_or_default();
        pieces.for_each(|later| index.append(later));
        index.searchable.values_mut().for_each(TextIndex::shrink);
        // A copy has what growing left over taken off.
        index.keys.values_mut().flat_map(Keys::values_mut).for_each(|docs| *docs = docs.clone());
        index
    }

    /// Takes in an index whose documents all come after the ones of this.
    fn append(&mut self, mut later: Self) {
        self.all |= std::mem::take(&mut later.all);
        let properties: BTreeSet<String> =
            self.searchable.keys().chain(later.searchable.keys()).cloned().collect();
        for property in properties {
            // Documents are those of the keys only as long as they are in both.
            if !(self.shares(&property) && later.shares(&property)) {
                self.separate(&property);
                later.separate(&property);
            }
            if let Some(texts) = later.searchable.remove(&property) {
                match self.searchable.get_mut(&property) {
                    Some(known) => known.append(texts),
                    None => {
                        self.searchable.insert(property, texts);
                    }
                }
            }
        }
        for (property, keys) in later.keys {
            unite(self.keys.entry(property).or_default(), keys);
        }
        for (property, [absent, present]) in later.nulls {
            let known = self.nulls.entry(property).or_default();
            known[0] |= absent;
            known[1] |= present;
        }
        for (property, counts) in later.lengths {
            unite(self.lengths.entry(property).or_default(), counts);
        }
        for (property, counts) in later.references {
            unite(self.references.entry(property).or_default(), counts);
        }
    }

    /// Whether keyword searches find exactly the documents of a property's keys.
    fn shares(&self, property: &str) -> bool {
        match self.searchable.get(property) {
            Some(texts) => texts.is_shared(),
            None => self.keys(property).is_empty(),
        }
    }

    fn separate(&mut self, property: &str) {
        if let Some(texts) = self.searchable.get_mut(property) {
            texts.separate(self.keys.get(property).unwrap_or(&NO_KEYS));
        }
    }
}

fn part(entries: &[Entry<'_>]) -> Index {
    let mut index = Index::default();
    let Some((_, class, _)) = entries.first() else { return index };
    // A description may say other things of a text than the one before; under one all tokens are for the same searches.
    let one = entries.iter().all(|(_, other, _)| std::ptr::eq(*other, *class));
    let gathered = |property| if one { Gathered::of(property) } else { None };
    let mut gathered: Vec<_> = class.properties.iter().map(gathered).collect();
    for (doc, class, object) in entries {
        let Some(object) = object.object() else { continue };
        index.count(class, *doc, &object);
        for (at, property) in class.properties.iter().enumerate().filter(|(_, property)| has_index(property))
        {
            let Some(value) = object.fields.get(&property.name) else { continue };
            match gathered.get_mut(at) {
                Some(Some(tokens)) => tokens.add(*doc, value),
                _ => index.insert_value(property, *doc, value),
            }
        }
    }
    gathered.into_iter().flatten().for_each(|tokens| tokens.pour(&mut index));
    index
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these means have no rounding")]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::{
        common::{
            object::Object,
            value::{Fields, Value},
        },
        store::{MemoryStore, ObjectStore as _},
    };

    /// A store of so many objects.
    fn objects(count: u32) -> MemoryStore {
        let mut store = MemoryStore::default();
        (0..count).for_each(|number| store.insert(number, &object(number)));
        store
    }

    fn object(number: u32) -> Object {
        let text = |text: String| Value::Text(text);
        let fields = Fields::from([
            ("text".to_owned(), text(format!("word{} word{} common common", number % 97, number % 31))),
            ("name".to_owned(), text(format!("name {}", number % 53))),
            ("folded".to_owned(), text(format!("\u{c9}t\u{e9} {} \u{1c5}", number % 53))),
            ("apart".to_owned(), text(format!("Word{} Word{}", number % 7, number % 3))),
            ("number".to_owned(), Value::Int(f64::from(number % 11))),
            ("tags".to_owned(), Value::Texts(vec!["a".into(); (number % 3) as usize])),
        ]);
        Object {
            id: Uuid::from_u128(u128::from(number)),
            epoch: 0,
            created: 0,
            updated: 0,
            fields,
            vectors: crate::common::named::Named::new(),
        }
    }

    #[test]
    fn many_at_once_are_the_same_as_one_by_one() {
        let doc = json!({"class": "A", "invertedIndexConfig": {"indexNullState": true, "indexPropertyLength": true},
            "properties": [
                {"name": "text", "dataType": ["text"], "tokenization": "word", "indexSearchable": true, "indexFilterable": true},
                {"name": "name", "dataType": ["text"], "tokenization": "field", "indexSearchable": false, "indexFilterable": true},
                {"name": "folded", "dataType": ["text"], "tokenization": "trigram", "indexSearchable": true,
                    "indexFilterable": true, "textAnalyzer": {"asciiFold": true}},
                {"name": "apart", "dataType": ["text"], "tokenization": "field", "indexSearchable": true,
                    "indexFilterable": true},
                {"name": "number", "dataType": ["int"], "indexFilterable": true},
                {"name": "tags", "dataType": ["text[]"], "tokenization": "word", "indexSearchable": true, "indexFilterable": true}]});
        let serde_json::Value::Object(doc) = doc else { unreachable!() };
        let mut class = Class::from_doc(doc);
        // Keyword searches look for other tokens there than filters.
        let apart = class.properties.iter_mut().find(|property| property.name == "apart").unwrap();
        apart.searched = Some(crate::schema::Tokenization::Word);
        // Enough for several pieces.
        let objects = objects(12_000);
        let entries: Vec<Entry<'_>> =
            objects.records().iter().map(|(doc, record)| (doc, &class, Stored::new(record))).collect();
        let built = Index::build(&entries);
        let mut single = Index::default();
        for (doc, class, object) in &entries {
            single.insert(class, *doc, &object.object().unwrap());
        }
        assert_eq!(built.all, single.all);
        assert_eq!(built.keys, single.keys);
        assert_eq!(built.nulls, single.nulls);
        assert_eq!(built.lengths, single.lengths);
        let texts = |index: &Index, property: &str| -> Vec<(String, u32, u32, u32)> {
            let text = index.text(property).unwrap();
            let keys = if property == "apart" { text.keys() } else { index.keys(property) }.iter();
            keys.flat_map(|(key, docs)| docs.iter().map(move |doc| (key, doc)))
                .map(|(key, doc)| {
                    let token = String::from_utf8(key.clone()).unwrap();
                    assert!(text.docs(&token).unwrap().contains(doc));
                    let count = text.count(&token, doc);
                    (token, doc, count, text.length(doc))
                })
                .collect()
        };
        for property in ["text", "folded", "apart", "tags"] {
            assert_eq!(texts(&built, property), texts(&single, property), "{property}");
        }
        assert!(built.text("name").is_none() && single.text("name").is_none());
        assert_eq!(built.text("text").unwrap().mean_length(), 4.0);
    }

    fn class(text: &str) -> Class {
        let doc =
            format!(r#"{{"class": "A", "properties": [{{"name": "text", "dataType": ["text"], {text}}}]}}"#);
        Class::from_doc(serde_json::from_str(&doc).unwrap())
    }

    /// The documents of a token for filters, and for keyword searches.
    fn found(index: &Index, token: &str) -> (Vec<u32>, Vec<u32>) {
        let docs = |docs: Option<&roaring::RoaringBitmap>| docs.into_iter().flatten().collect();
        let text = index.text("text").and_then(|text| text.docs(token));
        (docs(index.keys("text").get(token.as_bytes())), docs(text))
    }

    // A description may change between objects: some are for filters and keyword searches, some for filters alone.
    #[test]
    fn keyword_searches_find_only_what_was_written_for_them() {
        let both = class(r#""tokenization": "word", "indexSearchable": true, "indexFilterable": true"#);
        let filters = class(r#""tokenization": "word", "indexSearchable": false, "indexFilterable": true"#);
        let objects = objects(6);
        for order in [[&both, &filters, &both], [&filters, &both, &filters], [&both, &both, &filters]] {
            let entries: Vec<Entry<'_>> = objects
                .records()
                .iter()
                .map(|(doc, record)| (doc, order[doc as usize / 2], Stored::new(record)))
                .collect();
            let searched = entries
                .iter()
                .filter(|(_, class, _)| std::ptr::eq(*class, &raw const both))
                .map(|(doc, ..)| *doc);
            let right = ((0..6).collect::<Vec<u32>>(), searched.collect::<Vec<u32>>());
            let mut whole = part(&entries);
            assert_eq!(found(&whole, "common"), right);
            // In pieces, wherever they are cut.
            for cut in 0..=6 {
                let (earlier, later) = entries.split_at(cut);
                let mut index = part(earlier);
                index.append(part(later));
                assert_eq!(found(&index, "common"), right, "cut at {cut}");
                assert_eq!(index.text("text").unwrap().mean_length(), 4.0);
            }
            for (doc, class, object) in &entries {
                whole.remove(class, *doc, &object.object().unwrap());
            }
            assert_eq!(found(&whole, "common"), (vec![], vec![]));
            assert!(whole.keys("text").is_empty());
        }
    }
}
