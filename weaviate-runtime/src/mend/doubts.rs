//! Which objects were in a write that broke off, until they are looked at.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use uuid::Uuid;

/// So many are remembered, a few MiB; what comes then is not.
const MOST: usize = 100_000;

/// A class, and a tenant of it.
type Place = (String, Option<String>);

/// Objects that a server may have left half done.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    ids: Mutex<HashMap<Place, HashSet<Uuid>>>,
    /// How many there are: nearly always none, which costs nobody a lock.
    count: AtomicUsize,
}

impl Doubts {
    fn lock(&self) -> MutexGuard<'_, HashMap<Place, HashSet<Uuid>>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count.load(Ordering::Relaxed) == 0
    }

    pub(crate) fn add(&self, class: &str, tenant: Option<&str>, ids: &[Uuid]) {
        let mut all = self.lock();
        let room = MOST.saturating_sub(self.count.load(Ordering::Relaxed));
        if ids.len() > room {
            tracing::warn!(
                class,
                "so many writes broke off that not all of them are remembered: of some objects a vector may be missing in its index"
            );
        }
        let place = all.entry((class.to_owned(), tenant.map(str::to_owned))).or_default();
        let before = place.len();
        place.extend(ids.iter().take(room));
        self.count.fetch_add(place.len() - before, Ordering::Relaxed);
    }

    /// Those of `ids` that are in doubt.
    pub(crate) fn among(&self, class: &str, tenant: Option<&str>, ids: &[Uuid]) -> Vec<Uuid> {
        if self.is_empty() {
            return Vec::new();
        }
        let place = (class.to_owned(), tenant.map(str::to_owned));
        let all = self.lock();
        let Some(doubted) = all.get(&place) else { return Vec::new() };
        ids.iter().filter(|id| doubted.contains(id)).copied().collect()
    }

    /// One was looked at.
    pub(crate) fn settle(&self, class: &str, tenant: Option<&str>, id: Uuid) {
        let place = (class.to_owned(), tenant.map(str::to_owned));
        let mut all = self.lock();
        let Some(doubted) = all.get_mut(&place) else { return };
        if doubted.remove(&id) {
            self.count.fetch_sub(1, Ordering::Relaxed);
        }
        if doubted.is_empty() {
            all.remove(&place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(range: std::ops::Range<usize>) -> Vec<Uuid> {
        range.map(|n| Uuid::from_u128(n as u128)).collect()
    }

    #[test]
    fn each_is_in_doubt_where_it_was_until_it_is_looked_at() {
        let doubts = Doubts::default();
        assert!(doubts.is_empty());
        doubts.add("A", None, &ids(0..3));
        doubts.add("A", Some("t"), &ids(1..2));
        doubts.add("A", None, &ids(2..4));
        assert!(doubts.among("B", None, &ids(0..9)).is_empty());
        assert_eq!(doubts.among("A", Some("t"), &ids(0..9)), ids(1..2));
        assert_eq!(doubts.among("A", None, &ids(1..9)), ids(1..4));
        for id in ids(0..9) {
            doubts.settle("A", None, id);
        }
        assert!(doubts.among("A", None, &ids(0..9)).is_empty() && !doubts.is_empty());
        doubts.settle("A", Some("t"), ids(1..2)[0]);
        assert!(doubts.is_empty());
    }

    #[test]
    fn there_is_an_end_to_it() {
        let doubts = Doubts::default();
        doubts.add("A", None, &ids(0..MOST + 5));
        doubts.add("B", None, &ids(0..5));
        assert_eq!(doubts.among("A", None, &ids(0..MOST + 5)).len(), MOST);
        assert!(doubts.among("B", None, &ids(0..5)).is_empty());
    }
}
