//! Links on their way from one class into another: which can be written with their object, and which have to wait.
//!
//! A server takes a link only to an object that is there. So the classes are copied one after another, those first that
//! others link to, and only what leads back, in a circle, is written when all objects are there, with its object once more.

use uuid::Uuid;
use weaviate_query::{
    Result,
    ir::{Filter, Item, Metadata, Query, Selection},
    schema::Class,
    wire::raw::Object,
};

use super::{
    mapping::{CarriedLink, Mapping, leads},
    record::Move,
};
use crate::{
    Actual,
    objects::{Moved, MovedLinks, ObjectApi},
};

/// Which links of an object are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// Those that can be written with the object.
    AtOnce,
    /// Those that have to wait until all objects are there.
    Late,
    /// Each.
    All,
}

impl Links {
    fn has(self, link: &CarriedLink) -> bool {
        match self {
            Self::AtOnce => !link.is_late,
            Self::Late => link.is_late,
            Self::All => true,
        }
    }
}

impl Mapping {
    /// Lets links to these classes, of after, wait until all objects are there.
    pub(super) fn delay(&mut self, is_late: impl Fn(&str) -> bool) {
        for link in &mut self.links {
            link.is_late = link.targets.iter().any(|(_, after)| is_late(after));
        }
    }

    /// Whether some links wait.
    pub(super) fn has_late_links(&self) -> bool {
        self.links.iter().any(|link| link.is_late)
    }

    /// The question for whole objects, and for those of `links` that lead to one class; for the others there are the
    /// [`link_queries`](Self::link_queries).
    pub(super) fn query(&self, class: &str, links: Links) -> Query {
        let mut selection = self.selection.clone();
        selection.items.extend(self.single(links));
        Query { selection, ..Query::new(class.to_owned()) }
    }

    /// The question for nothing of objects but those of `links` that lead to one class.
    pub(super) fn links_query(&self, class: &str, links: Links) -> Query {
        let mut items: Vec<Item> = self.single(links).collect();
        items.push(Item::Metadata(Metadata::Id));
        Query { selection: Selection { items }, ..Query::new(class.to_owned()) }
    }

    fn single(&self, links: Links) -> impl Iterator<Item = Item> {
        let single = self.links.iter().filter(move |link| links.has(link) && link.targets.len() == 1);
        single.map(|link| leads(&link.from, None))
    }

    /// The questions for those of `links` that lead to several classes, one for each class, as a server tells the objects
    /// of one (1.39.0).
    pub(super) fn link_queries(&self, class: &str, links: Links) -> Vec<Query> {
        let several = self.links.iter().filter(|link| links.has(link) && link.targets.len() > 1);
        let each = several.flat_map(|link| link.targets.iter().map(|(before, _)| (&link.from, before)));
        each.map(|(from, before)| {
            let items = vec![leads(from, Some(before)), Item::Metadata(Metadata::Id)];
            Query { selection: Selection { items }, ..Query::new(class.to_owned()) }
        })
        .collect()
    }

    /// The links that an object has in the answer to one of the questions.
    pub(super) fn links_of(&self, query: &Query, found: &Object) -> Vec<MovedLinks> {
        let asked = query.selection.items.iter().filter_map(|item| match item {
            Item::Link { name, collection, .. } => Some((name, collection)),
            _ => None,
        });
        asked
            .filter_map(|(name, collection)| {
                let link = self.links.iter().find(|link| link.from == **name)?;
                let mut targets = link.targets.iter();
                let (_, class) = targets
                    .find(|(before, _)| collection.as_deref().is_none_or(|asked| asked == before.as_str()))?;
                let ids = found.links.get(&link.from).filter(|ids| !ids.is_empty())?;
                Some(MovedLinks {
                    name: link.to.clone(),
                    class: class.clone(),
                    only: link.targets.len() == 1,
                    ids: ids.clone(),
                })
            })
            .collect()
    }

    /// The objects that came as the answer to [`query`](Self::query), as they will be, with their links.
    ///
    /// # Errors
    ///
    /// What a function of the user's says of a value, and what a request failed with.
    pub(super) async fn whole<A: ObjectApi>(
        &self,
        api: &A,
        class: &str,
        tenant: Option<&str>,
        found: Vec<Object>,
        links: Links,
    ) -> Result<Vec<Moved>> {
        let single = self.links_query(class, links);
        let ids: Vec<Uuid> = found.iter().filter_map(|object| object.id).collect();
        let each = found.into_iter().map(|object| {
            let links = self.links_of(&single, &object);
            self.object(object).map(|moved| Moved { links, ..moved })
        });
        let mut moved = each.collect::<Result<Vec<Moved>>>()?;
        for query in self.link_queries(class, links).into_iter().filter(|_| !ids.is_empty()) {
            for object in api.find(class, tenant, &among(&query, &ids), None, at_most(&ids)).await? {
                let links = self.links_of(&query, &object);
                if let Some(moved) = moved.iter_mut().find(|moved| moved.object.id == object.id) {
                    moved.links.extend(links);
                }
            }
        }
        Ok(moved)
    }
}

/// The question for these objects alone.
pub(super) fn among(query: &Query, ids: &[Uuid]) -> Query {
    Query { filter: Some(Filter::ids(ids.iter().copied())), ..query.clone() }
}

/// How many objects these ids can find.
pub(super) fn at_most(ids: &[Uuid]) -> u32 {
    u32::try_from(ids.len()).unwrap_or(u32::MAX)
}

/// The order in which classes are copied: those first that others link to; of a circle the one with the fewest objects,
/// whose links are what has to wait.
pub(super) fn in_order(mut moves: Vec<Move>, actual: &Actual) -> Vec<Move> {
    let mut ordered = Vec::new();
    while !moves.is_empty() {
        let waits_for = |by: &Move| {
            let mut targets = actual.class(&by.from).into_iter().flat_map(Class::targets);
            targets.any(|target| target != by.from && moves.iter().any(|other| other.from == target))
        };
        let count = |by: &Move| actual.counts.get(&by.from).copied().unwrap_or(u64::MAX);
        let next = moves.iter().enumerate().min_by_key(|(_, by)| (waits_for(by), count(by)));
        let Some((next, _)) = next else { break };
        ordered.push(moves.remove(next));
    }
    ordered
}
