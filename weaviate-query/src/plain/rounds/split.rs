//! Which round selects what.
//!
//! Every item that is no link goes into the first round. Of each link a round takes one collection, and so
//! that there are few rounds, each takes one of every link: two links to three collections each make three
//! rounds, not six.

use crate::plain::ir::{Item, Selection};

/// The selections of the rounds, in order; `None` where the one selection does as it is.
pub(super) fn rounds(selection: &Selection) -> Option<Vec<Selection>> {
    let rounds =
        |rounds: Vec<Round>| rounds.into_iter().map(|round| Selection { items: round.items }).collect();
    needed(selection).then(|| rounds(split(selection)))
}

/// Whether a link leads to several collections or stands there twice, here or behind any link.
fn needed(selection: &Selection) -> bool {
    let links = || selection.items.iter().enumerate().filter_map(|(at, item)| Some((at, link(item)?)));
    links().any(|(at, (name, collection, inside))| {
        collection.is_some()
            || needed(inside)
            || links().take_while(|(before, _)| *before < at).any(|(_, (other, ..))| other == name)
    })
}

/// A link of a selection: its name, the collection that is meant, what is selected of it.
type Link<'s> = (&'s str, Option<&'s str>, &'s Selection);

/// The item as a link, if it is one.
fn link(item: &Item) -> Option<Link<'_>> {
    match item {
        Item::Link { name, collection, selection } => Some((name, collection.as_deref(), selection)),
        _ => None,
    }
}

/// What one request selects, and which collection it takes of each link to several, at any depth.
///
/// The server resolves an object once, even if a selection leads to it by two ways, and with the links of
/// either (1.39.0). So within a request a link means one collection, wherever it stands.
#[derive(Default)]
struct Round {
    items: Vec<Item>,
    choices: Vec<(String, String)>,
}

/// The first round has everything that is no link; each round has at most one entry a link.
fn split(selection: &Selection) -> Vec<Round> {
    let mut rounds = vec![Round::default()];
    for (at, item) in selection.items.iter().enumerate() {
        let Some((name, ..)) = link(item) else {
            if let Some(first) = rounds.first_mut() {
                first.items.push(item.clone());
            }
            continue;
        };
        let before = selection.items.get(..at).unwrap_or_default();
        if before.iter().filter_map(link).any(|(other, ..)| other == name) {
            continue;
        }
        for (item, choices) in entries(selection, name) {
            match rounds.iter_mut().find(|round| round.takes(name, &choices)) {
                Some(round) => {
                    round.items.push(item);
                    round.choices.extend(choices);
                }
                None => rounds.push(Round { items: vec![item], choices }),
            }
        }
    }
    rounds
}

impl Round {
    /// Whether the link can go into this round with these choices: it is not there yet, and no link would
    /// mean two collections.
    fn takes(&self, name: &str, choices: &[(String, String)]) -> bool {
        let clash = |(link, collection): &(String, String)| {
            self.choices.iter().any(|(other, chosen)| other == link && chosen != collection)
        };
        !self.items.iter().filter_map(link).any(|(other, ..)| other == name) && !choices.iter().any(clash)
    }
}

/// What is asked of one link: one entry for each request that it needs, with the choices that it makes. What
/// is wanted of one collection in two places is one entry.
fn entries(selection: &Selection, name: &str) -> Vec<(Item, Vec<(String, String)>)> {
    let mut collections: Vec<(Option<&str>, Selection)> = Vec::new();
    for (_, collection, inside) in selection.items.iter().filter_map(link).filter(|(of, ..)| *of == name) {
        match collections.iter_mut().find(|(other, _)| *other == collection) {
            Some((_, before)) => before.items.extend(inside.items.iter().cloned()),
            None => collections.push((collection, inside.clone())),
        }
    }
    let mut entries = Vec::new();
    for (collection, inside) in collections {
        for Round { items, mut choices } in split(&inside) {
            choices.extend(collection.map(|collection| (name.to_owned(), collection.to_owned())));
            let (name, collection) = (name.to_owned().into(), collection.map(str::to_owned));
            entries.push((Item::Link { name, collection, selection: Selection { items } }, choices));
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(name: &str, collection: &str, items: Vec<Item>) -> Item {
        let collection = (!collection.is_empty()).then(|| collection.to_owned());
        Item::Link { name: name.to_owned().into(), collection, selection: Selection { items } }
    }

    fn property(name: &str) -> Item {
        Item::Property(name.to_owned().into())
    }

    fn of(items: Vec<Item>) -> Option<Vec<Vec<Item>>> {
        let rounds = rounds(&Selection { items })?;
        Some(rounds.into_iter().map(|round| round.items).collect())
    }

    #[test]
    fn one_request_where_one_does() {
        assert_eq!(of(vec![property("a"), link("b", "", vec![property("c")])]), None);
    }

    #[test]
    fn a_round_for_each_collection() {
        let (one, two) = (link("r", "A", vec![property("x")]), link("r", "B", vec![property("y")]));
        let other = link("s", "C", vec![]);
        assert_eq!(
            of(vec![property("a"), one.clone(), two.clone(), other.clone()]),
            Some(vec![vec![property("a"), one.clone(), other], vec![two.clone()]])
        );
        // Below another link, which stands in both rounds.
        assert_eq!(
            of(vec![link("l", "", vec![property("a"), one.clone(), two.clone()])]),
            Some(vec![vec![link("l", "", vec![property("a"), one])], vec![link("l", "", vec![two])]])
        );
    }

    #[test]
    fn a_link_means_one_collection_in_a_request() {
        let (one, two) = (|| link("r", "A", vec![]), || link("r", "B", vec![]));
        let (below, beside) = (|item| link("l", "", vec![item]), |item| link("m", "", vec![item]));
        assert_eq!(
            of(vec![below(one()), beside(two()), two()]),
            Some(vec![vec![below(one())], vec![beside(two()), two()]])
        );
        // Along one way it cannot be otherwise.
        let within = link("r", "B", vec![one()]);
        assert_eq!(of(vec![within.clone()]), Some(vec![vec![within]]));
    }

    #[test]
    fn a_link_that_is_there_twice_is_asked_for_once() {
        assert_eq!(
            of(vec![link("l", "", vec![property("a")]), link("l", "", vec![property("b")])]),
            Some(vec![vec![link("l", "", vec![property("a"), property("b")])]])
        );
    }
}
