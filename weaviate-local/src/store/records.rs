//! The records of a page, packed one behind the other: a record of its own piece of memory would take a sixth more.

use std::{ops::Range, sync::Arc};

use crate::common::paged::{Column, cut, put};

/// A record of more bytes has a piece of memory of its own, where that counts little; so pages stay small enough to move
/// what stands behind a record that changes.
const LARGE: usize = 1_024;

/// Records by their place in a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Records {
    /// Where each record ends. One that ends where it begins is a large one: no record is empty.
    ends: Vec<u32>,
    bytes: Vec<u8>,
    large: Vec<Arc<[u8]>>,
}

impl Records {
    /// Where the bytes of a record are, or would be.
    fn range(&self, at: usize) -> Range<usize> {
        let end = |at: usize| self.ends.get(at).map_or(self.bytes.len(), |end| *end as usize);
        at.checked_sub(1).map_or(0, end)..end(at)
    }

    /// How many large records there are before a place.
    fn large_before(&self, at: usize) -> usize {
        (0..at).filter(|at| self.range(*at).is_empty()).count()
    }

    /// The records from this place on have so many bytes more before them, or fewer.
    fn shift(&mut self, at: usize, length: i32) {
        for end in self.ends.iter_mut().skip(at) {
            *end = end.wrapping_add_signed(length);
        }
    }
}

impl Column for Records {
    type Value<'a> = &'a [u8];

    fn get(&self, at: usize) -> Option<&[u8]> {
        if at >= self.ends.len() {
            return None;
        }
        match self.range(at) {
            range if range.is_empty() => self.large.get(self.large_before(at)).map(|record| &**record),
            range => self.bytes.get(range),
        }
    }

    fn insert(&mut self, at: usize, record: &[u8]) {
        let start = at.checked_sub(1).map_or(0, |before| self.range(before).end);
        let packed: &[u8] = if record.len() > LARGE { &[] } else { record };
        if packed.is_empty() {
            self.large.insert(self.large_before(at), record.into());
        }
        put(&mut self.bytes, start, packed);
        put(&mut self.ends, at, &[start as u32]);
        self.shift(at, packed.len() as i32);
    }

    fn remove(&mut self, at: usize) {
        let range = self.range(at);
        if range.is_empty() {
            self.large.remove(self.large_before(at));
        }
        self.shift(at, -(range.len() as i32));
        cut(&mut self.ends, at..at + 1);
        cut(&mut self.bytes, range);
    }

    fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.bytes.shrink_to_fit();
        self.large.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_all_sizes_come_and_go_anywhere() {
        let (mut records, mut right) = (Records::default(), Vec::<Vec<u8>>::new());
        let mix = |number: usize| number.wrapping_mul(0x9E37_79B9) >> 7;
        for step in 0..2_000 {
            let at = mix(step) % (right.len() + 1);
            if mix(step + 7) % 3 == 0 && at < right.len() {
                records.remove(at);
                right.remove(at);
            } else if right.len() < 256 {
                let length = [1, 40, LARGE, LARGE + 1, 5_000][mix(step + 3) % 5];
                let record = vec![step as u8; length];
                records.insert(at, &record);
                right.insert(at, record);
            }
            assert_eq!(records.get(right.len()), None);
            if step % 50 == 0 {
                assert!(right.iter().enumerate().all(|(at, record)| records.get(at) == Some(record)));
            }
        }
        assert!(right.len() > 100, "{}", right.len());
        (0..right.len()).for_each(|_| records.remove(0));
        assert!(records.bytes.is_empty() && records.large.is_empty() && records.ends.is_empty());
    }
}
