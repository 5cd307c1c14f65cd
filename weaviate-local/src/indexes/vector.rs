//! The vectors of a shard, which a search compares with every one of. They are those of the objects: an index only
//! holds handles on them.

mod distance;
mod multi;
mod nearest;

pub(crate) use distance::between;
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
    common::{floats::Floats, paged::Paged},
    schema::Distance,
};

/// From how many numbers on a thread of their own pays; in tests fewer, so that threads are tested in little time.
const PIECE: usize = if cfg!(test) { 1 << 16 } else { 1 << 22 };
/// Into how many parts a thread's share is cut: a thread that is done takes the next part of whichever is left.
const PARTS: usize = 16;

/// The vectors of one name; searched by comparing with every one.
pub(crate) struct VectorIndex {
    distance: Distance,
    dimensions: usize,
    vectors: Paged<Entry>,
}

struct Entry {
    vector: Floats,
    /// What brings the vector to length one, where only directions are compared.
    norm: f32,
}

impl VectorIndex {
    pub(crate) fn new(distance: Distance) -> Self {
        Self { distance, dimensions: 0, vectors: Paged::default() }
    }

    /// The index of many vectors at once, of different documents; made on several threads.
    pub(crate) fn build(distance: Distance, mut entries: Vec<(u32, Floats)>) -> Self {
        let mut index = Self::new(distance);
        let dimensions = entries.iter().map(|(_, vector)| vector.len()).find(|length| *length > 0);
        index.dimensions = dimensions.unwrap_or(0);
        entries.retain(|(_, vector)| !vector.is_empty() && vector.len() == index.dimensions);
        let piece = entries.len().div_ceil(threads(entries.len() * index.dimensions)).max(1);
        let norms: Vec<f32> = std::thread::scope(|scope| {
            let workers: Vec<_> =
                entries.chunks(piece).map(|piece| scope.spawn(|| lengths(distance, piece))).collect();
            let norms = workers
                .into_iter()
                .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            norms.collect()
        });
        let entries = entries.into_iter().zip(norms);
        index.vectors = entries.map(|((doc, vector), norm)| (doc, Entry { vector, norm })).collect();
        index
    }

    /// The length every vector has; 0 before the first one.
    pub(crate) fn dimensions(&self) -> usize {
        self.dimensions
    }

    pub(crate) fn insert(&mut self, doc: u32, vector: &Floats) {
        if vector.is_empty() {
            return;
        }
        if self.dimensions == 0 {
            self.dimensions = vector.len();
        }
        if vector.len() == self.dimensions {
            let norm = length(self.distance, vector);
            self.vectors.insert(doc, Entry { vector: vector.clone(), norm });
        }
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
            for (doc, entry) in allowed.iter().filter_map(|doc| Some((doc, self.vectors.get(doc)?))) {
                search.compare(doc, entry, &mut found);
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
                for (doc, entry) in vectors.from(start).take_while(|(doc, _)| *doc <= end) {
                    if self.allowed.is_none_or(|allowed| allowed.contains(doc)) {
                        self.compare(doc, entry, &mut found);
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
    fn compare(&self, doc: u32, entry: &Entry, found: &mut Nearest) {
        let Entry { vector, norm } = entry;
        let far = match self.index.distance {
            Distance::Cosine => {
                let worst = found.worst();
                if worst < f32::INFINITY
                    && about_cosine(self.query, vector, *norm) > worst + off(self.index.dimensions)
                {
                    return;
                }
                cosine(self.query, vector, *norm)
            }
            distance => between(distance, self.query, vector),
        };
        found.add(doc, far);
    }
}

/// How many threads so many numbers are worth.
fn threads(numbers: usize) -> usize {
    let most = std::thread::available_parallelism().map_or(1, usize::from);
    (numbers / PIECE).clamp(1, most)
}

fn length(distance: Distance, vector: &[f32]) -> f32 {
    if distance == Distance::Cosine { norm(vector) } else { 1.0 }
}

fn lengths(distance: Distance, entries: &[(u32, Floats)]) -> Vec<f32> {
    if distance != Distance::Cosine {
        return vec![1.0; entries.len()];
    }
    let (fours, rest) = entries.as_chunks::<4>();
    let fours = fours.iter().flat_map(|four| norms(four.each_ref().map(|(_, vector)| &**vector)));
    fours.chain(rest.iter().map(|(_, vector)| norm(vector))).collect()
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
        let entries = vectors.iter().map(|(doc, vector)| (*doc, vector.clone().into())).collect();
        let mut index = VectorIndex::build(Distance::Cosine, entries);
        for doc in (0..5_000).step_by(3) {
            index.remove(doc);
            vectors.remove(&doc);
        }
        for doc in 5_000..5_100 {
            index.insert(doc, &vector(doc).into());
            vectors.insert(doc, vector(doc));
        }
        index.insert(7, &vector(9_999).into());
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
            index.insert(doc, &vec![doc as f32, 0.0].into());
        }
        index.remove(0);
        assert_eq!(index.search(&[2.0, 0.0], None, usize::MAX), [(2, 0.0), (1, 1.0)]);
        assert_eq!(index.search(&[2.0, 0.0], None, 1), [(2, 0.0)]);
    }
}
