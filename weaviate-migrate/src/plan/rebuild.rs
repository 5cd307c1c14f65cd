//! What a rebuild of a class takes with it: all that link to it, each in a new class.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use weaviate_query::{Names, schema::CollectionDef};

use super::{actual::Actual, place::versions_of, step::Step};

/// Which differences sync closes by a new class that takes the place of the old one.
///
/// Programs read and write all the while. After it, those that know the struct of before still run, or do not:
///
/// ```
/// use weaviate::sync::{Options, Rebuild};
///
/// let mut options = Options::default();
/// assert_eq!(options.rebuild, Rebuild::Never);
/// options.rebuild = Rebuild::Compatible; // another distance, `null_state`, a tokenization, …
/// options.rebuild = Rebuild::Any; // and what is called otherwise, or is of another type
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rebuild {
    /// None: they are refused by name.
    #[default]
    Never,
    /// Those after which programs with the struct of before go on.
    Compatible,
    /// All. Programs with the struct of before are to be stopped first: what they ask for is refused by the server from
    /// the moment when the new class is in use.
    Any,
}

/// The steps of a rebuild of each class that is behind an alias.
pub(crate) fn rebuilds(
    wanted: &[&CollectionDef],
    actual: &Actual,
    names: &Names,
) -> BTreeMap<String, Vec<Step>> {
    let behind = |def: &&&CollectionDef| {
        let alias = names.class(def.name).into_owned();
        let class = actual.aliases.get(&alias).filter(|class| actual.class(class).is_some())?;
        Some((def.name, alias, class.clone()))
    };
    let places: Vec<(&str, String, String)> = wanted.iter().filter_map(|def| behind(&def)).collect();
    let step = |(collection, alias, from): &(&str, String, String)| {
        let next = versions_of(alias, actual).last().copied().unwrap_or(0) + 1;
        Step::Rebuild {
            collection: (*collection).to_owned(),
            alias: alias.clone(),
            from: from.clone(),
            to: format!("{alias}_v{next}"),
        }
    };
    let of = |class: &str| {
        let mut all: BTreeSet<&str> = actual.referrers(class).into_iter().collect();
        all.insert(class);
        places.iter().filter(|(_, _, from)| all.contains(from.as_str())).map(step).collect()
    };
    places.iter().map(|(_, _, class)| (class.clone(), of(class))).collect()
}
