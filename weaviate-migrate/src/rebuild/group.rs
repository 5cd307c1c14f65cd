//! The classes of a rebuild, each with what becomes of its objects.

use weaviate_query::{
    Error, ErrorKind, Names, Result,
    schema::{Class, CollectionDef},
};

use super::{
    mapping::Mapping,
    record::Move,
    shape::{apart, definition},
};
use crate::Actual;

/// One class while it is rebuilt.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) by: Move,
    pub(crate) old: Class,
    /// The new class without its links.
    pub(crate) new: Class,
    pub(crate) links: Vec<serde_json::Value>,
    pub(crate) mapping: Mapping,
    /// How long a write may be on its way in the server after it was given its time.
    pub(crate) margin: i64,
}

/// All that is needed to carry out `moves`, with the classes as they are now.
///
/// # Errors
///
/// `SchemaMismatch` if one of them is not among `wanted`, or its class is gone.
pub(crate) fn parts(
    moves: &[Move],
    wanted: &[&CollectionDef],
    actual: &Actual,
    names: &Names,
    keep: bool,
) -> Result<Vec<Part>> {
    let mut after = names.clone();
    for by in moves {
        after.set_alias(&by.alias, &by.to);
    }
    let target = |class: &str| {
        moves.iter().find(|by| by.from == class).map_or_else(|| class.to_owned(), |by| by.to.clone())
    };
    let part = |(class, by): (usize, &Move)| {
        let missing = |what: &str| {
            Error::new(
                ErrorKind::SchemaMismatch,
                format!(
                    "a rebuild of `{}` is under way, and {what}: go on with the program that began it, or `rollback`",
                    by.alias
                ),
            )
        };
        let def = wanted.iter().find(|def| def.name == by.collection);
        let def = def.ok_or_else(|| missing("its struct is not among what is synced"))?;
        let old =
            actual.class(&by.from).ok_or_else(|| missing(&format!("the class `{}` is gone", by.from)))?;
        let whole = definition(def, &by.to, old, &after, keep, &target);
        let mut mapping = Mapping::new(def, old, &whole, &target);
        mapping.delay(|target| moves[class..].iter().any(|by| by.to == target));
        let slow = old
            .vectors()
            .any(|(_, config)| config.get("vectorizer").is_some_and(|of| of.get("none").is_none()));
        let (new, links) = apart(whole);
        // A vectorizer is asked after the server has noted the time, and may take as long as a call may.
        let margin = if slow { 120_000 } else { 2_000 };
        Ok(Part { by: by.clone(), old: old.clone(), new, links, mapping, margin })
    };
    moves.iter().enumerate().map(part).collect()
}
