//! An engine that is closed and opened again answers what it answered before.

use serde_json::{Value as Json, json};
use uuid::Uuid;
use weaviate_local::{Engine, Serve, Serving};
use weaviate_proto as proto;

use crate::program::{Folder, Remote};

async fn serve(engine: &Engine) -> (Serving, Remote) {
    let serving = engine.serve(Serve::default()).await.expect("free ports");
    let (http, grpc) = (serving.http_addr(), serving.grpc_addr());
    (serving, Remote::new(&format!("http://{http}"), &format!("http://{grpc}")))
}

fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

async fn fill(remote: &Remote) {
    let article = json!({"class": "Article", "vectorConfig": {
            "title": {"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"},
            "body": {"vectorizer": {"none": {}}, "vectorIndexType": "hnsw",
                "vectorIndexConfig": {"distance": "l2-squared"}}},
        "invertedIndexConfig": {"indexNullState": true, "indexPropertyLength": true, "bm25": {"k1": 1.1, "b": 0.7}},
        "properties": [{"name": "title", "dataType": ["text"]}, {"name": "words", "dataType": ["int"]},
            {"name": "at", "dataType": ["date"]}, {"name": "place", "dataType": ["geoCoordinates"]},
            {"name": "tags", "dataType": ["text[]"]}, {"name": "near", "dataType": ["Article"]},
            {"name": "phone", "dataType": ["phoneNumber"]},
            {"name": "inner", "dataType": ["object"], "nestedProperties": [{"name": "x", "dataType": ["number"]}]}]});
    remote.done("POST", "schema", &article).await;
    for number in 0..20u32 {
        let words = ["red", "green", "blue", "red green", "deep blue sea"][number as usize % 5];
        let first = json!({"beacon": format!("weaviate://localhost/Article/{}", id(1))});
        let links = if number == 0 { vec![] } else { vec![first] };
        let body = json!({"class": "Article", "id": id(u128::from(number) + 1),
            "vectors": {"title": [number as f32, 1.0, 0.1], "body": [1.0, number as f32]},
            "properties": {"title": words, "words": number, "at": format!("2024-01-{:02}T10:00:00.5+02:00", number + 1),
                "place": {"latitude": 52.3, "longitude": 4.9 + f64::from(number) / 10.0}, "tags": ["a", words],
                "phone": {"input": "+31 20 1234567"}, "inner": {"x": 0.1 * f64::from(number)},
                "near": links}});
        remote.done("POST", "objects", &body).await;
    }
    // Objects from before a property are not known to lack it; those from after are.
    remote.done("POST", "schema/Article/properties", &json!({"name": "late", "dataType": ["text"]})).await;
    let body = json!({"class": "Article", "id": id(21), "properties": {"title": "after"}});
    remote.done("POST", "objects", &body).await;
    remote
        .done(
            "PATCH",
            &format!("objects/Article/{}", id(3)),
            &json!({"class": "Article", "id": id(3),
        "properties": {"title": "changed"}}),
        )
        .await;
    assert_eq!(remote.rest("DELETE", &format!("objects/Article/{}", id(5)), None).await.0, 204);

    // Indexes that were made anew: tags in two ways, so that filters and searches have other tokens.
    let place = "schema/Article/properties";
    remote.done("PUT", &format!("{place}/tags/index/filterable"), &json!({"tokenization": "field"})).await;
    remote.done("PUT", &format!("{place}/words/index/rangeFilters"), &json!({})).await;

    remote.done("POST", "aliases", &json!({"alias": "Paper", "class": "Article"})).await;
    remote.done("POST", "aliases", &json!({"alias": "Gone", "class": "Article"})).await;
    assert_eq!(remote.rest("DELETE", "aliases/Gone", None).await.0, 204);

    let many = json!({"class": "Many", "multiTenancyConfig": {"enabled": true},
        "properties": [{"name": "text", "dataType": ["text"]}]});
    remote.done("POST", "schema", &many).await;
    let tenants = json!([{"name": "one"}, {"name": "two"}, {"name": "three"}, {"name": "cold"}]);
    remote.done("POST", "schema/Many/tenants", &tenants).await;
    for tenant in ["one", "two", "three"] {
        let body = json!({"class": "Many", "id": id(7), "tenant": tenant, "properties": {"text": tenant}});
        remote.done("POST", "objects", &body).await;
    }
    remote.done("PUT", "schema/Many/tenants", &json!([{"name": "cold", "activityStatus": "COLD"}])).await;
    remote.done("DELETE", "schema/Many/tenants", &json!(["two"])).await;

    remote.done("POST", "schema", &json!({"class": "Dropped"})).await;
    remote.done("POST", "objects", &json!({"class": "Dropped", "id": id(1)})).await;
    assert_eq!(remote.rest("DELETE", "schema/Dropped", None).await.0, 200);
}

fn query(fill: impl FnOnce(&mut proto::SearchRequest)) -> proto::SearchRequest {
    let mut request = proto::SearchRequest {
        collection: "Article".into(),
        limit: 100,
        #[expect(deprecated, reason = "servers of today still ask for it")]
        uses_123_api: true,
        uses_127_api: true,
        metadata: Some(proto::MetadataRequest {
            uuid: true,
            distance: true,
            score: true,
            creation_time_unix: true,
            last_update_time_unix: true,
            vectors: vec!["title".into(), "body".into()],
            ..Default::default()
        }),
        ..Default::default()
    };
    fill(&mut request);
    request
}

fn filters(
    property: &str,
    operator: proto::filters::Operator,
    value: proto::filters::TestValue,
) -> proto::Filters {
    use proto::filter_target::Target;
    proto::Filters {
        operator: operator as i32,
        target: Some(proto::FilterTarget { target: Some(Target::Property(property.into())) }),
        test_value: Some(value),
        ..Default::default()
    }
}

/// What REST and what gRPC answered.
#[derive(PartialEq)]
struct Answers {
    rest: Vec<String>,
    found: Vec<proto::SearchReply>,
}

async fn answers(remote: &Remote) -> Answers {
    use proto::filters::{Operator, TestValue};
    let mut rest = Vec::new();
    for path in [
        "schema",
        "aliases",
        "objects?limit=100&include=vector",
        "schema/Many/tenants",
        "schema/Article/shards",
        "schema/Article/indexes",
        "schema/Many/shards?tenant=one",
        "objects?class=Many&tenant=one",
        "objects?class=Many&tenant=two",
        "objects?class=Many&tenant=cold",
        "nodes",
    ] {
        let (status, body): (u16, Json) = remote.rest("GET", path, None).await;
        rest.push(format!("{path}: {status} {body}"));
    }
    let vector = proto::Vectors {
        vector_bytes: [3.0_f32, 1.0, 0.0].iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<_>>().into(),
        ..Default::default()
    };
    let near = proto::NearVector {
        targets: Some(proto::Targets { target_vectors: vec!["title".into()], ..Default::default() }),
        vectors: vec![vector],
        ..Default::default()
    };
    let bm25 = proto::Bm25 { query: "red blue after".into(), ..Default::default() };
    let tags = proto::Bm25 { query: "sea".into(), properties: vec!["tags".into()], ..Default::default() };
    let requests = vec![
        query(|_| {}),
        query(|q| q.bm25_search = Some(bm25)),
        query(|q| q.near_vector = Some(near)),
        query(|q| q.filters = Some(filters("late", Operator::IsNull, TestValue::ValueBoolean(true)))),
        query(|q| q.filters = Some(filters("words", Operator::GreaterThan, TestValue::ValueInt(11)))),
        query(|q| q.filters = Some(filters("len(title)", Operator::Equal, TestValue::ValueInt(4)))),
        query(|q| q.filters = Some(filters("tags", Operator::Equal, TestValue::ValueText("blue".into())))),
        query(|q| {
            q.filters = Some(filters("tags", Operator::Equal, TestValue::ValueText("red green".into())));
        }),
        query(|q| q.bm25_search = Some(proto::Bm25 { query: "sea".into(), ..Default::default() })),
        query(|q| q.bm25_search = Some(tags)),
        query(|q| q.collection = "Paper".into()),
    ];
    let mut found = Vec::new();
    for request in requests {
        let reply = remote.search(request).await.expect("a search that works");
        found.push(proto::SearchReply { took: 0.0, ..reply });
    }
    Answers { rest, found }
}

#[tokio::test]
async fn a_reopened_folder_answers_the_same() {
    let folder = Folder::new("reopened");
    let engine = Engine::open(&folder.0).expect("a new folder");
    let (serving, remote) = serve(&engine).await;
    fill(&remote).await;
    let before = answers(&remote).await;
    // The questions tell objects apart. Of 20 objects two were written after the property that came late; the others
    // are not known to lack it.
    let counts: Vec<usize> = before.found.iter().map(|reply| reply.results.len()).collect();
    assert_eq!(counts, [20, 15, 19, 2, 8, 3, 4, 4, 3, 3, 20]);
    drop(remote);
    serving.shutdown().await;
    drop(engine);
    for _ in 0..2 {
        let engine = Engine::open(&folder.0).expect("the folder of before");
        let (serving, remote) = serve(&engine).await;
        let after = answers(&remote).await;
        assert_eq!(before.rest, after.rest);
        for (at, (before, after)) in before.found.iter().zip(&after.found).enumerate() {
            assert!(before == after, "search {at} answers otherwise");
        }
        serving.shutdown().await;
    }
}
