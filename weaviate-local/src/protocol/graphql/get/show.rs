//! An object as the fields ask for it: its properties, what it links to, and what is known beside.

use std::{cell::RefCell, sync::Arc};

use serde_json::{Map, Value as Json, json};

use super::super::{
    ast::{Field, Selection, fields},
    values::{grouped_by, shown, vector},
};
use crate::{
    common::{
        error::Refusal,
        object::Object,
        sync::read,
        value::{Beacon, Value, float32_json, number_json},
    },
    operations::{
        context::Context,
        search::{Answered, Found, Hit, Kind, check_link},
    },
    schema::Class,
};

/// What is known of an object beside what it holds.
pub(super) enum Extra<'a> {
    /// It was found, in this place.
    Hit(usize, &'a Hit),
    /// It stands for a group.
    Group(usize),
    /// It is in a group.
    Member(&'a Hit),
    /// It is linked.
    Linked,
}

/// Shows the objects of an answer.
pub(super) struct Shower<'a> {
    pub(super) context: &'a Context,
    pub(super) tenant: &'a str,
    pub(super) answered: &'a Answered,
    pub(super) vectors: bool,
    /// The first link that could not be followed.
    pub(super) failed: RefCell<Option<Refusal>>,
}

impl Shower<'_> {
    pub(super) fn object(
        &self,
        class: &Arc<Class>,
        object: &Object,
        selections: &[Selection],
        extra: &Extra<'_>,
    ) -> Json {
        let mut out = Map::new();
        for field in fields(selections) {
            let shown = match field.name.as_str() {
                "__typename" => json!(class.name),
                "_additional" => self.additional(class, object, field, extra),
                _ if matches!(extra, Extra::Group(_)) => Json::Null,
                name => match object.fields.get(name) {
                    Some(Value::Refs(links)) => self.links(links, field),
                    value => shown(value, field),
                },
            };
            out.insert(field.key().to_owned(), shown);
        }
        Json::Object(out)
    }

    // Objects that are gone, and those of collections that are not asked for, are left out. The server looks an id up in
    // whatever collection is asked for, also where the link names another.
    fn links(&self, links: &[Beacon], field: &Field) -> Json {
        let mut out = Vec::new();
        for link in links {
            for selection in field.selections.as_deref().unwrap_or_default() {
                let Selection::On { name: Some(name), selections, .. } = selection else { continue };
                let Some(target) = self.context.catalog().get(name) else { continue };
                let class = target.class();
                if let Err(refusal) = check_link(&class, self.tenant) {
                    let place = self.answered.query.kind.searching();
                    self.failed.borrow_mut().get_or_insert(refusal.within(place));
                    continue;
                }
                let Ok(shard) = target.shard(self.tenant) else { continue };
                let Some(object) = read(&shard).get(&link.id) else { continue };
                out.push(self.object(&class, &object, selections, &Extra::Linked));
            }
        }
        json!(out)
    }

    fn additional(&self, class: &Arc<Class>, object: &Object, field: &Field, extra: &Extra<'_>) -> Json {
        let mut out = Map::new();
        let mut nothing = true;
        for inner in field.fields() {
            let shown = self.one_additional(class, object, inner, extra);
            // The server leaves `_additional` out when a generated text is all that was asked for, and there is none.
            nothing &= inner.name == "generate" && shown.is_null();
            out.insert(inner.key().to_owned(), shown);
        }
        if nothing { Json::Null } else { Json::Object(out) }
    }

    fn one_additional(&self, class: &Arc<Class>, object: &Object, field: &Field, extra: &Extra<'_>) -> Json {
        match (field.name.as_str(), extra) {
            ("__typename", _) => json!(format!("{}Additional", class.name)),
            ("group", Extra::Group(at)) => self.group(class, *at, field),
            ("generate", Extra::Hit(at, _) | Extra::Group(at)) => self.generated(*at, field),
            ("rerank", Extra::Hit(_, Hit { rerank: Some(score), .. })) => scores(*score, field),
            ("rerank", Extra::Group(at)) => match &self.answered.found {
                Found::Groups(groups) => groups
                    .get(*at)
                    .and_then(|group| group.rerank)
                    .map_or(Json::Null, |score| scores(score, field)),
                Found::Hits(_) => Json::Null,
            },
            (_, Extra::Group(_)) => Json::Null,
            ("id", _) => json!(object.id.to_string()),
            ("creationTimeUnix", _) => json!(object.created.to_string()),
            ("lastUpdateTimeUnix", _) => json!(object.updated.to_string()),
            // The server reads the vectors of a group's hits only when the query asks for vectors outside the group.
            ("vector", Extra::Member(_)) if !self.vectors => json!([]),
            ("vector", _) => object.vectors.get("").map_or_else(|| json!([]), vector),
            ("vectors", _) => {
                let named = field.fields().map(|inner| {
                    (inner.key().to_owned(), object.vectors.get(&inner.name).map_or(Json::Null, vector))
                });
                Json::Object(named.collect())
            }
            ("distance", Extra::Hit(_, hit)) => self.distance(hit).map_or(Json::Null, float32_json),
            // In a group there is always one.
            ("distance", Extra::Member(hit)) => float32_json(self.distance(hit).unwrap_or_default()),
            ("certainty", Extra::Hit(_, hit)) => match self.distance(hit) {
                Some(distance) if self.answered.certain => number_json(1.0 - f64::from(distance) / 2.0),
                _ => Json::Null,
            },
            ("score", Extra::Hit(_, hit)) => json!(float32_json(hit.score).to_string()),
            ("explainScore", Extra::Hit(_, hit)) => json!(hit.explain),
            _ => Json::Null,
        }
    }

    fn distance(&self, hit: &Hit) -> Option<f32> {
        hit.distance.filter(|_| matches!(self.answered.query.kind, Kind::Near(_)))
    }

    fn group(&self, class: &Arc<Class>, at: usize, field: &Field) -> Json {
        let Found::Groups(groups) = &self.answered.found else { return Json::Null };
        let Some(group) = groups.get(at) else { return Json::Null };
        let mut out = Map::new();
        for inner in field.fields() {
            let shown = match inner.name.as_str() {
                "id" => json!(at),
                "count" => json!(group.hits.len()),
                "minDistance" => float32_json(group.nearest),
                "maxDistance" => float32_json(group.farthest),
                "groupedBy" => {
                    let property = self.answered.query.group.as_ref().map(|by| by.property.as_str());
                    grouped_by(property.unwrap_or_default(), &group.name, inner)
                }
                "hits" => group
                    .hits
                    .iter()
                    .map(|hit| {
                        let selections = inner.selections.as_deref().unwrap_or_default();
                        self.object(class, &hit.object, selections, &Extra::Member(hit))
                    })
                    .collect(),
                _ => Json::Null,
            };
            out.insert(inner.key().to_owned(), shown);
        }
        Json::Object(out)
    }

    // The text that is generated of all objects together is shown with the first one.
    fn generated(&self, at: usize, field: &Field) -> Json {
        let Some(generated) = &self.answered.generated else { return Json::Null };
        let single = generated.single.get(at);
        let grouped = generated.grouped.as_ref().filter(|_| at == 0);
        if single.is_none() && grouped.is_none() {
            return Json::Null;
        }
        let shown = field.fields().map(|inner| {
            let shown = match inner.name.as_str() {
                "singleResult" => json!(single.and_then(|single| single.as_ref().ok())),
                "groupedResult" => json!(grouped),
                "error" => {
                    json!(single.and_then(|single| single.as_ref().err()).map(|refusal| &refusal.text))
                }
                _ => Json::Null,
            };
            (inner.key().to_owned(), shown)
        });
        Json::Object(shown.collect())
    }
}

fn scores(score: f64, field: &Field) -> Json {
    let shown = field.fields().map(|inner| (inner.key().to_owned(), number_json(score)));
    json!([Json::Object(shown.collect())])
}
