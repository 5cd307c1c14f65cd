//! Vectors of a shard, in blocks of memory, and the distances between them.

use std::collections::{BTreeMap, HashMap};

use roaring::RoaringBitmap;

use crate::schema::Distance;

mod nearest;

use nearest::Nearest;

/// Vectors of a block: a power of two, so that a block that grows by doubling ends with no room to spare.
const BLOCK: usize = 1 << 10;
/// So many numbers to compare with are worth a thread of their own; in tests less, as they have less time.
const PIECE: usize = if cfg!(test) { 1 << 16 } else { 1 << 22 };

/// The vectors of one name; searched by comparing with every one.
pub(crate) struct VectorIndex {
    distance: Distance,
    dimensions: usize,
    docs: Vec<u32>,
    places: HashMap<u32, usize>,
    /// The vectors in the order of `docs`; all blocks but the last are full.
    blocks: Vec<Vec<f32>>,
}

impl VectorIndex {
    pub(crate) fn new(distance: Distance) -> Self {
        Self { distance, dimensions: 0, docs: Vec::new(), places: HashMap::new(), blocks: Vec::new() }
    }

    /// The index of many vectors at once, of different documents; made on several threads.
    pub(crate) fn build(distance: Distance, entries: &[(u32, &[f32])]) -> Self {
        let mut index = Self::new(distance);
        let dimensions = entries.iter().map(|(_, vector)| vector.len()).find(|length| *length > 0);
        index.dimensions = dimensions.unwrap_or(0);
        let fits = |entry: &&(u32, &[f32])| !entry.1.is_empty() && entry.1.len() == index.dimensions;
        let fitting: Vec<(u32, &[f32])> = entries.iter().filter(fits).copied().collect();
        index.docs = fitting.iter().map(|(doc, _)| *doc).collect();
        let piece = fitting.len().div_ceil(threads(fitting.len() * index.dimensions));
        index.blocks = std::thread::scope(|scope| {
            let workers: Vec<_> = fitting
                .chunks(piece.next_multiple_of(BLOCK).max(BLOCK))
                .map(|piece| scope.spawn(|| piece.chunks(BLOCK).map(|part| block(distance, part)).collect()))
                .collect();
            index.places = index.docs.iter().enumerate().map(|(place, doc)| (*doc, place)).collect();
            let blocks = workers.into_iter().flat_map(|worker| -> Vec<Vec<f32>> {
                worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            });
            blocks.collect()
        });
        index
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
        let place = self.docs.len();
        self.places.insert(doc, place);
        self.docs.push(doc);
        if place.is_multiple_of(BLOCK) {
            self.blocks.push(Vec::new());
        }
        if let Some(block) = self.blocks.last_mut() {
            add(self.distance, vector, block);
        }
    }

    pub(crate) fn remove(&mut self, doc: u32) {
        let Some(place) = self.places.remove(&doc) else { return };
        self.docs.swap_remove(place);
        let Some(last) = self.blocks.last_mut() else { return };
        let vector = last.split_off(last.len().saturating_sub(self.dimensions));
        if last.is_empty() {
            self.blocks.pop();
        }
        // The last one takes the place that is free now, unless it was the one.
        if let Some(moved) = self.docs.get(place) {
            self.places.insert(*moved, place);
            let (block, at) = (place / BLOCK, place % BLOCK * self.dimensions);
            let block = self.blocks.get_mut(block);
            if let Some(free) = block.and_then(|block| block.get_mut(at..at + self.dimensions)) {
                free.copy_from_slice(&vector);
            }
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
        let far = |vector: &[f32]| between(self.distance, &query, vector);
        // A few are looked up one by one.
        if let Some(allowed) = allowed.filter(|allowed| allowed.len() * 4 < self.docs.len() as u64) {
            let mut found = Nearest::new(limit);
            for doc in allowed {
                if let Some(vector) = self.places.get(&doc).and_then(|place| self.vector(*place)) {
                    found.add(doc, far(vector));
                }
            }
            return found.finish();
        }
        let blocks: Vec<(&[u32], &[f32])> =
            self.docs.chunks(BLOCK).zip(self.blocks.iter().map(Vec::as_slice)).collect();
        let scan = |blocks: &[(&[u32], &[f32])]| {
            let mut found = Nearest::new(limit);
            for (docs, vectors) in blocks {
                for (doc, vector) in docs.iter().zip(vectors.chunks_exact(self.dimensions)) {
                    if allowed.is_none_or(|allowed| allowed.contains(*doc)) {
                        found.add(*doc, far(vector));
                    }
                }
            }
            found
        };
        let piece = blocks.len().div_ceil(threads(self.docs.len() * self.dimensions));
        let mut pieces = blocks.chunks(piece.max(1));
        let Some(mine) = pieces.next() else { return Vec::new() };
        std::thread::scope(|scope| {
            let others: Vec<_> = pieces.map(|piece| scope.spawn(|| scan(piece))).collect();
            let mut found = scan(mine);
            for other in others {
                found.join(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            found.finish()
        })
    }

    fn vector(&self, place: usize) -> Option<&[f32]> {
        let at = place % BLOCK * self.dimensions;
        self.blocks.get(place / BLOCK)?.get(at..at + self.dimensions)
    }

    fn prepared(&self, query: &[f32]) -> Vec<f32> {
        match self.distance {
            Distance::Cosine => normalized(query),
            _ => query.to_vec(),
        }
    }
}

/// How many threads so many numbers are worth.
fn threads(numbers: usize) -> usize {
    let most = std::thread::available_parallelism().map_or(1, usize::from);
    (numbers / PIECE).clamp(1, most)
}

/// Vectors as they are compared, one after the other.
fn block(distance: Distance, entries: &[(u32, &[f32])]) -> Vec<f32> {
    let mut out = Vec::with_capacity(entries.iter().map(|(_, vector)| vector.len()).sum());
    let (fours, rest) = entries.as_chunks::<4>();
    for four in fours {
        let four = four.map(|(_, vector)| vector);
        match distance {
            Distance::Cosine => {
                for (vector, norm) in four.iter().zip(norms(four)) {
                    out.extend(vector.iter().map(|x| x / norm));
                }
            }
            _ => four.iter().for_each(|vector| out.extend_from_slice(vector)),
        }
    }
    for (_, vector) in rest {
        add(distance, vector, &mut out);
    }
    out
}

// Each as `norm` has it, in the same order of additions: four at a time, as one addition waits for the one before.
fn norms(vectors: [&[f32]; 4]) -> [f32; 4] {
    let mut sums = [0.0; 4];
    let [a, b, c, d] = vectors;
    for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
        for (sum, x) in sums.iter_mut().zip([a, b, c, d]) {
            *sum += x * x;
        }
    }
    sums.map(|sum: f32| if sum == 0.0 { 1.0 } else { sum.sqrt() })
}

fn add(distance: Distance, vector: &[f32], to: &mut Vec<f32>) {
    match distance {
        Distance::Cosine => {
            let norm = norm(vector);
            to.extend(vector.iter().map(|x| x / norm));
        }
        _ => to.extend_from_slice(vector),
    }
}

/// The lists of vectors of one name, for late interaction.
pub(crate) struct MultiVectorIndex {
    distance: Distance,
    docs: BTreeMap<u32, Vec<Vec<f32>>>,
}

impl MultiVectorIndex {
    pub(crate) fn new(distance: Distance) -> Self {
        Self { distance, docs: BTreeMap::new() }
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
    let norm = norm(vector);
    vector.iter().map(|x| x / norm).collect()
}

// The length; 1 for a vector of none, which stays as it is.
fn norm(vector: &[f32]) -> f32 {
    let norm = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if norm == 0.0 { 1.0 } else { norm }
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

    /// Every distance, sorted: what a search must find.
    fn all(vectors: &BTreeMap<u32, Vec<f32>>, query: &[f32], allowed: &RoaringBitmap) -> Vec<(u32, f32)> {
        let query = normalized(query);
        let far = |vector: &[f32]| between(Distance::Cosine, &query, &normalized(vector));
        let mut out: Vec<_> = vectors
            .iter()
            .filter(|(doc, _)| allowed.contains(**doc))
            .map(|(doc, vector)| (*doc, far(vector)))
            .collect();
        out.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        out
    }

    #[test]
    fn four_lengths_are_each_the_same_to_the_last_bit() {
        let vector = |seed: u32| -> Vec<f32> { (1..100).map(|at| ((at * seed) % 97) as f32 / 7.0).collect() };
        let vectors = [vector(3), vector(5), vec![0.0; 99], vector(11)];
        let bits = norms([&vectors[0], &vectors[1], &vectors[2], &vectors[3]]).map(f32::to_bits);
        assert_eq!(bits.to_vec(), vectors.iter().map(|vector| norm(vector).to_bits()).collect::<Vec<_>>());
    }

    #[test]
    fn many_vectors_in_blocks_and_on_threads() {
        const DIMENSIONS: u32 = 48;
        let vector = |seed: u32| -> Vec<f32> {
            let mix = |at: u32| (seed * 7_919 + at).wrapping_mul(2_654_435_761) >> 8;
            (0..DIMENSIONS).map(|at| mix(at) as f32 / 8_388_608.0 - 1.0).collect()
        };
        // More numbers than one thread gets.
        let mut vectors: BTreeMap<u32, Vec<f32>> = (0..5_000).map(|doc| (doc, vector(doc))).collect();
        assert!(threads(vectors.len() * DIMENSIONS as usize) > 1 || threads(usize::MAX) == 1);
        let entries: Vec<(u32, &[f32])> =
            vectors.iter().map(|(doc, vector)| (*doc, vector.as_slice())).collect();
        let mut index = VectorIndex::build(Distance::Cosine, &entries);
        for doc in (0..5_000).step_by(3) {
            index.remove(doc);
            vectors.remove(&doc);
        }
        for doc in 5_000..5_100 {
            index.insert(doc, &vector(doc));
            vectors.insert(doc, vector(doc));
        }
        index.insert(7, &vector(9_999));
        vectors.insert(7, vector(9_999));
        let query = vector(12_345);
        let every: RoaringBitmap = (0..10_000).collect();
        let right = all(&vectors, &query, &every);
        assert_eq!(index.search(&query, None, usize::MAX), right);
        assert_eq!(index.search(&query, None, 10), right[..10]);
        assert_eq!(index.search(&query, None, 0), []);
        for step in [2, 50] {
            let some: RoaringBitmap = (0..10_000).step_by(step).collect();
            let right = all(&vectors, &query, &some);
            assert_eq!(index.search(&query, Some(&some), 300), right[..right.len().min(300)]);
        }
        for doc in 0..5_100 {
            index.remove(doc);
        }
        assert_eq!(index.search(&query, None, 10), []);
        assert!(index.blocks.is_empty());
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
