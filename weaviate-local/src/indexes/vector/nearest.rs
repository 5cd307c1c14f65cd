//! Keeps the nearest of many documents while they come, without sorting all of them.

use std::cmp::Ordering;

/// The nearest documents of those that were added.
pub(super) struct Nearest {
    limit: usize,
    /// When this many are held, only the nearest stay.
    room: usize,
    found: Vec<(u32, f32)>,
    /// Documents farther than this one are left out.
    worst: Option<(u32, f32)>,
}

impl Nearest {
    pub(super) fn new(limit: usize) -> Self {
        let room = limit.saturating_mul(2).max(256);
        Self { limit, room, found: Vec::new(), worst: None }
    }

    /// Beyond which distance nothing is taken any more, as far as that is known yet.
    pub(super) fn worst(&self) -> f32 {
        self.worst.map_or(f32::INFINITY, |(_, distance)| distance)
    }

    pub(super) fn add(&mut self, doc: u32, distance: f32) {
        let one = (doc, distance);
        if self.worst.is_some_and(|worst| order(&one, &worst).is_gt()) {
            return;
        }
        self.found.push(one);
        if self.found.len() >= self.room {
            self.cut();
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        for (doc, distance) in other.found {
            self.add(doc, distance);
        }
    }

    fn cut(&mut self) {
        if self.limit < self.found.len() {
            self.found.select_nth_unstable_by(self.limit, order);
            self.found.truncate(self.limit);
            self.worst = self.found.iter().copied().max_by(order);
        }
    }

    /// Nearest first; equal distances in the order of documents.
    pub(super) fn finish(mut self) -> Vec<(u32, f32)> {
        self.cut();
        self.found.sort_unstable_by(order);
        self.found
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as sorting asks for it")]
fn order(a: &(u32, f32), b: &(u32, f32)) -> Ordering {
    a.1.total_cmp(&b.1).then(a.0.cmp(&b.0))
}
