//! Documents by the keys of their values.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

/// Documents by key, in the order of keys.
pub(crate) type Keys = BTreeMap<Vec<u8>, RoaringBitmap>;

/// Puts what is known of more documents to what is known.
pub(super) fn unite<K: Ord>(known: &mut BTreeMap<K, RoaringBitmap>, more: BTreeMap<K, RoaringBitmap>) {
    if known.is_empty() {
        *known = more;
        return;
    }
    for (key, docs) in more {
        *known.entry(key).or_default() |= docs;
    }
}
