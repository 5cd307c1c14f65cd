//! What a rebuild of a class takes with it: all that link to it, each in a new class.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use weaviate_query::{Names, schema::CollectionDef};

use super::{
    actual::{Actual, Referrers},
    place::versions_of,
    step::Step,
};

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

/// The steps of a rebuild of each of the classes `rebuilt`, as far as they are behind an alias.
pub(crate) fn rebuilds(
    wanted: &[&CollectionDef],
    actual: &Actual,
    referrers: &Referrers<'_>,
    names: &Names,
    rebuilt: &BTreeSet<&str>,
) -> BTreeMap<String, Vec<Step>> {
    if rebuilt.is_empty() {
        return BTreeMap::new();
    }
    let behind = |def: &&CollectionDef| {
        let alias = names.class(def.name).into_owned();
        let from = actual.aliases.get(&alias).filter(|class| actual.class(class).is_some())?;
        let next = versions_of(&alias, actual).last().copied().unwrap_or(0) + 1;
        let (collection, to) = (def.name.to_owned(), format!("{alias}_v{next}"));
        Some((from.as_str(), Step::Rebuild { collection, alias, from: from.clone(), to }))
    };
    let places: Vec<(&str, Step)> = wanted.iter().filter_map(behind).collect();
    let steps = |class: &str| {
        let linking = referrers.to(class);
        let all = places.iter().filter(|(from, _)| *from == class || linking.contains(from));
        all.map(|(_, step)| step.clone()).collect()
    };
    let rebuilt = places.iter().filter(|(from, _)| rebuilt.contains(from));
    rebuilt.map(|(from, _)| ((*from).to_owned(), steps(from))).collect()
}
