//! Searches.

use weaviate_proto as proto;

use super::Rpc;
use crate::{
    ask::{Ask, Mistake, id},
    objects,
    play::{Family, pairs_but, play},
};

type Search = Box<proto::SearchRequest>;

/// The world of single objects, with something in the object.
pub(super) fn world() -> Vec<Ask> {
    let mut world = objects::world();
    let mut thing = objects::good(3);
    thing["vectors"]["v"] = serde_json::json!([3, 1]);
    thing["vectors"]["w"] = serde_json::json!([2, 1]);
    world.push(Ask::new("POST objects", thing));
    world
}

pub(super) fn bytes(numbers: &[f32]) -> bytes::Bytes {
    numbers.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<_>>().into()
}

pub(super) fn vectors(numbers: &[f32]) -> Vec<proto::Vectors> {
    vec![proto::Vectors { vector_bytes: bytes(numbers), ..Default::default() }]
}

#[expect(clippy::unnecessary_wraps, reason = "as the messages have it")]
pub(super) fn targets(names: &[&str]) -> Option<proto::Targets> {
    let target_vectors = names.iter().map(|name| (*name).to_owned()).collect();
    Some(proto::Targets { target_vectors, ..Default::default() })
}

pub(super) fn filter(
    property: &str,
    operator: proto::filters::Operator,
    value: proto::filters::TestValue,
) -> proto::Filters {
    let target = proto::filter_target::Target::Property(property.to_owned());
    proto::Filters {
        operator: operator as i32,
        target: Some(proto::FilterTarget { target: Some(target) }),
        test_value: Some(value),
        ..Default::default()
    }
}

pub(super) fn number(value: i64) -> proto::filters::TestValue {
    proto::filters::TestValue::ValueInt(value)
}

pub(super) fn text(value: &str) -> proto::filters::TestValue {
    proto::filters::TestValue::ValueText(value.to_owned())
}

pub(super) const EQUAL: proto::filters::Operator = proto::filters::Operator::Equal;

/// The filter, given one where there is none.
fn filters(request: &mut Search) -> &mut proto::Filters {
    request.filters.get_or_insert_with(|| filter("n", EQUAL, number(1)))
}

pub(super) fn near_vector() -> proto::NearVector {
    proto::NearVector { vectors: vectors(&[1.0, 2.0]), targets: targets(&["v"]), ..Default::default() }
}

fn keyword() -> proto::Bm25 {
    proto::Bm25 { query: "a".into(), properties: vec!["t".into()], ..Default::default() }
}

pub(super) fn hybrid() -> proto::Hybrid {
    proto::Hybrid {
        query: "a".into(),
        alpha_param: Some(0.5),
        use_alpha_param: true,
        targets: targets(&["v"]),
        vectors: vectors(&[1.0, 2.0]),
        ..Default::default()
    }
}

fn requests() -> Vec<(&'static str, Search)> {
    let plain = proto::SearchRequest {
        collection: "Thing".into(),
        tenant: "t1".into(),
        limit: 10,
        uses_127_api: true,
        metadata: Some(proto::MetadataRequest { uuid: true, ..Default::default() }),
        ..Default::default()
    };
    let with = |change: &dyn Fn(&mut proto::SearchRequest)| {
        let mut request = Box::new(plain.clone());
        change(&mut request);
        request
    };
    vec![
        ("list", with(&|_| {})),
        ("filter", with(&|q| q.filters = Some(filter("n", EQUAL, number(1))))),
        ("near_vector", with(&|q| q.near_vector = Some(near_vector()))),
        (
            "near_object",
            with(&|q| {
                let near = proto::NearObject { id: id(1), targets: targets(&["v"]), ..Default::default() };
                q.near_object = Some(near);
            }),
        ),
        ("bm25", with(&|q| q.bm25_search = Some(keyword()))),
        ("hybrid", with(&|q| q.hybrid_search = Some(hybrid()))),
    ]
}

const MISTAKES: &[Mistake<Search>] = &[
    ("unknown collection", |q| q.collection = "Nothing".into()),
    ("no collection", |q| q.collection.clear()),
    ("lower case collection", |q| q.collection = "thing".into()),
    ("collection without tenants", |q| q.collection = "Other".into()),
    ("no tenant", |q| q.tenant.clear()),
    ("unknown tenant", |q| q.tenant = "nobody".into()),
    ("inactive tenant", |q| q.tenant = "cold".into()),
    ("consistency level", |q| q.consistency_level = Some(9)),
    ("no metadata", |q| q.metadata = None),
    ("unknown vector in the metadata", |q| {
        q.metadata =
            Some(proto::MetadataRequest { uuid: true, vectors: vec!["none".into()], ..Default::default() });
    }),
    ("unknown property", |q| {
        let properties =
            proto::PropertiesRequest { non_ref_properties: vec!["none".into()], ..Default::default() };
        q.properties = Some(properties);
    }),
    ("unknown reference", |q| {
        let reference =
            proto::RefPropertiesRequest { reference_property: "none".into(), ..Default::default() };
        q.properties =
            Some(proto::PropertiesRequest { ref_properties: vec![reference], ..Default::default() });
    }),
    ("reference without parts", |q| {
        let reference = proto::RefPropertiesRequest { reference_property: "r".into(), ..Default::default() };
        q.properties =
            Some(proto::PropertiesRequest { ref_properties: vec![reference], ..Default::default() });
    }),
    ("property as an object", |q| {
        let object = proto::ObjectPropertiesRequest { prop_name: "t".into(), ..Default::default() };
        q.properties =
            Some(proto::PropertiesRequest { object_properties: vec![object], ..Default::default() });
    }),
    ("limit beyond all", |q| q.limit = u32::MAX),
    ("offset beyond all", |q| q.offset = u32::MAX),
    ("window too large", |q| q.offset = 9_999),
    ("autocut beyond all", |q| q.autocut = u32::MAX),
    ("after", |q| q.after = id(1)),
    ("after what is no id", |q| q.after = "one".into()),
    ("sort", |q| q.sort_by = vec![proto::SortBy { ascending: true, path: vec!["n".into()] }]),
    ("sort by an unknown property", |q| {
        q.sort_by = vec![proto::SortBy { ascending: true, path: vec!["none".into()] }];
    }),
    ("sort by nothing", |q| q.sort_by = vec![proto::SortBy { ascending: true, path: vec![] }]),
    ("sort by a reference", |q| q.sort_by = vec![proto::SortBy { ascending: true, path: vec!["r".into()] }]),
    ("filter by an unknown property", |q| *filters(q) = filter("none", EQUAL, number(1))),
    ("filter by another type", |q| *filters(q) = filter("n", EQUAL, text("one"))),
    ("filter without a target", |q| filters(q).target = None),
    ("filter without a value", |q| filters(q).test_value = None),
    ("filter of an unknown operator", |q| filters(q).operator = 99),
    ("filter of no operator", |q| filters(q).operator = 0),
    ("filter of no clauses", |q| filters(q).operator = proto::filters::Operator::And as i32),
    ("filter of lengths that are not kept", |q| *filters(q) = filter("len(t)", EQUAL, number(1))),
    ("filter of nulls that are not kept", |q| {
        let value = proto::filters::TestValue::ValueBoolean(true);
        *filters(q) = filter("t", proto::filters::Operator::IsNull, value);
    }),
    ("filter by a time that is not kept", |q| *filters(q) = filter("_creationTimeUnix", EQUAL, text("1"))),
    ("filter by stop words", |q| *filters(q) = filter("t", EQUAL, text("the"))),
    ("filter through an unknown reference", |q| {
        let target = proto::FilterTarget { target: Some(proto::filter_target::Target::Property("n".into())) };
        let through =
            proto::FilterReferenceSingleTarget { on: "none".into(), target: Some(Box::new(target)) };
        let target = proto::filter_target::Target::SingleTarget(Box::new(through));
        filters(q).target = Some(proto::FilterTarget { target: Some(target) });
    }),
    ("group by an unknown property", |q| {
        q.group_by =
            Some(proto::GroupBy { path: vec!["none".into()], number_of_groups: 2, objects_per_group: 2 });
    }),
    ("group by nothing", |q| q.group_by = Some(proto::GroupBy::default())),
    ("no groups", |q| {
        q.group_by =
            Some(proto::GroupBy { path: vec!["t".into()], number_of_groups: 0, objects_per_group: -1 });
    }),
    ("near_vector beside", |q| q.near_vector = Some(near_vector())),
    ("bm25 beside", |q| q.bm25_search = Some(keyword())),
    ("hybrid beside", |q| q.hybrid_search = Some(hybrid())),
    ("near_text, which nothing understands", |q| {
        q.near_text = Some(proto::NearTextSearch { query: vec!["a".into()], ..Default::default() });
    }),
    ("near_image, which nothing understands", |q| {
        q.near_image = Some(proto::NearImageSearch { image: "aGk=".into(), ..Default::default() });
    }),
    ("unknown target", |q| {
        if let Some(near) = &mut q.near_vector {
            near.targets = targets(&["none"]);
        }
        if let Some(near) = &mut q.near_object {
            near.targets = targets(&["none"]);
        }
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.targets = targets(&["none"]);
        }
    }),
    ("no target", |q| {
        if let Some(near) = &mut q.near_vector {
            near.targets = None;
        }
        if let Some(near) = &mut q.near_object {
            near.targets = None;
        }
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.targets = None;
        }
    }),
    ("two targets", |q| {
        if let Some(near) = &mut q.near_vector {
            near.targets = targets(&["v", "w"]);
        }
        if let Some(near) = &mut q.near_object {
            near.targets = targets(&["v", "w"]);
        }
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.targets = targets(&["v", "w"]);
        }
    }),
    ("vector of other length", |q| {
        if let Some(near) = &mut q.near_vector {
            near.vectors = vectors(&[1.0, 2.0, 3.0]);
        }
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.vectors = vectors(&[1.0, 2.0, 3.0]);
        }
    }),
    ("no vector", |q| {
        if let Some(near) = &mut q.near_vector {
            near.vectors = vec![];
        }
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.vectors = vec![];
        }
    }),
    ("certainty and distance", |q| {
        if let Some(near) = &mut q.near_vector {
            (near.certainty, near.distance) = (Some(0.5), Some(0.5));
        }
        if let Some(near) = &mut q.near_object {
            (near.certainty, near.distance) = (Some(0.5), Some(0.5));
        }
    }),
    ("unknown object", |q| {
        if let Some(near) = &mut q.near_object {
            near.id = id(9);
        }
    }),
    ("what is no id", |q| {
        if let Some(near) = &mut q.near_object {
            near.id = "one".into();
        }
    }),
    ("no words", |q| {
        if let Some(keyword) = &mut q.bm25_search {
            keyword.query.clear();
        }
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.query.clear();
        }
    }),
    ("words in an unknown property", |q| {
        if let Some(keyword) = &mut q.bm25_search {
            keyword.properties = vec!["none".into()];
        }
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.properties = vec!["none".into()];
        }
    }),
    ("words in a number", |q| {
        if let Some(keyword) = &mut q.bm25_search {
            keyword.properties = vec!["n".into()];
        }
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.properties = vec!["n".into()];
        }
    }),
    ("share beyond all", |q| {
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.alpha_param = Some(2.0);
        }
    }),
    ("unknown fusion", |q| {
        if let Some(hybrid) = &mut q.hybrid_search {
            hybrid.fusion_type = 9;
        }
    }),
    ("prompt", |q| {
        let single = proto::generative_search::Single { prompt: "{none}".into(), ..Default::default() };
        q.generative = Some(proto::GenerativeSearch { single: Some(single), ..Default::default() });
    }),
    ("rerank by an unknown property", |q| {
        q.rerank = Some(proto::Rerank { property: "none".into(), query: Some("a".into()) });
    }),
    ("boost of no conditions", |q| q.boost = Some(proto::Boost::default())),
    ("old form of replies", |q| q.uses_127_api = false),
];

/// Which of several modules' searches a server names depends on more than these two; and it follows links before it
/// groups, where the engine follows those that it shows.
const APART: &[&str] = &[
    "near_text, which nothing understands",
    "near_image, which nothing understands",
    "reference without parts",
    "no groups",
];

/// A server asks both sides of a hybrid search at once: of two that fail, it tells of whichever is done first.
const OF_ONE_SIDE: &[&str] = &[
    "no tenant",
    "unknown tenant",
    "inactive tenant",
    "reference without parts",
    "limit beyond all",
    "offset beyond all",
    "window too large",
    "filter of no clauses",
    "filter of lengths that are not kept",
    "filter of nulls that are not kept",
    "filter by a time that is not kept",
    "filter by stop words",
    "no groups",
    "vector of other length",
    "no vector",
    "words in an unknown property",
    "words in a number",
    "share beyond all",
];

/// As calls, each from a request of its own kind.
pub(super) fn calls<Q>(all: Vec<(String, Q)>, call: fn(Q) -> Rpc) -> Vec<(String, Rpc)> {
    all.into_iter().map(|(key, request)| (key, call(request))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn searches() {
    let (hybrid, others): (Vec<_>, Vec<_>) = requests().into_iter().partition(|(what, _)| *what == "hybrid");
    let mut asked = pairs_but(&others, MISTAKES, APART);
    asked.extend(pairs_but(&hybrid, MISTAKES, OF_ONE_SIDE));
    let asked = calls(asked, Rpc::Search);
    play(&Family { name: "rpc_search", world: world(), asked, without: &[] }).await;
}
