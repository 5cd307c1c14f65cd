//! Where a collection lives on the server, or where it is going to.

use std::collections::BTreeSet;

use weaviate_query::{Names, Version, check_class, schema::CollectionDef};

use super::{
    actual::Actual,
    rules::{has, since},
    words,
};

/// Where a collection is.
///
/// | on the server | place |
/// |---|---|
/// | an alias of its name | the class that it stands for |
/// | a class of its name | that class, without an alias |
/// | one class `Name_v1`, `Name_v2`, … | that class, and the alias is made |
/// | several of those | none: a person must say which |
/// | nothing | `Name_v1` behind an alias; without aliases or versions, a class of its name |
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The class.
    pub(crate) class: String,
    /// Whether the class is there.
    pub(crate) exists: bool,
    /// The alias of the collection's name, `None` if the class itself has it.
    pub(crate) alias: Option<String>,
    /// Whether the alias is there.
    pub(crate) alias_exists: bool,
    /// What a person should know of it.
    pub(crate) note: Option<String>,
}

/// Finds the place of `def`, or says why it has none and what to do.
pub(crate) fn place(
    def: &CollectionDef,
    actual: &Actual,
    names: &Names,
    version: Option<Version>,
) -> Result<Place, String> {
    let name = names.class(def.name).into_owned();
    if let Some(class) = actual.aliases.get(&name) {
        return if actual.class(class).is_some() {
            Ok(Place {
                class: class.clone(),
                exists: true,
                alias: Some(name),
                alias_exists: true,
                note: None,
            })
        } else {
            Err(format!(
                "the alias `{name}` stands for the class `{class}`, which is not there: \
                 let it stand for a class that has the objects, or delete the alias to begin anew"
            ))
        };
    }
    if actual.class(&name).is_some() {
        let note = def.versioned.then(|| {
            format!(
                "`{name}` is a class and not an alias, so it is used as it is: \
                 sync refuses a change that needs a new class"
            )
        });
        return Ok(Place { class: name, exists: true, alias: None, alias_exists: false, note });
    }
    check_class(&name).map_err(|error| format!("{error}; give the collection another name"))?;
    if !def.versioned || !has(version, since::ALIASES) {
        let note = def.versioned.then(|| {
            format!(
                "this server has no aliases (they came with {}), so `{name}` is made as a class: \
                 sync refuses a change that needs a new class",
                since::ALIASES
            )
        });
        free(&name, actual)?;
        return Ok(Place { class: name, exists: false, alias: None, alias_exists: false, note });
    }
    let versions: Vec<String> =
        versions_of(&name, actual).into_iter().map(|n| format!("{name}_v{n}")).collect();
    free(&name, actual)?;
    match &versions[..] {
        [] => {
            let class = format!("{name}_v1");
            free(&class, actual)?;
            Ok(Place { class, exists: false, alias: Some(name), alias_exists: false, note: None })
        }
        [class] => Ok(Place {
            class: class.clone(),
            exists: true,
            alias: Some(name),
            alias_exists: false,
            note: None,
        }),
        several => {
            let several: Vec<String> = several.iter().map(|class| format!("`{class}`")).collect();
            Err(format!(
                "the alias `{name}` is not there, and it may stand for {}: make it for the one that has the objects",
                words::list(&several).replace(" and ", " or ")
            ))
        }
    }
}

/// The versions of a collection that are there as classes.
pub(super) fn versions_of(name: &str, actual: &Actual) -> BTreeSet<u64> {
    let digits =
        actual.classes.iter().filter_map(|class| class.name().strip_prefix(name)?.strip_prefix("_v"));
    digits.filter(|digits| !digits.starts_with('0')).filter_map(|digits| digits.parse().ok()).collect()
}

/// Refuses a name that the server could not tell from one it has: two that differ in case alone can both be
/// made if it is asked for both at once, and then neither can be used.
fn free(name: &str, actual: &Actual) -> Result<(), String> {
    let classes = actual.classes.iter().map(|class| ("class", class.name()));
    let aliases = actual.aliases.keys().map(|alias| ("alias", alias.as_str()));
    match classes.chain(aliases).find(|(_, other)| other.eq_ignore_ascii_case(name)) {
        Some((what, other)) => Err(format!(
            "the server has the {what} `{other}`, and `{name}` is the same name to it: call the collection `{other}`, or otherwise"
        )),
        None => Ok(()),
    }
}
