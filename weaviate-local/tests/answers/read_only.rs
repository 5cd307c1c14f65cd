//! Shards that only read.

use super::*;

const WHY: &str = "store is read-only due to: manually set by user";

async fn note(remote: &Remote) {
    let class = json!({"class": "Note", "vectorizer": "none", "multiTenancyConfig": {"enabled": true},
        "properties": [{"name": "t", "dataType": ["text"]}]});
    remote.done("POST", "schema", &class).await;
    remote.done("POST", "schema/Note/properties", &json!({"name": "r", "dataType": ["Note"]})).await;
    let tenants = json!([{"name": "t1"}, {"name": "t2"}]);
    remote.done("POST", "schema/Note/tenants", &tenants).await;
    remote.done("POST", "objects", &object(1, "t1")).await;
    remote.done("POST", "objects", &object(2, "t1")).await;
}

fn object(n: u32, tenant: &str) -> Json {
    json!({"class": "Note", "id": id(n), "tenant": tenant, "properties": {"t": "a"}})
}

async fn set(remote: &Remote, shard: &str, status: &str) -> (u16, Json) {
    remote.rest("PUT", &format!("schema/Note/shards/{shard}"), Some(&json!({"status": status}))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_write_is_refused_until_it_is_ready() {
    let (_serving, remote) = server().await;
    note(&remote).await;
    assert_eq!(set(&remote, "t1", "readonly").await, (200, json!({"status": "readonly"})));
    let (_, shards) = remote.rest("GET", "schema/Note/shards?tenant=t1", None).await;
    assert_eq!(shards, json!([{"name": "t1", "status": "READONLY", "vectorQueueSize": 0}]));

    let put = format!("put object: import into index note: put local object: shard=\"t1\": {WHY}");
    let merge = "merge into index note: update local object: shard=\"t1\"";
    let one = format!("objects/Note/{}", id(1));
    let references = format!("{one}/references/r?tenant=t1");
    let link = json!({"beacon": format!("weaviate://localhost/Note/{}", id(2))});
    for (method, path, body, text) in [
        ("POST", "objects", object(3, "t1"), put.clone()),
        ("PUT", &one, object(1, "t1"), put),
        ("PATCH", &one, object(1, "t1"), format!("msg:repo.merge code:500 err:{merge}: {WHY}")),
        ("POST", &references, link.clone(), format!("msg:add reference to repo code:500 err:{merge}: {WHY}")),
        (
            "PUT",
            &references,
            json!([link]),
            format!(
                "msg:repo.putobject code:500 err:import into index note: put local object: shard=\"t1\": {WHY}"
            ),
        ),
        (
            "DELETE",
            &format!("{one}?tenant=t1"),
            Json::Null,
            format!(
                "could not delete object from vector repo: delete from index \"note\": delete local object: \
                 shard=\"t1\": {WHY}"
            ),
        ),
    ] {
        let (status, answer) = remote.rest(method, path, Some(&body)).await;
        assert_eq!((status, said(&answer)), (500, text.as_str()), "{method} {path}");
    }
    // Where there is nothing to remove, nothing is written.
    assert_eq!(remote.rest("DELETE", &references, Some(&link)).await.0, 204);

    assert_eq!(set(&remote, "t1", "Ready").await, (200, json!({"status": "Ready"})));
    remote.done("PUT", &one, &object(1, "t1")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_tells_it_once_a_shard() {
    let (_serving, remote) = server().await;
    note(&remote).await;
    set(&remote, "t1", "READONLY").await;
    let objects = [object(5, "t1"), object(6, "t1"), object(7, "t2")];
    let answer = remote.done("POST", "batch/objects", &json!({"objects": objects})).await;
    assert_eq!(said(&answer[0]["result"]["errors"]), WHY);
    // The second is no more stored than the first.
    for at in [1, 2] {
        assert_eq!(answer[at]["result"], json!({"status": "SUCCESS"}));
    }
    for (path, status) in [("objects/Note/", 404), ("objects?class=Note&limit=", 200)] {
        let number = if status == 404 { id(6) } else { "10".to_owned() };
        let path = format!("{path}{number}{}tenant=t1", if status == 404 { "?" } else { "&" });
        assert_eq!(remote.rest("GET", &path, None).await.0, status);
    }
    let filter = json!({"path": ["_id"], "operator": "Like", "valueText": "*"});
    for output in ["minimal", "verbose"] {
        let matching = json!({"match": {"class": "Note", "where": filter}, "output": output});
        let (_, answer) = remote.rest("DELETE", "batch/objects?tenant=t1", Some(&matching)).await;
        let results = json!({"failed": 1, "limit": 10000, "matches": 2, "successful": 0,
            "objects": [{"errors": {"error": [{"message": WHY}]}, "status": "FAILED"}]});
        assert_eq!(answer["results"], results);
    }
    // A tenant that is loaded again takes writes.
    for status in ["COLD", "HOT"] {
        let tenant = json!([{"name": "t1", "activityStatus": status}]);
        remote.done("PUT", "schema/Note/tenants", &tenant).await;
    }
    remote.done("POST", "objects", &object(3, "t1")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_there_is_not_is_named() {
    let (_serving, remote) = server().await;
    note(&remote).await;
    let (status, answer) = set(&remote, "t1", "zz").await;
    let text = "updating db: TYPE_UPDATE_SHARD_STATUS: zz: invalid storage status";
    assert_eq!((status, said(&answer)), (500, text));
    // Of a shard there is not, a server takes anything.
    assert_eq!(set(&remote, "nobody", "zz").await, (200, json!({"status": "zz"})));
    let (status, answer) =
        remote.rest("PUT", "schema/Nobody/shards/a", Some(&json!({"status": "READY"}))).await;
    let text = "updating db: TYPE_UPDATE_SHARD_STATUS: cannot update shard status to a non-existing index for \
                Nobody: not found";
    assert_eq!((status, said(&answer)), (404, text));
    let (status, answer) = remote.rest("GET", "schema/Nobody/shards", None).await;
    assert_eq!(
        (status, said(&answer)),
        (404, "cannot get shards status for a non-existing index for Nobody: not found")
    );
}
