//! The numbers of a vector: a row of their own, or a part of one that many vectors share.

use std::{
    fmt,
    ops::{Deref, Range},
    sync::Arc,
};

/// Numbers that do not change; a copy is another handle on them.
#[derive(Clone)]
pub(crate) struct Floats {
    row: Arc<Vec<f32>>,
    part: Range<usize>,
}

impl Floats {
    /// A part of a row; empty when the row has no such part.
    pub(crate) fn part(row: &Arc<Vec<f32>>, part: Range<usize>) -> Self {
        Self { row: row.clone(), part }
    }
}

impl From<Vec<f32>> for Floats {
    fn from(row: Vec<f32>) -> Self {
        Self { part: 0..row.len(), row: Arc::new(row) }
    }
}

impl Deref for Floats {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        self.row.get(self.part.clone()).unwrap_or_default()
    }
}

impl PartialEq for Floats {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Floats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
