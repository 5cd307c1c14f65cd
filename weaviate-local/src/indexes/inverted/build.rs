//! The inverted index of many objects at once: in pieces side by side, and with each text cut into tokens once.

use std::collections::{BTreeMap, HashSet};

use roaring::RoaringBitmap;

use super::Index;
use crate::{common::object::Object, schema::Class};

/// An object with what it is indexed under.
pub(crate) type Entry<'a> = (u32, &'a Class, &'a Object);

/// A piece is worth a thread of its own from here on.
const PIECE: usize = 5_000;

impl Index {
    /// The index of these objects, which are in the order of documents.
    pub(crate) fn build(entries: &[Entry<'_>]) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let piece = entries.len().div_ceil(threads).max(PIECE);
        let apart = cut_twice(entries);
        let mut pieces = std::thread::scope(|scope| {
            let workers: Vec<_> =
                entries.chunks(piece).map(|entries| scope.spawn(|| part(entries, &apart))).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect::<Vec<_>>()
        })
        .into_iter();
        let mut index = pieces.next().unwrap_or_default();
        pieces.for_each(|later| index.append(later));
        index.add_keys_of_texts(&apart);
        index
    }

    /// Takes in an index whose documents all come after the ones of this.
    fn append(&mut self, later: Self) {
        self.all |= later.all;
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
        for (property, texts) in later.searchable {
            self.searchable.entry(property).or_default().append(texts);
        }
    }

    // The tokens of a searchable text are its keys as well.
    fn add_keys_of_texts(&mut self, apart: &HashSet<&str>) {
        for (property, texts) in &self.searchable {
            if apart.contains(property.as_str()) {
                continue;
            }
            let mut keys: Vec<(Vec<u8>, RoaringBitmap)> = texts
                .tokens()
                .map(|(token, postings)| {
                    let docs = postings.iter().map(|posting| posting.doc);
                    (token.as_bytes().to_vec(), docs.collect())
                })
                .collect();
            keys.sort_unstable_by(|a, b| a.0.cmp(&b.0));
            unite(self.keys.entry(property.clone()).or_default(), keys.into_iter().collect());
        }
    }
}

fn part(entries: &[Entry<'_>], apart: &HashSet<&str>) -> Index {
    let mut index = Index::default();
    for (doc, class, object) in entries {
        index.add(class, *doc, object, &|property| !apart.contains(property));
    }
    index
}

/// The properties of which some texts have other tokens for searches than for filters.
fn cut_twice<'a>(entries: &[Entry<'a>]) -> HashSet<&'a str> {
    let classes = entries.chunk_by(|a, b| std::ptr::eq(a.1, b.1)).filter_map(|same| same.first());
    let properties = classes.flat_map(|(_, class, _)| &class.properties);
    properties.filter(|property| property.searched.is_some()).map(|property| property.name.as_str()).collect()
}

fn unite<K: Ord>(known: &mut BTreeMap<K, RoaringBitmap>, more: BTreeMap<K, RoaringBitmap>) {
    if known.is_empty() {
        *known = more;
        return;
    }
    for (key, docs) in more {
        *known.entry(key).or_default() |= docs;
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these means have no rounding")]
mod tests {
    use std::collections::HashMap;

    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::common::value::{Fields, Value};

    fn object(number: u32) -> Object {
        let text = |text: String| Value::Text(text);
        let fields = Fields::from([
            ("text".to_owned(), text(format!("word{} word{} common", number % 97, number % 31))),
            ("name".to_owned(), text(format!("name {}", number % 53))),
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
                {"name": "number", "dataType": ["int"], "indexFilterable": true},
                {"name": "tags", "dataType": ["text[]"], "tokenization": "word", "indexSearchable": true, "indexFilterable": true}]});
        let serde_json::Value::Object(doc) = doc else { unreachable!() };
        let class = Class::from_doc(doc);
        // Enough for several pieces.
        let objects: Vec<Object> = (0..12_000).map(object).collect();
        let entries: Vec<Entry<'_>> =
            (0..).zip(&objects).map(|(doc, object)| (doc, &class, object)).collect();
        let built = Index::build(&entries);
        let mut single = Index::default();
        for (doc, class, object) in &entries {
            single.insert(class, *doc, object);
        }
        assert_eq!(built.all, single.all);
        assert_eq!(built.keys, single.keys);
        assert_eq!(built.nulls, single.nulls);
        assert_eq!(built.lengths, single.lengths);
        let texts = |index: &Index| -> HashMap<String, BTreeMap<String, Vec<super::super::text::Posting>>> {
            let all = |texts: &super::super::TextIndex| {
                texts.tokens().map(|(token, postings)| (token.to_owned(), postings.to_vec())).collect()
            };
            index.searchable.iter().map(|(property, texts)| (property.clone(), all(texts))).collect()
        };
        assert_eq!(texts(&built), texts(&single));
        assert_eq!(built.searchable["text"].mean_length(), 3.0);
    }
}
