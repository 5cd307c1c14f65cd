//! The vectors of a shard, which a search compares with every one of. They stand here and nowhere else: an object's vectors
//! are what its indexes have of it.

mod distance;
mod held;
mod multi;
mod nearest;

pub(crate) use distance::between;
pub(crate) use held::Vectors;
pub(crate) use multi::MultiVectorIndex;

use std::{
    ops::RangeInclusive,
    sync::atomic::{AtomicU32, Ordering},
};

use roaring::RoaringBitmap;

use self::{
    distance::{about_cosine, cosine, norm, normalized, norms, off},
    nearest::Nearest,
};
use crate::{
    common::{
        paged::Paged,
        rows::{Row, Rows},
    },
    schema::Distance,
};

/// From how many numbers on a thread of their own pays; in tests fewer, so that threads are tested in little time.
const PIECE: usize = if cfg!(test) { 1 << 16 } else { 1 << 22 };
/// Into how many parts a thread's share is cut: a thread that is done takes the next part of whichever is left.
const PARTS: usize = 16;

/// The vectors of one name; searched by comparing with every one. Where only directions are compared, a vector's norm is
/// what brings it to length one.
#[derive(Clone)]
pub(crate) struct VectorIndex {
    distance: Distance,
    dimensions: usize,
    vectors: Paged<Rows>,
}

impl VectorIndex {
    pub(crate) fn new(distance: Distance) -> Self {
        Self { distance, dimensions: 0, vectors: Paged::default() }
    }

    /// The index of many vectors at once, which have equally many numbers; made on several threads.
    pub(crate) fn build(distance: Distance, mut vectors: Paged<Rows>) -> Self {
        let dimensions = vectors.iter().next().map_or(0, |(_, row)| row.numbers.len());
        if distance == Distance::Cosine {
            let threads = threads(vectors.len() * dimensions);
            let mut pages: Vec<&mut Rows> = vectors.columns_mut().collect();
            let piece = pages.len().div_ceil(threads).max(1);
            std::thread::scope(|scope| {
                for piece in pages.chunks_mut(piece) {
                    scope.spawn(|| piece.iter_mut().for_each(|page| measure(page)));
                }
            });
        }
        Self { distance, dimensions, vectors }
    }

    /// The length every vector has; 0 before the first one.
    pub(crate) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Takes a vector in, unless it is empty or has another length than the others; whether it did.
    pub(crate) fn insert(&mut self, doc: u32, numbers: &[f32]) -> bool {
        if self.dimensions == 0 {
            self.dimensions = numbers.len();
        }
        let fits = !numbers.is_empty() && numbers.len() == self.dimensions;
        if fits {
            let norm = if self.distance == Distance::Cosine { norm(numbers) } else { 1.0 };
            self.vectors.insert(doc, Row { numbers, norm });
        }
        fits
    }

    /// The vector of a document.
    pub(crate) fn get(&self, doc: u32) -> Option<&[f32]> {
        self.vectors.get(doc).map(|row| row.numbers)
    }

    pub(crate) fn remove(&mut self, doc: u32) {
        self.vectors.remove(doc);
    }

    /// The nearest allowed documents with their distances, nearest first; equal distances in the order of documents.
    pub(crate) fn search(
        &self,
        query: &[f32],
        allowed: Option<&RoaringBitmap>,
        limit: usize,
    ) -> Vec<(u32, f32)> {
        let search = Search { index: self, query: &self.prepared(query), allowed, limit };
        // With few candidates each is looked up by itself.
        if let Some(allowed) = allowed.filter(|allowed| allowed.len() * 4 < self.vectors.len() as u64) {
            let mut found = Nearest::new(limit);
            for (doc, row) in allowed.iter().filter_map(|doc| Some((doc, self.vectors.get(doc)?))) {
                search.compare(doc, row, &mut found);
            }
            return found.finish();
        }
        match self.vectors.ends() {
            Some((first, last)) => search.all(first..=last),
            None => Vec::new(),
        }
    }

    fn prepared(&self, query: &[f32]) -> Vec<f32> {
        match self.distance {
            Distance::Cosine => normalized(query),
            _ => query.to_vec(),
        }
    }
}

/// What is searched for.
struct Search<'a> {
    index: &'a VectorIndex,
    query: &'a [f32],
    allowed: Option<&'a RoaringBitmap>,
    limit: usize,
}

impl Search<'_> {
    /// The nearest of these documents, on as many threads as there are numbers for.
    fn all(&self, docs: RangeInclusive<u32>) -> Vec<(u32, f32)> {
        let vectors = &self.index.vectors;
        let threads = threads(vectors.len() * self.index.dimensions);
        let (first, last) = docs.into_inner();
        let parts = if threads == 1 { 1 } else { (threads * PARTS) as u32 };
        let step = (last - first) / parts + 1;
        let next = AtomicU32::new(0);
        let work = || {
            let mut found = Nearest::new(self.limit);
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                let start = part.checked_mul(step).and_then(|start| first.checked_add(start));
                let Some(start) = start.filter(|start| part < parts && *start <= last) else { break };
                let end = start.saturating_add(step - 1).min(last);
                for (doc, row) in vectors.from(start).take_while(|(doc, _)| *doc <= end) {
                    if self.allowed.is_none_or(|allowed| allowed.contains(doc)) {
                        self.compare(doc, row, &mut found);
                    }
                }
            }
            found
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut found = work();
            for other in others {
                found.join(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            found.finish()
        })
    }

    // Of two directions the exact distance takes a division for each number, so only what may be near enough gets one.
    fn compare(&self, doc: u32, row: Row<'_>, found: &mut Nearest) {
        let Row { numbers, norm } = row;
        let far = match self.index.distance {
            Distance::Cosine => {
                let worst = found.worst();
                if worst < f32::INFINITY
                    && about_cosine(self.query, numbers, norm) > worst + off(self.index.dimensions)
                {
                    return;
                }
                cosine(self.query, numbers, norm)
            }
            distance => between(distance, self.query, numbers),
        };
        found.add(doc, far);
    }
}

/// How many threads so many numbers are worth.
fn threads(numbers: usize) -> usize {
    let most = std::thread::available_parallelism().map_or(1, usize::from);
    (numbers / PIECE).clamp(1, most)
}

fn measure(page: &mut Rows) {
    let (rows, page_norms) = page.norms_mut();
    let rows: Vec<&[f32]> = rows.collect();
    let ((fours, rest), (norm_fours, norm_rest)) = (rows.as_chunks::<4>(), page_norms.as_chunks_mut::<4>());
    fours.iter().zip(norm_fours).for_each(|(rows, into)| *into = norms(*rows));
    rest.iter().zip(norm_rest).for_each(|(row, into)| *into = norm(row));
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
        let mut rows = Paged::default();
        for (doc, numbers) in &vectors {
            rows.insert(*doc, Row { numbers, norm: 1.0 });
        }
        let mut index = VectorIndex::build(Distance::Cosine, rows);
        for doc in (0..5_000).step_by(3) {
            index.remove(doc);
            vectors.remove(&doc);
        }
        for doc in 5_000..5_100 {
            assert!(index.insert(doc, &vector(doc)));
            vectors.insert(doc, vector(doc));
        }
        assert!(index.insert(7, &vector(9_999)));
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
        assert_eq!(index.vectors.len(), 0);
    }

    #[test]
    fn removing_keeps_the_others() {
        let mut index = VectorIndex::new(Distance::L2Squared);
        for doc in 0..3 {
            assert!(index.insert(doc, &[doc as f32, 0.0]));
        }
        assert!(!index.insert(3, &[1.0]) && !index.insert(3, &[]), "of another length");
        index.remove(0);
        assert_eq!((index.get(0), index.get(2)), (None, Some([2.0, 0.0].as_slice())));
        assert_eq!(index.search(&[2.0, 0.0], None, usize::MAX), [(2, 0.0), (1, 1.0)]);
        assert_eq!(index.search(&[2.0, 0.0], None, 1), [(2, 0.0)]);
    }
}
