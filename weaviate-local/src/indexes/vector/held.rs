//! All vectors of a shard: in the indexes of their names, and beside them what no index takes.

use std::collections::{BTreeMap, HashMap};

use super::{MultiVectorIndex, VectorIndex};
use crate::{
    common::{named::Named, object::Vector, paged::Paged, rows::Rows},
    schema::Class,
};

/// The vectors of a shard's objects, each of them once.
#[derive(Clone, Default)]
pub(crate) struct Vectors {
    singles: HashMap<String, VectorIndex>,
    multis: HashMap<String, MultiVectorIndex>,
    /// Empty ones, and those of another kind than their index.
    others: BTreeMap<u32, Named<Vector>>,
}

impl Vectors {
    pub(crate) fn single(&self, name: &str) -> Option<&VectorIndex> {
        self.singles.get(name)
    }

    pub(crate) fn multi(&self, name: &str) -> Option<&MultiVectorIndex> {
        self.multis.get(name)
    }

    /// The vectors of a document, by name.
    pub(crate) fn of(&self, doc: u32) -> Named<Vector> {
        let single = |(name, index): (&String, &VectorIndex)| {
            Some((name.clone(), Vector::Single(index.get(doc)?.into())))
        };
        let multi = |(name, index): (&String, &MultiVectorIndex)| {
            Some((name.clone(), Vector::Multi(index.get(doc)?.clone())))
        };
        let singles = self.singles.iter().filter_map(single);
        let multis = self.multis.iter().filter_map(multi);
        let others = self.others.get(&doc).cloned().unwrap_or_default();
        singles.chain(multis).chain(others).collect()
    }

    /// Takes in the vectors of a document, as its description has them.
    pub(crate) fn insert(&mut self, class: &Class, doc: u32, vectors: &Named<Vector>) {
        vectors.iter().for_each(|(name, vector)| self.insert_one(class, doc, name, vector));
    }

    fn insert_one(&mut self, class: &Class, doc: u32, name: &str, vector: &Vector) {
        let taken = match (vector, class.vector(name)) {
            (Vector::Single(numbers), Some(spec)) if !spec.multi => {
                let index = match self.singles.get_mut(name) {
                    Some(index) => index,
                    None => {
                        self.singles.entry(name.to_owned()).or_insert_with(|| VectorIndex::new(spec.distance))
                    }
                };
                index.insert(doc, numbers)
            }
            (Vector::Multi(rows), Some(spec)) if spec.multi => {
                self.multis
                    .entry(name.to_owned())
                    .or_insert_with(|| MultiVectorIndex::new(spec.distance))
                    .insert(doc, rows);
                true
            }
            _ => false,
        };
        if !taken {
            self.others.entry(doc).or_default().insert(name.to_owned(), vector.clone());
        }
    }

    /// Takes in many vectors of one name at once, which have equally many numbers.
    pub(crate) fn load(&mut self, class: &Class, name: String, rows: Paged<Rows>) {
        match class.vector(&name) {
            Some(spec) if !spec.multi => {
                self.singles.insert(name, VectorIndex::build(spec.distance, rows));
            }
            _ => {
                for (doc, row) in rows.iter() {
                    self.insert_one(class, doc, &name, &row.numbers.to_vec().into());
                }
            }
        }
    }

    pub(crate) fn remove(&mut self, doc: u32) {
        for index in self.singles.values_mut() {
            index.remove(doc);
        }
        for index in self.multis.values_mut() {
            index.remove(doc);
        }
        self.others.remove(&doc);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::common::rows::Row;

    fn class() -> Class {
        let doc = json!({"class": "A", "vectorConfig": {
            "one": {"vectorIndexConfig": {}}, "many": {
                "vectorIndexConfig": {"multivector": {"enabled": true}}}}});
        let serde_json::Value::Object(doc) = doc else { unreachable!() };
        Class::from_doc(doc)
    }

    fn named(vectors: [(&str, Vector); 2]) -> Named<Vector> {
        vectors.into_iter().map(|(name, vector)| (name.to_owned(), vector)).collect()
    }

    #[test]
    fn an_object_has_the_vectors_that_it_came_with() {
        let class = class();
        let list = || Vector::from(vec![vec![1.0_f32], vec![2.0]]);
        let all = [
            named([("one", vec![1.0, 2.0].into()), ("many", list())]),
            // Of the other kind each.
            named([("one", list()), ("many", vec![1.0, 2.0].into())]),
            // Nothing, and of another length.
            named([("one", Vec::<f32>::new().into()), ("many", list())]),
            named([("one", vec![1.0, 2.0, 3.0].into()), ("many", list())]),
        ];
        let mut vectors = Vectors::default();
        (0..).zip(&all).for_each(|(doc, own)| vectors.insert(&class, doc, own));
        let check =
            |vectors: &Vectors| (0..).zip(&all).for_each(|(doc, own)| assert_eq!(vectors.of(doc), *own));
        check(&vectors);
        let copy = vectors.clone();
        assert_eq!(vectors.single("one").unwrap().get(0), Some([1.0, 2.0].as_slice()));
        assert_eq!(vectors.single("one").unwrap().get(3), None);
        (0..4).for_each(|doc| vectors.remove(doc));
        assert!((0..4).all(|doc| vectors.of(doc).is_empty()));
        check(&copy);
    }

    #[test]
    fn many_at_once_are_the_same() {
        let class = class();
        for name in ["one", "many", "unknown"] {
            let mut rows = Paged::default();
            (0..300).for_each(|doc| rows.insert(doc, Row { numbers: &[doc as f32, 1.0], norm: 1.0 }));
            let mut vectors = Vectors::default();
            vectors.load(&class, name.to_owned(), rows);
            assert_eq!(vectors.single(name).is_some(), name == "one");
            for doc in 0..300 {
                let own = Named::from([(name.to_owned(), vec![doc as f32, 1.0].into())]);
                assert_eq!(vectors.of(doc), own);
            }
        }
    }
}
