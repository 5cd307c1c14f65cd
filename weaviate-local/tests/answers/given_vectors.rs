//! Vectors that come with an object: under which name they are kept, and what is refused first.

use super::*;

async fn collection(remote: &Remote, class: &str, vectors: &[&str]) {
    let mut doc = json!({"class": class, "properties": [{"name": "t", "dataType": ["text"]}]});
    if vectors.is_empty() {
        doc["vectorizer"] = json!("none");
    }
    for name in vectors {
        doc["vectorConfig"][*name] = own();
    }
    remote.done("POST", "schema", &doc).await;
}

fn object(class: &str, n: u32, with: &Json) -> Json {
    let mut object = json!({"class": class, "id": id(n), "properties": {"t": "x"}});
    for (key, value) in with.as_object().unwrap() {
        object[key] = value.clone();
    }
    object
}

async fn kept(remote: &Remote, class: &str, n: u32) -> (Json, Json) {
    let path = format!("objects/{class}/{}?include=vector", id(n));
    let (_, answer) = remote.rest("GET", &path, None).await;
    (answer["vector"].clone(), answer["vectors"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_unnamed_vector_is_the_only_named_one() {
    let (_serving, remote) = server().await;
    for (class, only) in [("Titled", "title"), ("Plain", "default")] {
        collection(&remote, class, &[only]).await;
        let expected = (Json::Null, json!({only: [1, 2]}));
        // What else came is not looked at, even under names there are not.
        let given = [
            json!({"vector": [1, 2]}),
            json!({"vector": [1, 2], "vectors": {only: [3, 4]}}),
            json!({"vector": [1, 2], "vectors": {"nobody": [3, 4]}}),
        ];
        for (n, given) in (0..).zip(given) {
            let one = object(class, n, &given);
            let made = remote.done("POST", "objects", &one).await;
            assert_eq!((&made["vectors"], &made["vector"]), (&expected.1, &Json::Null));
            assert_eq!(kept(&remote, class, n).await, expected);
            let many = json!({"objects": [object(class, n + 10, &given)]});
            let made = remote.done("POST", "batch/objects", &many).await;
            assert_eq!(made[0]["vectors"], expected.1, "{made}");
            remote.done("POST", "objects/validate", &one).await;
        }
        let path = format!("objects/{class}/{}", id(0));
        remote.done("PUT", &path, &object(class, 0, &json!({"vector": [7, 8]}))).await;
        assert_eq!(kept(&remote, class, 0).await.1, json!({only: [7, 8]}));
        let (status, _) =
            remote.rest("PATCH", &path, Some(&object(class, 0, &json!({"vector": [9, 8]})))).await;
        assert_eq!((status, kept(&remote, class, 0).await.1), (204, json!({only: [9, 8]})));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn vectors_a_collection_has_not_are_refused_before_properties() {
    let (_serving, remote) = server().await;
    collection(&remote, "Two", &["a", "b"]).await;
    collection(&remote, "Titled", &["title"]).await;
    collection(&remote, "Legacy", &[]).await;
    for class in ["Two", "Titled", "Legacy"] {
        remote.done("POST", "objects", &object(class, 0, &json!({}))).await;
    }
    let single = |class: &str| format!("collection {class} configuration does not have single vector index");
    let named =
        |class: &str, name: &str| format!("collection {class} does not have configuration for vector {name}");
    let wrong = json!({"nope": 1});
    for (class, given, text) in [
        ("Two", json!({"vector": [1], "vectors": {"zz": [1]}, "properties": wrong}), single("Two")),
        ("Two", json!({"vectors": {"default": [1]}, "properties": wrong}), named("Two", "default")),
        ("Two", json!({"vectors": {"": [1]}}), named("Two", "")),
        ("Titled", json!({"vectors": {"default": [1]}}), named("Titled", "default")),
        ("Titled", json!({"vectors": {"": [1]}}), named("Titled", "")),
        (
            "Legacy",
            json!({"vector": [1], "vectors": {"zz": [1]}, "properties": wrong}),
            named("Legacy", "zz"),
        ),
        ("Legacy", json!({"vectors": {"": [1]}}), named("Legacy", "")),
    ] {
        let given = object(class, 0, &given);
        let path = format!("objects/{class}/{}", id(0));
        let (status, answer) = remote.rest("PUT", &path, Some(&given)).await;
        assert_eq!((status, said(&answer)), (422, &*format!("invalid object: {text}")));
        let (status, answer) = remote.rest("PATCH", &path, Some(&given)).await;
        assert_eq!((status, said(&answer)), (422, &*format!("msg:bad request code:400 err:{text}")));
        let answer = remote.done("POST", "batch/objects", &json!({"objects": [given]})).await;
        assert_eq!(said(&answer[0]["result"]["errors"]), text);
    }
    let nope = object("Titled", 0, &json!({"vector": [1], "vectors": {"zz": [1]}, "properties": wrong}));
    let (_, answer) = remote.rest("PATCH", &format!("objects/Titled/{}", id(0)), Some(&nope)).await;
    assert!(said(&answer).starts_with("msg:bad request code:400 err:no such prop with name 'nope'"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_length_names_the_vector() {
    let (_serving, remote) = server().await;
    collection(&remote, "Titled", &["title"]).await;
    remote.done("POST", "objects", &object("Titled", 0, &json!({"vector": [1, 2]}))).await;
    let (given, path) =
        (object("Titled", 0, &json!({"vector": [1, 2, 3]})), format!("objects/Titled/{}", id(0)));
    let (status, answer) = remote.rest("PUT", &path, Some(&given)).await;
    let text = format!("Validate vector index title for target vector {}: new node has", id(0));
    assert!(status == 500 && said(&answer).contains(&text), "{answer}");
    let (status, answer) = remote.rest("PATCH", &path, Some(&given)).await;
    let text = format!("validate vector index for update of {} for target vector title: new node has", id(0));
    assert!(status == 500 && said(&answer).contains(&text), "{answer}");
}
