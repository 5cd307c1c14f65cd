//! Documents in the order of their ids. The ids themselves stand in the records: here is only the beginning of each.

use uuid::Uuid;

/// A piece that has more documents is cut in two.
const PIECE: usize = 512;

/// Documents in the order of ids, in pieces.
#[derive(Default)]
pub(super) struct Order(Vec<Vec<Entry>>);

/// A document and the first bytes of its id, which mostly tell enough: no record is looked at then.
#[derive(Debug, Clone, Copy)]
struct Entry {
    lead: u32,
    doc: u32,
}

impl Entry {
    fn new(id: &Uuid, doc: u32) -> Self {
        Self { lead: lead(id), doc }
    }
}

fn lead(id: &Uuid) -> u32 {
    (id.as_u128() >> 96) as u32
}

/// Whose id stands where is for the owner of the records to say: in each call the id of a document.
impl Order {
    /// The order of these documents. Of two with one id the later one counts.
    pub(super) fn of(docs: impl Iterator<Item = (Uuid, u32)>) -> Self {
        let mut docs: Vec<(Uuid, u32)> = docs.collect();
        docs.sort_unstable();
        let entries = docs.iter().zip(docs.iter().skip(1).map(Some).chain([None]));
        let last: Vec<Entry> = entries
            .filter(|((id, _), next)| next.is_none_or(|(next, _)| next != id))
            .map(|((id, doc), _)| Entry::new(id, *doc))
            .collect();
        Self(last.chunks(PIECE).map(<[Entry]>::to_vec).collect())
    }

    /// The piece, and the place in it, where an id is or would be.
    fn find(&self, id: &Uuid, id_of: impl Fn(u32) -> Uuid) -> (usize, Result<usize, usize>) {
        let order = |entry: &Entry| entry.lead.cmp(&lead(id)).then_with(|| id_of(entry.doc).cmp(id));
        let after = self.0.partition_point(|piece| piece.first().is_some_and(|first| order(first).is_le()));
        let at = after.saturating_sub(1);
        (at, self.0.get(at).map_or(Err(0), |piece| piece.binary_search_by(order)))
    }

    pub(super) fn doc(&self, id: &Uuid, id_of: impl Fn(u32) -> Uuid) -> Option<u32> {
        let (at, found) = self.find(id, id_of);
        self.0.get(at)?.get(found.ok()?).map(|entry| entry.doc)
    }

    /// Gives an id to a document, whichever had it before.
    pub(super) fn insert(&mut self, id: &Uuid, doc: u32, id_of: impl Fn(u32) -> Uuid) {
        let (at, found) = self.find(id, id_of);
        let new = Entry::new(id, doc);
        let pieces = self.0.len();
        match (self.0.get_mut(at), found) {
            (Some(piece), Ok(place)) => piece.iter_mut().skip(place).take(1).for_each(|entry| *entry = new),
            // Ids that are given out in order fill their pieces.
            (Some(piece), Err(place)) if piece.len() == PIECE && at + 1 == pieces && place == PIECE => {
                self.0.push(vec![new]);
            }
            (Some(piece), Err(place)) => {
                if piece.len() == piece.capacity() {
                    piece.reserve_exact((piece.len() / 8).max(4));
                }
                piece.insert(place, new);
                if piece.len() > PIECE {
                    let later = piece.split_off(PIECE / 2);
                    piece.shrink_to_fit();
                    self.0.insert(at + 1, later);
                }
            }
            (None, _) => self.0.push(vec![new]),
        }
    }

    /// Takes a document out, if the id is its own.
    pub(super) fn remove(&mut self, id: &Uuid, doc: u32, id_of: impl Fn(u32) -> Uuid) {
        let (at, Ok(place)) = self.find(id, id_of) else { return };
        let Some(piece) = self.0.get_mut(at) else { return };
        if piece.get(place).is_some_and(|entry| entry.doc == doc) {
            piece.remove(place);
            if piece.is_empty() {
                self.0.remove(at);
            }
        }
    }

    /// From the first one after an id on.
    pub(super) fn from(
        &self,
        after: Option<Uuid>,
        id_of: impl Fn(u32) -> Uuid,
    ) -> impl Iterator<Item = u32> + '_ {
        let (at, place) = match after.map(|id| self.find(&id, id_of)) {
            Some((at, Ok(place))) => (at, place + 1),
            Some((at, Err(place))) => (at, place),
            None => (0, 0),
        };
        self.0.iter().skip(at).flatten().skip(place).map(|entry| entry.doc)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// What stands in the order, against a map that had the same done to it.
    fn check(ids: impl Fn(u32) -> Uuid) {
        let (mut order, mut right) = (Order::default(), BTreeMap::new());
        let mix = |number: u32| number.wrapping_mul(2_654_435_761) >> 12;
        for step in 0..6_000 {
            let doc = if step < 3_000 { step } else { mix(step) % 9_000 };
            let id = ids(doc);
            if mix(step + 1) % 4 == 0 {
                order.remove(&id, doc, &ids);
                right.remove(&id);
            } else {
                order.insert(&id, doc, &ids);
                right.insert(id, doc);
            }
        }
        for doc in 0..9_000 {
            assert_eq!(order.doc(&ids(doc), &ids), right.get(&ids(doc)).copied());
        }
        assert!(order.from(None, &ids).eq(right.values().copied()));
        for after in [ids(0), ids(77), ids(8_999), Uuid::nil(), Uuid::max()] {
            use std::ops::Bound::{Excluded, Unbounded};
            let later = right.range((Excluded(after), Unbounded)).map(|(_, doc)| *doc);
            assert!(order.from(Some(after), &ids).eq(later));
        }
        let again = Order::of(right.iter().map(|(id, doc)| (*id, *doc)));
        assert!(again.from(None, &ids).eq(right.values().copied()));
        for (id, doc) in &right {
            order.remove(id, doc + 1, &ids);
            assert_eq!(order.doc(id, &ids), Some(*doc), "another document has no say");
            order.remove(id, *doc, &ids);
        }
        assert!(order.0.is_empty(), "no piece is left behind");
    }

    #[test]
    fn ids_that_begin_alike() {
        check(|doc| Uuid::from_u128(u128::from(doc)));
    }

    #[test]
    fn ids_by_chance() {
        check(|doc| {
            Uuid::from_u128((u128::from(doc) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
        });
    }

    #[test]
    fn ids_of_which_some_begin_alike() {
        check(|doc| Uuid::from_u128(u128::from(doc % 7) << 96 | u128::from(doc)));
    }

    #[test]
    fn of_two_documents_with_one_id_the_later_one_counts() {
        let id = Uuid::from_u128(5);
        let order = Order::of([(id, 3), (Uuid::from_u128(9), 4), (id, 8)].into_iter());
        assert_eq!(order.doc(&id, |doc| Uuid::from_u128(if doc == 4 { 9 } else { 5 })), Some(8));
    }
}
