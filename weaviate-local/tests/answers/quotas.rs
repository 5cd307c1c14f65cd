//! `MAXIMUM_ALLOWED_…`: how much there may be.

use tonic::Code;
use weaviate_proto as proto;

use super::*;

fn exceeded(counted: &str, limit: usize) -> (u16, Json) {
    let message = format!("{counted} count limit of {limit} reached for this instance.");
    let body =
        json!({"errorCode": "USAGE_LIMIT_EXCEEDED", "limit": counted, "message": message, "value": limit});
    (429, body)
}

fn object(n: u32) -> Json {
    json!({"class": "A", "id": id(n), "properties": {"t": "x"}})
}

async fn full() -> (Serving, Remote) {
    let (serving, remote) = server_with(Settings::default().maximum_objects(2)).await;
    let class =
        json!({"class": "A", "vectorizer": "none", "properties": [{"name": "t", "dataType": ["text"]}]});
    remote.done("POST", "schema", &class).await;
    remote.done("POST", "schema/A/properties", &json!({"name": "r", "dataType": ["A"]})).await;
    for n in [1, 2] {
        remote.done("POST", "objects", &object(n)).await;
    }
    (serving, remote)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_more_is_refused() {
    let (_serving, remote) = full().await;
    let exceeded = exceeded("objects", 2);
    assert_eq!(remote.rest("POST", "objects", Some(&object(3))).await, exceeded);
    // One that is put in the place of another counts as one more.
    let one = format!("objects/A/{}", id(1));
    assert_eq!(remote.rest("PUT", &one, Some(&object(1))).await, exceeded);
    let links = json!([{"beacon": format!("weaviate://localhost/A/{}", id(2))}]);
    let (status, answer) = remote.rest("PUT", &format!("{one}/references/r"), Some(&links)).await;
    let place = "msg:repo.putobject code:500 err:import into index a: put local object: shard=";
    assert!(status == 500 && said(&answer).starts_with(place), "{answer}");
    assert!(said(&answer).ends_with(": objects count limit of 2 reached for this instance."), "{answer}");
    assert_eq!(
        remote.rest("PATCH", &one, Some(&json!({"class": "A", "properties": {"t": "z"}}))).await.0,
        204
    );
    // Other mistakes come first.
    let (_, answer) = remote.rest("POST", "objects", Some(&object(1))).await;
    assert_eq!(said(&answer), format!("id '{}' already exists", id(1)));
    assert_eq!(remote.rest("DELETE", &one, None).await.0, 204);
    remote.done("POST", "objects", &object(3)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_refused_as_a_whole_when_nothing_else_is_wrong() {
    let (_serving, remote) = full().await;
    let (status, limit) = exceeded("objects", 2);
    let objects = json!({"objects": [object(3), object(4)]});
    assert_eq!(remote.rest("POST", "batch/objects", Some(&objects)).await, (status, limit.clone()));
    let wrong = json!({"class": "A", "properties": {"zz": "x"}});
    let answer = remote.done("POST", "batch/objects", &json!({"objects": [wrong, object(3)]})).await;
    assert!(said(&answer[0]["result"]["errors"]).starts_with("no such prop with name 'zz'"), "{answer}");
    assert_eq!(said(&answer[1]["result"]["errors"]), limit["message"]);

    let object = |n, collection: &str| proto::BatchObject {
        uuid: id(n),
        collection: collection.into(),
        ..proto::BatchObject::default()
    };
    let status = remote.batch(vec![object(3, "A"), object(4, "A")]).await.unwrap_err();
    assert_eq!(
        (status.code(), status.message()),
        (Code::ResourceExhausted, limit["message"].as_str().unwrap())
    );
    // The server's own bytes are in the answer to the same batch over Connect, after four more of `google.rpc.Status`.
    for part in ["USAGE_LIMIT_EXCEEDED", "weaviate.usagelimits", "google.rpc.ErrorInfo"] {
        assert!(String::from_utf8_lossy(status.details()).contains(part), "{part}");
    }
    let errors = remote.batch(vec![object(3, "A"), object(4, "Zzz")]).await.unwrap();
    assert_eq!((errors.len(), errors[0].as_str()), (2, limit["message"].as_str().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn collections_and_tenants_are_counted_as_well() {
    let (_serving, remote) = server_with(Settings::default().maximum_collections(1).maximum_tenants(2)).await;
    let class = json!({"class": "M", "vectorizer": "none", "multiTenancyConfig": {"enabled": true}});
    remote.done("POST", "schema", &class).await;
    for name in ["C", "M"] {
        let (status, answer) = remote.rest("POST", "schema", Some(&json!({"class": name}))).await;
        assert_eq!((status, answer), exceeded("collections", 1), "{name}");
    }
    // Other mistakes come first.
    let (_, answer) = remote.rest("POST", "schema", Some(&json!({"class": "bad name"}))).await;
    assert_eq!(said(&answer), "'Bad name' is not a valid class name");

    let tenants = |names: &[&str]| json!(names.iter().map(|name| json!({"name": name})).collect::<Vec<_>>());
    let path = "schema/M/tenants";
    assert_eq!(remote.rest("POST", path, Some(&tenants(&["a", "b", "c"]))).await, exceeded("tenants", 2));
    remote.done("POST", path, &tenants(&["a", "b"])).await;
    assert_eq!(remote.rest("POST", path, Some(&tenants(&["c"]))).await, exceeded("tenants", 2));
    remote.done("POST", path, &tenants(&["a"])).await;
}
