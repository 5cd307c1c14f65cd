//! The lists of vectors of a shard, compared by late interaction.

use std::{collections::BTreeMap, sync::Arc};

use roaring::RoaringBitmap;

use super::distance::{between, normalized};
use crate::schema::Distance;

/// The lists of vectors of one name, for late interaction.
#[derive(Clone)]
pub(crate) struct MultiVectorIndex {
    distance: Distance,
    docs: BTreeMap<u32, Arc<[Vec<f32>]>>,
}

impl MultiVectorIndex {
    pub(crate) fn new(distance: Distance) -> Self {
        Self { distance, docs: BTreeMap::new() }
    }

    /// How long its vectors are.
    pub(crate) fn dimensions(&self) -> Option<usize> {
        self.docs.values().find_map(|rows| rows.first()).map(Vec::len)
    }

    pub(crate) fn insert(&mut self, doc: u32, rows: &Arc<[Vec<f32>]>) {
        self.docs.insert(doc, rows.clone());
    }

    /// The list of a document.
    pub(crate) fn get(&self, doc: u32) -> Option<&Arc<[Vec<f32>]>> {
        self.docs.get(&doc)
    }

    pub(crate) fn remove(&mut self, doc: u32) {
        self.docs.remove(&doc);
    }

    /// Every allowed document with the sum, over the vectors asked for, of the distance to its nearest vector. The
    /// server measures that by the dot product, whatever distance is configured; cosine only brings the vectors asked
    /// for to length one.
    pub(crate) fn search(&self, query: &[Vec<f32>], allowed: Option<&RoaringBitmap>) -> Vec<(u32, f32)> {
        let query = self.prepared(query);
        let far = |rows: &[Vec<f32>]| -> f32 {
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
