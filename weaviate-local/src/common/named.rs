//! A few values by name, in the order of names.

/// A map for a few entries, which takes no more memory than they do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named<V>(Vec<(String, V)>);

impl<V> Default for Named<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Named<V> {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        let place = self.place(name).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    pub(crate) fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Puts a value in, and gives back the one that was there.
    pub(crate) fn insert(&mut self, name: String, value: V) -> Option<V> {
        match self.place(&name) {
            Ok(place) => self.0.get_mut(place).map(|entry| std::mem::replace(&mut entry.1, value)),
            Err(place) => {
                self.0.insert(place, (name, value));
                None
            }
        }
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        let place = self.place(name).ok()?;
        self.0.get_mut(place).map(|(_, value)| value)
    }

    pub(crate) fn remove(&mut self, name: &str) -> Option<V> {
        let place = self.place(name).ok()?;
        Some(self.0.remove(place).1)
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (&String, &V)> {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

impl<V> Extend<(String, V)> for Named<V> {
    fn extend<T: IntoIterator<Item = (String, V)>>(&mut self, entries: T) {
        for (name, value) in entries {
            self.insert(name, value);
        }
    }
}

impl<V> FromIterator<(String, V)> for Named<V> {
    fn from_iter<T: IntoIterator<Item = (String, V)>>(entries: T) -> Self {
        let mut entries: Vec<(String, V)> = entries.into_iter().collect();
        if !entries.is_sorted_by(|a, b| a.0 < b.0) {
            // Where a name is there twice the last entry counts; the sort is stable, so the last one stays last.
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            entries.reverse();
            entries.dedup_by(|a, b| a.0 == b.0);
            entries.reverse();
        }
        entries.shrink_to_fit();
        Self(entries)
    }
}

impl<V, const N: usize> From<[(String, V); N]> for Named<V> {
    fn from(entries: [(String, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<V> IntoIterator for Named<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, V> IntoIterator for &'a Named<V> {
    type Item = (&'a String, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (String, V)>, fn(&'a (String, V)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_a_map_sorted_by_name() {
        let named = |name: &str, value: i32| (name.to_owned(), value);
        let mut map = Named::from([named("b", 1), named("a", 2), named("b", 3)]);
        assert_eq!(
            map.iter().map(|(name, value)| (name.as_str(), *value)).collect::<Vec<_>>(),
            [("a", 2), ("b", 3)]
        );
        assert_eq!(map.insert("aa".to_owned(), 4), None);
        assert_eq!(map.insert("aa".to_owned(), 5), Some(4));
        assert_eq!((map.get("aa"), map.get("c")), (Some(&5), None));
        assert_eq!(map.remove("a"), Some(2));
        assert_eq!(map, Named::from([named("aa", 5), named("b", 3)]));
        assert_eq!(map.into_iter().collect::<Vec<_>>(), [named("aa", 5), named("b", 3)]);
    }
}
