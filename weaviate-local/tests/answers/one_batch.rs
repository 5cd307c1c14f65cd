//! All objects of a batch are checked before the first is stored.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn no_object_refers_to_another_of_its_batch() {
    let (_serving, remote) = server().await;
    let properties = json!([{"name": "t", "dataType": ["text"]}, {"name": "r", "dataType": ["Note"]}]);
    let class = json!({"class": "Note", "vectorizer": "none", "properties": [properties[0]]});
    remote.done("POST", "schema", &class).await;
    remote.done("POST", "schema/Note/properties", &properties[1]).await;
    let object = |n: u32, to: Option<u32>| {
        let beacon = to.map(|to| json!([{"beacon": format!("weaviate://localhost/Note/{}", id(to))}]));
        json!({"class": "Note", "id": id(n), "properties": {"r": beacon}})
    };
    let batch = json!({"objects": [object(1, None), object(2, Some(1)), object(3, Some(3))]});
    let answer = remote.done("POST", "batch/objects", &batch).await;
    assert_eq!(answer[0]["result"]["status"], "SUCCESS");
    for (at, to) in [(1, 1), (2, 3)] {
        let text = format!("invalid cref: 'cref' Note:r: no object with id {} found", id(to));
        assert_eq!(said(&answer[at]["result"]["errors"]), text);
    }
    // In the next batch the first is there.
    let answer = remote.done("POST", "batch/objects", &batch).await;
    assert_eq!(answer[1]["result"]["status"], "SUCCESS");
    assert_eq!(answer[2]["result"]["status"], "FAILED");
}
