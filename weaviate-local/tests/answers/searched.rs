//! Searches: several vectors for one target, a farthest distance beside words, and what a profile tells.

use std::collections::BTreeSet;

use weaviate_proto::{
    self as proto, CombinationMethod, aggregate_reply::Result as Counted, aggregate_request::Search,
    hybrid::Threshold, vectors::VectorType,
};

use super::*;

fn bytes(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn single(numbers: &[f32]) -> proto::Vectors {
    proto::Vectors { vector_bytes: bytes(numbers).into(), ..proto::Vectors::default() }
}

/// A list of vectors as one: their length before their numbers.
fn list(rows: &[&[f32]]) -> proto::Vectors {
    let length = rows.first().map_or(0, |row| row.len()) as u16;
    let numbers = rows.iter().flat_map(|row| bytes(row));
    proto::Vectors {
        vector_bytes: length.to_le_bytes().into_iter().chain(numbers).collect::<Vec<u8>>().into(),
        r#type: VectorType::MultiFp32.into(),
        ..proto::Vectors::default()
    }
}

fn near(numbers: &[f32]) -> proto::NearVector {
    proto::NearVector { vectors: vec![single(numbers)], ..proto::NearVector::default() }
}

async fn found(remote: &Remote, near_vector: proto::NearVector) -> Vec<(String, f32)> {
    let request = proto::SearchRequest {
        collection: "Two".into(),
        near_vector: Some(near_vector),
        metadata: Some(proto::MetadataRequest { uuid: true, distance: true, ..Default::default() }),
        limit: 10,
        uses_127_api: true,
        ..proto::SearchRequest::default()
    };
    let reply = Box::pin(remote.search(request)).await.unwrap();
    let metadata = reply.results.into_iter().map(|result| result.metadata.unwrap());
    metadata.map(|metadata| (metadata.id, metadata.distance)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_for_single_vectors_is_several_of_them() {
    let (_serving, remote) = server().await;
    let class = json!({"class": "Two", "vectorConfig": {"first": own(), "second": own()}});
    remote.done("POST", "schema", &class).await;
    for (n, first, second) in [(1, [1, 0], [0, 1, 0]), (2, [0, 1], [1, 0, 0])] {
        let vectors = json!({"first": first, "second": second});
        remote.done("POST", "objects", &json!({"class": "Two", "id": id(n), "vectors": vectors})).await;
    }
    let target = |name: &str, vectors: Vec<proto::Vectors>| proto::VectorForTarget {
        name: name.into(),
        vectors,
        ..proto::VectorForTarget::default()
    };
    let (x, z): (&[f32], &[f32]) = (&[1.0, 0.0, 0.0], &[0.0, 0.0, 1.0]);
    let weights: &[(&str, f32)] = &[("first", 1.0), ("second", 1.0), ("second", 2.0)];
    for (second, method, weights, distances) in [
        (vec![list(&[x, z])], CombinationMethod::TypeSum, &[][..], [1.0, 3.0]),
        (vec![single(x), single(z)], CombinationMethod::TypeSum, &[][..], [1.0, 3.0]),
        (vec![list(&[x, z])], CombinationMethod::TypeManual, weights, [2.0, 4.0]),
        (vec![list(&[x]), single(z)], CombinationMethod::TypeManual, weights, [2.0, 4.0]),
        (vec![list(&[x, z])], CombinationMethod::TypeMin, &[][..], [0.0, 1.0]),
    ] {
        let weights = weights.iter().map(|(target, weight)| proto::WeightsForTarget {
            target: (*target).to_owned(),
            weight: *weight,
        });
        let targets = proto::Targets {
            target_vectors: ["first", "second", "second"].map(str::to_owned).into(),
            combination: method.into(),
            weights_for_targets: weights.collect(),
        };
        let asked = proto::NearVector {
            vector_for_targets: vec![target("first", vec![single(&[0.0, 1.0])]), target("second", second)],
            targets: Some(targets),
            ..proto::NearVector::default()
        };
        let expected = [(id(2), distances[0]), (id(1), distances[1])];
        assert_eq!(found(&remote, asked).await, expected);
    }
}

async fn words(remote: &Remote) {
    let class = json!({"class": "Word", "vectorizer": "none", "properties": [
        {"name": "text", "dataType": ["text"]}, {"name": "n", "dataType": ["int"]}]});
    remote.done("POST", "schema", &class).await;
    for (n, text, vector) in [
        (1, "hello world", [1, 0, 0]),
        (2, "goodbye world", [0, 1, 0]),
        (3, "foo bar baz", [0, 0, 1]),
        (4, "hello hello", [1, 0, 0]),
    ] {
        let properties = json!({"text": text, "n": n});
        let object = json!({"class": "Word", "id": id(n), "properties": properties, "vector": vector});
        remote.done("POST", "objects", &object).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_far_is_not_counted_for_its_words() {
    let (_serving, remote) = server().await;
    words(&remote).await;
    for (query, alpha, distance, limit, count) in [
        ("world", 0.5, Some(0.5), None, 2),
        ("world", 0.5, Some(0.5), Some(1), 1),
        ("world", 0.5, Some(0.0), None, 2),
        ("world", 0.5, Some(-1.0), None, 0),
        ("world", 0.5, Some(2.0), None, 4),
        ("world", 0.5, None, Some(2), 3),
        ("zzz", 0.5, Some(0.5), None, 2),
        ("goodbye", 0.5, Some(0.5), None, 2),
        // Without a vector there is nothing to be far from.
        ("world", 0.0, Some(-1.0), None, 2),
        ("world", 1.0, Some(0.5), Some(1), 1),
    ] {
        let hybrid = proto::Hybrid {
            query: query.into(),
            alpha_param: Some(alpha),
            use_alpha_param: true,
            vectors: vec![single(&[1.0, 0.0, 0.0])],
            threshold: distance.map(Threshold::VectorDistance),
            ..proto::Hybrid::default()
        };
        let request = proto::AggregateRequest {
            collection: "Word".into(),
            objects_count: true,
            object_limit: limit,
            search: Some(Search::Hybrid(hybrid)),
            ..proto::AggregateRequest::default()
        };
        let reply: proto::AggregateReply =
            remote.grpc("/weaviate.v1.Weaviate/Aggregate", request).await.unwrap();
        let Some(Counted::SingleResult(single)) = reply.result else { panic!("no result") };
        assert_eq!(single.objects_count, Some(count), "{query} {alpha} {distance:?} {limit:?}");
    }
}

/// By `l2-squared` the six are 1 to 13 apart from the vector that is asked for; the counts are those of a real server.
#[tokio::test(flavor = "multi_thread")]
async fn a_distance_bounds_numbers_below_two_only() {
    let (_serving, remote) = server().await;
    let index = json!({"vectorizer": {"none": {}}, "vectorIndexType": "hnsw", "vectorIndexConfig": {"distance": "l2-squared"}});
    let class = json!({"class": "Point", "properties": [], "vectorConfig": {"at": index}});
    remote.done("POST", "schema", &class).await;
    let points = [[1.0, 0.0], [2.0, 1.0], [-1.0, 2.0], [3.0, 3.0], [0.0, -2.0], [1.0, 1.0]];
    for (n, at) in points.iter().enumerate() {
        let object = json!({"class": "Point", "id": id(n as u32), "vectors": {"at": at}});
        remote.done("POST", "objects", &object).await;
    }
    for (distance, limit, count) in [
        (0.5, None, Some(1)),
        (1.99, None, Some(2)),
        (2.0, None, None),
        (50.0, None, None),
        (1.5, Some(3), Some(2)),
        (2.5, Some(3), Some(3)),
        (2.5, Some(100), Some(6)),
        (5.0, Some(100), Some(6)),
    ] {
        let request = proto::AggregateRequest {
            collection: "Point".into(),
            objects_count: true,
            object_limit: limit,
            search: Some(Search::NearVector(proto::NearVector {
                distance: Some(distance),
                ..near(&[1.0, 0.0])
            })),
            ..proto::AggregateRequest::default()
        };
        let reply = remote.grpc::<_, proto::AggregateReply>("/weaviate.v1.Weaviate/Aggregate", request).await;
        let found = match reply {
            Ok(reply) => {
                let Some(Counted::SingleResult(single)) = reply.result else { panic!("no result") };
                single.objects_count
            }
            Err(refusal) => {
                let refusal = format!("{refusal:?}");
                assert!(refusal.contains("must provide certainty or objectLimit"), "{refusal}");
                None
            }
        };
        assert_eq!(found, count, "{distance} {limit:?}");
    }
}

/// The parts of each search a profile tells of.
async fn profiled(remote: &Remote, asked: proto::SearchRequest) -> Vec<(String, BTreeSet<String>)> {
    let request = proto::SearchRequest {
        collection: "Word".into(),
        metadata: Some(proto::MetadataRequest { uuid: true, query_profile: true, ..Default::default() }),
        uses_127_api: true,
        ..asked
    };
    let profile = Box::pin(remote.search(request)).await.unwrap().query_profile;
    let searches = profile.into_iter().flat_map(|profile| profile.shards).flat_map(|shard| shard.searches);
    let mut out: Vec<_> =
        searches.map(|(name, search)| (name, search.details.into_keys().collect())).collect();
    out.sort();
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_tells_the_parts_of_each_search() {
    let (_serving, remote) = server().await;
    words(&remote).await;
    let parts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let object = ("object".to_owned(), parts(&["total_took"]));
    let vector = parts(&[
        "total_took",
        "vector_search_took",
        "objects_took",
        "hnsw_flat_search",
        "knn_search_layer_0_took",
    ]);
    let vector = ("vector".to_owned(), vector);
    assert_eq!(profiled(&remote, proto::SearchRequest::default()).await, [object]);
    let near = Some(near(&[1.0, 0.0, 0.0]));
    let asked = proto::SearchRequest { near_vector: near, ..Default::default() };
    assert_eq!(profiled(&remote, asked).await, std::slice::from_ref(&vector));
    let hybrid = |query: &str| proto::Hybrid {
        query: query.into(),
        alpha_param: Some(0.5),
        use_alpha_param: true,
        vectors: vec![single(&[1.0, 0.0, 0.0])],
        ..proto::Hybrid::default()
    };
    let asked = proto::SearchRequest { hybrid_search: Some(hybrid("hello")), ..Default::default() };
    let both = profiled(&remote, asked).await;
    assert_eq!(both[1], vector);
    let bm25 = |query: &str| proto::SearchRequest {
        bm25_search: Some(proto::Bm25 { query: query.into(), ..Default::default() }),
        ..Default::default()
    };
    for searched in [&both[0], &profiled(&remote, bm25("hello")).await[0]] {
        assert_eq!(searched.0, "keyword");
        assert!(searched.1.is_superset(&parts(&["kwd_method", "kwd_time", "kwd_1_tok_time", "total_took"])));
    }
    // Where nothing is found, nothing is told.
    assert_eq!(profiled(&remote, bm25("zzz")).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_node_leads_itself() {
    let (_serving, remote) = server().await;
    let (status, answer) = remote.rest("GET", "cluster/statistics", None).await;
    assert_eq!((status, &answer["synchronized"]), (200, &json!(true)));
    let node = &answer["statistics"][0];
    assert_eq!((&node["status"], &node["raft"]["state"]), (&json!("HEALTHY"), &json!("Leader")));
}
