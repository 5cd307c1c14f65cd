//! The new names: as long as the old ones, in the same case, and in the same order.
//!
//! A letter becomes the next one of the alphabet, unless that would pass a name that starts the same way and is greater.
//! Texts therefore keep their columns, and what is sorted by name stays sorted.

use std::collections::{BTreeMap, BTreeSet};

/// From a name in lower case to its new name in lower case.
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// New names for these, beside those that stay.
    pub(crate) fn of<'a>(
        renamed: impl IntoIterator<Item = &'a str>,
        kept: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut all: BTreeMap<String, bool> =
            renamed.into_iter().map(|name| (name.to_ascii_lowercase(), true)).collect();
        all.extend(kept.into_iter().map(|name| (name.to_ascii_lowercase(), false)));
        // For each beginning the letters that follow it, and whether one of them leads to a name that stays.
        let mut following: BTreeMap<&str, BTreeMap<u8, bool>> = BTreeMap::new();
        for (name, renamed) in &all {
            for (at, letter) in name.bytes().enumerate() {
                let beginning = following.entry(name.get(..at).unwrap_or_default()).or_default();
                *beginning.entry(letter).or_default() |= !renamed;
            }
        }
        let next = |beginning: &str, letter: u8| -> u8 {
            if !letter.is_ascii_lowercase() {
                return letter;
            }
            let mut limit = b'z';
            let mut found = letter;
            for (other, stays) in following.get(beginning).into_iter().flatten().rev() {
                if *other < letter {
                    break;
                }
                if other.is_ascii_lowercase() {
                    found = if *stays { *other } else { limit.min(other + 1) };
                    limit = found.saturating_sub(1);
                }
            }
            found
        };
        let new = |name: &str| -> String {
            name.bytes()
                .enumerate()
                .map(|(at, letter)| char::from(next(name.get(..at).unwrap_or_default(), letter)))
                .collect()
        };
        let map = all.iter().filter(|(name, renamed)| **renamed && name.is_ascii());
        Self(map.map(|(name, _)| (name.clone(), new(name))).collect())
    }

    /// Whether this is one of the names, in whatever case.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.contains_key(&name.to_ascii_lowercase())
    }

    /// The new name, in the case of the old one; the word itself when it is not one of the names.
    pub(crate) fn new_name(&self, name: &str) -> String {
        let Some(new) = self.0.get(&name.to_ascii_lowercase()) else {
            return name.to_owned();
        };
        new.chars()
            .zip(name.chars())
            .map(|(new, old)| if old.is_ascii_uppercase() { new.to_ascii_uppercase() } else { new })
            .collect()
    }
}

/// The names of collections and properties in a description.
pub(crate) fn collect(value: &serde_json::Value, names: &mut BTreeSet<String>) {
    if let Some(class) = value["class"].as_str() {
        names.insert(class.to_owned());
    }
    for key in ["properties", "nestedProperties"] {
        for property in value[key].as_array().into_iter().flatten() {
            if let Some(name) = property["name"].as_str() {
                names.insert(name.to_owned());
            }
            collect(property, names);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_names_keep_length_case_and_order() {
        let names = Names::of(["Place", "wordCount", "wordy", "wordz", "words_2", "motto", "nap"], ["name"]);
        for (old, new) in [
            ("Place", "Qmbdf"),
            ("place", "qmbdf"),
            ("PLACE", "QMBDF"),
            ("wordCount", "xpseDpvou"),
            ("wordy", "xpsey"),
            ("wordz", "xpsez"),
            ("words_2", "xpset_2"),
            // `nap` stays before `name`, which is kept, and `motto` before `nap`.
            ("nap", "naq"),
            ("motto", "mpuup"),
            ("name", "name"),
            ("other", "other"),
        ] {
            assert_eq!(names.new_name(old), new);
        }
    }
}
