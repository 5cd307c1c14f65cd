//! The structs that were found, and what lives as long as the program.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    path::{Path, PathBuf},
};

use syn::ItemStruct;

use super::refused::Refused;

/// The structs of a folder, by their names.
#[derive(Default)]
pub(super) struct Structs {
    pub(super) collections: BTreeMap<String, ItemStruct>,
    pub(super) objects: BTreeMap<String, ItemStruct>,
    /// Where each stands.
    files: BTreeMap<String, PathBuf>,
}

impl Structs {
    /// Adds a struct of a file. Of two that are called alike nobody could say which one is meant.
    pub(super) fn add(&mut self, of: Of, item: ItemStruct, file: &Path) -> Result<(), Refused> {
        let name = item.ident.to_string();
        match self.files.entry(name.clone()) {
            Entry::Occupied(other) => return Err(Refused::twice(&name, other.get(), file)),
            Entry::Vacant(place) => place.insert(file.to_owned()),
        };
        match of {
            Of::Collection => self.collections.insert(name, item),
            Of::Object => self.objects.insert(name, item),
        };
        Ok(())
    }
}

/// What a struct derives.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Collection,
    Object,
}

/// Keeps what is read as long as the program runs, as what is compiled in is kept.
pub(super) fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub(super) fn text(value: &str) -> &'static str {
    value.to_owned().leak()
}
