//! Links behind links, where a reply comes to one object by several ways.
//!
//! A server looks up an object that links lead to once for an answer: where it comes to it first, and with the links that are
//! selected there. Where another way to it selects another link, what is behind that one is missing, without a word
//! (1.39.0). It goes down level by level, so the first place is the highest one. So what is selected behind links of a
//! collection at any level is selected at each higher one as well: `.author { .name }` beside
//! `.post { .author { .company } }` asks for the company on both ways. A row does not read what it did not select.

use super::{Item, Metadata, Selection};
use crate::plain::schema::{CollectionDef, Role, To};

/// A link that is selected behind another one.
struct Asked {
    /// The collection that it is a property of.
    of: &'static str,
    /// How many links lead to where it stands.
    level: usize,
    name: &'static str,
    collection: Option<String>,
}

impl Selection {
    /// Selects behind links what is selected of the same collection further down.
    pub(crate) fn on_every_way(&mut self, of: &'static CollectionDef) {
        let mut asked = Vec::new();
        collect(self, of, 0, &mut asked);
        if !asked.is_empty() {
            complete(self, of, 0, &asked);
        }
    }
}

/// The collection behind a link, and the link's name as the declaration has it.
fn behind(
    of: &'static CollectionDef,
    name: &str,
    collection: Option<&str>,
) -> Option<(&'static str, &'static CollectionDef)> {
    let field = of.fields.iter().find(|field| field.role == Role::Property && field.name == name)?;
    let mut targets = field.of.targets.iter().map(To::get);
    let target = match collection {
        Some(collection) => targets.find(|target| target.name == collection)?,
        None => targets.next()?,
    };
    Some((field.name, target))
}

/// All links that are selected behind others.
fn collect(selection: &Selection, of: &'static CollectionDef, level: usize, asked: &mut Vec<Asked>) {
    for item in &selection.items {
        let Item::Link { name, collection, selection } = item else { continue };
        let Some((name, target)) = behind(of, name, collection.as_deref()) else { continue };
        let is_known = |other: &Asked| {
            (other.of, other.level, other.name) == (of.name, level, name) && other.collection == *collection
        };
        if level > 0 && !asked.iter().any(is_known) {
            asked.push(Asked { of: of.name, level, name, collection: collection.clone() });
        }
        collect(selection, target, level + 1, asked);
    }
}

/// Adds what is asked at this level or further down. It ends where nothing is.
fn complete(selection: &mut Selection, of: &'static CollectionDef, level: usize, asked: &[Asked]) {
    let wanted = asked.iter().filter(|asked| level > 0 && asked.level >= level && asked.of == of.name);
    for Asked { name, collection, .. } in wanted {
        let is_there = |item: &Item| matches!(item, Item::Link { name: other, collection: to, .. } if other == name && to == collection);
        if !selection.items.iter().any(is_there) {
            selection.items.push(Item::Link {
                name: (*name).into(),
                collection: collection.clone(),
                selection: Selection { items: vec![Item::Metadata(Metadata::Id)] },
            });
        }
    }
    for item in &mut selection.items {
        let Item::Link { name, collection, selection } = item else { continue };
        if let Some((_, target)) = behind(of, name, collection.as_deref()) {
            complete(selection, target, level + 1, asked);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::schema::{DataType, FieldDef, TypeDef};

    const fn link(name: &'static str, targets: &'static [To<CollectionDef>]) -> FieldDef {
        FieldDef::new(name, TypeDef { targets, ..TypeDef::scalar(DataType::Reference) })
    }

    static COMPANY: CollectionDef = CollectionDef::new("Company");
    static PERSON: CollectionDef = CollectionDef {
        fields: &[link("company", &[To::Read(&COMPANY)]), link("boss", &[To::Written(|| &PERSON)])],
        ..CollectionDef::new("Person")
    };
    static POST: CollectionDef = CollectionDef {
        fields: &[
            link("author", &[To::Read(&PERSON)]),
            link("reviewer", &[To::Read(&PERSON)]),
            link("next", &[To::Written(|| &POST)]),
        ],
        ..CollectionDef::new("Post")
    };

    /// `author { company, boss { company } }`, of which a name without braces selects nothing behind it.
    fn of(text: &str) -> Selection {
        let mut levels = vec![Selection::default()];
        let mut names: Vec<String> = Vec::new();
        let mut word = String::new();
        for sign in text.chars().chain([',']) {
            match sign {
                'a'..='z' => word.push(sign),
                _ if sign == '{' => {
                    names.push(std::mem::take(&mut word));
                    levels.push(Selection::default());
                }
                _ => {
                    if !word.is_empty() {
                        let item = link_item(&std::mem::take(&mut word), Selection::default());
                        levels.last_mut().unwrap().items.push(item);
                    }
                    if sign == '}' {
                        let (inner, name) = (levels.pop().unwrap(), names.pop().unwrap());
                        levels.last_mut().unwrap().items.push(link_item(&name, inner));
                    }
                }
            }
        }
        levels.pop().unwrap()
    }

    fn link_item(name: &str, selection: Selection) -> Item {
        Item::Link { name: name.to_owned().into(), collection: None, selection }
    }

    /// The names alone, as they are written.
    fn names(selection: &Selection) -> String {
        let each = selection.items.iter().filter_map(|item| match item {
            Item::Link { name, selection, .. } if selection.items.iter().any(is_link) => {
                Some(format!("{name}{{{}}}", names(selection)))
            }
            Item::Link { name, .. } => Some(name.to_string()),
            _ => None,
        });
        each.collect::<Vec<_>>().join(",")
    }

    fn is_link(item: &Item) -> bool {
        matches!(item, Item::Link { .. })
    }

    #[track_caller]
    fn becomes(asked: &str, sent: &str) {
        let mut selection = of(asked);
        selection.on_every_way(&POST);
        assert_eq!(names(&selection), sent, "{asked}");
    }

    #[test]
    fn what_one_way_selects() {
        becomes("author,reviewer", "author,reviewer");
        becomes("author{company}", "author{company}");
        // A post that is found is no post behind a link.
        becomes("author,next{author}", "author,next{author}");
    }

    #[test]
    fn ways_of_one_length() {
        becomes("author{company},reviewer{boss}", "author{company,boss},reviewer{boss,company}");
        becomes("author,reviewer{company}", "author{company},reviewer{company}");
    }

    #[test]
    fn a_longer_way_comes_later() {
        becomes("author,next{author{company}}", "author{company},next{author{company}}");
        // The higher one has it already.
        becomes("author{company},next{author}", "author{company},next{author}");
        becomes("next{next{author}}", "next{next{author},author}");
        // Behind the boss of an author, who may be an author, stands another boss.
        becomes("author{boss{boss{company}}}", "author{boss{boss{company},company},company}");
    }
}
