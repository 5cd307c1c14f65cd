//! `OPERATIONAL_MODE`: what a server takes at all.

use tonic::Code;
use weaviate_proto as proto;

use super::*;

const READ_ONLY: &str = "read-only mode is enabled temporally at the config level: write operations are not allowed during this time";

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_only_reads_takes_no_write() {
    let (_serving, remote) = server_with(Settings::default().mode(Mode::ReadOnly)).await;
    for (method, path) in [
        ("POST", "schema"),
        ("PATCH", "schema"),
        ("PUT", "meta"),
        ("POST", "nope"),
        ("DELETE", "objects/A/x"),
        ("POST", "tokenize"),
        ("POST", "search/A"),
    ] {
        let (status, answer) = remote.rest(method, path, Some(&json!({}))).await;
        assert_eq!((status, said(&answer)), (503, READ_ONLY), "{method} {path}");
    }
    let (status, _) =
        remote.rest("POST", "graphql", Some(&json!({"query": "{Get{A{_additional{id}}}}"}))).await;
    assert_ne!(status, 503);
    let (_, nodes) = remote.rest("GET", "nodes", None).await;
    assert_eq!(nodes["nodes"][0]["operationalMode"], "ReadOnly");
    let status = remote.batch(Vec::new()).await.unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::Unavailable, READ_ONLY));
    let request = proto::SearchRequest { uses_127_api: true, ..proto::SearchRequest::default() };
    let status = remote.search(request).await.unwrap_err();
    assert_eq!(status.message(), "could not find class  in schema");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_only_writes_takes_no_read() {
    let (_serving, remote) = server_with(Settings::default().mode(Mode::WriteOnly)).await;
    let text = READ_ONLY.replace("read-only", "write-only").replace("write operations", "read operations");
    let (status, answer) = remote.rest("GET", "schema", None).await;
    assert_eq!((status, said(&answer)), (503, &*text));
    assert_eq!(remote.rest("GET", "meta", None).await.0, 200);
    remote.done("POST", "schema", &json!({"class": "A"})).await;
    let request = proto::SearchRequest { uses_127_api: true, ..proto::SearchRequest::default() };
    let status = remote.search(request).await.unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::Unavailable, &*text));
}
