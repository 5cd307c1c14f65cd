//! Requests that are right, to be made wrong.
#![expect(clippy::useless_vec, reason = "a list of parts reads the same everywhere")]

use prost::Message as _;
use serde_json::{Value as Json, json};
use weaviate_proto as proto;

use crate::program::Remote;

const ID: &str = "00000000-0000-4000-8000-000000000001";

fn article() -> Json {
    json!({"class": "Article", "vectorConfig": {
            "title": {"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"},
            "many": {"vectorizer": {"none": {}}, "vectorIndexType": "hnsw",
                "vectorIndexConfig": {"multivector": {"enabled": true}}}},
        "invertedIndexConfig": {"indexNullState": true, "indexPropertyLength": true, "indexTimestamps": true},
        "properties": [{"name": "title", "dataType": ["text"]}, {"name": "words", "dataType": ["int"]},
            {"name": "score", "dataType": ["number"], "indexRangeFilters": true},
            {"name": "at", "dataType": ["date"]}, {"name": "place", "dataType": ["geoCoordinates"]},
            {"name": "tags", "dataType": ["text[]"], "tokenization": "trigram"}, {"name": "near", "dataType": ["Article"]},
            {"name": "phone", "dataType": ["phoneNumber"]}, {"name": "raw", "dataType": ["blob"]},
            {"name": "key", "dataType": ["uuid"]}, {"name": "inner", "dataType": ["object"],
                "nestedProperties": [{"name": "x", "dataType": ["number"]}, {"name": "t", "dataType": ["text"]}]}]})
}

fn object(id: &str) -> Json {
    json!({"class": "Article", "id": id, "vectors": {"title": [1.0, 0.5, 0.25], "many": [[1.0, 2.0], [0.5, 0.1]]},
        "properties": {"title": "a red house", "words": 3, "score": 0.5, "at": "2024-01-02T10:00:00.5+02:00",
            "place": {"latitude": 52.3, "longitude": 4.9}, "tags": ["red", "house"], "phone": {"input": "+31 20 1234567"},
            "raw": "aGVsbG8=", "key": ID, "inner": {"x": 0.1, "t": "inside"},
            "near": [{"beacon": format!("weaviate://localhost/Article/{ID}")}]}})
}

/// A collection with a few objects, one with tenants, an alias.
pub(crate) async fn fill(remote: &Remote) {
    remote.done("POST", "schema", &article()).await;
    let mut first = object(ID);
    first["properties"]["near"] = json!([]);
    remote.done("POST", "objects", &first).await;
    for number in 2..9 {
        remote
            .done("POST", "objects", &object(&format!("00000000-0000-4000-8000-00000000000{number}")))
            .await;
    }
    remote.done("POST", "schema", &json!({"class": "Many", "multiTenancyConfig": {"enabled": true}})).await;
    remote.done("POST", "schema/Many/tenants", &json!([{"name": "one"}, {"name": "two"}])).await;
    remote.done("POST", "aliases", &json!({"alias": "Paper", "class": "Article"})).await;
}

/// The searches as they are, all of which must find something: what is made wrong was right.
pub(crate) async fn check(remote: &Remote) {
    for (method, message) in grpc().iter().filter(|(method, _)| method.ends_with("/Search")) {
        let request = proto::SearchRequest::decode(message.as_slice()).expect("a message");
        let reply = remote.search(request).await.unwrap_or_else(|status| panic!("{method}: {status}"));
        assert!(reply.results.len() + reply.group_by_results.len() > 0, "{method} finds nothing");
    }
}

/// Method, path and body.
pub(crate) fn rest() -> Vec<(&'static str, String, Json)> {
    let filter = json!({"operator": "And", "operands": [
        {"path": ["title"], "operator": "Like", "valueText": "*r?d*"},
        {"path": ["words"], "operator": "GreaterThan", "valueInt": 1}]});
    let beacon = json!({"beacon": format!("weaviate://localhost/Article/{ID}")});
    let graphql = "{ Get { Article(limit: 3, where: {path: [\"title\"], operator: Equal, valueText: \"red\"}, nearVector: \
        {vector: [1, 0.5, 0.25], targetVectors: [\"title\"]}) { title near { ... on Article { title } } _additional { id \
        distance } } } Aggregate { Article(groupBy: [\"tags\"]) { meta { count } words { mean mode } groupedBy { value } } } }";
    let tenants = json!([{"name": "three", "activityStatus": "COLD"}]);
    vec![
        ("GET", "schema".into(), Json::Null),
        ("POST", "schema".into(), {
            let mut other = article();
            other["class"] = json!("Other");
            other
        }),
        ("PUT", "schema/Article".into(), article()),
        ("POST", "schema/Article/properties".into(), json!({"name": "more", "dataType": ["text"]})),
        ("DELETE", "schema/Article/properties/title/index/searchable".into(), Json::Null),
        ("GET", "schema/Article/shards?tenant=one".into(), Json::Null),
        ("POST", "schema/Many/tenants".into(), tenants.clone()),
        ("PUT", "schema/Many/tenants".into(), tenants),
        ("DELETE", "schema/Many/tenants".into(), json!(["one", "three"])),
        ("POST", "aliases".into(), json!({"alias": "Other", "class": "Article"})),
        ("PUT", "aliases/Paper".into(), json!({"class": "Many"})),
        ("POST", "objects".into(), object("00000000-0000-4000-8000-0000000000aa")),
        ("POST", "objects/validate".into(), object(ID)),
        (
            "GET",
            "objects?class=Article&limit=3&offset=1&sort=title,words&order=asc,desc&include=vector".into(),
            Json::Null,
        ),
        ("GET", format!("objects?class=Article&after={ID}&limit=2"), Json::Null),
        ("GET", format!("objects/Article/{ID}?include=vector,classification&tenant=one"), Json::Null),
        ("PUT", format!("objects/Article/{ID}"), object(ID)),
        ("PATCH", format!("objects/Article/{ID}"), object(ID)),
        ("POST", format!("objects/Article/{ID}/references/near"), beacon.clone()),
        ("PUT", format!("objects/Article/{ID}/references/near"), json!([beacon.clone()])),
        ("DELETE", format!("objects/Article/{ID}/references/near"), beacon),
        ("POST", "batch/objects".into(), json!({"objects": [object(ID), object("x")]})),
        (
            "DELETE",
            "batch/objects".into(),
            json!({"match": {"class": "Article", "where": filter}, "dryRun": true, "output": "verbose"}),
        ),
        (
            "POST",
            "batch/references".into(),
            json!([{"from": format!("weaviate://localhost/Article/{ID}/near"),
            "to": format!("weaviate://localhost/Article/{ID}")}]),
        ),
        ("POST", "graphql".into(), json!({"query": graphql, "variables": {}})),
        ("POST", "graphql".into(), json!({"query": format!("{}title", "{ Get ".repeat(20_000))})),
        (
            "POST",
            "graphql".into(),
            json!({"query": format!("{{ Get {{ Article(limit: {}", "[".repeat(50_000))}),
        ),
        ("POST", "tokenize".into(), json!({"text": "A red-house", "tokenization": "word"})),
        ("GET", "nodes?output=verbose".into(), Json::Null),
    ]
}

fn filters(depth: u32) -> proto::Filters {
    use proto::{
        filter_target::Target,
        filters::{Operator, TestValue},
    };
    let leaf = |operator: Operator, property: &str, value| proto::Filters {
        operator: operator as i32,
        target: Some(proto::FilterTarget { target: Some(Target::Property(property.into())) }),
        test_value: Some(value),
        ..Default::default()
    };
    let geo = proto::GeoCoordinatesFilter { latitude: 52.0, longitude: 5.0, distance: 100_000.0 };
    let list = proto::TextArray { values: vec!["red".into(), "blue".into()] };
    let mut all = vec![
        leaf(Operator::Like, "title", TestValue::ValueText("*r?d*".into())),
        leaf(Operator::Equal, "near", TestValue::ValueInt(1)),
        leaf(Operator::LessThan, "score", TestValue::ValueNumber(0.7)),
        leaf(Operator::GreaterThanEqual, "at", TestValue::ValueText("2024-01-01T00:00:00Z".into())),
        leaf(Operator::WithinGeoRange, "place", TestValue::ValueGeo(geo)),
        leaf(Operator::ContainsAny, "tags", TestValue::ValueTextArray(list)),
        leaf(Operator::IsNull, "key", TestValue::ValueBoolean(false)),
        leaf(Operator::Equal, "len(title)", TestValue::ValueInt(3)),
        leaf(Operator::Equal, "inner.x", TestValue::ValueNumber(0.1)),
    ];
    let not = leaf(Operator::Equal, "title", TestValue::ValueText("blue".into()));
    let not = proto::Filters { operator: Operator::Not as i32, filters: vec![not], ..Default::default() };
    let and = proto::Filters {
        operator: Operator::And as i32,
        filters: vec![not.clone(), not],
        ..Default::default()
    };
    all.push(and);
    if depth > 0 {
        all.push(filters(depth - 1));
    }
    proto::Filters { operator: Operator::Or as i32, filters: all, ..Default::default() }
}

fn search() -> proto::SearchRequest {
    proto::SearchRequest {
        collection: "Article".into(),
        limit: 5,
        uses_127_api: true,
        filters: Some(filters(2)),
        sort_by: vec![proto::SortBy { ascending: true, path: vec!["title".into()] }],
        metadata: Some(proto::MetadataRequest {
            uuid: true,
            distance: true,
            score: true,
            explain_score: true,
            certainty: true,
            vectors: vec!["title".into(), "many".into()],
            ..Default::default()
        }),
        properties: Some(proto::PropertiesRequest {
            return_all_nonref_properties: true,
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn vectors() -> Vec<proto::Vectors> {
    let bytes: Vec<u8> = [1.0_f32, 0.5, 0.25].iter().flat_map(|x| x.to_le_bytes()).collect();
    vec![proto::Vectors { name: "title".into(), vector_bytes: bytes.into(), ..Default::default() }]
}

/// Method and encoded message.
pub(crate) fn grpc() -> Vec<(&'static str, Vec<u8>)> {
    let targets = proto::Targets { target_vectors: vec!["title".into()], ..Default::default() };
    let near = proto::NearVector { targets: Some(targets.clone()), vectors: vectors(), ..Default::default() };
    let bm25 =
        proto::Bm25 { query: "red house".into(), properties: vec!["title^2".into()], ..Default::default() };
    let hybrid = proto::Hybrid {
        query: "red".into(),
        properties: vec!["title".into(), "tags".into()],
        alpha_param: Some(0.4),
        use_alpha_param: true,
        targets: Some(targets.clone()),
        vectors: vectors(),
        ..Default::default()
    };
    let near_object = proto::NearObject { id: ID.into(), targets: Some(targets), ..Default::default() };
    let group = proto::GroupBy { path: vec!["title".into()], number_of_groups: 3, objects_per_group: 2 };
    let found = || proto::SearchRequest { sort_by: vec![], ..search() };
    let searches = vec![
        search(),
        proto::SearchRequest { near_vector: Some(near.clone()), ..found() },
        proto::SearchRequest { near_vector: Some(near), group_by: Some(group), autocut: 1, ..found() },
        proto::SearchRequest { bm25_search: Some(bm25), ..found() },
        proto::SearchRequest { hybrid_search: Some(hybrid), ..found() },
        proto::SearchRequest { near_object: Some(near_object), ..found() },
        proto::SearchRequest { after: ID.into(), filters: None, sort_by: vec![], ..found() },
    ];
    let mut out: Vec<(&str, Vec<u8>)> =
        searches.iter().map(|search| ("/weaviate.v1.Weaviate/Search", search.encode_to_vec())).collect();
    let batch = proto::BatchObjectsRequest {
        objects: vec![proto::BatchObject {
            uuid: ID.into(),
            collection: "Article".into(),
            vectors: vectors(),
            properties: Some(proto::batch_object::Properties {
                non_ref_properties: Some(weaviate_proto::google::Struct {
                    fields: [(
                        "title".to_owned(),
                        weaviate_proto::google::Value {
                            kind: Some(weaviate_proto::google::value::Kind::StringValue("red".to_owned())),
                        },
                    )]
                    .into(),
                }),
                ..Default::default()
            }),
            ..Default::default()
        }],
        consistency_level: None,
    };
    let delete = proto::BatchDeleteRequest {
        collection: "Article".into(),
        filters: Some(filters(1)),
        verbose: true,
        dry_run: true,
        ..Default::default()
    };
    let references = proto::BatchReferencesRequest {
        references: vec![proto::BatchReference {
            name: "near".into(),
            from_collection: "Article".into(),
            from_uuid: ID.into(),
            to_collection: Some("Article".into()),
            to_uuid: ID.into(),
            tenant: String::new(),
        }],
        consistency_level: None,
    };
    let aggregate = proto::AggregateRequest {
        collection: "Article".into(),
        objects_count: true,
        filters: Some(filters(1)),
        ..Default::default()
    };
    let tenants = proto::TenantsGetRequest { collection: "Many".into(), ..Default::default() };
    out.push(("/weaviate.v1.Weaviate/BatchObjects", batch.encode_to_vec()));
    out.push(("/weaviate.v1.Weaviate/BatchDelete", delete.encode_to_vec()));
    out.push(("/weaviate.v1.Weaviate/BatchReferences", references.encode_to_vec()));
    out.push(("/weaviate.v1.Weaviate/Aggregate", aggregate.encode_to_vec()));
    out.push(("/weaviate.v1.Weaviate/TenantsGet", tenants.encode_to_vec()));
    out.push(("/weaviate.v1.Weaviate/BatchStream", batch.encode_to_vec()));
    out.push(("/grpc.health.v1.Health/Check", Vec::new()));
    out
}
