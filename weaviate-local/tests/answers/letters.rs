//! Keys that differ in the case of their letters are one field: what comes later changes what came before.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_struct_sets_the_fields_it_has() {
    let (_serving, remote) = server().await;
    let class = json!({"class": "Note", "vectorizer": "none", "properties": [{"name": "d", "dataType": ["date"]}],
        "invertedIndexConfig": {"indexTimestamps": true}});
    remote.done("POST", "schema", &class).await;
    let (_, mut note) = remote.rest("GET", "schema/Note", None).await;
    let first = json!({"enabled": true, "deleteOn": "d", "defaultTtl": 3600, "filterExpiredObjects": true});
    note["objectTtlConfig"] = first;
    // The official Python client changes a time to live so.
    note["objectTTLConfig"] = json!({"deleteOn": "_lastUpdateTimeUnix", "filterExpiredObjects": false});
    note["INVERTEDINDEXCONFIG"] = json!({"bm25": {"k1": 2.0}});
    remote.done("PUT", "schema/Note", &note).await;
    let (_, now) = remote.rest("GET", "schema/Note", None).await;
    let expected = json!({"enabled": true, "deleteOn": "_lastUpdateTimeUnix", "defaultTtl": 3600,
        "filterExpiredObjects": false});
    assert_eq!(now["objectTtlConfig"], expected);
    assert_eq!(now["invertedIndexConfig"]["bm25"], json!({"k1": 2.0, "b": 0.75}));
    // Alone it is not enough.
    note["objectTtlConfig"] = json!({"enabled": true});
    let (status, answer) = remote.rest("PUT", "schema/Note", Some(&note)).await;
    let text = "ObjectTTLConfig: defaultTtl value too small for \"deleteOn\"=\"_lastUpdateTimeUnix\". Required \
                minimum \"60\" seconds, given \"0\" seconds";
    assert_eq!((status, said(&answer)), (422, text));
}
