//! The vectors of a shard, in blocks of memory; a search compares with every one of them.

mod distance;
mod multi;
mod nearest;

pub(crate) use distance::between;
pub(crate) use multi::MultiVectorIndex;

use std::collections::HashMap;

use roaring::RoaringBitmap;

use self::{
    distance::{norm, normalized, norms},
    nearest::Nearest,
};
use crate::schema::Distance;

/// Vectors of a block: a power of two, so that a block that grows by doubling ends with no room to spare.
const BLOCK: usize = 1 << 10;
/// From how many numbers on a thread of their own pays; in tests fewer, so that threads are tested in little time.
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
        // The last vector moves into the free place, unless it is the one that was removed.
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
        // With few candidates each is looked up by itself.
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

fn add(distance: Distance, vector: &[f32], to: &mut Vec<f32>) {
    match distance {
        Distance::Cosine => {
            let norm = norm(vector);
            to.extend(vector.iter().map(|x| x / norm));
        }
        _ => to.extend_from_slice(vector),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

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
