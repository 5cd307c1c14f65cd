//! What attributes declare, and what a server makes of it: everything is stored as it was said, and nothing that the
//! server adds is a difference afterwards.

use serde_json::Value;
use weaviate::{Collection, ErrorKind, MultiVector, Names, Vector};
use weaviate_tests::{leave_out, run};

/// Every setting that one node takes.
#[derive(Debug, Collection)]
#[weaviate(
    server = "1.39",
    generative(dummy),
    reranker(dummy),
    replication(factor = 1, deletion_strategy = delete_on_conflict, async(frequency = 30, propagation_delay = 5)),
    sharding(desired_count = 2, virtual_per_physical = 64),
    inverted(
        stopword_presets(mine = ["foo", "bar"]),
        cleanup_interval_seconds = 30,
        stopwords(preset = "en", add = ["baz"], remove = ["a"]),
        bm25(k1 = 1.1, b = 0.6),
    )
)]
struct Tuned {
    #[weaviate(analyzer(ascii_fold, ascii_fold_ignore = ["é"], stopword_preset = "mine"))]
    title: String,
    #[weaviate(rename = "text", skip_vectorization, vectorize_property_name = false)]
    body: String,
    #[weaviate(vector(vectorizer = bigram(vectorize_collection_name = false), source = [title, body]))]
    made: Option<Vector<676>>,
    #[weaviate(vector(
        index = hnsw(
            ef = 64,
            ef_construction = 96,
            max_connections = 16,
            dynamic_ef_min = 50,
            dynamic_ef_max = 400,
            dynamic_ef_factor = 4,
            filter_strategy = sweeping,
            flat_search_cutoff = 1_000,
            vector_cache_max_objects = 5_000_000_000,
            cleanup_interval_seconds = 60,
        ),
        distance = dot,
        quantizer = pq(segments = 4, centroids = 16, training_limit = 5_000, encoder = tile, distribution = normal),
    ))]
    products: Option<Vector<8>>,
    #[weaviate(vector(index = flat(vector_cache_max_objects = 10), quantizer = bq(cache = true, rescore_limit = 7)))]
    bits: Option<Vector<8>>,
    #[weaviate(vector(quantizer = sq(training_limit = 5_000, rescore_limit = 30)))]
    scalars: Option<Vector<8>>,
    #[weaviate(vector(quantizer = rq(bits = 1, rescore_limit = 40)))]
    rotated: Option<Vector<8>>,
    #[weaviate(vector(quantizer = none))]
    plain: Option<Vector<8>>,
    #[weaviate(vector(encoding = muvera(ksim = 3, dprojections = 8, repetitions = 5)))]
    rows: MultiVector<8>,
}

/// Asserts that `actual` says all that `wanted` does.
fn covers(wanted: &Value, actual: &Value, at: &str) {
    match (wanted, actual) {
        (Value::Object(wanted), _) => {
            wanted.iter().for_each(|(key, value)| covers(value, &actual[key], &format!("{at}.{key}")));
        }
        // The server keeps fractions as 32 bits.
        (Value::Number(wanted), Value::Number(actual)) => {
            let [wanted, actual] = [wanted, actual].map(|number| number.as_f64().unwrap());
            assert!((wanted - actual).abs() < 1e-6, "{at}: {wanted} became {actual}");
        }
        (Value::Array(wanted), Value::Array(actual)) if at.ends_with("properties") => {
            for property in wanted {
                let found = actual.iter().find(|found| found["name"] == property["name"]);
                match (property, found) {
                    (Value::Object(_), Some(found)) => {
                        covers(property, found, &format!("{at}.{}", property["name"]));
                    }
                    _ => assert!(actual.contains(property), "{at}: {property}"),
                }
            }
        }
        _ => assert_eq!(wanted, actual, "{at}"),
    }
}

#[test]
fn every_setting_is_stored_and_found_again() {
    run(|world| async move {
        world.client.sync::<(Tuned,)>().await.unwrap();
        let name = world.class("Tuned_v1");
        let stored =
            serde_json::to_value(world.client.collection_definition(&name).await.unwrap().unwrap()).unwrap();
        let wanted = Tuned::SCHEMA.to_class(&name, &Names::new(), true);
        covers(&serde_json::to_value(wanted).unwrap(), &stored, "");
        let vector = |name: &str| &stored["vectorConfig"][name]["vectorIndexConfig"];
        assert_eq!(vector("products")["filterStrategy"], "sweeping");
        assert_eq!(vector("products")["pq"]["encoder"]["distribution"], "normal");
        assert_eq!(vector("rotated")["rq"]["enabled"], true);
        assert_eq!(vector("rows")["multivector"]["muvera"]["ksim"], 3);
        assert_eq!(stored["vectorConfig"]["bits"]["vectorIndexType"], "flat");
        assert_eq!(stored["vectorConfig"]["made"]["vectorizer"]["text2vec-bigram"]["properties"][1], "text");
        assert_eq!(stored["shardingConfig"]["desiredCount"], 2);
        let plan = world.builder().await.build().unwrap().plan::<(Tuned,)>().await.unwrap();
        assert!(plan.is_empty(), "{plan}");
    });
}

mod before {
    use super::{Collection, Vector};

    #[derive(Collection)]
    #[weaviate(name = "Changing")]
    pub(super) struct Changing {
        pub(super) title: String,
        #[weaviate(vector(vectorizer = bigram))]
        pub(super) made: Option<Vector<676>>,
    }
}

mod after {
    use super::{Collection, Vector};

    #[derive(Collection)]
    #[weaviate(name = "Changing", generative(dummy), reranker(dummy), replication(deletion_strategy = delete_on_conflict))]
    pub(super) struct Changing {
        pub(super) title: String,
        #[weaviate(vector(vectorizer = bigram, index = hnsw(ef = 77)))]
        pub(super) made: Option<Vector<676>>,
    }
}

#[test]
fn what_may_change_is_changed_and_then_left_alone() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(before::Changing,)>().await.unwrap();
        let plan = client.sync::<(after::Changing,)>().await.unwrap().plan;
        assert_eq!(plan.changes().len(), 4, "{plan}");
        let stored = client.collection_definition(&world.class("Changing_v1")).await.unwrap().unwrap();
        assert!(stored.at(&["moduleConfig", "generative-dummy"]).is_some());
        assert!(stored.at(&["moduleConfig", "reranker-dummy"]).is_some());
        assert_eq!(stored.at(&["vectorConfig", "made", "vectorIndexConfig", "ef"]), Some(&77.into()));
        assert_eq!(stored.at(&["replicationConfig", "deletionStrategy"]), Some(&"DeleteOnConflict".into()));
        for plan in [client.plan::<(after::Changing,)>().await, client.plan::<(before::Changing,)>().await] {
            let plan = plan.unwrap();
            assert!(plan.is_empty(), "{plan}");
        }
    });
}

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(hours = 1, after = created_at, hide_expired))]
struct Session {
    title: String,
}

#[test]
fn time_to_live() {
    run(|world| async move {
        match world.client.sync::<(Session,)>().await {
            Err(error) if !world.is_engine() && error.to_string().contains("OBJECTS_TTL_DELETE_SCHEDULE") => {
                return leave_out(
                    "server without `OBJECTS_TTL_DELETE_SCHEDULE`",
                    "it deletes nothing by itself",
                );
            }
            done => done.unwrap(),
        };
        let stored = world.client.collection_definition(&world.class("Session_v1")).await.unwrap().unwrap();
        assert_eq!(stored.at(&["objectTtlConfig", "defaultTtl"]), Some(&3600.into()));
        assert_eq!(stored.at(&["objectTtlConfig", "deleteOn"]), Some(&"_creationTimeUnix".into()));
        let plan = world.client.plan::<(Session,)>().await.unwrap();
        assert!(plan.is_empty(), "{plan}");
    });
}

#[derive(Collection)]
#[weaviate(server = "1.99")]
struct Tomorrow {
    title: String,
}

#[test]
fn a_server_that_is_too_old_is_refused() {
    run(|world| async move {
        let error = world.client.sync::<(Tomorrow,)>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SchemaMismatch);
        assert!(error.to_string().contains("needs Weaviate 1.99.0"), "{error}");
    });
}
