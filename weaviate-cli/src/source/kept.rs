//! The structs that were found, and what lives as long as the program.

use std::collections::BTreeMap;

use syn::ItemStruct;

/// The structs of a folder, by their names.
#[derive(Default)]
pub(super) struct Structs {
    pub(super) collections: BTreeMap<String, ItemStruct>,
    pub(super) objects: BTreeMap<String, ItemStruct>,
}

/// Keeps what is read as long as the program runs, as what is compiled in is kept.
pub(super) fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub(super) fn text(value: &str) -> &'static str {
    value.to_owned().leak()
}
