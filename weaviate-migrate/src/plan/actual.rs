//! What a server has, as far as a plan looks at it.

use std::collections::{BTreeMap, BTreeSet};

use weaviate_query::{Names, schema::Class};

/// What a server has.
///
/// ```
/// # use weaviate::{Collection, Names, Version, sync::{Actual, Blocks, ChangeClass, Edit, Plan, Step, plan}, schema::Class};
/// # #[derive(Collection)] #[weaviate(description = "What somebody wrote down.")]
/// # struct Note { text: String, stars: i64 }
/// # let made = |properties: serde_json::Value| -> Actual {
/// #     let class = serde_json::json!({ "class": "Note", "properties": properties,
/// #         "invertedIndexConfig": { "indexTimestamps": true } });
/// #     let class: Class = serde_json::from_value(class).unwrap();
/// #     Actual { counts: [("Note".to_owned(), 1_204)].into(), classes: vec![class], ..Actual::default() }
/// # };
/// # let text = serde_json::json!({ "name": "text", "dataType": ["text"] });
/// # let stars = serde_json::json!({ "name": "stars", "dataType": ["int"] });
/// # let plan_for = |actual: &Actual| plan(&[Note::SCHEMA], actual, &Names::new(), Some(Version::new(1, 39)));
/// let actual = made(serde_json::json!([text]));
/// assert!(actual.class("Note").is_some());
/// assert_eq!(actual.counts["Note"], 1_204);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Actual {
    /// Every class, with all keys of the server's JSON.
    pub classes: Vec<Class>,
    /// Alias to class.
    pub aliases: BTreeMap<String, String>,
    /// How many objects a class has. Of a class that is not in here nothing is known: it may have objects.
    pub counts: BTreeMap<String, u64>,
    /// How many of them are older than the lifetime that is declared for the class, where that is new or shorter.
    pub expired: BTreeMap<String, u64>,
}

impl Actual {
    /// The class of exactly this name.
    ///
    /// ```
    /// # use weaviate::sync::Actual;
    /// assert!(Actual::default().class("Note").is_none());
    /// ```
    pub fn class(&self, name: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.name() == name)
    }

    /// The classes whose links lead to `class`, directly or through others. Links name a class and no alias, so
    /// a new class in the place of this one is a new class for each of those.
    ///
    /// ```
    /// # use weaviate::{sync::Actual, schema::Class};
    /// let class = |name: &str, to: &str| -> Class {
    ///     let link = serde_json::json!({ "name": "to", "dataType": [to] });
    ///     serde_json::from_value(serde_json::json!({ "class": name, "properties": [link] })).unwrap()
    /// };
    /// let classes = vec![class("Leaf", "Twig"), class("Twig", "Tree"), class("Other", "Other")];
    /// assert_eq!(Actual { classes, ..Actual::default() }.referrers("Tree"), ["Leaf", "Twig"]);
    /// ```
    pub fn referrers<'a>(&'a self, class: &'a str) -> Vec<&'a str> {
        Referrers::of(self).to(class)
    }

    /// `names` with the aliases that the server has, and no others.
    pub(crate) fn names(&self, names: &Names) -> Names {
        let mut names = names.clone();
        names.clear_aliases();
        for (alias, class) in &self.aliases {
            names.set_alias(alias, class);
        }
        names
    }
}

/// Which classes have links to which, read once.
#[derive(Debug)]
pub(crate) struct Referrers<'a>(BTreeMap<&'a str, Vec<&'a str>>);

impl<'a> Referrers<'a> {
    pub(crate) fn of(actual: &'a Actual) -> Self {
        let mut direct: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for class in &actual.classes {
            for target in class.targets() {
                direct.entry(target).or_default().push(class.name());
            }
        }
        Self(direct)
    }

    /// What leads to `class`, directly or through others, in the order of names.
    pub(crate) fn to(&self, class: &str) -> Vec<&'a str> {
        let direct = |class: &str| self.0.get(class).into_iter().flatten().copied();
        let mut found = BTreeSet::new();
        let mut next: Vec<&str> = direct(class).collect();
        while let Some(other) = next.pop() {
            if found.insert(other) {
                next.extend(direct(other));
            }
        }
        found.remove(class);
        found.into_iter().collect()
    }
}
