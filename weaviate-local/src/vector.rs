//! Vectors of a shard, one after the other in memory, and the distances between them.

use std::collections::{BTreeMap, HashMap};

use roaring::RoaringBitmap;

use crate::schema::Distance;

/// The vectors of one name; searched by comparing with every one.
pub(crate) struct VectorIndex {
    distance: Distance,
    dimensions: usize,
    docs: Vec<u32>,
    places: HashMap<u32, usize>,
    data: Vec<f32>,
}

impl VectorIndex {
    pub(crate) fn new(distance: Distance) -> VectorIndex {
        VectorIndex { distance, dimensions: 0, docs: Vec::new(), places: HashMap::new(), data: Vec::new() }
    }

    /// The length every vector has; 0 before the first one.
    pub(crate) fn dimensions(&self) -> usize {
        self.dimensions
    }

    pub(crate) fn insert(&mut self, doc: u32, vector: &[f32]) {
        if vector.is_empty() {
            return;
        }
        if self.dimensions == 0 {
            self.dimensions = vector.len();
        }
        if vector.len() != self.dimensions {
            return;
        }
        self.remove(doc);
        self.places.insert(doc, self.docs.len());
        self.docs.push(doc);
        match self.distance {
            Distance::Cosine => self.data.extend(normalized(vector)),
            _ => self.data.extend_from_slice(vector),
        }
    }

    pub(crate) fn remove(&mut self, doc: u32) {
        let Some(place) = self.places.remove(&doc) else { return };
        self.docs.swap_remove(place);
        let (at, last) = (place * self.dimensions, self.data.len() - self.dimensions);
        if at != last {
            self.data.copy_within(last.., at);
        }
        self.data.truncate(last);
        if let Some(moved) = self.docs.get(place) {
            self.places.insert(*moved, place);
        }
    }

    /// The nearest allowed documents with their distances, nearest first; equal distances in the order of documents.
    pub(crate) fn search(
        &self,
        query: &[f32],
        allowed: Option<&RoaringBitmap>,
        limit: usize,
    ) -> Vec<(u32, f32)> {
        if self.dimensions == 0 {
            return Vec::new();
        }
        let query = self.prepared(query);
        let mut out: Vec<(u32, f32)> = self
            .docs
            .iter()
            .zip(self.data.chunks_exact(self.dimensions))
            .filter(|(doc, _)| allowed.is_none_or(|allowed| allowed.contains(**doc)))
            .map(|(doc, vector)| (*doc, between(self.distance, &query, vector)))
            .collect();
        let order = |a: &(u32, f32), b: &(u32, f32)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
        if limit < out.len() {
            out.select_nth_unstable_by(limit, order);
            out.truncate(limit);
        }
        out.sort_unstable_by(order);
        out
    }

    fn prepared(&self, query: &[f32]) -> Vec<f32> {
        match self.distance {
            Distance::Cosine => normalized(query),
            _ => query.to_vec(),
        }
    }
}

/// The lists of vectors of one name, for late interaction.
pub(crate) struct MultiVectorIndex {
    distance: Distance,
    docs: BTreeMap<u32, Vec<Vec<f32>>>,
}

impl MultiVectorIndex {
    pub(crate) fn new(distance: Distance) -> MultiVectorIndex {
        MultiVectorIndex { distance, docs: BTreeMap::new() }
    }

    pub(crate) fn insert(&mut self, doc: u32, rows: &[Vec<f32>]) {
        self.docs.insert(doc, rows.to_vec());
    }

    pub(crate) fn remove(&mut self, doc: u32) {
        self.docs.remove(&doc);
    }

    /// Every allowed document with the sum, over the vectors asked for, of the distance to its nearest vector. The
    /// server measures that by the dot product, whatever distance is configured; cosine only brings the vectors asked
    /// for to length one.
    pub(crate) fn search(&self, query: &[Vec<f32>], allowed: Option<&RoaringBitmap>) -> Vec<(u32, f32)> {
        let query = self.prepared(query);
        let far = |rows: &Vec<Vec<f32>>| -> f32 {
            query
                .iter()
                .filter_map(|asked| {
                    rows.iter().map(|row| between(Distance::Dot, asked, row)).reduce(f32::min)
                })
                .sum()
        };
        let mut out: Vec<(u32, f32)> = self
            .docs
            .iter()
            .filter(|(doc, _)| allowed.is_none_or(|allowed| allowed.contains(**doc)))
            .map(|(doc, rows)| (*doc, far(rows)))
            .collect();
        out.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        out
    }

    fn prepared(&self, rows: &[Vec<f32>]) -> Vec<Vec<f32>> {
        match self.distance {
            Distance::Cosine => rows.iter().map(|row| normalized(row)).collect(),
            _ => rows.to_vec(),
        }
    }
}

/// The vector of length one in the same direction.
pub(crate) fn normalized(vector: &[f32]) -> Vec<f32> {
    let norm = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if norm == 0.0 { vector.to_vec() } else { vector.iter().map(|x| x / norm).collect() }
}

#[expect(clippy::float_cmp, reason = "two numbers differ or are the same")]
/// How far two vectors are apart; for cosine both have length one already.
pub(crate) fn between(distance: Distance, a: &[f32], b: &[f32]) -> f32 {
    match distance {
        Distance::Cosine => (1.0 - dot(a, b)).max(0.0),
        Distance::Dot => -dot(a, b),
        Distance::L2Squared => sum_in_order(a, b, |x, y| (x - y) * (x - y)),
        Distance::Manhattan => sum_in_order(a, b, |x, y| (x - y).abs()),
        Distance::Hamming => a.iter().zip(b).filter(|(x, y)| x != y).count() as f32,
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    sum(a, b, |x, y| x * y)
}

// The server adds up short vectors one by one, and the last digit of a score shows it.
fn sum_in_order(a: &[f32], b: &[f32], of: impl Fn(f32, f32) -> f32) -> f32 {
    const SHORT: usize = 64;
    if a.len() < SHORT { a.iter().zip(b).map(|(x, y)| of(*x, *y)).sum() } else { sum(a, b, of) }
}

// Eight sums side by side, which the compiler turns into vector instructions.
fn sum(a: &[f32], b: &[f32], of: impl Fn(f32, f32) -> f32) -> f32 {
    let ((a_blocks, a_rest), (b_blocks, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0_f32; 8];
    for (x, y) in a_blocks.iter().zip(b_blocks) {
        for ((sum, x), y) in sums.iter_mut().zip(x).zip(y) {
            *sum += of(*x, *y);
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(x, y)| of(*x, *y)).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "whole numbers are exact")]
    fn distances_by_hand() {
        let (a, b) = ([1.0, 2.0, 3.0], [1.0, 0.0, -1.0]);
        assert_eq!(between(Distance::Dot, &a, &b), 2.0);
        assert_eq!(between(Distance::L2Squared, &a, &b), 20.0);
        assert_eq!(between(Distance::Manhattan, &a, &b), 6.0);
        assert_eq!(between(Distance::Hamming, &a, &b), 2.0);
        assert_eq!(between(Distance::Cosine, &normalized(&[2.0, 0.0]), &normalized(&[0.0, 3.0])), 1.0);
    }

    #[test]
    fn removing_keeps_the_others() {
        let mut index = VectorIndex::new(Distance::L2Squared);
        for doc in 0..3 {
            index.insert(doc, &[doc as f32, 0.0]);
        }
        index.remove(0);
        assert_eq!(index.search(&[2.0, 0.0], None, usize::MAX), [(2, 0.0), (1, 1.0)]);
        assert_eq!(index.search(&[2.0, 0.0], None, 1), [(2, 0.0)]);
    }
}
