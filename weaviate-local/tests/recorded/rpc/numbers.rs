//! What else reads: aggregates, and lists of tenants.

use weaviate_proto as proto;

use super::{
    Rpc,
    searches::{EQUAL, calls, filter, hybrid, near_vector, number, targets, text, vectors, world},
};
use crate::{
    ask::Mistake,
    play::{Family, pairs, play},
};

type Aggregate = Box<proto::AggregateRequest>;

fn aggregation(
    property: &str,
    of: proto::aggregate_request::aggregation::Aggregation,
) -> proto::aggregate_request::Aggregation {
    proto::aggregate_request::Aggregation { property: property.into(), aggregation: Some(of) }
}

const OF_AGGREGATES: &[Mistake<Aggregate>] = &[
    ("unknown collection", |q| q.collection = "Nothing".into()),
    ("no collection", |q| q.collection.clear()),
    ("lower case collection", |q| q.collection = "thing".into()),
    ("collection without tenants", |q| q.collection = "Other".into()),
    ("no tenant", |q| q.tenant.clear()),
    ("unknown tenant", |q| q.tenant = "nobody".into()),
    ("inactive tenant", |q| q.tenant = "cold".into()),
    ("no count", |q| q.objects_count = false),
    ("object limit of none", |q| q.object_limit = Some(0)),
    ("limit beyond all", |q| q.limit = Some(u32::MAX)),
    ("group by an unknown property", |q| {
        q.group_by =
            Some(proto::aggregate_request::GroupBy { property: "none".into(), ..Default::default() });
    }),
    ("group by nothing", |q| q.group_by = Some(proto::aggregate_request::GroupBy::default())),
    ("filter by an unknown property", |q| q.filters = Some(filter("none", EQUAL, number(1)))),
    ("filter by another type", |q| q.filters = Some(filter("n", EQUAL, text("one")))),
    ("filter of an unknown operator", |q| {
        q.filters = Some(proto::Filters { operator: 99, ..filter("n", EQUAL, number(1)) });
    }),
    ("filter without a target", |q| {
        q.filters = Some(proto::Filters { target: None, ..filter("n", EQUAL, number(1)) });
    }),
    ("filter without a value", |q| {
        q.filters = Some(proto::Filters { test_value: None, ..filter("n", EQUAL, number(1)) });
    }),
    ("unknown property", |q| {
        use proto::aggregate_request::aggregation::{Aggregation, Integer};
        q.aggregations
            .push(aggregation("none", Aggregation::Int(Integer { sum: true, ..Default::default() })));
    }),
    ("numbers of a text", |q| {
        use proto::aggregate_request::aggregation::{Aggregation, Integer};
        q.aggregations.push(aggregation("t", Aggregation::Int(Integer { sum: true, ..Default::default() })));
    }),
    ("texts of a number", |q| {
        use proto::aggregate_request::aggregation::{Aggregation, Text};
        q.aggregations.push(aggregation("n", Aggregation::Text(Text { count: true, ..Default::default() })));
    }),
    ("nothing of a property", |q| {
        q.aggregations
            .push(proto::aggregate_request::Aggregation { property: "n".into(), aggregation: None });
    }),
    ("property without a name", |q| {
        use proto::aggregate_request::aggregation::{Aggregation, Integer};
        q.aggregations.push(aggregation("", Aggregation::Int(Integer { count: true, ..Default::default() })));
    }),
    ("near_vector without a limit", |q| {
        q.search = Some(proto::aggregate_request::Search::NearVector(near_vector()));
        q.object_limit = None;
    }),
    ("near_vector of an unknown target", |q| {
        let near = proto::NearVector { targets: targets(&["none"]), ..near_vector() };
        q.search = Some(proto::aggregate_request::Search::NearVector(near));
        q.object_limit.get_or_insert(5);
    }),
    ("near_vector of other length", |q| {
        let near = proto::NearVector { vectors: vectors(&[1.0]), ..near_vector() };
        q.search = Some(proto::aggregate_request::Search::NearVector(near));
        q.object_limit.get_or_insert(5);
    }),
    ("near_text, which nothing understands", |q| {
        let near = proto::NearTextSearch { query: vec!["a".into()], ..Default::default() };
        q.search = Some(proto::aggregate_request::Search::NearText(near));
        q.object_limit.get_or_insert(5);
    }),
    ("hybrid of no vector", |q| {
        let hybrid = proto::Hybrid { vectors: vec![], ..hybrid() };
        q.search = Some(proto::aggregate_request::Search::Hybrid(hybrid));
        q.object_limit.get_or_insert(5);
    }),
];

#[tokio::test(flavor = "multi_thread")]
async fn aggregates() {
    use proto::aggregate_request::aggregation::{Aggregation, Integer};
    let plain = Box::new(proto::AggregateRequest {
        collection: "Thing".into(),
        tenant: "t1".into(),
        objects_count: true,
        aggregations: vec![aggregation(
            "n",
            Aggregation::Int(Integer { sum: true, count: true, ..Default::default() }),
        )],
        ..Default::default()
    });
    let grouped = Box::new(proto::AggregateRequest {
        group_by: Some(proto::aggregate_request::GroupBy { property: "t".into(), ..Default::default() }),
        ..(*plain).clone()
    });
    let near = Box::new(proto::AggregateRequest {
        search: Some(proto::aggregate_request::Search::NearVector(near_vector())),
        object_limit: Some(5),
        ..(*plain).clone()
    });
    let requests = [("plain", plain), ("grouped", grouped), ("near_vector", near)];
    let asked = calls(pairs(&requests, OF_AGGREGATES), Rpc::Aggregate);
    play(&Family { name: "rpc_aggregate", world: world(), asked, without: &[] }).await;
}

fn names(request: &mut proto::TenantsGetRequest, names: &[&str]) {
    let values = names.iter().map(|name| (*name).to_owned()).collect();
    request.params = Some(proto::tenants_get_request::Params::Names(proto::TenantNames { values }));
}

const OF_TENANTS: &[Mistake<proto::TenantsGetRequest>] = &[
    ("unknown collection", |q| q.collection = "Nothing".into()),
    ("no collection", |q| q.collection.clear()),
    ("lower case collection", |q| q.collection = "thing".into()),
    ("collection without tenants", |q| q.collection = "Other".into()),
    ("no names", |q| names(q, &[])),
    ("unknown name", |q| names(q, &["nobody"])),
    ("known and unknown name", |q| names(q, &["t1", "nobody"])),
    ("name twice", |q| names(q, &["t1", "t1"])),
    ("empty name", |q| names(q, &[""])),
    ("inactive tenant", |q| names(q, &["cold"])),
];

#[tokio::test(flavor = "multi_thread")]
async fn tenants() {
    let all = proto::TenantsGetRequest { collection: "Thing".into(), ..Default::default() };
    let mut one = all.clone();
    names(&mut one, &["t1"]);
    let asked = calls(pairs(&[("all", all), ("one", one)], OF_TENANTS), Rpc::TenantsGet);
    play(&Family { name: "rpc_tenants", world: world(), asked, without: &[] }).await;
}
