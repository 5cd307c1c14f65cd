//! A question as a message of the server, written by hand: whatever is asked for is sent, sense or none.

mod filter;
mod metric;
mod search;

use prost::Message as _;
use weaviate_proto as proto;
use weaviate_proto::{
    aggregate_request::{GroupBy as GroupNumbers, Search as AggregateSearch},
    filters::{Operator as Wire, TestValue},
};

use super::{How, Path, Pick, Question, Search, Verb};
use crate::world::{Kind, World};
use filter::{node, one_of};

/// A call by its method and its message.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) body: Vec<u8>,
}

impl Question {
    /// The request that asks this by hand.
    pub(crate) fn raw(&self, world: &World) -> Request {
        let (method, body) = match self.verb {
            Verb::Fetch => ("Search", self.search(world).encode_to_vec()),
            Verb::Aggregate => ("Aggregate", self.aggregate(world).encode_to_vec()),
            Verb::Delete => ("BatchDelete", self.delete(world).encode_to_vec()),
        };
        Request { method, body }
    }

    fn tenant(&self, world: &World) -> String {
        if world.collections[self.collection].tenants { "ann".into() } else { String::new() }
    }

    fn filters(&self, world: &World) -> Option<proto::Filters> {
        self.filter.as_ref().map(|test| test.raw(world, self.collection))
    }

    fn delete(&self, world: &World) -> proto::BatchDeleteRequest {
        proto::BatchDeleteRequest {
            collection: world.collections[self.collection].name.clone(),
            filters: self.filters(world),
            verbose: true,
            dry_run: true,
            tenant: Some(self.tenant(world)).filter(|tenant| !tenant.is_empty()),
            ..Default::default()
        }
    }

    fn search(&self, world: &World) -> proto::SearchRequest {
        let mut request = proto::SearchRequest {
            collection: world.collections[self.collection].name.clone(),
            tenant: self.tenant(world),
            properties: Some(self.properties(world)),
            metadata: Some(self.metadata(world)),
            limit: self.limit.unwrap_or_default(),
            offset: self.offset.unwrap_or_default(),
            after: self.after.clone().unwrap_or_default(),
            filters: self.filters(world),
            uses_127_api: true,
            ..Default::default()
        };
        for (path, down) in &self.sort {
            request.sort_by.push(proto::SortBy { ascending: !down, path: path.0.clone() });
        }
        if let Some(ids) = &self.ids {
            let only = one_of("_id", ids.iter().map(|id| TestValue::ValueText(id.clone())).collect());
            request.filters = Some(match request.filters.take() {
                Some(filters) => node(Wire::And, vec![filters, only]),
                None => only,
            });
        }
        if let Some(path) = &self.group_by {
            request.group_by = Some(proto::GroupBy {
                path: vec![path.dotted()],
                number_of_groups: self.groups.unwrap_or(10) as i32,
                objects_per_group: self.objects_per_group.unwrap_or(10) as i32,
            });
        }
        if let Some(path) = &self.rerank {
            request.rerank = Some(proto::Rerank { property: path.dotted(), query: None });
        }
        if let Some(prompt) = &self.prompt {
            let single = proto::generative_search::Single { prompt: prompt.clone(), ..Default::default() };
            request.generative = Some(proto::GenerativeSearch { single: Some(single), ..Default::default() });
        }
        if let Some(test) = &self.boost {
            let filter = proto::boost::condition::Condition::Filter(test.raw(world, self.collection));
            let condition = proto::boost::Condition { condition: Some(filter), weight: None };
            request.boost = Some(proto::Boost { conditions: vec![condition], ..Default::default() });
        }
        if let Some(search) = &self.search {
            self.searched(search, &mut request);
        }
        request
    }

    fn searched(&self, search: &Search, request: &mut proto::SearchRequest) {
        let selection = self.diversity.map(|limit| proto::Selection {
            selection: Some(proto::selection::Selection::Mmr(proto::selection::Mmr {
                limit: Some(limit),
                balance: None,
            })),
        });
        request.autocut = search.auto_limit.unwrap_or_default();
        match &search.how {
            How::Bm25(words) => {
                request.bm25_search = Some(proto::Bm25 {
                    query: words.clone(),
                    properties: search.on.iter().map(Path::dotted).collect(),
                    search_operator: search.operator(),
                });
            }
            How::Hybrid(_) => {
                request.hybrid_search = Some(proto::Hybrid { selection, ..search.hybrid() });
            }
            How::NearVector(_) => {
                request.near_vector = Some(proto::NearVector { selection, ..search.near_vector() });
            }
            How::NearObject(_) => {
                request.near_object = Some(proto::NearObject { selection, ..search.near_object() });
            }
            How::NearText(_) => {
                request.near_text = Some(proto::NearTextSearch { selection, ..search.near_text() });
            }
        }
    }

    fn aggregate(&self, world: &World) -> proto::AggregateRequest {
        let collection = &world.collections[self.collection];
        let aggregations = self.metrics.iter().map(|(path, metric)| {
            let way = world.way(self.collection, path);
            metric.raw(path, way.map(|way| way.field))
        });
        proto::AggregateRequest {
            collection: collection.name.clone(),
            tenant: self.tenant(world),
            objects_count: true,
            aggregations: aggregations.collect(),
            object_limit: self.object_limit,
            group_by: self
                .group_by
                .as_ref()
                .map(|path| GroupNumbers { collection: String::new(), property: path.dotted() }),
            limit: self.groups,
            filters: self.filters(world),
            search: self.search.as_ref().map(|search| match &search.how {
                How::Bm25(_) | How::Hybrid(_) => AggregateSearch::Hybrid(search.hybrid()),
                How::NearVector(_) => AggregateSearch::NearVector(search.near_vector()),
                How::NearObject(_) => AggregateSearch::NearObject(search.near_object()),
                How::NearText(_) => AggregateSearch::NearText(search.near_text()),
            }),
        }
    }

    fn metadata(&self, world: &World) -> proto::MetadataRequest {
        let mut of = proto::MetadataRequest { uuid: true, ..Default::default() };
        for pick in &self.select {
            match pick {
                Pick::Path(path) => {
                    let vector = path.0.len() == 1
                        && world.way(self.collection, path).is_some_and(|way| !way.field.is_property());
                    if vector {
                        of.vectors.push(path.dotted());
                    }
                }
                Pick::Distance => of.distance = true,
                Pick::Score => of.score = true,
                Pick::Certainty => of.certainty = true,
                Pick::CreatedAt => of.creation_time_unix = true,
                Pick::Vector(None) => of.vector = true,
                Pick::Vector(Some(name)) => of.vectors.push(name.clone()),
                Pick::RerankScore | Pick::Generated => {}
            }
        }
        of
    }

    fn properties(&self, world: &World) -> proto::PropertiesRequest {
        let mut of = proto::PropertiesRequest::default();
        for pick in &self.select {
            let Pick::Path(path) = pick else { continue };
            let vector = world
                .way(self.collection, path)
                .is_some_and(|way| !way.field.is_property() && path.0.len() == 1);
            if !vector {
                picked(&mut of, world, self.collection, &path.0);
            }
        }
        of
    }
}

/// Asks for what is at the end of the names.
fn picked(of: &mut proto::PropertiesRequest, world: &World, collection: usize, names: &[String]) {
    let Some((first, rest)) = names.split_first() else { return };
    let kind = world.collections[collection].field(first).map(|field| &field.kind);
    match kind {
        Some(Kind::Link(to)) if !rest.is_empty() => {
            let (target, rest) = match to.as_slice() {
                [one] => (*one, rest),
                several => {
                    let step = several.iter().copied().find(|to| world.collections[*to].step() == rest[0]);
                    (step.unwrap_or(several[0]), &rest[1..])
                }
            };
            let mut inner = proto::PropertiesRequest::default();
            let mut metadata = proto::MetadataRequest { uuid: true, ..Default::default() };
            match rest {
                [one] if world.collections[target].field(one).is_some_and(|field| !field.is_property()) => {
                    metadata.vectors.push(one.clone());
                }
                rest => picked(&mut inner, world, target, rest),
            }
            of.ref_properties.push(proto::RefPropertiesRequest {
                reference_property: first.clone(),
                properties: Some(inner),
                metadata: Some(metadata),
                target_collection: if to.len() > 1 {
                    world.collections[target].name.clone()
                } else {
                    String::new()
                },
            });
        }
        _ if rest.is_empty() => of.non_ref_properties.push(first.clone()),
        _ => of.object_properties.push(inside(first, rest)),
    }
}

fn inside(name: &str, rest: &[String]) -> proto::ObjectPropertiesRequest {
    let mut of = proto::ObjectPropertiesRequest { prop_name: name.to_owned(), ..Default::default() };
    match rest {
        [one] => of.primitive_properties.push(one.clone()),
        [first, rest @ ..] => of.object_properties.push(inside(first, rest)),
        [] => {}
    }
    of
}
