//! An engine that is told to misbehave.

use std::time::{Duration, Instant};

use tonic::Code;
use weaviate_proto as proto;

use super::*;

const FULL: &str =
    "store is read-only due to: disk usage too high. Set to read-only at 100.00%, threshold set to 90.00%";

async fn told(fault: Fault) -> (Serving, Remote) {
    let (serving, remote) = server_with(Settings::default().fault(fault)).await;
    let class =
        json!({"class": "A", "vectorizer": "none", "properties": [{"name": "t", "dataType": ["text"]}]});
    remote.done("POST", "schema", &class).await;
    (serving, remote)
}

fn object(n: u32) -> proto::BatchObject {
    proto::BatchObject { uuid: id(n), collection: "A".into(), ..proto::BatchObject::default() }
}

fn list() -> proto::SearchRequest {
    proto::SearchRequest { collection: "A".into(), uses_127_api: true, ..proto::SearchRequest::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_batch_is_refused_and_no_other_call() {
    let (_serving, remote) = told(Fault::unavailable().on(Calls::Batches).nth(2)).await;
    assert_eq!(remote.batch(vec![object(1)]).await.unwrap(), [""; 0]);
    assert_eq!(remote.batch(vec![object(2)]).await.unwrap_err().code(), Code::Unavailable);
    assert_eq!(remote.batch(vec![object(3)]).await.unwrap(), [""; 0]);
    assert_eq!(remote.search(list()).await.unwrap().results.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn rest_is_refused_with_a_status() {
    for (fault, status) in [(Fault::unavailable(), 503), (Fault::exhausted(), 429)] {
        let (_serving, remote) = told(fault.on(Calls::Reads)).await;
        assert_eq!(remote.rest("GET", "schema", None).await.0, status);
        // What clients ask to come up is never refused.
        assert_eq!(remote.rest("GET", "meta", None).await.0, 200);
        assert_eq!(remote.rest("GET", ".well-known/ready", None).await.0, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_comes_late() {
    let time = Duration::from_millis(120);
    let (_serving, remote) = told(Fault::delay(time).on(Calls::Queries).first(1)).await;
    let start = Instant::now();
    remote.search(list()).await.unwrap();
    assert!(start.elapsed() >= time);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_not_said() {
    let (_serving, remote) = told(Fault::hang_up().on(Calls::Batches)).await;
    remote.batch(vec![object(1)]).await.unwrap_err();
    assert!(
        remote.try_rest("POST", "batch/objects", Some(&json!({"objects": [{"class": "A"}]}))).await.is_none()
    );
    assert_eq!(remote.search(list()).await.unwrap().results.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_takes_no_object() {
    let (_serving, remote) = told(Fault::disk_full().first(2).on(Calls::Batches)).await;
    assert_eq!(remote.batch(vec![object(1)]).await.unwrap(), [FULL]);
    assert_eq!(remote.batch(vec![object(1)]).await.unwrap(), [FULL]);
    assert_eq!(remote.batch(vec![object(1)]).await.unwrap(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_handle_on_the_same_data_behaves() {
    let engine = Engine::in_memory();
    let broken = engine.clone().with_settings(Settings::default().fault(Fault::exhausted()));
    for (engine, status) in [(broken, 429), (engine, 200)] {
        let serving = engine.serve(Serve::default()).await.unwrap();
        let (http, grpc) = (serving.http_addr(), serving.grpc_addr());
        let remote = Remote::new(&format!("http://{http}"), &format!("http://{grpc}"));
        assert_eq!(remote.rest("GET", "schema", None).await.0, status);
    }
}
