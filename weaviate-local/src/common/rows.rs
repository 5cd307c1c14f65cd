//! The vectors of a page, whose numbers stand one behind the other: a search reads them as they lie in memory.

use super::paged::{Column, cut, put};

/// Vectors with equally many numbers, which is for the owner of the pages to see to; each with its norm.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    /// How many numbers each has.
    width: usize,
    numbers: Vec<f32>,
    norms: Vec<f32>,
}

/// A vector, and what brings it to length one: 1 where nobody asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Row<'a> {
    pub(crate) numbers: &'a [f32],
    pub(crate) norm: f32,
}

impl Rows {
    /// All of them, and their norms to be set.
    pub(crate) fn norms_mut(&mut self) -> (std::slice::ChunksExact<'_, f32>, &mut [f32]) {
        (self.numbers.chunks_exact(self.width.max(1)), &mut self.norms)
    }
}

impl Column for Rows {
    type Value<'a> = Row<'a>;

    fn get(&self, at: usize) -> Option<Row<'_>> {
        let norm = *self.norms.get(at)?;
        let numbers = self.numbers.get(at * self.width..(at + 1) * self.width)?;
        Some(Row { numbers, norm })
    }

    fn insert(&mut self, at: usize, row: Row<'_>) {
        self.width = row.numbers.len();
        put(&mut self.numbers, at * self.width, row.numbers);
        put(&mut self.norms, at, &[row.norm]);
    }

    fn remove(&mut self, at: usize) {
        cut(&mut self.numbers, at * self.width..(at + 1) * self.width);
        cut(&mut self.norms, at..at + 1);
    }

    fn shrink(&mut self) {
        self.numbers.shrink_to_fit();
        self.norms.shrink_to_fit();
    }
}
