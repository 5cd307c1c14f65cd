//! Declarations out of source: what the derive would make of the structs in a folder, without a compiler.
//!
//! For `watch` and `--source`, where a plan is wanted sooner than rustc is done. It reads what `#[derive(Collection)]` reads,
//! by the same tables, and knows types by their names: an alias of a type is not followed, and is refused by name. Whether
//! the attributes fit the types is for rustc to say; what it would refuse may be planned here.
//!
//! | file | owns |
//! |---|---|
//! | `collection` | a struct as a `CollectionDef` |
//! | `field` | a field as a `FieldDef`: its type and its words |
//! | `setting` | modules, indexes and quantizers with their settings |
//! | `word` | attributes as a tree of words |
//! | `names` | names as the derive makes them |
//! | `kept` | the structs that were found, and what lives as long as the program |
//! | `refused` | what cannot be read, and where |

mod collection;
mod field;
mod kept;
mod names;
mod refused;
mod setting;
mod word;

use std::{
    fs,
    path::{Path, PathBuf},
};

use syn::{Attribute, Item, ItemStruct};
use weaviate_query::schema::CollectionDef;

use kept::{Of, Structs};
pub(crate) use refused::Refused;

/// What the structs of the `.rs` files below a folder declare, or of one file.
pub(crate) fn read(path: &Path) -> Result<Vec<&'static CollectionDef>, Refused> {
    let mut structs = Structs::default();
    let mut files = Vec::new();
    below(path, &mut files)?;
    for file in &files {
        let text = fs::read_to_string(file).map_err(|error| Refused::file(file, &error.to_string()))?;
        // Most files have none, and reading costs more than looking.
        if !text.contains("Collection") && !text.contains("Object") {
            continue;
        }
        let parsed = syn::parse_file(&text).map_err(|error| Refused::file(file, &error.to_string()))?;
        collect(parsed.items, file, &mut structs)?;
    }
    structs.collections.values().map(|item| collection::read(item, &structs)).collect()
}

fn below(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Refused> {
    let cannot = |error: std::io::Error| Refused::file(path, &error.to_string());
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(path).map_err(cannot)? {
        entries.push(entry.map_err(cannot)?.path());
    }
    entries.sort();
    for entry in entries {
        if entry.is_dir() && !entry.ends_with("target") {
            below(&entry, files)?;
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            files.push(entry);
        }
    }
    Ok(())
}

/// What is there for tests alone is none of the program's.
fn collect(items: Vec<Item>, file: &Path, structs: &mut Structs) -> Result<(), Refused> {
    for item in items {
        match item {
            Item::Struct(item) if !is_of_tests(&item.attrs) => {
                if let Some(of) = derived(&item) {
                    structs.add(of, item, file)?;
                }
            }
            Item::Mod(module) if !is_of_tests(&module.attrs) => {
                collect(module.content.map_or_else(Vec::new, |(_, items)| items), file, structs)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether `#[cfg(test)]` stands before it.
fn is_of_tests(attributes: &[Attribute]) -> bool {
    let test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|only| only.is_ident("test"))
    };
    attributes.iter().any(test)
}

/// Which of the two a struct derives.
fn derived(item: &ItemStruct) -> Option<Of> {
    let mut found = None;
    for attribute in item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let _ = attribute.parse_nested_meta(|meta| {
            let last = meta.path.segments.last().map(|segment| segment.ident.to_string());
            found = found.or(match last.as_deref() {
                Some("Collection") => Some(Of::Collection),
                Some("Object") => Some(Of::Object),
                _ => None,
            });
            Ok(())
        });
    }
    found
}
